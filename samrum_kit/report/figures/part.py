"""A part of a report of figures: a template and what it is filled with; and a figure as a row of a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from samrum_kit.figures.table import Row
from samrum_kit.locale.html import render
from samrum_kit.report.figures.cells import interval, number, whole


@dataclass(frozen=True, slots=True)
class FigurePart:
    """A section that a notebook shows."""

    template: str
    values: Mapping[str, Any]

    def _repr_html_(self) -> str:
        """Show the part in a notebook."""
        return str(render("samrum_kit.report", "figures_part.html.j2", section=self.template, **self.values))


@dataclass(frozen=True, slots=True)
class Line:
    """A row as people read it: name and unit, number, what that is taken from, and between which numbers it may lie."""

    name: str
    unit: str
    number: str
    of: str
    between: str
    is_hidden: bool


def lines_of(rows: Iterable[Row]) -> list[Line]:
    """Return rows as people read them, by their parts; a figure of one number by its own name."""
    return [
        Line(row.part or row.figure, row.unit, number(cell), whole(cell), interval(cell), cell.held_back)
        for row in rows
        for cell in (row.cell,)
    ]
