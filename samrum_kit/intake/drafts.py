"""Rows on their way to records: what each row says, and everything that is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import Any

from samrum_kit.domain.fields import Column, Record, columns
from samrum_kit.intake.messages import meant, message
from samrum_kit.intake.naming import (
    column_named,
    is_fault_column,
    is_passed_over,
    is_remark_sheet,
    is_settled_column,
    letters,
    nearest_column,
    nearest_sheet,
    table_named,
)
from samrum_kit.intake.source import Cell, Rejection, Sheet, SourceFile
from samrum_kit.intake.values import ValueRefused, is_marked, reader
from samrum_kit.locale import language

Key = tuple[Any, ...]


@dataclass(slots=True, repr=False)
class Draft:
    """One row of a table before it is a record."""

    source: SourceFile
    sheet: Sheet
    row: int
    table: type[Record]
    headers: dict[str, str]
    """What each column that the sheet has is called there, by its field."""
    values: dict[str, Any]
    """What the row says, by field; a blank cell says nothing."""
    rejections: tuple[Rejection, ...] = ()
    faulty: frozenset[str] = frozenset()
    """Fields that can't be read."""
    kept_out: bool = False
    """Whether the row's sheet is rejected as a whole."""
    key: Key | None = None
    """None while a part of the key is missing."""
    record: Record | None = None
    repeats: tuple["Draft", ...] = ()
    """Rows of the import that say the same."""

    @property
    def rejected(self) -> bool:
        """Tell whether the row can't be taken in."""
        return self.kept_out or bool(self.rejections)

    def reject(self, code: str, name: str, hint: str = "") -> None:
        """Note that a field makes the row impossible; the same thing is noted once."""
        self.faulty |= {name}
        column = self.headers.get(name) or next(
            column.label(language()) for column in columns(self.table) if column.name == name)
        fault = Rejection(self.source.path, self.sheet.file, self.sheet.name, self.row, column, code,
                          message(code, hint))
        if fault not in self.rejections:
            self.rejections += (fault,)


def drafts_of(source: SourceFile) -> tuple[list[Draft], list[Rejection]]:
    """Return a draft for every row of a source, and what is wrong with its sheets."""
    drafts: list[Draft] = []
    faults: list[Rejection] = []
    seen: set[type[Record]] = set()
    for sheet in source.sheets:
        if is_passed_over(sheet.name):
            continue
        if is_remark_sheet(sheet.name):
            faults += [] if _is_settled(sheet) else [_sheet_fault(source, sheet, "sheet.not_settled")]
            continue
        table = table_named(sheet.name)
        if table is None:
            faults.append(_sheet_fault(source, sheet, "sheet.unknown", meant(nearest_sheet(sheet.name))))
            continue
        own = list(_heading_faults(source, sheet, table))
        if table in seen:
            own.append(_sheet_fault(source, sheet, "sheet.duplicate"))
        seen.add(table)
        drafts += _rows(source, sheet, table, kept_out=bool(own))
        faults += own
    return drafts, faults


def _is_settled(sheet: Sheet) -> bool:
    """Tell whether somebody has marked every row of what was not understood in a document."""
    marks = [position for position, header in enumerate(sheet.header) if is_settled_column(header)]
    return all(any(position < len(cells) and is_marked(cells[position]) for position in marks)
               for _, cells in sheet.rows if any(map(_is_written, cells)))


def _sheet_fault(source: SourceFile, sheet: Sheet, code: str, hint: str = "", column: str | None = None) -> Rejection:
    """Return what is wrong with a sheet; a fault of a heading stands in the heading's row."""
    row = None if column is None else sheet.header_row
    return Rejection(source.path, sheet.file, sheet.name, row, column, code, message(code, hint))


def _heading_faults(source: SourceFile, sheet: Sheet, table: type[Record]) -> Iterator[Rejection]:
    """Find headings that are unknown, given twice, or lacking above something written."""
    seen: set[str] = set()
    for position, header in enumerate(sheet.header):
        if is_fault_column(header):
            continue
        column = column_named(table, header)
        if header and column is None:
            hint = meant(nearest_column(table, header))
            yield _sheet_fault(source, sheet, "column.unknown", hint, letters(position))
        elif column is not None and column.name in seen:
            yield _sheet_fault(source, sheet, "column.duplicate", column=header)
        elif column is not None:
            seen.add(column.name)
    width = max((len(cells) for _, cells in sheet.rows), default=0)
    for position in range(width):
        named = position < len(sheet.header) and sheet.header[position]
        if not named and any(position < len(cells) and _is_written(cells[position]) for _, cells in sheet.rows):
            yield _sheet_fault(source, sheet, "column.unnamed", column=letters(position))


def _is_written(cell: Any) -> bool:
    """Tell whether something stands in a cell."""
    return not isinstance(cell, str) or bool(cell.strip())


def _rows(source: SourceFile, sheet: Sheet, table: type[Record], *, kept_out: bool) -> Iterator[Draft]:
    """Read the rows of a sheet; one with nothing but blanks is no row."""
    headers: dict[str, str] = {}
    refused: list[tuple[str, ValueRefused]] = []
    values: list[Iterator[Any]] = []
    for header, cells in zip(sheet.header, _columns_of(sheet), strict=False):
        column = column_named(table, header)
        if column is not None and column.name not in headers:
            headers[column.name] = header
            values.append(map(reader(table, column, refused), cells))
    key = tuple(column.name for column in columns(table) if column.key)
    # The cells of a row are read when it is its turn, so what is refused meanwhile belongs to it.
    for (number, _), row in zip(sheet.rows, zip(*values, strict=True), strict=False):
        said = {name: value for name, value in zip(headers, row, strict=True) if value is not None}
        draft = Draft(source, sheet, number, table, headers, said, kept_out=kept_out)
        for name, fault in refused:
            draft.reject(fault.code, name, fault.hint)
        refused.clear()
        if said or draft.rejections:
            identity = tuple(map(said.get, key))
            draft.key = None if None in identity else identity
            yield draft


def _columns_of(sheet: Sheet) -> list[tuple[Cell, ...]]:
    """Return the cells below each heading, one for every row."""
    blank = ("",) * len(sheet.rows)
    cells = list(zip_longest(*(cells for _, cells in sheet.rows), fillvalue=""))
    return cells + [blank] * (len(sheet.header) - len(cells))


@cache
def required_columns(table: type[Record]) -> dict[str, Column]:
    """Return the columns of a table that must be filled in, by name."""
    return {column.name: column for column in columns(table) if column.required}
