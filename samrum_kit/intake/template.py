"""The workbook that schools fill in: a sheet per table, drop-downs from the vocabularies, and a guide."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samrum_kit.domain.days import EARLIEST
from samrum_kit.domain.fields import Column, Record, Vocabulary, columns, vocabulary_name
from samrum_kit.domain.records import TABLES
from samrum_kit.domain.vocabulary import VOCABULARIES
from samrum_kit.errors import UsageError
from samrum_kit.intake.guide import column_help, write_guide
from samrum_kit.intake.naming import GUIDE_SHEET, LIST_SHEET
from samrum_kit.locale import _, speaking

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LAST_ROW = 20_000
"""How far down the drop-downs and date rules reach, counted from 0."""

_WIDTHS = {"id": 14, "reference": 14, "text": 34, "number": 12, "date": 14, "yes_no": 12, "vocabulary": 26, "list": 30}


def write_template(path: Path, lang: str, rows: Mapping[type[Record], Iterable[Record]] | None = None) -> None:
    """Write a workbook in Danish (`da`) or Norwegian (`nb`), empty or filled with records.

    What is written is read back as the same records.
    """
    from xlsxwriter import Workbook

    with speaking(lang), Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        sheets = Sheets(workbook, lang)
        guide = workbook.add_worksheet(GUIDE_SHEET[lang])
        write_guide(workbook, guide, lang)
        for table in TABLES.values():
            sheets.add(table, (rows or {}).get(table, ()))
        sheets.add_lists()
        guide.activate()


class Sheets:
    """The sheets of one workbook, with the formats that they share."""

    def __init__(self, workbook: "Workbook", lang: str) -> None:
        """Take the workbook and its language."""
        self._workbook, self._lang = workbook, lang
        heading = {"bold": True, "text_wrap": True, "valign": "top", "border": 1}
        self._heading = workbook.add_format(heading)
        self._required = workbook.add_format({**heading, "bg_color": "#DCE6F1", "bottom": 2})
        self._text = workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self._date = workbook.add_format({"num_format": "dd-mm-yyyy", "valign": "top", "align": "left"})
        self._number = workbook.add_format({"valign": "top"})

    def add(self, table: type[Record], records: Iterable[Record]) -> None:
        """Add the sheet of a table with its rules and rows."""
        sheet = self._workbook.add_worksheet(table.sheet(self._lang))
        sheet.freeze_panes(1, 0)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        for position, column in enumerate(columns(table)):
            sheet.set_column(position, position, _WIDTHS[column.kind], self._format(column))
            sheet.write_string(0, position, column.label(self._lang),
                               self._required if column.required else self._heading)
            self._add_rule(sheet, table, column, position)
        for row, record in enumerate(records, 1):
            for position, column in enumerate(columns(table)):
                self._write(sheet, row, position, getattr(record, column.name))

    def add_lists(self) -> None:
        """Add the hidden sheet of words that the drop-downs show."""
        name = LIST_SHEET[self._lang]
        sheet = self._workbook.add_worksheet(name)
        for position, (vocabulary, words) in enumerate(_lists(self._lang).items()):
            sheet.write_column(0, position, [vocabulary, *words])
            column = _letters(position)
            self._workbook.define_name(_list_name(vocabulary), f"='{name}'!${column}$2:${column}${len(words) + 1}")
        sheet.hide()

    def _format(self, column: Column) -> "Format":
        """Return how the cells of a column look; text stays text, so that ids keep their zeros."""
        return {"date": self._date, "number": self._number}.get(column.kind, self._text)

    def _add_rule(self, sheet: "Worksheet", table: type[Record], column: Column, position: int) -> None:
        """Add the drop-down or date rule of a column, and the help that shows when a cell is chosen."""
        rule: dict[str, Any] = {"validate": "any"}
        if column.kind in {"vocabulary", "yes_no"}:
            name = "yes_no" if column.vocabulary is None else vocabulary_name(column.vocabulary)
            rule = {"validate": "list", "source": f"={_list_name(name)}", "error_title": _("Not on the list")[:32],
                    "error_message": _("Choose one from the list.")}
        elif column.kind == "date":
            rule = {"validate": "date", "criteria": ">=", "value": EARLIEST, "error_type": "warning",
                    "error_title": _("Not a date")[:32], "error_message": _("Write the date as 09-03-2026.")}
        help_text = column_help(table, column, self._lang)
        sheet.data_validation(0, position, 0, position, {"validate": "any", **_input(column, self._lang, help_text)})
        sheet.data_validation(1, position, LAST_ROW, position, {**rule, **_input(column, self._lang, help_text)})

    def _write(self, sheet: "Worksheet", row: int, position: int, value: Any) -> None:
        """Write one value the way a person would."""
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_string(row, position, _("yes") if value else _("no"), self._text)
        elif isinstance(value, float):
            sheet.write_number(row, position, value, self._number)
        elif isinstance(value, date):
            sheet.write_datetime(row, position, datetime.combine(value, time()), self._date)
        elif sheet.write_string(row, position, self._words(value), self._text) != 0:
            raise UsageError(_("A text is longer than a cell can hold."), remedy=_("Shorten it."))

    def _words(self, value: Any) -> str:
        """Return a text, or the labels of one or several words."""
        if isinstance(value, tuple):
            return "; ".join(self._words(word) for word in value)
        return value.label(self._lang) if isinstance(value, Vocabulary) else str(value)


def _input(column: Column, lang: str, help_text: str) -> dict[str, str]:
    """Return the message that shows when a cell is chosen, within the lengths that Excel allows."""
    return {"input_title": column.label(lang)[:32], "input_message": help_text[:255]}


def _lists(lang: str) -> dict[str, list[str]]:
    """Return the words of every drop-down, by the name of the vocabulary."""
    lists = {name: [word.label(lang) for word in words] for name, words in VOCABULARIES.items()}
    return {"yes_no": [_("yes"), _("no")], **lists}


def _list_name(vocabulary: str) -> str:
    """Return the workbook's name for the words of a vocabulary."""
    return f"list_{vocabulary}"


def _letters(position: int) -> str:
    """Return a column's letters."""
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(position))
