"""What has been read from a file: sheets of raw cells, and the faults of a file as a whole."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from samrum_kit.intake.messages import message
from samrum_kit.locale import _


@dataclass(frozen=True, slots=True)
class CellFault:
    """Stands in a cell whose content can't be known: an error value, or a formula without a result."""

    code: str


Cell = str | float | bool | date | datetime | CellFault
"""A cell as it was read; the empty text is a blank. Times and durations are text."""

LONGEST_TEXT = 32_767
"""Characters that a cell of a workbook holds; a longer text could not be given back when its row is rejected."""

Row = tuple[int, list[Cell]]
"""The number of a row as a spreadsheet shows it, and its cells from the first column on."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or one CSV file: a header, and the rows in which something is written."""

    name: str
    file: str
    header_row: int
    header: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Rejection:
    """One thing that is wrong, where it is, and what to do; it never holds a cell's value."""

    source: Path
    file: str
    sheet: str | None
    row: int | None
    column: str | None
    code: str
    message: str

    def to_json(self) -> dict[str, str | int | None]:
        """Return the rejection as `samrum.import/1` writes it."""
        names = ("file", "sheet", "row", "column", "code", "message")
        return {name: getattr(self, name) for name in names}

    def __str__(self) -> str:
        """Return the place and the message in one line."""
        place = [self.file]
        if self.sheet is not None:
            place.append(_("sheet {name}").format(name=self.sheet))
        if self.row is not None:
            place.append(_("row {number}").format(number=self.row))
        if self.column is not None:
            place.append(_("column {name}").format(name=self.column))
        return f"{', '.join(place)}: {self.message} [{self.code}]"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One path of an import, a workbook, a CSV file or a folder of them, with what could be read of it."""

    path: Path
    sheets: tuple[Sheet, ...] = ()
    refused: tuple[Rejection, ...] = ()


class FileRefused(Exception):
    """A file can't be taken in as a whole; the code says why."""

    def __init__(self, code: str) -> None:
        """Take the stable code."""
        super().__init__(code)
        self.code = code


def refusal(source: Path, file: str, code: str) -> Rejection:
    """Return the one rejection of a file that is refused as a whole."""
    return Rejection(source, file, None, None, None, code, message(code))


def sheet_of(name: str, file: str, rows: list[Row]) -> Sheet:
    """Return a sheet whose header is the first row in which something is written."""
    if not rows:
        return Sheet(name, file, 1, (), ())
    if any(True for _, cells in rows for cell in cells if cell.__class__ is str and len(cell) > LONGEST_TEXT):
        raise FileRefused("file.long_text")
    number, cells = rows[0]
    header = tuple(cell.strip() if isinstance(cell, str) else "" if isinstance(cell, CellFault) else str(cell)
                   for cell in cells)
    return Sheet(name, file, number, header, tuple(rows[1:]))
