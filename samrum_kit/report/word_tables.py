"""Tables of a Word document: fixed widths, headings that repeat on every page, rows that stay whole."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from lxml.etree import _Element

from samrum_kit.report.document import (
    Block,
    Cell,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Row,
    Table,
    Terms,
    laid_out,
    text_of,
)
from samrum_kit.report.widths import column_shares
from samrum_kit.report.word_text import keep_next
from samrum_kit.report.word_xml import WORD, add, root

Fill = Callable[[Sequence[Block], Cell, int], list[_Element]]
"""What makes the content of a cell from its blocks, the cell and its width."""

_LETTER = 100
"""About how wide a letter is in a table, in twentieths of a point."""
_LINES_THAT_STAY_TOGETHER = 20
"""A row or a table that is higher than about a third of a page may go on over the page."""
_LINES_OF_A_PAIR = 12
"""Two rows at the beginning or the end of a table that are higher may stand on two pages."""
_PADDING = 160
"""The room at the right of a cell, as the style of tables has it."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in a row; one that nothing is written in has no cell."""

    column: int
    columns: int = 1
    cell: Cell | None = None
    merge: str = ""
    """`restart` where a cell begins that reaches into rows below, `continue` in those rows."""


def table(block: Table, width: int, fill: Fill) -> _Element:
    """Return a table that is `width` wide (twentieths of a point) and whose columns have the widths they need."""
    widths = [round(width * share) for share in column_shares(block, width / _LETTER, _PADDING / _LETTER)]
    widths[-1] += width - sum(widths)
    made = root("tbl")
    _add_properties(made, block, width)
    grid = add(made, "tblGrid")
    for each in widths:
        add(grid, "gridCol", w=each)
    lines = [*_places(block.head, len(widths)), *_places(block.body, len(widths))]
    heads = len(block.head)
    rows = [_row(line, widths, fill, heads=number < heads) for number, line in enumerate(lines)]
    made.extend(rows)
    for number in _kept([_height(line, widths) for line in lines], heads):
        for paragraph in rows[number].iter(f"{{{WORD}}}p"):
            keep_next(paragraph)
    return made


def _kept(heights: Sequence[int], heads: int) -> set[int]:
    """Return the rows that stay on one page with the next: all of a short table, and low ones at a table's ends."""
    last = len(heights) - 1
    if sum(heights) <= _LINES_THAT_STAY_TOGETHER:
        return set(range(last))
    ends = {number for number in (heads, last - 1) if heads <= number < last}
    return {*range(min(heads, last)), *(at for at in ends if sum(heights[at : at + 2]) <= _LINES_OF_A_PAIR)}


def _add_properties(made: _Element, block: Table, width: int) -> None:
    """Say how wide a table is, which of its cells are headings, and what it is called."""
    properties = add(made, "tblPr")
    add(properties, "tblStyle", val="ReportTable")
    add(properties, "tblW", w=width, type="dxa")
    add(properties, "tblLayout", type="fixed")
    first_row = bool(block.head)
    first_column = any(row.cells and row.cells[0].heads == "row" for row in block.body)
    add(
        properties, "tblLook", val=f"{0x0600 + 0x20 * first_row + 0x80 * first_column:04X}",
        firstRow=int(first_row), lastRow=0, firstColumn=int(first_column), lastColumn=0, noHBand=1, noVBand=1,
    )  # fmt: skip
    if block.caption:
        add(properties, "tblCaption", val=text_of(block.caption))


def _places(rows: Sequence[Row], columns: int) -> Iterator[list[_Place]]:
    """Yield the places of each row from the first column to the last, as Word asks for them."""
    reaching: dict[int, tuple[int, int]] = {}
    for number, line in enumerate(laid_out(rows)):
        cells = {placed.column: placed for placed in line}
        places: list[_Place] = []
        column = 0
        while column < columns:
            if placed := cells.get(column):
                merge = "restart" if placed.rows > 1 else ""
                places.append(_Place(column, placed.columns, placed.cell, merge))
                reaching[column] = (placed.columns, number + placed.rows)
            elif column in reaching and reaching[column][1] > number:
                places.append(_Place(column, reaching[column][0], merge="continue"))
            else:
                places.append(_Place(column))
            column += places[-1].columns
        yield places


def _height(places: list[_Place], widths: list[int]) -> int:
    """Return about how many lines a row takes."""
    written = (lines_of(place.cell.blocks, _room(place, widths)) for place in places if place.cell)
    return max(written, default=0)


def _room(place: _Place, widths: list[int]) -> int:
    """Return how wide a place is."""
    return sum(widths[place.column : place.column + place.columns])


def _row(places: list[_Place], widths: list[int], fill: Fill, *, heads: bool) -> _Element:
    """Return a row."""
    row = root("tr")
    properties = add(row, "trPr")
    if heads or _height(places, widths) <= _LINES_THAT_STAY_TOGETHER:
        add(properties, "cantSplit")
    if heads:
        add(properties, "tblHeader")
    for place in places:
        _add_cell(row, place, _room(place, widths), fill, heads=heads)
    return row


def _add_cell(row: _Element, place: _Place, width: int, fill: Fill, *, heads: bool) -> None:
    """Add a cell; it holds at least a blank paragraph, without which Word can't open a file."""
    made = add(row, "tc")
    properties = add(made, "tcPr")
    add(properties, "tcW", w=width, type="dxa")
    if place.columns > 1:
        add(properties, "gridSpan", val=place.columns)
    if place.merge:
        add(properties, "vMerge", val=place.merge)
    if heads:
        add(properties, "vAlign", val="bottom")
    content = fill(place.cell.blocks, place.cell, width - _PADDING) if place.cell else []
    made.extend(content)
    if not content:
        add(add(add(made, "p"), "pPr"), "pStyle", val="TableText")


def lines_of(blocks: Sequence[Block], width: int) -> int:
    """Return about how many lines blocks take in a cell that is so wide (twentieths of a point)."""
    letters = max(1, width // _LETTER)
    lines = 0
    for block in blocks:
        match block:
            case Paragraph(runs) | Heading(_, runs):
                lines += sum(max(1, ceil(len(line) / letters)) for line in text_of(runs).split("\n"))
            case Quote(inner):
                lines += lines_of(inner, width)
            case Listing(items):
                lines += sum(lines_of(item, width) for item in items)
            case Terms(terms):
                lines += sum(1 + lines_of(term.blocks, width) for term in terms)
            case Table(_, head, body):
                lines += sum(lines_of(cell.blocks, width) for row in (*head, *body) for cell in row.cells)
            case Picture():
                lines += _LINES_THAT_STAY_TOGETHER
    return lines
