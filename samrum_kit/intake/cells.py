"""How far the cells of a workbook reach and which of them can't be trusted, found before it is parsed.

The parser that comes after lays out every cell up to the highest reference; it leaves a cell with an error value, and
a formula without a result, blank. Both are found here.
"""

from functools import cache

from samrum_kit.intake.archive import Archive
from samrum_kit.intake.markup import MarkupReader
from samrum_kit.intake.plain_sheet import MOST_BYTES, plain_extent
from samrum_kit.intake.source import FileRefused

MOST_ROWS = 200_000
MOST_COLUMNS = 256
MOST_CELLS = 5_000_000
"""Cells of a workbook, counted over each sheet's rows times columns up to the highest reference."""

Faults = dict[tuple[int, int], str]
"""Code of a fault by row (from 1) and column (from 1)."""

_CONTENT = {"v", "is"}
_LINKED = {"table:dde-link", "table:table-source", "table:cell-range-source"}


class Extent:
    """The rectangle of a sheet in which something is written."""

    def __init__(self) -> None:
        """Begin with an empty sheet."""
        self.rows = self.columns = 0

    def reach(self, row: int, column: int) -> None:
        """Take in a cell, and refuse one that is too far out."""
        if row > MOST_ROWS or column > MOST_COLUMNS:
            raise FileRefused("file.cells")
        self.rows, self.columns = max(row, self.rows), max(column, self.columns)


class ExcelSheet:
    """One worksheet part of an .xlsx, looked through cell by cell."""

    def __init__(self) -> None:
        """Begin at the top."""
        self.extent, self.faults = Extent(), Faults()
        self._reader = MarkupReader(self._start)
        self._row = self._column = self._cells = self._tables = 0
        self._row_text, self._row_digits = "0", -1
        self._kind: str | None = None
        self._result = self._has_value = False

    def read(self, archive: Archive, name: str) -> None:
        """Look through the part, closely where it is not quite as spreadsheet programs write it."""
        if archive.parts[name].file_size <= MOST_BYTES:
            reach = plain_extent(archive.read(name))
            if reach is not None and reach[0] <= MOST_ROWS and reach[1] <= MOST_COLUMNS:
                self.extent.reach(*reach)
                return
        self._reader.read(archive, name)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        """Follow rows and cells; only these few elements matter."""
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag == "c":
            self._cell(attributes)
        elif tag in _CONTENT and self._column:
            if self._row > self.extent.rows or self._column > self.extent.columns:
                self.extent.reach(self._row, self._column)
            self._has_value = True
        elif tag == "row":
            self._begin_row(attributes.get("r"))
        elif tag == "f":
            self._begin_formula()
        elif tag == "sheetData":
            self._tables += 1
            if self._tables > 1:
                raise FileRefused("file.damaged")

    def _begin_row(self, number: str | None) -> None:
        """Go to the next row; rows that are out of order hide what stands in them."""
        row = self._row + 1 if number is None else int(number) if number.isascii() and number.isdigit() else 0
        if row <= self._row:
            raise FileRefused("file.damaged")
        self._row, self._row_text, self._column = row, str(row), 0
        self._row_digits = -len(self._row_text)

    def _cell(self, attributes: dict[str, str]) -> None:
        """Go to the next cell of the row."""
        reference = attributes.get("r")
        if reference is None:
            column = self._column + 1
        else:
            column = column_number(reference[: self._row_digits])
            if reference[self._row_digits :] != self._row_text:
                raise FileRefused("file.damaged")
        self._cells += 1
        if column <= self._column or self._row == 0:
            raise FileRefused("file.damaged")
        if self._cells > MOST_CELLS:
            raise FileRefused("file.cells")
        self._column, self._kind, self._has_value = column, attributes.get("t"), False
        if self._kind == "e":
            self.faults[self._row, column] = "cell.error"

    def _begin_formula(self) -> None:
        """Follow a cell with a formula to its end, to see whether its result stands there."""
        self._result = False
        self._reader.parser.CharacterDataHandler = self._text
        self._reader.parser.EndElementHandler = self._end

    def _text(self, text: str) -> None:
        """Note a result."""
        self._result = self._result or (self._has_value and not text.isspace())

    def _end(self, tag: str) -> None:
        """Judge the formula at the end of its cell; an empty text is a result."""
        if tag.rpartition(":")[2] != "c":
            return
        self._reader.parser.CharacterDataHandler = self._reader.parser.EndElementHandler = None
        if not self._result and not (self._has_value and self._kind == "str"):
            self.faults[self._row, self._column] = "formula.no_result"


class OpenDocument:
    """The content part of an .ods, looked through cell by cell with its repeated rows and cells."""

    def __init__(self) -> None:
        """Begin before the first sheet."""
        self.faults: dict[str, Faults] = {}
        self.extents: list[Extent] = []
        self._reader = MarkupReader(self._start)
        self._reader.parser.EndElementHandler = self._end
        self._sheet = ""
        self._rows, self._columns = (0, 0), (0, 0)
        self._formula = self._has_text = False

    def read(self, archive: Archive, name: str) -> None:
        """Look through the part."""
        self._reader.read(archive, name)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        """Follow sheets, rows and cells."""
        if tag in _LINKED:
            raise FileRefused("file.external")
        if tag == "table:table":
            if "table:is-sub-table" in attributes:
                raise FileRefused("file.unreadable")
            self._sheet = attributes.get("table:name", "")
            self.extents.append(Extent())
            self.faults[self._sheet] = {}
            self._rows = (0, 0)
        elif tag == "table:table-row":
            self._rows = (self._rows[1], self._rows[1] + repeated(attributes, "table:number-rows-repeated"))
            self._columns = (0, 0)
        elif tag in {"table:table-cell", "table:covered-table-cell"}:
            self._cell(attributes)
        elif tag == "text:p" and self.extents and self._columns[1]:
            self._has_text = True
            self._reach()

    def _cell(self, attributes: dict[str, str]) -> None:
        """Go to the next cell of the row."""
        if not self.extents:
            raise FileRefused("file.damaged")
        self._columns = (self._columns[1], self._columns[1] + repeated(attributes, "table:number-columns-repeated"))
        kind = attributes.get("office:value-type")
        self._has_text, self._formula = kind is not None, "table:formula" in attributes
        if kind is not None:
            self._reach()
        if attributes.get("calcext:value-type") == "error":
            self._mark("cell.error")

    def _end(self, tag: str) -> None:
        """Judge a formula at the end of its cell."""
        if tag == "table:table-cell" and self._formula and not self._has_text:
            self._reach()
            self._mark("formula.no_result")

    def _reach(self) -> None:
        """Take in the cell with its repetitions."""
        self.extents[-1].reach(self._rows[1], self._columns[1])

    def _mark(self, code: str) -> None:
        """Note a fault in the cell and its repetitions."""
        faults = self.faults[self._sheet]
        for row in range(self._rows[0] + 1, self._rows[1] + 1):
            faults.update(((row, column + 1), code) for column in range(*self._columns))


def repeated(attributes: dict[str, str], name: str) -> int:
    """Return how often a row or cell of an .ods is repeated."""
    number = attributes.get(name, "1")
    if not (number.isascii() and number.isdigit() and 0 < len(number) < 10):
        raise FileRefused("file.damaged")
    return int(number)


@cache
def column_number(letters: str) -> int:
    """Return the number of a column from its letters: `A` is 1."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        raise FileRefused("file.cells" if letters.isalpha() else "file.damaged")
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
