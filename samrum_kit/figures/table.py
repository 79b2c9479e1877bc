"""Figures as they are shown: each with what it counts, its definition and where that comes from.

A cell knows which cases stand behind it, so that what leaves the team can be held back where they are few.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from samrum_kit.measure.values import Interval, Number, Reason, Undefined, number_or_none


class Kind(StrEnum):
    """What sort of number a cell holds."""

    COUNT = "count"
    """Of things; a whole number."""
    NUMBER = "number"
    """A mean or a median of counts."""
    SHARE = "share"
    """From 0 to 1."""
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Cell:
    """One number, and what stands behind it."""

    value: Number
    kind: Kind = Kind.COUNT
    of: int | None = None
    """How many it is taken from, where it is a share, a mean or a median."""
    interval: Interval | None = None
    people: frozenset[str] | None = frozenset()
    """The cases behind it; None for a number that has nothing to do with any case."""
    held_back: bool = False
    """It is not told, since it would give a small number away; then it holds nothing."""
    count: int | None = None
    """How many of them it is, where it is a share."""
    reach: Interval | None = None
    """Between which it lies whatever holds for those of which it isn't known."""
    units: Mapping[str, str] = field(default_factory=dict)
    """What is counted, each with the case behind it; nothing for a number that is about no case."""
    among: Mapping[str, str] = field(default_factory=dict)
    """What it is taken from, in the same way."""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure, or one part of it, with its words."""

    id: str
    figure: str
    """What the figure is called."""
    part: str
    """What the part is called; nothing for a figure of one number."""
    definition: str
    unit: str
    source: str
    """The document that asks for it; nothing where the workbench adds it."""
    quote: str
    cell: Cell

    @property
    def label(self) -> str:
        """Return the name of the number."""
        return f"{self.figure}: {self.part}" if self.part else self.figure


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Figures of one scope and one period."""

    title: str
    rows: tuple[Row, ...]

    def row(self, name: str) -> Row:
        """Return a figure by its id; KeyError for one that isn't there."""
        return {row.id: row for row in self.rows}[name]


def held_back(cell: Cell) -> Cell:
    """Return a cell in the place of one that isn't told; nothing of the number is left in it."""
    return Cell(Undefined(Reason.HELD_BACK), cell.kind, people=None, held_back=True)


def cases_behind(records: Iterable[Any]) -> frozenset[str]:
    """Return the cases that records name."""
    return frozenset(record.case_id for record in records if record.case_id)


def plain(cell: Cell) -> float | None:
    """Return the number of a cell as data have it, null where it is undefined."""
    return number_or_none(cell.value)


def cell_to_json(cell: Cell) -> dict[str, Any]:
    """Return a cell as JSON: its number, what it is a share of, and between which two numbers it may well lie."""
    interval, reach = cell.interval, cell.reach
    return {
        "value": plain(cell), "count": cell.count, "of": cell.of,
        "lower": interval.lower if interval else None, "upper": interval.upper if interval else None,
        **({"at_least": reach.lower, "at_most": reach.upper} if reach else {}),
    }  # fmt: skip


def is_defined(cell: Cell) -> bool:
    """Tell whether a cell holds a number."""
    return not isinstance(cell.value, Undefined)
