"""Counts that hang together: the smallest groups of a table, and its cells made of them, margins among them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Place = str
CellName = str


@dataclass(frozen=True, slots=True)
class Tabulation:
    """A table of counts of units, such as cases, each known by an id.

    Its places lie apart: a unit is in one of them at most. A cell is made of places; a place of nobody is a place all
    the same, since whoever reads the table doesn't know that nobody is there.
    """

    name: str
    places: Mapping[Place, frozenset[str]]
    cells: Mapping[CellName, frozenset[Place]]
    people: Mapping[str, str] = field(default_factory=dict)
    """Whom a unit is about, where a unit isn't a person's own: several items can be about one case."""

    def __post_init__(self) -> None:
        """Refuse places that overlap, and cells of places that aren't there."""
        units = [unit for place in self.places.values() for unit in place]
        if len(units) != len(set(units)):
            raise ValueError("A unit lies in one place.")
        if any(place not in self.places for places in self.cells.values() for place in places):
            raise ValueError("A cell is made of places that are there.")

    def units(self, cell: CellName) -> frozenset[str]:
        """Return the units that a cell counts."""
        return frozenset().union(*(self.places[place] for place in self.cells[cell]))

    def count(self, cell: CellName) -> int:
        """Return what a cell counts."""
        return len(self.units(cell))

    def persons(self, cell: CellName) -> int:
        """Return how many different cases stand behind a cell."""
        return len({self.people.get(unit, unit) for unit in self.units(cell)})
