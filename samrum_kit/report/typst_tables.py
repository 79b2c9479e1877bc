"""Tables in Typst: heading rows that repeat on every page, rows that stay whole, columns as wide as they need."""

from collections.abc import Callable, Iterator, Sequence
from math import ceil

from samrum_kit.report.document import (
    Block,
    Cell,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Placed,
    Quote,
    Row,
    Table,
    Terms,
    laid_out,
    text_of,
)
from samrum_kit.report.typst_text import NOTHING, content
from samrum_kit.report.widths import LINE, column_shares, width_of

Fill = Callable[[Sequence[Block], float], str]
"""What makes the content of a cell from its blocks and the room that they have, in letters."""

_PADDING = 2.5
_WRAPPED = 1.4
"""How much more room a text takes for being broken at the ends of words."""
_SURELY_LOW, _SURELY_HIGH = 12, 100
"""Rows of fewer lines stay whole, rows of more go on over the page; the height of those between is measured."""
_SURELY_WHOLE = 14
"""A table of so few lines stays on one page with its caption."""
_BESIDE_A_SPAN = 30
"""A row beside a cell that reaches over several rows stays whole up to so many lines."""
_LINES_OF_A_HEAD = 10
"""Higher headings don't repeat."""


def table(block: Table, room: float, fill: Fill) -> str:
    """Return a table that is `room` letters wide, with its caption above."""
    caption = content(block.caption, LINE)
    if not block.columns:
        return f"paragraph({caption})" if block.caption else NOTHING
    shares = column_shares(block)
    rooms = [share * room - _PADDING for share in shares]
    columns = f"({', '.join(f'{share:.4f}fr' for share in shares)},)"
    rows = [*_head(block, rooms, fill), *_body(block, rooms, fill, columns if room > LINE - 1 else "")]
    made = f"table(columns: {columns}, {', '.join(rows)})"
    lines = complete((*block.head, *block.body), block.columns)
    whole = "true" if sum(_heights(lines, rooms)) <= _SURELY_WHOLE else "false"
    made = f"captioned({caption}, {made}, whole: {whole})" if block.caption else made
    return f"context {made}" if any(row.startswith("..row(") for row in rows) else made


def complete(rows: Sequence[Row], columns: int) -> list[list[Placed]]:
    """Return the cells of each row in their places; a place that no cell takes has an empty one."""
    taken: dict[int, int] = {}
    lines: list[list[Placed]] = []
    for number, line in enumerate(laid_out(rows)):
        for placed in line:
            taken |= dict.fromkeys(range(placed.column, placed.column + placed.columns), number + placed.rows)
        holes = (Placed(at, 1, 1, Cell(())) for at in range(columns) if taken.get(at, 0) <= number)
        lines.append(sorted([*line, *holes], key=lambda placed: placed.column))
    return lines


def _head(block: Table, rooms: Sequence[float], fill: Fill) -> Iterator[str]:
    """Yield the rows that head the columns."""
    lines = complete(block.head, block.columns)
    if lines:
        cells = ", ".join(_cell("heading-cell", placed, rooms, fill) for line in lines for placed in line)
        yield f"table.header(repeat: {_repeats(sum(_heights(lines, rooms)))}, {cells})"


def _body(block: Table, rooms: Sequence[float], fill: Fill, columns: str) -> Iterator[str]:
    """Yield the rows of content, and what heads a part of them, which stays with the first of these rows.

    `columns` are those of a table that is as wide as the page's text, in which rows can be measured.
    """
    lines = complete(block.body, block.columns)
    for line, high, own in zip(lines, _heights(lines, rooms), _heights(lines, rooms, spans=False), strict=True):
        if is_part(line):
            cell = _cell("part-cell", line[0], rooms, fill)
            yield f"table.header(level: {2 if block.head else 1}, repeat: {_repeats(high)}, {cell})"
            continue
        alone = sum(placed.columns for placed in line if placed.rows == 1) == block.columns
        measured = bool(columns) and alone and _SURELY_LOW < high < _SURELY_HIGH
        low = high <= _SURELY_LOW if alone else own <= _BESIDE_A_SPAN
        split = "split" if measured else "false" if low else "auto"
        kinds = ("row-cell" if placed.cell.heads else "table.cell" for placed in line)
        cells = [_cell(kind, placed, rooms, fill, split=split) for kind, placed in zip(kinds, line, strict=True)]
        yield f"..row({columns}, split => ({', '.join(cells)},))" if measured else ", ".join(cells)


def is_part(line: Sequence[Placed]) -> bool:
    """Tell whether a row is one heading over the whole width."""
    return len(line) == 1 and bool(line[0].cell.heads) and line[0].rows == 1


def _repeats(lines: float) -> str:
    """Say whether headings that take so many lines stand on every page anew."""
    return "true" if lines <= _LINES_OF_A_HEAD else "false"


def _cell(kind: str, placed: Placed, rooms: Sequence[float], fill: Fill, *, split: str = "auto") -> str:
    """Return a cell; `split` says whether it may be broken over pages."""
    given = []
    if placed.columns > 1:
        given.append(f"colspan: {placed.columns}")
    if placed.rows > 1:
        given.append(f"rowspan: {placed.rows}")
    elif split != "auto":
        given.append(f"breakable: {split}")
    if placed.cell.number:
        given.append(f"align: right + {'bottom' if kind == 'heading-cell' else 'top'}")
    room, blocks = _room(placed, rooms), placed.cell.blocks
    parts = [blocks[:1], blocks[1:]] if kind == "row-cell" and len(blocks) > 1 else [blocks]
    given += [fill(part, room) for part in parts]
    return f"{kind}({', '.join(given)})"


def _room(placed: Placed, rooms: Sequence[float]) -> float:
    """Return how many letters stand on a line of a cell."""
    within = rooms[placed.column : placed.column + placed.columns]
    return sum(within) + _PADDING * (len(within) - 1)


def _heights(lines: Sequence[Sequence[Placed]], rooms: Sequence[float], *, spans: bool = True) -> list[float]:
    """Return about how many lines each row takes, with or without the `spans` that reach over several rows."""
    heights = [1.0] * len(lines)
    for number, line in enumerate(lines):
        for placed in (placed for placed in line if spans or placed.rows == 1):
            high = lines_of(placed.cell.blocks, _room(placed, rooms))
            for row in range(number, number + placed.rows):
                heights[row] = max(heights[row], high)
    return heights


def lines_of(blocks: Sequence[Block], room: float) -> float:
    """Return about how many lines blocks take where so many letters stand on one."""
    letters = max(1.0, room)
    lines = 0.0
    for block in blocks:
        match block:
            case Paragraph(runs) | Heading(_, runs):
                lines += sum(max(1, ceil(width_of(line) * _WRAPPED / letters)) for line in text_of(runs).split("\n"))
            case Quote(inner):
                lines += lines_of(inner, room - _PADDING)
            case Listing(items):
                lines += sum(lines_of(item, room - _PADDING) for item in items)
            case Terms(terms):
                lines += sum(1 + lines_of(term.blocks, room) for term in terms)
            case Table(_, head, body):
                lines += sum(lines_of(cell.blocks, room) for row in (*head, *body) for cell in row.cells)
            case Picture():
                lines += _SURELY_LOW
    return lines
