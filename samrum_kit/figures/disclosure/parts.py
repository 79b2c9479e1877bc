"""The counts behind figures that are made of parts, such as shares: what is told, what it is of, and the rest.

A share tells how many it is, and how many it isn't: both are held against the threshold, and so is the whole.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from samrum_kit.figures.disclosure.tabulation import Place, Tabulation
from samrum_kit.figures.table import Cell, Row

_OF, _REST = "/of", "/rest"


def rests_on(row: Row) -> frozenset[str]:
    """Return the counts that would be told with a row: its own, what it is taken from, and the difference."""
    return frozenset(_counts(row))


def tabulations_of(rows: Iterable[Row]) -> Iterator[Tabulation]:
    """Yield the counts of cases, items, measures and plans in rows, a table for each figure."""
    for figure, parts in groupby(rows, key=lambda row: row.id.partition(".")[0]):
        about_cases = [row for row in parts if row.cell.people is not None]
        if about_cases:
            yield _table(figure, about_cases)


def _table(figure: str, rows: list[Row]) -> Tabulation:
    """Return the counts of a figure; what counts nobody is a place all the same, and part of its whole."""
    counted: dict[str, Mapping[str, str]] = {}
    wholes: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for row in rows:
        counted |= _counts(row)
        if row.cell.among or row.cell.count is not None:
            wholes[frozenset(row.cell.among)].append(row.id)
    lies: defaultdict[str, list[str]] = defaultdict(list)
    for name, units in counted.items():
        for unit in units:
            lies[unit].append(name)
    places: defaultdict[Place, set[str]] = defaultdict(set)
    cells: defaultdict[str, set[Place]] = defaultdict(set)
    for unit, names in lies.items():
        place = " ".join(names)
        places[place].add(unit)
        for name in names:
            cells[name].add(place)
    for name in counted:
        if not counted[name]:
            places[name] = set()
            for other in _whole_of(name, wholes):
                cells[other].add(name)
    people = {unit: person for units in counted.values() for unit, person in units.items() if unit != person}
    return Tabulation(
        figure, {place: frozenset(units) for place, units in places.items()},
        {name: frozenset(cells[name]) for name in counted}, people,
    )  # fmt: skip


def _counts(row: Row) -> dict[str, Mapping[str, str]]:
    """Return the counts that a row tells, with their units."""
    cell: Cell = row.cell
    if cell.count is None:
        return {f"{row.id}{_OF}": cell.among} if cell.among else {row.id: cell.units}
    rest = {unit: person for unit, person in cell.among.items() if unit not in cell.units}
    return {row.id: cell.units, f"{row.id}{_OF}": cell.among, f"{row.id}{_REST}": rest}


def _whole_of(name: str, wholes: Mapping[frozenset[str], list[str]]) -> set[str]:
    """Return the counts that nobody is part of: itself, its whole, and the rest of the other parts of that whole."""
    row = name.removesuffix(_OF).removesuffix(_REST)
    siblings = next((rows for rows in wholes.values() if row in rows), [])
    of_whole = {f"{one}{_OF}" for one in siblings}
    others = {f"{one}{_REST}" for one in siblings if one != row} if name == row else set()
    return {name, *of_whole, *others}
