"""Figures as an Excel workbook: a sheet for each table, real numbers, and nothing that a spreadsheet would run."""

import io
import re
import textwrap
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from samrum_kit.figures.table import Cell, FigureTable, Kind, Row
from samrum_kit.figures.written import number
from samrum_kit.locale import _
from samrum_kit.measure.values import Undefined
from samrum_kit.report.figures import FigureReport

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_LONGEST_NAME, _LONGEST_AROUND = 31, 110
_A4 = 9
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""The day that stands in the file, so that the same figures give the same bytes."""

_NUMBERS = {Kind.COUNT: "0", Kind.NUMBER: "0.0", Kind.SHARE: "0.0 %", Kind.DAYS: "0"}
_WIDTHS = (34, 44, 16, 12, 12, 14, 14, 14, 14, 18)
_NUMBERS_STAND_IN = range(2, 9)
_WIDTHS_OF_WORDS = (34, 80, 30, 60)
_LINE = 15
"""The height of a line of text, in points."""


def figures_workbook(report: FigureReport) -> bytes:
    """Return the tables of a report as a workbook; the same figures give the same bytes.

    What is held back is a word in the place of its number, and nothing else of it is in the file.
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(buffer, options) as workbook:
        workbook.set_properties({"created": _MADE})
        sheets = _Sheets(workbook, report)
        for place, (table, heads) in enumerate(_tables(report), 1):
            sheets.add_table(f"{place} {table.title}", table, heads)
        sheets.add_definitions(report)
    return buffer.getvalue()


class _Sheets:
    """The sheets of one workbook, with the formats that they share."""

    def __init__(self, workbook: "Workbook", report: FigureReport) -> None:
        """Take the workbook, and what stands above and below each sheet on paper."""
        self._workbook = workbook
        self._above = f"{report.found.table.title} · {report.caption}"
        self._below = _("Must not leave the team") if report.is_raw else ""
        heading = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
        self._heading = workbook.add_format(heading)
        self._heading_of_numbers = workbook.add_format(heading | {"align": "right"})
        self._text = workbook.add_format({"text_wrap": True, "valign": "top"})
        self._unit = workbook.add_format({"text_wrap": True, "valign": "top", "indent": 1})
        self._word = workbook.add_format({"align": "right", "valign": "top", "text_wrap": True})
        self._day = workbook.add_format({"num_format": "dd-mm-yyyy", "valign": "top", "align": "left"})
        self._of_kind = {
            kind: workbook.add_format({"num_format": written, "valign": "top"}) for kind, written in _NUMBERS.items()
        }

    def add_table(self, name: str, table: FigureTable, heads: Sequence[str]) -> None:
        """Add the sheet of a table."""
        sheet = self._sheet(name, heads, _WIDTHS)
        for line, row in enumerate(table.rows, 1):
            self._write_row(sheet, line, row)

    def add_definitions(self, report: FigureReport) -> None:
        """Add what each figure means and who asks for it, and below it what the figures are about."""
        heads = (_("Key figure"), _("Definition"), _("Source"), _("Quote"))
        sheet = self._sheet(_("Definitions"), heads, _WIDTHS_OF_WORDS)
        rows = {row.figure: row for row in report.found.table.rows}
        rows |= {table.title: table.rows[0] for table in report.beside.tables}
        for line, (figure, row) in enumerate(rows.items(), 1):
            source = row.source or _("No source asks for it; the workbench adds it.")
            entries = (figure, row.definition, source, row.quote)
            sheet.set_row(line, _height(entries, _WIDTHS_OF_WORDS))
            for place, words in enumerate(entries):
                sheet.write_string(line, place, words, self._text)
        self._write_about(sheet, len(rows) + 2, report)

    def _write_about(self, sheet: "Worksheet", line: int, report: FigureReport) -> None:
        """Write from a line on what the figures are about, and who may have them."""
        scope, period = report.found.scope, report.found.period
        days = ((_("From"), period.first), (_("To"), period.last), (_("As of"), period.as_of))
        words = ((_("Model"), report.found.model), (_("Schools"), scope.to_text()), ("", report.who_may_have_them))
        entries: Sequence[tuple[str, str | date]] = (*words[:2], *days, *words[2:])
        for place, (name, entry) in enumerate(entries, line):
            sheet.write_string(place, 0, name, self._text)
            sheet.set_row(place, _height((name, str(entry)), _WIDTHS_OF_WORDS))
            if isinstance(entry, date):
                sheet.write_datetime(place, 1, datetime.combine(entry, time()), self._day)
            else:
                sheet.write_string(place, 1, entry, self._text)

    def _sheet(self, name: str, heads: Sequence[str], widths: Sequence[int]) -> "Worksheet":
        """Add a sheet with its headings, which stay in sight."""
        sheet = self._workbook.add_worksheet(_sheet_name(name))
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_header(f"&L{_around(self._above)}")
        sheet.set_footer(f"&L{_around(self._below)}&R&P/&N")
        sheet.set_row(0, _height(heads, widths))
        for place, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.set_column(place, place, width)
            above_numbers = widths is _WIDTHS and place in _NUMBERS_STAND_IN
            sheet.write_string(0, place, head, self._heading_of_numbers if above_numbers else self._heading)
        return sheet

    def _write_row(self, sheet: "Worksheet", line: int, row: Row) -> None:
        """Write a figure; what has no number has a word."""
        cell = row.cell
        word = number(cell, "") if isinstance(cell.value, Undefined) else ""
        sheet.set_row(line, _height((row.figure, row.part, word), _WIDTHS))
        sheet.write_string(line, 0, row.figure, self._text)
        sheet.write_string(line, 1, row.part, self._text)
        if isinstance(cell.value, Undefined):
            sheet.write_string(line, 2, word, self._word)
        else:
            sheet.write_number(line, 2, cell.value, self._of_kind[cell.kind])
        for place, (told, kind) in enumerate(_beside(cell), 3):
            if told is not None:
                sheet.write_number(line, place, told, self._of_kind[kind])
        unit = row.unit or (_("days") if cell.kind is Kind.DAYS else "")
        sheet.write_string(line, len(_WIDTHS) - 1, unit, self._unit)


