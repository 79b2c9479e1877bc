"""Sheets and columns are recognised by identifier or by their Danish or Norwegian name."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from samrum_kit.domain.fields import Column, Record, columns
from samrum_kit.domain.records import TABLES
from samrum_kit.locale import language

FAULT_COLUMN = {"da": "Hvad er galt", "nb": "Hva er galt", "en": "What is wrong"}
"""The column of a file of rejected rows that says why; an import passes over it."""

GUIDE_SHEET = {"da": "Vejledning", "nb": "Veiledning", "en": "Guide"}
LIST_SHEET = {"da": "Valglister", "nb": "Valglister", "en": "Lists"}
"""The two sheets of a template that hold no records; an import passes over them."""

REMARK_SHEET = {"da": "Ikke forstået", "nb": "Ikke forstått", "en": "not_understood"}
"""The sheet of a workbook made from a document with what was not understood; no import passes before it is settled."""
SETTLED_COLUMN = {"da": "Klaret", "nb": "Avklart", "en": "settled"}
"""Its column for a mark on each row that somebody has dealt with."""


def fold(name: str) -> str:
    """Return a name as it is compared: upper and lower case, blanks around it and their kind don't count."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def is_passed_over(sheet: str) -> bool:
    """Tell whether a sheet is one of those that a template brings along."""
    return fold(sheet) in {fold(name) for name in (*GUIDE_SHEET.values(), *LIST_SHEET.values())}


def is_remark_sheet(sheet: str) -> bool:
    """Tell whether a sheet is the one with what was not understood in a document."""
    return fold(sheet) in {fold(name) for name in REMARK_SHEET.values()}


def is_settled_column(header: str) -> bool:
    """Tell whether a column is the one for the mark on what is settled."""
    return fold(header) in {fold(name) for name in SETTLED_COLUMN.values()}


def is_fault_column(header: str) -> bool:
    """Tell whether a column is the one that says what is wrong."""
    return fold(header) in {fold(name) for name in FAULT_COLUMN.values()}


def table_named(sheet: str) -> type[Record] | None:
    """Return the record of a sheet's name, if it is one."""
    return _tables().get(fold(sheet))


def column_named(record: type[Record], header: str) -> Column | None:
    """Return the column of a header, if the table has it."""
    return _columns(record).get(fold(header))


def nearest_sheet(name: str) -> str:
    """Return the name of the sheet that was probably meant, or nothing."""
    return _nearest(name, (known for record in TABLES.values() for known in _names_of_sheet(record)))


def nearest_column(record: type[Record], name: str) -> str:
    """Return the name of the column that was probably meant, or nothing."""
    return _nearest(name, (known for column in columns(record) for known in _names_of_column(column)))


def nearest_word(column: Column, written: str) -> str:
    """Return the label of a vocabulary that was probably meant, or nothing."""
    assert column.vocabulary is not None  # noqa: S101  # only columns with a vocabulary ask
    return _nearest(written, (name for word in column.vocabulary
                              for name in (word.label_da, word.label_nb, word.value)))


def words_of(column: Column) -> str:
    """Return the labels of a column's vocabulary in the user's language."""
    assert column.vocabulary is not None  # noqa: S101  # only columns with a vocabulary ask
    return ", ".join(word.label(language()) for word in column.vocabulary)


def letters(position: int) -> str:
    """Return the letters of a column as a spreadsheet shows them; the first position is 0."""
    text, number = "", position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


@cache
def _tables() -> dict[str, type[Record]]:
    """Return every record by every name of its sheet."""
    return {fold(name): record for record in TABLES.values() for name in _names_of_sheet(record)}


@cache
def _columns(record: type[Record]) -> dict[str, Column]:
    """Return every column of a table by every name that it has."""
    return {fold(name): column for column in columns(record) for name in _names_of_column(column)}


def _names_of_sheet(record: type[Record]) -> tuple[str, ...]:
    """Return the names under which a table's sheet is known."""
    return (record.sheet_da, record.sheet_nb, record.table)


def _names_of_column(column: Column) -> tuple[str, ...]:
    """Return the names under which a column is known."""
    return (column.label_da, column.label_nb, column.name)


def _nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that is most like a name, or nothing when none is near."""
    by_folded: dict[str, str] = {}
    for one in known:
        by_folded.setdefault(fold(one), one)
    near = get_close_matches(re.sub(r"[_-]", " ", fold(name)), by_folded, n=1, cutoff=0.5) or get_close_matches(
        fold(name), by_folded, n=1, cutoff=0.5)
    return by_folded[near[0]] if near else ""
