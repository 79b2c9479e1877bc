"""Files to sheets of raw cells: each path is guarded and read, and one that can't be read says so in one rejection."""

from collections.abc import Sequence
from pathlib import Path

from samrum_kit.intake.cells import Faults
from samrum_kit.intake.child import Child
from samrum_kit.intake.delimited import read_delimited
from samrum_kit.intake.guard import LARGEST_FILE, at_the_door, look_through
from samrum_kit.intake.source import CellFault, FileRefused, Rejection, Row, Sheet, SourceFile, refusal, sheet_of

_WORKBOOKS = {".xlsx", ".ods"}
_CODES = {
    ".xlsm": "file.macros", ".xltm": "file.macros", ".xlsb": "file.old_excel", ".xls": "file.old_excel",
    ".docx": "file.document", ".docm": "file.document", ".doc": "file.document",
}


def read_sources(paths: Sequence[Path]) -> tuple[SourceFile, ...]:
    """Read every path of an import: workbooks, CSV files, and folders of CSV files.

    A path that can't be read gives a source with a rejection and no sheets; nothing is raised.
    """
    return tuple(_read(path) for path in dict.fromkeys(paths))


def _read(path: Path) -> SourceFile:
    """Read one path."""
    try:
        if path.is_dir():
            return _folder(path)
        if path.suffix.lower() == ".csv":
            return SourceFile(path, (_delimited(path),))
        return SourceFile(path, _workbook(path))
    except FileRefused as refused:
        return SourceFile(path, refused=(refusal(path, path.name, refused.code),))
    except OSError:
        return SourceFile(path, refused=(refusal(path, path.name, "file.no_access"),))


def _folder(folder: Path) -> SourceFile:
    """Read every CSV file of a folder."""
    sheets: list[Sheet] = []
    refused: list[Rejection] = []
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv" and not _is_hidden(path))
    for path in files:
        try:
            sheets.append(_delimited(path))
        except FileRefused as fault:
            refused.append(refusal(folder, path.name, fault.code))
    if not files:
        refused.append(refusal(folder, folder.name, "file.empty"))
    return SourceFile(folder, tuple(sheets), tuple(refused))


def _is_hidden(path: Path) -> bool:
    """Tell whether a file is one that programs put beside the real ones."""
    return path.name.startswith((".", "~$"))


def _delimited(path: Path) -> Sheet:
    """Read one CSV file as the sheet of its name."""
    return sheet_of(path.stem, path.name, read_delimited(file_bytes(path)))


def _workbook(path: Path) -> tuple[Sheet, ...]:
    """Guard a workbook, parse it in a child and put the marks of the guard into its cells."""
    data = file_bytes(path)
    if path.suffix.lower() not in _WORKBOOKS:
        raise FileRefused(_CODES.get(path.suffix.lower(), "file.type"))
    with Child() as child:
        faults_by_sheet = look_through(at_the_door(data))
        sheets = child.sheets_of(data)
    for name, faults in faults_by_sheet.items():
        if faults:
            _mark(sheets.setdefault(name, []), faults)
    return tuple(sheet_of(name, path.name, rows) for name, rows in sheets.items())


def file_bytes(path: Path) -> bytes:
    """Return a file's bytes, so that what is guarded is what is read; raise FileRefused where there are none."""
    if not path.exists():
        raise FileRefused("file.not_found")
    if not path.is_file():
        raise FileRefused("file.type")
    if path.stat().st_size > LARGEST_FILE:
        raise FileRefused("file.too_large")
    return path.read_bytes()


def _mark(rows: list[Row], faults: Faults) -> None:
    """Put a fault into each cell that the parser has left blank or can't vouch for."""
    by_number = dict(rows)
    for (number, column), code in faults.items():
        cells = by_number.setdefault(number, [])
        cells.extend([""] * (column - len(cells)))
        cells[column - 1] = CellFault(code)
    rows[:] = sorted(by_number.items())
