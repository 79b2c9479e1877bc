"""A worksheet in the form that spreadsheet programs write is looked through row by row with one pattern.

Whatever deviates from that form in the least, holds a formula, an error or a far cell, is left to the closer look.
"""

import re
from functools import cache

MOST_BYTES = 16 * 1024**2
"""The largest part that is searched in one piece."""

_HEAD = re.compile(
    rb'(?:\xef\xbb\xbf)?(?:<\?xml version="1\.0" encoding="(?:UTF|utf)-8"(?: standalone="(?:yes|no)")? ?\?>)?\s*'
    rb"<worksheet[\s>]"
)
_END = b"</sheetData>"
_TABLE = re.compile(rb"<sheetData(?:/>|>)")
_UNUSUAL = re.compile(rb"<[!?]|[<:](?:sheetData|row|c)[\s/>]")
"""What may not stand before or after the table: it could hide rows, or be read as some."""

_ROW = rb'\s*+<row r="([1-9][0-9]{0,6})"[^<>]*+(?:(?<=/)>|(?<!/)>%s</row>\s*+)'
_CELL = (
    rb'(?:<c r="(%c)\1"(?: s="[0-9]++")?+(?: t="(?:n|s|str|inlineStr|b|d)")?+'
    rb'(?: ?/>|>(?:<v>[^<]*+</v>|<v ?/>|<is><t(?: xml:space="preserve")?>[^<]*+</t></is>)?+</c>)|)'
)
_COLUMNS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""The columns of a plain sheet; those beyond are rare."""


def plain_extent(xml: bytes) -> tuple[int, int] | None:
    """Return the highest row and column of a sheet whose cells stand in order, or None when it needs a closer look."""
    head, table = _HEAD.match(xml), _TABLE.search(xml)
    if head is None or table is None or b"\0" in xml or _UNUSUAL.search(xml, head.end(), table.start()):
        return None
    if table[0].endswith(b"/>"):
        return None if _UNUSUAL.search(xml, table.end()) else (0, 0)
    lowest, widest, end = _reach_of_rows(xml, table.end())
    if not xml.startswith(_END, end) or _UNUSUAL.search(xml, end):
        return None
    return lowest, widest


def _reach_of_rows(xml: bytes, at: int) -> tuple[int, int, int]:
    """Return the highest row and column of the plain rows that begin at a place, and where the first other thing is."""
    last = lowest = widest = 0
    row = _plain_row()
    while (match := row.match(xml, at)) and (number := int(match[1])) > last:
        last, at = number, match.end()
        width = (match.lastindex or 1) - 1
        if width:
            lowest, widest = number, max(widest, width)
    return lowest, widest, at


@cache
def _plain_row() -> re.Pattern[bytes]:
    """Return the pattern of a row whose cells stand in the order of their columns; its last group is the last cell."""
    return re.compile(_ROW % b"".join(_CELL % letter for letter in _COLUMNS))