def _tables(report: FigureReport) -> Iterator[tuple[FigureTable, tuple[str, ...]]]:
    """Yield the tables with their headings; the first says what stands in the rows."""
    beside = report.beside
    for tables, first in (
        ((report.found.table,), _("Key figure")), (beside.course, _("When")),
        (beside.over_time, _("Month or meeting")), (beside.schools, _("School")),
    ):  # fmt: skip
        for table in tables:
            yield table, (first, *_columns())


def _sheet_name(name: str) -> str:
    """Return a name that a spreadsheet takes for a sheet, with whole words as far as there is room for one."""
    cleaned = _NOT_IN_NAMES.sub(" –", name)
    cut = cleaned[:_LONGEST_NAME]
    whole_words = cut.rpartition(" ")[0] if len(cleaned) > _LONGEST_NAME and cleaned[_LONGEST_NAME] != " " else cut
    return (whole_words if len(whole_words) > _LONGEST_NAME / 2 else cut).strip(" '–,:")


def _height(entries: Sequence[str], widths: Sequence[int]) -> int:
    """Return the height of a row with room for every line of its texts; not every program finds it by itself."""
    return _LINE * max(len(textwrap.wrap(entry, width)) or 1 for entry, width in zip(entries, widths, strict=False))


def _around(words: str) -> str:
    """Return words for above or below a sheet, where an ampersand begins an order, as long as there is room."""
    return words[:_LONGEST_AROUND].replace("&", "&&")


def _columns() -> tuple[str, ...]:
    """Return the headings of a table, but for the first."""
    return (
        _("Part"), _("The number"), _("How many"), _("Taken from"), _("Uncertainty (95 %), lower"),
        _("Uncertainty (95 %), upper"), _("At least, with the unknown ones"), _("At most, with the unknown ones"),
        _("Unit"),
    )  # fmt: skip


def _beside(cell: Cell) -> tuple[tuple[float | None, Kind], ...]:
    """Return what stands beside a number, each with the kind that it is."""
    interval, reach = cell.interval, cell.reach
    return (
        (cell.count, Kind.COUNT), (cell.of, Kind.COUNT),
        (interval.lower if interval else None, Kind.SHARE), (interval.upper if interval else None, Kind.SHARE),
        (reach.lower if reach else None, Kind.SHARE), (reach.upper if reach else None, Kind.SHARE),
    )  # fmt: skip
