"""Small notebooks for tests: a cell of parameters, some code, and what hostile text may look like."""

from pathlib import Path

import nbformat

PARAMETERS = """
subject: str = "S-1"  # a case
as_of: str | None = None
lang: str = "da"
rounds: int = 1
long: bool = False
"""
TITLES = {"da": "Gennemgang", "nb": "Gjennomgang", "en": "Review"}


def code(source, *tags):
    """Return a code cell."""
    return nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)})


def text(source, *tags):
    """Return a cell of prose."""
    return nbformat.v4.new_markdown_cell(source, metadata={"tags": list(tags)})


def notebook(*cells, parameters=PARAMETERS):
    """Return a notebook with a cell of parameters before its own cells."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made = nbformat.v4.new_notebook(metadata={"kernelspec": kernel, "samrum": {"titles": TITLES}})
    made.cells = [code(parameters, "parameters"), *cells]
    return made


def written(folder: Path, *cells, name="02_gennemgang", parameters=PARAMETERS) -> Path:
    """Write a notebook and return where it lies."""
    path = folder / f"{name}.ipynb"
    nbformat.write(notebook(*cells, parameters=parameters), path)
    return path


def shown(data, metadata=None, kind="display_data"):
    """Return a code cell that has already shown something."""
    cell = code("...")
    more = {"execution_count": 1} if kind == "execute_result" else {}
    cell.outputs = [nbformat.v4.new_output(kind, data=data, metadata=metadata or {}, **more)]
    return cell


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<iframe src='http://127.0.0.1:9/frame'></iframe>",
    "<a href='javascript:alert(1)' id=trap>klik</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>klik</a>",
    "<form action='http://127.0.0.1:9/form'><button autofocus onfocus=alert(1)>send</button></form>",
    "<link rel=stylesheet href='http://127.0.0.1:9/style.css'><base href='http://127.0.0.1:9/'>",
    "<style>body{background:url(http://127.0.0.1:9/image.png)}</style>",
    "<p style='background:url(http://127.0.0.1:9/image.png)'>farvet</p>",
    "<img src='http://127.0.0.1:9/pixel.png'><object data='http://127.0.0.1:9/object'></object>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/away'>",
    "<details open ontoggle=alert(1)><summary>mere</summary></details>",
    "</main></body><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
]
