"""Cells of a table that hold a heading, with or without a line that guides the writer."""

import re
from collections.abc import Sequence

from samrum_kit.intake.documents.content import Cell, Table
from samrum_kit.intake.documents.headings import Heading, heading_of
from samrum_kit.intake.documents.hints import is_hint

_GUIDANCE = re.compile(r"\(.*\)|.*\?", re.DOTALL)

_LONGEST = 1_000
"""Signs of a heading with its guidance."""


def label_of(cell: Cell, others: Sequence[Cell] = ()) -> Heading | None:
    """Return the heading that a cell holds and nothing else.

    A question or a text in brackets below a heading guides the writer, unless one of the other cells of the row holds
    both a heading and its text: then this one does too.
    """
    if any(isinstance(block, Table) for block in cell.blocks):
        return None
    whole = heading_of(cell.text)
    if whole is not None and not whole.rest:
        return whole if whole.meanings else None
    heading = _heading_with_guidance(cell)
    return None if heading is None or any(_says_for_itself(other) for other in others) else heading


def is_unwritten(cell: Cell) -> bool:
    """Tell whether nothing stands in a cell but perhaps a hint of the form."""
    return cell.is_blank or (is_hint(cell.text) and not any(isinstance(block, Table) for block in cell.blocks))


def _heading_with_guidance(cell: Cell) -> Heading | None:
    """Return the heading of a cell whose other lines are guidance."""
    first, *lines = cell.text.split("\n")
    heading = heading_of(first)
    if heading is None or not heading.meanings or len(cell.text) > _LONGEST:
        return None
    rest = [line.strip() for line in (heading.rest, *lines) if line.strip()]
    return Heading(cell.text, heading.meanings) if all(_GUIDANCE.fullmatch(line) for line in rest) else None


def _says_for_itself(cell: Cell) -> bool:
    """Tell whether a cell begins with a heading and goes on with its text."""
    heading = heading_of(cell.text.split("\n")[0])
    return (heading is not None and bool(heading.rest or "\n" in cell.text)
            and _heading_with_guidance(cell) is None)
