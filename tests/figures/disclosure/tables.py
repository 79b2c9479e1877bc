"""Tables of made-up units: of rows and columns, and of groups that lie apart."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from samrum_kit.figures.disclosure.tabulation import Tabulation


def table_of(name: str, rows: Mapping[str, Mapping[str, frozenset[str]]], *, margins: bool = True) -> Tabulation:
    """Return a table of rows and columns, with the sums of both and the whole as cells of their own.

    A cell is called `row|column`; a sum has `*` in the place of what it runs over.
    """
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    places = {f"{r}|{c}": frozenset(row.get(c, frozenset())) for r, row in rows.items() for c in columns}
    cells: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for column in columns:
            place = f"{row}|{column}"
            for cell in (place, *((f"{row}|*", f"*|{column}", "*|*") if margins else ())):
                cells[cell].add(place)
    return Tabulation(name, places, {cell: frozenset(made_of) for cell, made_of in cells.items()})


def in_groups(groups: Sequence[tuple[str, frozenset[str]]], name: str, whole: str) -> Tabulation:
    """Return a table of groups that lie apart, and the whole of them."""
    cells = {**{group: frozenset({group}) for group, _units in groups}, whole: frozenset(g for g, _units in groups)}
    return Tabulation(name, dict(groups), cells)
