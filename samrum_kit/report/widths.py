"""How wide the columns of a table are, by what stands in them: one answer for every format that has fixed columns."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from math import sqrt

from samrum_kit.report.document import (
    Block,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Placed,
    Quote,
    Runs,
    Table,
    Terms,
    laid_out,
)

LINE = 112.0
"""About how many letters stand on a line of a table that is as wide as the text of an A4 page."""
LONGEST_WORD = 30
"""A longer word may be broken, and so may a longer id."""
_AT_EASE = 34.0
"""A text longer than this is read well on several lines; its column grows more slowly than the text."""
_PADDING = 2.5
_INDENT = 2.5
_PICTURE = 60.0
_BOLD = 1.06
_NARROW, _BROAD = frozenset("iljtfrI.,:;'|!()[]/ "), frozenset("mwMWæÆœŒ@%—…")
_BREAKS = re.compile(r"[ \t\n\u200b]+|(?<=[-–—/])(?=\w)")
_CODE, _CODE_SIGN = "\ue000", re.compile(r"[^\n]")
"""What stands for any sign of an id, all of which are equally wide."""
_WHOLE = str.maketrans({" ": "\xa0", "-": "\u2011", "–": "\u2012", "/": "\u2215"})


def column_shares(table: Table, line: float = LINE, padding: float = _PADDING) -> tuple[float, ...]:
    """Return the share of the table's width that each column takes; together they are 1.

    `line` is how many letters have room beside each other over the whole width, and `padding` how many of them the
    room between two columns takes. No day, number, id or word of ordinary length is broken as long as all of them
    have room beside each other; what is left goes to the columns with the most to read.
    """
    least, wanted = [padding] * table.columns, [padding] * table.columns
    rows = (*laid_out(table.head), *laid_out(table.body))
    for placed in sorted((placed for row in rows for placed in row), key=lambda placed: placed.columns):
        blocks = placed.cell.blocks
        bold = _BOLD if placed.cell.heads else 1.0
        _make_room(least, placed, bold * _least(blocks, whole=placed.cell.unbroken) + padding)
        _make_room(wanted, placed, bold * _wanted(blocks) + padding)
    wanted = [max(pair) for pair in zip(least, wanted, strict=True)]
    left, over = max(0.0, line - sum(least)), sum(wanted) - sum(least)
    part = min(1.0, left / over) if over else 1.0
    widths = [low + (high - low) * part for low, high in zip(least, wanted, strict=True)]
    return tuple(width / sum(widths) for width in widths)


def _make_room(widths: list[float], placed: Placed, width: float) -> None:
    """Make the columns of a cell at least so wide together; what lacks is given to each by its width."""
    places = range(placed.column, placed.column + placed.columns)
    there = sum(widths[place] for place in places)
    if width > there:
        for place in places:
            widths[place] *= width / there


def _least(blocks: Sequence[Block], *, whole: bool) -> float:
    """Return how wide blocks must be at least, in letters; of `whole` ones no line is broken."""
    lines = ((_unbroken(runs, whole=whole), indent) for runs, indent in _texts(blocks))
    pieces = ((width_of(piece[:LONGEST_WORD]), indent) for line, indent in lines for piece in _BREAKS.split(line))
    return max((width + indent for width, indent in pieces), default=0.0)


def _wanted(blocks: Sequence[Block]) -> float:
    """Return how wide blocks are read well, in letters."""
    if any(isinstance(block, Picture) for block in blocks):
        return _PICTURE
    lines = [
        (width_of(line), indent) for runs, indent in _texts(blocks) for line in _unbroken(runs, whole=False).split("\n")
    ]
    longest = max((width + indent for width, indent in lines), default=0.0)
    everything = sum(width for width, _indent in lines)
    return longest if longest <= _AT_EASE else _AT_EASE + 3 * sqrt(max(0.0, everything - _AT_EASE))


def _unbroken(runs: Runs, *, whole: bool) -> str:
    """Return the text of runs, in which days and ids hold no place to break a line."""
    return "".join(
        _CODE_SIGN.sub(_CODE, run.text) if run.code
        else run.text.translate(_WHOLE) if whole or run.unbroken
        else run.text
        for run in runs
    )  # fmt: skip


def _texts(blocks: Sequence[Block], indent: float = 0.0) -> Iterator[tuple[Runs, float]]:
    """Yield every text of blocks, with how far it is set in."""
    for block in blocks:
        texts, further, inner = _opened(block)
        for runs in texts:
            yield runs, indent
        for part in inner:
            yield from _texts(part, indent + further)


def _opened(block: Block) -> tuple[Sequence[Runs], float, Sequence[Sequence[Block]]]:
    """Return the texts of a block itself, how far it sets in what it holds, and what it holds."""
    match block:
        case Paragraph(runs) | Heading(_, runs) | Picture(caption=runs):
            return (runs,), 0.0, ()
        case Quote(blocks):
            return (), _INDENT, (blocks,)
        case Listing(items):
            return (), _INDENT, items
        case Terms(terms):
            return [term.runs for term in terms], 0.0, [term.blocks for term in terms]
        case Table(caption, head, body):
            return (caption,), 0.0, [cell.blocks for row in (*head, *body) for cell in row.cells]


def width_of(text: str) -> float:
    """Return about how wide a text is on one line, in letters."""
    return sum(map(_width_of_sign, text))


@cache
def _width_of_sign(sign: str) -> float:
    """Return about how wide a sign is, in letters."""
    if sign == _CODE:
        return 1.14
    if sign in _NARROW:
        return 0.6
    if sign in _BROAD:
        return 1.5
    if sign > "\u2e80":
        return 2.8
    return 1.2 if sign.isupper() else 1.0
