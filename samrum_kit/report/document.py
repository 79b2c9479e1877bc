"""A report as a tree of values: what the page says, part by part, for every format that isn't a page itself."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look; a line feed in it begins a new line."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    """An id or a word of the workbench, in letters of one width."""
    quiet: bool = False
    """Said beside the matter, in smaller or paler letters."""
    unbroken: bool = False
    """A day, which stands on one line."""


Runs = tuple[Run, ...]


class Tone(StrEnum):
    """How a paragraph is said."""

    NORMAL = "normal"
    QUIET = "quiet"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that isn't empty."""

    runs: Runs
    tone: Tone = Tone.NORMAL


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the report and stands once, at its beginning."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with a sign before each item, or with numbers from `start` on."""

    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Term:
    """A word and what is said of it."""

    runs: Runs
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Words, each with what is said of it."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, set apart."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with what it says in words; SVG or PNG."""

    content: bytes
    media: str
    """`image/svg+xml` or `image/png`."""
    alt: str
    caption: Runs = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; a heading says whether it heads a column, a row or a group of rows."""

    blocks: tuple["Block", ...]
    heads: str | None = None
    """`col`, `row` or `rowgroup`; nothing for a cell with content."""
    columns: int = 1
    rows: int = 1
    number: bool = False
    """Set to the right, as numbers are."""
    unbroken: bool = False
    """A day or a number, which stands on one line."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of headings that repeat on every page, and rows of content."""

    caption: Runs
    head: tuple[Row, ...]
    body: tuple[Row, ...]

    @property
    def columns(self) -> int:
        """Return how many columns the widest row has, with what reaches into it from above."""
        placed = (*laid_out(self.head), *laid_out(self.body))
        return max((cell.column + cell.columns for row in placed for cell in row), default=0)


Block = Paragraph | Heading | Listing | Terms | Quote | Picture | Table


LONGEST_LEAD = 350
"""A paragraph of more letters may stand on another page than what it leads to."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report: its language, its title, and its blocks in reading order."""

    lang: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in its place: the column where it begins, and how many columns and rows it really takes."""

    column: int
    columns: int
    rows: int
    cell: Cell


def laid_out(rows: Sequence[Row]) -> tuple[tuple[Placed, ...], ...]:
    """Return the cells of each row in their places; a cell neither covers another nor reaches below the last row."""
    taken: dict[int, int] = {}
    lines: list[tuple[Placed, ...]] = []
    for number, row in enumerate(rows):
        line: list[Placed] = []
        column = 0
        for cell in row.cells:
            while taken.get(column, 0) > number:
                column += 1
            room = min((other for other, end in taken.items() if other > column and end > number), default=None)
            columns = cell.columns if room is None else min(cell.columns, room - column)
            line.append(Placed(column, columns, min(cell.rows, len(rows) - number), cell))
            column += columns
        taken.update(
            {at: number + placed.rows for placed in line for at in range(placed.column, placed.column + placed.columns)}
        )
        lines.append(tuple(line))
    return tuple(lines)


def without_empty_columns(table: Table) -> Table:
    """Return a table without the columns in which no cell begins, such as those of a cell that spans a hundred."""
    parts = (laid_out(table.head), laid_out(table.body))
    begun = {placed.column for part in parts for row in part for placed in row}
    head, body = (tuple(Row(tuple(_over(placed, begun) for placed in row)) for row in part) for part in parts)
    return replace(table, head=head, body=body)


def _over(placed: Placed, begun: Collection[int]) -> Cell:
    """Return a cell over those of its columns in which a cell begins."""
    reached = range(placed.column, placed.column + placed.columns)
    return replace(placed.cell, columns=sum(column in begun for column in reached), rows=placed.rows)


def text_of(runs: Runs) -> str:
    """Return the text of runs without their look."""
    return "".join(run.text for run in runs)


def texts_in(blocks: Iterable[Block]) -> Iterator[Runs]:
    """Yield every text of blocks in reading order; of a picture, what it says in words."""
    for block in blocks:
        for part in _parts(block):
            if isinstance(part, tuple):
                yield part
            else:
                yield from texts_in([part])


def _parts(block: Block) -> Iterator[Runs | Block]:
    """Yield the texts and blocks right inside a block."""
    match block:
        case Paragraph(runs) | Heading(_, runs):
            yield runs
        case Quote(blocks):
            yield from blocks
        case Listing(items):
            yield from chain.from_iterable(items)
        case Terms(terms):
            for term in terms:
                yield from (term.runs, *term.blocks)
        case Table(caption, head, body):
            cells = (cell for row in (*head, *body) for cell in row.cells)
            yield from (caption, *chain.from_iterable(cell.blocks for cell in cells))
        case Picture(alt=alt, caption=caption):
            yield from ((Run(alt),), caption)


def leads(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a block is a short paragraph that stays on one page with what follows.

    It does where a table or a list follows, right below a heading, and where it is the second of two short paragraphs
    between one heading and the next.
    """
    block, above, below = blocks[at], blocks[max(0, at - 2) : at], blocks[at + 1 : at + 2]
    if not isinstance(block, Paragraph) or not below or len(text_of(block.runs)) > LONGEST_LEAD:
        return False
    if isinstance(below[0], Table | Listing | Terms) or isinstance(above[-1] if above else None, Heading):
        return True
    return isinstance(below[0], Heading) and [type(each) for each in above] == [Heading, Paragraph]
