"""How reference cases are put to disclosure control, method by method."""

from collections.abc import Callable, Mapping
from typing import Any

from samrum_kit.figures.disclosure.attack import Attack, Bounds
from samrum_kit.figures.disclosure.audit import Told, counts_shown, made_safe
from samrum_kit.figures.disclosure.tabulation import Tabulation
from tests.figures.disclosure.tables import table_of

Given = Mapping[str, Any]


def table(given: Given) -> Tabulation:
    """Return a table of made-up units with the counts that are given."""
    return table_of("t", {
        str(r): {str(c): frozenset(f"{r}.{c}.{n}" for n in range(count)) for c, count in enumerate(row)}
        for r, row in enumerate(given["table"])
    }, margins=given["margins_published"])  # fmt: skip


def bounds(told: Told) -> dict[str, Bounds]:
    """Return what each hidden cell of a table can be told to be."""
    number = {place: atom for atom, place in enumerate(told.table.places)}
    groups = {cell: frozenset(number[place] for place in places) for cell, places in told.table.cells.items()}
    attack = Attack(len(number), {groups[cell]: told.table.count(cell) for cell in told.shown()})
    return {cell: attack.bounds(groups[cell]) for cell in told.hidden}


def of_audit(given: Given) -> dict[str, Any]:
    hidden = frozenset(f"{r}|{c}" for r, c in given["suppressed"])
    found = bounds(Told(table(given), hidden))
    return {
        "intervals": {cell.replace("|", ","): [one.lower, one.upper] for cell, one in found.items()},
        "any_exact_disclosure": any(one.lower == one.upper for one in found.values()),
    }


def broken_by_a_plan(given: Given, expected: Mapping[str, Any]) -> list[str]:
    """Return the promises that the plan for a table breaks."""
    threshold = given["threshold"]
    (told,) = made_safe([table(given)], threshold)
    shown = counts_shown(told)
    small = [cell for cell in shown if 0 < told.table.count(cell) < threshold]
    return [
        *(f"{cell} is shown" for cell in small if shown[cell] is not None),
        *(f"{cell} is {one}" for cell, one in bounds(told).items() if not one.hides(threshold)),
        *(f"{cell} is changed" for cell, count in shown.items() if count not in {None, told.table.count(cell)}),
        *(["too much is hidden"] if len(told.hidden) > expected["max_hidden_cells"] else []),
    ]


METHODS: Mapping[str, Callable[[Given], Any]] = {"suppression_audit": of_audit}
PROMISES: Mapping[str, Callable[[Given, Mapping[str, Any]], list[str]]] = {"suppression_plan": broken_by_a_plan}
