"""CSV files: UTF-8 or cp1252, comma or semicolon, decoded exactly or not at all.

Rows are numbered as a spreadsheet numbers the records: the header is 1, a blank line counts, and a field with line
breaks makes no more rows.
"""

import codecs
import csv
import io
import re

from samrum_kit.intake.source import FileRefused, Row

_OTHER_UNICODE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LETTER = r"[A-Za-zÀ-ÖØ-öø-ÿ]"
_UNLIKELY = "†‡\u02c6\u02dc‰\u2039\u203aŒœŠšŽžŸƒ¿¡¾¯¬¦¨\u00b8¤¶"
_NEVER_INSIDE_WORDS = "\u2018\u201a“”„•…™¢£¥§©ª«®°±²³µ¹º»¼½×÷"
_ELSEWHERE = re.compile(rf"[{_UNLIKELY}]|{_LETTER}[{_NEVER_INSIDE_WORDS}]{_LETTER}")
"""What Danish and Norwegian text of another encoding (cp865, MacRoman ...) looks like when it is read as cp1252."""


def read_delimited(data: bytes) -> list[Row]:
    """Return the rows in which something is written; a file that can't be read for certain is a refusal."""
    text = decode(data)
    kept: list[Row] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text),
                                                  strict=True), 1):
            while cells and not cells[-1].strip():
                cells.pop()
            if cells:
                kept.append((number, list(cells)))
    except csv.Error as fault:
        raise FileRefused("file.csv") from fault
    return kept


def decode(data: bytes) -> str:
    """Return the text of UTF-8 (with or without BOM) or cp1252; anything else is a refusal, never a wrong letter."""
    if data.startswith(_OTHER_UNICODE) or b"\0" in data:
        raise FileRefused("file.encoding")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as fault:
        raise FileRefused("file.encoding") from fault
    if _ELSEWHERE.search(text) or text.count("\u2018") > text.count("\u2019"):
        raise FileRefused("file.encoding")
    return text


def _delimiter(text: str) -> str:
    """Return the sign that parts the header's names."""
    header = re.sub(r'"[^"]*"', "", text.partition("\n")[0])
    return "," if header.count(",") > header.count(";") else ";"
