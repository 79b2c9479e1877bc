"""What stands in a Word document: its paragraphs and tables in order, and the texts that stand beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Aside:
    """A text that does not stand in the running text, or a picture."""

    kind: str
    """`inserted`, `deleted`, `hidden`, `placeholder`, `box`, `picture`, `enclosed`, or the kind of its part."""
    text: str
    part: str = ""
    """The part beside the running text in which it stands: `header`, `footer`, `footnote`, `comment` or `part`."""
    number: int = 0
    """Which one of its part's kind it is, counted from 1."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; a line break inside it is a line feed."""

    text: str
    heading: bool = False
    """Whether it looks like a heading: by its style, or because it is short and bold."""
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, from column `at` on (counted from 0), as wide as `span` columns."""

    at: int
    span: int
    blocks: tuple["Block", ...]
    continued: bool = False
    """Whether it is the rest of the merged cell above."""

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs in which something is written."""
        return tuple(one for one in self.blocks if isinstance(one, Paragraph) and one.text.strip())

    @property
    def text(self) -> str:
        """Return the text of the cell, one line for each paragraph, without that of tables inside it."""
        return "\n".join(paragraph.text.strip() for paragraph in self.paragraphs)

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing is written in the cell or in a table inside it."""
        return not self.text and not any(isinstance(block, Table) for block in self.blocks)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table."""

    cells: tuple[Cell, ...]
    header: bool = False
    """Whether Word repeats it at the top of every page."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of rows."""

    rows: tuple[TableRow, ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Content:
    """A whole document."""

    body: tuple[Block, ...]
    beside: tuple[Aside, ...] = ()


def content_from(data: dict[str, Any]) -> Content:
    """Return the content that the child process has written; another form raises KeyError, TypeError or ValueError."""
    beside = tuple(Aside(kind, text, where, number) for where, number, kind, text in data["beside"])
    return Content(tuple(_blocks(data["body"])), beside)


def _blocks(blocks: list[dict[str, Any]]) -> Iterator[Block]:
    """Yield blocks."""
    for block in blocks:
        if "rows" in block:
            yield Table(tuple(
                TableRow(tuple(Cell(cell["at"], cell["span"], tuple(_blocks(cell["blocks"])), cell["continued"])
                               for cell in row["cells"]), row["header"])
                for row in block["rows"]
            ))
        else:
            asides = tuple(Aside(kind, text) for kind, text in block["asides"])
            yield Paragraph(block["text"], block["heading"], asides)
