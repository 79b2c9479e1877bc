"""A worksheet in the form that spreadsheet programs write is looked through with a few searches.

Whatever deviates from that form in the least, holds a formula, an error or a far cell, is left to the closer look.
"""

import re

MOST_BYTES = 16 * 1024**2
"""The largest part that is searched in one piece."""

_HEAD = re.compile(
    rb'(?:\xef\xbb\xbf)?(?:<\?xml version="1\.0" encoding="(?:UTF|utf)-8"(?: standalone="(?:yes|no)")? ?\?>)?\s*'
    rb"<worksheet[\s>]"
)
_UNUSUAL = (b"\0", b"<!", b"<?")
_FORMULA = re.compile(rb"<f[\s/>]")
_PREFIXED = re.compile(rb":(?:sheetData|row|c|v|is|f)[\s/>]")
_TABLE = re.compile(rb"<sheetData[\s/>]")
_PLACE = re.compile(
    rb'<(?:row r="([1-9][0-9]{0,6})"[^<>]*>'
    rb'|c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="[0-9]+")?(?: t="(?:n|s|str|inlineStr|b|d)")?/?>'
    rb"|(?:row|c)(?=[\s/>]))"
)


def plain_extent(xml: bytes) -> tuple[int, int] | None:
    """Return the highest row and column of a sheet whose cells stand in order, or None when it needs a closer look."""
    head = _HEAD.match(xml)
    if head is None or any(xml.find(sign, head.end()) >= 0 for sign in _UNUSUAL):
        return None
    if _FORMULA.search(xml) or _PREFIXED.search(xml) or len(_TABLE.findall(xml)) != 1:
        return None
    numbers: dict[bytes, int] = {}
    row, column, lowest, widest, here = 0, 0, 0, 0, b""
    for number, letters, digits in _PLACE.findall(xml):
        if letters:
            if letters not in numbers:
                numbers[letters] = _number(letters)
            if numbers[letters] <= column or digits != here:
                return None
            column = numbers[letters]
            lowest, widest = row, max(widest, column)
        elif number and int(number) > row:
            here, row, column = number, int(number), 0
        else:
            return None
    return lowest, widest


def _number(letters: bytes) -> int:
    """Return the number of a column: `A` is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
