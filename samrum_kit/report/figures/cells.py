"""The cells of a figure in a table: the number, what it is taken from, and between which numbers it may well lie."""

from samrum_kit.figures.table import Cell, Kind
from samrum_kit.figures.written import number as in_one
from samrum_kit.figures.written import rounded
from samrum_kit.locale import _, format_number
from samrum_kit.measure.values import Interval, Undefined

NOTHING = "–"
"""What stands where there was nothing to count."""


def number(cell: Cell) -> str:
    """Return the number of a cell by itself; a share of none or all in words, since 0 % and 100 % promise too much."""
    if isinstance(cell.value, Undefined):
        return NOTHING if cell.of == 0 and not cell.held_back else in_one(cell, "")
    if cell.kind is Kind.SHARE and cell.count is not None and cell.count in {0, cell.of}:
        return _("all") if cell.count else _("none")
    return rounded(cell.value, cell.kind)


def whole(cell: Cell) -> str:
    """Return what a number is taken from: so many of so many for a share, else how many; nothing for a count."""
    if cell.held_back or cell.of is None:
        return ""
    if cell.count is None or not cell.of:
        return format_number(cell.of)
    return _("{count} of {whole}").format(count=format_number(cell.count), whole=format_number(cell.of))


def interval(cell: Cell) -> str:
    """Return between which numbers a share may well lie; for what isn't known in the data, between which it lies."""
    parts = []
    if cell.interval is not None and cell.count not in {0, cell.of}:
        parts.append(_percent(cell.interval))
    if cell.reach is not None:
        parts.append(_("{reach} with the unknown ones").format(reach=_percent(cell.reach)))
    return "; ".join(parts)


def _percent(found: Interval) -> str:
    """Return an interval of shares."""
    return _("{lower}–{upper} %").format(lower=round(100 * found.lower), upper=round(100 * found.upper))
