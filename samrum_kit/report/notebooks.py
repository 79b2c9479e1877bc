"""The notebooks: where they lie, and what a report from one is called."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import samrum_kit
from samrum_kit.domain.days import read_day
from samrum_kit.domain.vocabulary import Forum
from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.locale import DEFAULT_LANGUAGE, _, format_day, language
from samrum_kit.report.loading import load_nbformat

SAYS_WHAT_IT_IS_ABOUT = (
    "forum", "school", "district", "subject", "case", "plan", "meeting", "on", "from_day", "to_day",
)
"""The parameters that name a report, in the order in which they stand in its name and title."""
_PERIOD = {"from_day", "to_day"}
_PYTHON = {"name": "python3", "display_name": "Python 3", "language": "python"}
"""The kernel in which every notebook runs, whatever it was called where it was written."""


def notebooks_folder() -> Path:
    """Return the folder of the workbench's notebooks: in the installed package, or beside it in a clone."""
    package = Path(samrum_kit.__file__).parent
    inside = package / "notebooks"
    return inside if inside.is_dir() else package.parent / "notebooks"


def find_notebook(name: str) -> Path:
    """Return a notebook by its name, such as `02_gennemgang`, or by its path.

    Raises UnknownName for one that isn't there.
    """
    path = Path(name)
    if path.suffix == ".ipynb" and path.is_file():
        return path.resolve()
    known = {found.stem: found for found in notebooks_folder().rglob("*.ipynb") if not _is_checkpoint(found)}
    if path.name.removesuffix(".ipynb") not in known or len(path.parts) > 1:
        raise UnknownName(_("The notebook"), name, known)
    return known[path.name.removesuffix(".ipynb")]


def name_elsewhere(notebook: Path) -> str:
    """Return by what `find_notebook` finds a notebook on another machine too: its name, or the path of one's own."""
    return notebook.stem if notebook.is_relative_to(notebooks_folder()) else str(notebook)


def read_notebook(path: Path) -> Any:
    """Read a notebook; one that isn't a notebook, or isn't written in Python, raises UsageError."""
    nbformat = load_nbformat()
    try:
        # What was written by an older version comes as another class, which papermill doesn't know.
        notebook = nbformat.from_dict(nbformat.read(path, as_version=4))
        language_of = _language_of(notebook)
        understood = _is_understood(notebook.metadata.get("samrum", {})) and all(map(_has_tags, notebook.cells))
    except (OSError, ValueError, TypeError, AttributeError, KeyError, RecursionError, nbformat.ValidationError):
        understood = False
    if not understood:
        raise UsageError(
            _("This is not a notebook."), place=path.name, remedy=_("Name a file that JupyterLab can open."),
            code="usage.notebook",
        )
    if language_of != _PYTHON["language"]:
        raise UsageError(
            _("The notebook is not written in Python."), place=path.name,
            remedy=_("Choose Python as its kernel in JupyterLab, and save it."), code="usage.language",
        )  # fmt: skip
    notebook.metadata["kernelspec"] = nbformat.from_dict(_PYTHON)
    return notebook


def _is_understood(about: Any) -> bool:
    """Tell whether what a notebook says of itself are titles by language and a list of profiles, all of them texts."""
    titles, profiles = about.get("titles", {}), about.get("profiles", [])
    if not (isinstance(titles, dict) and isinstance(profiles, list)):
        return False
    return all(isinstance(text, str) for text in (*titles.values(), *profiles))


def _has_tags(cell: Any) -> bool:
    """Tell whether a cell's tags are texts in a list, or none are there."""
    tags = cell.metadata.get("tags", [])
    return isinstance(tags, list) and all(isinstance(tag, str) for tag in tags)


def _language_of(notebook: Any) -> str:
    """Return in what a notebook is written, as it says itself; Python where it says nothing."""
    kernel, info = (notebook.metadata.get(name, {}) for name in ("kernelspec", "language_info"))
    return str(kernel.get("language") or info.get("name") or _PYTHON["language"]).casefold()


def report_name(notebook: Path, parameters: Mapping[str, Any]) -> str:
    """Return the name of a report's file without its ending: the notebook's, then ids and days, joined by hyphens."""
    return "-".join([notebook.stem, *(str(value) for _name, value in about(parameters))])


def report_title(notebook: Any, parameters: Mapping[str, Any], fallback: str) -> str:
    """Return what a report is called: its kind in the language in use, then ids and days; never a text of the data."""
    titles = notebook.metadata.get("samrum", {}).get("titles", {})
    kind = titles.get(language()) or titles.get(DEFAULT_LANGUAGE) or fallback
    told = {name: _as_read(name, str(value)) for name, value in about(parameters)}
    if told.keys() >= _PERIOD:
        first, last = (told.pop(name) for name in ("from_day", "to_day"))
        told["period"] = _("{first} to {last}").format(first=first, last=last)
    return " · ".join([kind, *told.values()])


def about(parameters: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return the parameters that say what a report is about, in their order."""
    return [(name, parameters[name]) for name in SAYS_WHAT_IT_IS_ABOUT if parameters.get(name)]


def _as_read(name: str, value: str) -> str:
    """Return an id, day or word as a person reads it."""
    if name == "forum" and value in set(Forum):
        return Forum(value).label(language())
    day = read_day(value)
    return format_day(day) if day else value


def _is_checkpoint(path: Path) -> bool:
    """Tell whether JupyterLab put a file aside by itself."""
    return ".ipynb_checkpoints" in path.parts
