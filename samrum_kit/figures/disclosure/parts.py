"""The counts behind figures that are made of parts, such as shares: what is told, what it is of, and the rest.

A share tells how many it is, and how many it isn't: both are held against the threshold, and so is the whole.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from samrum_kit.figures.disclosure.tabulation import Place, Tabulation
from samrum_kit.figures.table import Row

_OF, _REST = "/of", "/rest"

Names = frozenset[str]
"""The counts that a unit is in."""


def rests_on(row: Row) -> Names:
    """Return the counts that would be told with a row: its own, what it is taken from, and the difference."""
    return frozenset(_counts(row))


def tabulation_of(rows: Iterable[Row]) -> Tabulation | None:
    """Return the counts of cases, items, measures and plans in rows; nothing where no row is about any.

    A part that counts nobody is a place all the same: whoever reads the figures doesn't know that nobody is there, nor
    what else would hold for those who were.
    """
    about_cases = [row for row in rows if row.cell.people is not None]
    if not about_cases:
        return None
    counted = {name: units for row in about_cases for name, units in _counts(row).items()}
    lies: defaultdict[str, set[str]] = defaultdict(set)
    for name, units in counted.items():
        for unit in units:
            lies[unit].add(name)
    places: dict[Names, set[str]] = {}
    for unit, within in lies.items():
        places.setdefault(frozenset(within), set()).add(unit)
    for nobody in _of_nobody(about_cases, list(places)):
        places.setdefault(nobody, set())
    return Tabulation(
        "figures",
        {_place(names): frozenset(units) for names, units in places.items()},
        {name: frozenset(_place(names) for names in places if name in names) for name in counted},
        {unit: person for units in counted.values() for unit, person in units.items() if unit != person},
    )


def _place(names: Names) -> Place:
    """Return the name of the place of those who are in some counts."""
    return " ".join(sorted(names))


def _counts(row: Row) -> dict[str, Mapping[str, str]]:
    """Return the counts that a row tells, with their units."""
    cell = row.cell
    if cell.count is None:
        return {f"{row.id}{_OF}": cell.among} if cell.among else {row.id: cell.units}
    rest = {unit: person for unit, person in cell.among.items() if unit not in cell.units}
    return {row.id: cell.units, f"{row.id}{_OF}": cell.among, f"{row.id}{_REST}": rest}


def _of_nobody(rows: list[Row], occupied: list[Names]) -> Iterator[Names]:
    """Yield the places of the counts that count nobody: wherever else those of the whole are, they could be too."""
    for row in rows:
        for name, units in _counts(row).items():
            if not units and name == row.id:
                yield from _as_part(row, [one.id for one in rows if _are_parts_of_one(one, row)], occupied)
            elif not units:
                yield frozenset({name})


def _are_parts_of_one(one: Row, other: Row) -> bool:
    """Tell whether two rows are parts of the same whole, so that nobody is in both."""
    same_figure = one.id.partition(".")[0] == other.id.partition(".")[0]
    return same_figure and one.cell.count is not None and one.cell.among == other.cell.among


def _as_part(row: Row, siblings: list[str], occupied: list[Names]) -> Iterator[Names]:
    """Yield where those would be who were in a part that counts nobody, itself one of the parts of a whole."""
    if row.cell.count is None:
        yield frozenset({row.id})
        return
    own = {name for one in siblings for name in (one, f"{one}{_REST}")}
    wholes = {f"{one}{_OF}" for one in siblings}
    as_part = wholes | {row.id} | {f"{one}{_REST}" for one in siblings if one != row.id}
    others = {names - own for names in occupied if wholes <= names} or {frozenset()}
    yield from (names | as_part for names in others)
