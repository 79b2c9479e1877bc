"""An executed notebook without its traces: parameters, paths, times and the cells that carried them."""

from typing import Any

INJECTED = "injected-parameters"


def scrub(notebook: Any) -> Any:
    """Return an executed notebook that tells nothing of how it was run: no parameters, paths, times or widget state.

    Cells, their tags and what they showed stay as they are; of the notebook's own data only title and language stay.
    """
    from nbformat import NotebookNode

    clean = NotebookNode(nbformat=notebook.nbformat, nbformat_minor=notebook.nbformat_minor)
    clean.metadata = NotebookNode(samrum=notebook.metadata.get("samrum", NotebookNode()))
    clean.cells = [_clean_cell(cell) for cell in notebook.cells if INJECTED not in cell.metadata.get("tags", [])]
    return clean


def _clean_cell(cell: Any) -> Any:
    """Return a cell with its tags alone for metadata and without the order in which it ran."""
    from nbformat import NotebookNode

    clean = NotebookNode(cell)
    clean.metadata = NotebookNode(tags=cell.metadata.get("tags", []))
    if cell.cell_type == "code":
        clean.execution_count = None
        clean.outputs = [NotebookNode(output) for output in cell.outputs]
        for output in clean.outputs:
            if "execution_count" in output:
                output.execution_count = None
    return clean
