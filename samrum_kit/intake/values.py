"""From a cell to a value, by the kind of its column: exactly as the contract says, or a fault with a stable code."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from math import isfinite
from typing import Any

from samrum_kit.domain.days import read_day
from samrum_kit.domain.fields import ID_PATTERN, Column, Record, Vocabulary
from samrum_kit.domain.records import Identity
from samrum_kit.intake.messages import meant, possible
from samrum_kit.intake.naming import fold, nearest_word, words_of
from samrum_kit.intake.source import Cell, CellFault
from samrum_kit.measure.samples import LARGEST
from samrum_kit.privacy.identifiers import holds_identifier, national_id_form

Parse = Callable[[Any], Any]
"""Takes a cell, returns the value or None for a blank, and raises ValueRefused."""

_ID = re.compile(ID_PATTERN)
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?")
_INVISIBLE = re.compile(r"[\x00-\x08\x0c\x0e-\x1f\x7f]")
_YES = {"ja", "yes", "true", "1", "x"}
_NO = {"nej", "nei", "no", "false", "0"}
_EXACT = 10**15
"""Above this a spreadsheet's numbers have lost digits."""
_REMEMBERED = {str, date}
_MOST_REMEMBERED = 20_000
"""Different cells of one column whose values are kept at hand."""


class ValueRefused(Exception):
    """A cell can't be taken; the code says why, the hint what was probably meant."""

    def __init__(self, code: str, hint: str = "") -> None:
        """Take the stable code and the hint, which never holds the value."""
        super().__init__(code)
        self.code, self.hint = code, hint


class _Remembering(dict[Cell, Any]):
    """Values by the texts and days that they were read from: words, ids and days come again and again.

    Numbers and truth values are read each time, since `1` and `true` are the same key.
    """

    def __init__(self, read: Parse) -> None:
        """Take what reads a cell that is not known yet."""
        super().__init__({"": None})
        self._read = read

    def __missing__(self, cell: Cell) -> Any:
        """Read a cell, and remember what it says."""
        value = self._read(cell)
        if value is not None and cell.__class__ in _REMEMBERED and len(self) < _MOST_REMEMBERED:
            self[cell] = value
        return value


def reader(record: type[Record], column: Column, refused: list[tuple[str, ValueRefused]]) -> Parse:
    """Return the function that turns a cell of a column into its value, or None for a blank and for a faulty one.

    What is wrong with a cell is added to `refused`, together with the name of the column.
    """
    parse = parser(record, column)

    def read(cell: Cell) -> Any:
        if cell == "":
            return None
        try:
            return parse(cell)
        except ValueRefused as fault:
            refused.append((column.name, fault))
            return None

    return read if column.kind in {"text", "number"} else _Remembering(read).__getitem__


def parser(record: type[Record], column: Column) -> Parse:
    """Return the function that turns a cell of a column into its value."""
    if record is Identity and column.name == "national_id":
        return _national_id
    if column.vocabulary is not None:
        word = _word_parser(column, column.vocabulary)
        return _list_parser(word) if column.kind == "list" else word
    if column.kind in {"id", "reference"}:
        return _id
    return _PARSERS[column.kind]


def written(cell: Cell) -> str:
    """Return a cell as plain text: a whole number without decimals, a day as ISO, true and false as words."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < _EXACT else repr(cell).replace(".", ",")
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, CellFault):
        return ""
    return cell.isoformat()


def is_marked(cell: Cell) -> bool:
    """Tell whether a cell is marked: something stands in it that does not mean no."""
    return fold(written(cell)) not in {"", *_NO}


def _plain(cell: Cell) -> str:
    """Return a cell as text without blanks around it; a cell whose content can't be known is refused."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, CellFault):
        raise ValueRefused(cell.code)
    return written(cell).strip()


def _text(cell: Cell) -> str | None:
    """Take free text, in which no national id may stand; line ends become one kind, invisible signs go."""
    text = _plain(cell)
    if holds_identifier(text) or (isinstance(cell, float) and holds_identifier(f"0{text}")):
        raise ValueRefused("text.national_id")
    if not text.isprintable():
        text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")).strip()
    return text or None


def _id(cell: Cell) -> str | None:
    """Take an opaque id; a whole number counts as its digits."""
    if isinstance(cell, bool | date):
        raise ValueRefused("id.form")
    text = unicodedata.normalize("NFC", _plain(cell))
    if not text:
        return None
    if holds_identifier(text):
        raise ValueRefused("id.national_id")
    if not _ID.fullmatch(text):
        raise ValueRefused("id.form")
    return text


def _national_id(cell: Cell) -> str | None:
    """Take a CPR or Norwegian number of the right form; a number cell may have lost its leading zero."""
    text = unicodedata.normalize("NFKC", _plain(cell))
    if not text:
        return None
    fitting = [form for form in ((text,) if isinstance(cell, str) else (text, f"0{text}")) if national_id_form(form)]
    if len(fitting) != 1:
        raise ValueRefused("national_id.form")
    return fitting[0]


def _number(cell: Cell) -> float | None:
    """Take a number with decimal comma or point; nothing parts thousands, and it can be calculated with."""
    if isinstance(cell, float) and isfinite(cell):
        return _calculable(cell)
    if isinstance(cell, bool | date | float):
        raise ValueRefused("number.unreadable")
    text = _plain(cell).replace("\u2212", "-")
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise ValueRefused("number.unreadable")
    return _calculable(float(text.replace(",", ".")))


def _calculable(number: float) -> float:
    """Return a number, and refuse one that is larger than any that measures take."""
    if abs(number) > LARGEST:
        raise ValueRefused("number.too_large")
    return number


def _day(cell: Cell) -> date | None:
    """Take a real date, ISO or dd-mm-yyyy; a time of day that a program wrote beside it is left."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _plain(cell)
    if not text:
        return None
    if not isinstance(cell, str):
        raise ValueRefused("date.number")
    moment = _MOMENT.fullmatch(text)
    day = read_day(moment.group(1) if moment else text)
    if day is None:
        raise ValueRefused("date.unreadable")
    return day


def _yes_no(cell: Cell) -> bool | None:
    """Take ja/nej, ja/nei, yes/no, true/false, 1/0 or x."""
    if isinstance(cell, bool):
        return cell
    word = fold(_plain(cell))
    if not word:
        return None
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueRefused("yes_no.unreadable")


def _word_parser(column: Column, vocabulary: type[Vocabulary]) -> Parse:
    """Return the parser of a vocabulary: identifier or either label."""
    known: dict[str, Vocabulary | None] = {
        fold(name): word for word in vocabulary for name in (word.value, word.label_da, word.label_nb)
    }

    def word(cell: Cell) -> Vocabulary | None:
        text = fold(_plain(cell))
        if not text:
            return None
        if text not in known:
            raise ValueRefused("word.unknown", meant(nearest_word(column, text)) or possible(words_of(column)))
        return known[text]

    return word


def _list_parser(word: Parse) -> Parse:
    """Return the parser of a list of words, parted by semicolons; a word that is given twice counts once."""

    def words(cell: Cell) -> tuple[Vocabulary, ...] | None:
        parts = (word(part) for part in _plain(cell).split(";"))
        return tuple(dict.fromkeys(part for part in parts if part is not None)) or None

    return words


_PARSERS: dict[str, Parse] = {
    "text": _text,
    "number": _number,
    "date": _day,
    "yes_no": _yes_no,
}
