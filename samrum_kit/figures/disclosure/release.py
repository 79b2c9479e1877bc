"""The figures of a model as they may leave the team: counts that are safe together, and numbers that rest on them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from samrum_kit.errors import DisclosureRefused
from samrum_kit.figures.counters import COUNTERS
from samrum_kit.figures.disclosure.audit import made_safe
from samrum_kit.figures.disclosure.ledger import Release, read_release, told_before
from samrum_kit.figures.disclosure.parts import rests_on, tabulation_of
from samrum_kit.figures.disclosure.tabulation import Tabulation
from samrum_kit.figures.key_figures import KeyFigures
from samrum_kit.figures.ressursteam import RessursteamFigures
from samrum_kit.figures.scope import Period, Scope
from samrum_kit.figures.table import Cell, FigureTable, Kind, Row, held_back
from samrum_kit.figures.waiting import HORIZON_DAYS, Ending, Waiting
from samrum_kit.locale import _
from samrum_kit.measure.values import Undefined, number_or_none

_FEWEST_FOR_DAYS = 10
"""Below so many cases no time is told."""
_WEEK = 7
_TIME, _HORIZON = "time_from_concern", "time_from_concern.horizon"

_RESTS_ON: Mapping[str, str] = {
    "individual_items_per_meeting": "individual_items_discussed",
    "staff_benefiting.participations": "system_measures_started",
    "staff_benefiting.median": "system_measures_started",
    f"{_TIME}.median": f"{_TIME}.cases",
    f"{_TIME}.mean": f"{_TIME}.cases",
    f"{_TIME}.share_closed": f"{_HORIZON}.closed",
    f"{_TIME}.share_referred": f"{_HORIZON}.referred",
    f"{_TIME}.share_open": f"{_HORIZON}.open",
}
"""Numbers that are told only where a count is told that could be worked out from them."""


@dataclass(frozen=True, slots=True)
class ReleasedFigures:
    """Figures that may leave the team; nothing of what is held back is in them."""

    model: str
    scope: Scope
    period: Period
    table: FigureTable
    content: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Return the figures as the contract writes them, null for what is held back, with the ids of those."""
        return dict(self.content)


def released(found: KeyFigures, before: Iterable[str], threshold: int) -> tuple[ReleasedFigures, str]:
    """Return the figures as they may be told after everything that was told before, and what is to be kept of that.

    Raises DisclosureRefused where nothing about any case could be told.
    """
    earlier = [read_release(text) for text in before]
    limit = max([threshold, *(release.threshold for release in earlier)])
    tables = _tabulations(found)
    told = made_safe(tables, limit, told_before(earlier, tables))
    hidden = {cell for one in told for cell in one.hidden}
    rows = tuple(replace(row, cell=_safe(row, hidden, limit)) for row in found.table.rows)
    nothing_about_cases = told and all(set(one.table.cells) <= hidden for one in told)
    if nothing_about_cases and (found.figures is not None or all(row.cell.held_back for row in rows)):
        raise DisclosureRefused(
            _("There are too few cases in these figures for anything about them to be told outside the team."),
            remedy=_("Ask for a longer period or more schools."),
        )
    table = FigureTable(found.table.title, rows)
    figures = ReleasedFigures(found.model, found.scope, found.period, table, _content(found, table))
    return figures, Release(told, limit).to_text()


def _content(found: KeyFigures, table: FigureTable) -> dict[str, Any]:
    """Return the figures as JSON, with null in the place of what is held back."""
    content = {**replace(found, table=table, placements=()).to_json(), "released": True}
    for row in table.rows:
        if row.id.partition(".")[0] in COUNTERS:
            continue
        if row.cell.held_back:
            _put(content, row.id, None)
        elif row.cell.kind in {Kind.DAYS, Kind.SHARE}:
            _put(content, row.id, number_or_none(row.cell.value))
    if found.figures is not None and table.row("staff_benefiting.median").cell.held_back:
        content["staff_benefiting"]["measures_with_number"] = None
    return {**content, "held_back": [row.id for row in table.rows if row.cell.held_back]}


def _tabulations(found: KeyFigures) -> list[Tabulation]:
    """Return the counts of the figures with the units that they count."""
    others = tabulation_of(row for row in found.table.rows if row.id.partition(".")[0] in COUNTERS)
    return [*(_of_ressursteam(found.figures) if found.figures is not None else ()), *([others] if others else ())]


def _of_ressursteam(figures: RessursteamFigures) -> list[Tabulation]:
    """Return the counts of a ressursteam's figures with the units that they count."""
    items = {f"item:{item.item_id}": item.case_id or f"item:{item.item_id}" for item in figures.individual_items}
    alone = {f"measure:{m.measure_id}": m.case_id or f"measure:{m.measure_id}" for m in figures.individual_measures}
    system = {f"measure:{m.measure_id}": m.case_id or f"measure:{m.measure_id}" for m in figures.system_measures}
    part = frozenset(f"measure:{measure.measure_id}" for measure in figures.from_individual)
    started, from_individual = "system_measures_started", "system_measures_from_individual"
    return [
        _single("individual_items_discussed", items),
        _single("individual_measures_started", alone),
        Tabulation(
            started,
            {from_individual: part, "others": frozenset(system) - part},
            {started: frozenset({from_individual, "others"}), from_individual: frozenset({from_individual})},
            system,
        ),
        _times(figures.time),
    ]


def _single(name: str, people: Mapping[str, str]) -> Tabulation:
    """Return a table of one cell."""
    return Tabulation(name, {name: frozenset(people)}, {name: frozenset({name})}, people)


def _times(time: Waiting) -> Tabulation:
    """Return the cases by how they ended: by now, and by the horizon, whose shares could be turned into counts."""
    early = {
        case.case_id for case in time.cases
        if case.closed_on is not None and (case.closed_on - case.first_concern_on).days <= HORIZON_DAYS
    }  # fmt: skip
    closed, referred, open_ones = (
        frozenset(case.case_id for case in time.ended_as(ending)) for ending in (Ending.CLOSED, Ending.REFERRED, None)
    )
    places = {
        "closed early": closed & early, "closed late": closed - early,
        "referred early": referred & early, "referred late": referred - early, "open": open_ones,
    }  # fmt: skip
    cells = {
        f"{_TIME}.cases": places, f"{_TIME}.closed": ("closed early", "closed late"),
        f"{_TIME}.referred": ("referred early", "referred late"), f"{_TIME}.open": ("open",),
        f"{_HORIZON}.closed": ("closed early",), f"{_HORIZON}.referred": ("referred early",),
        f"{_HORIZON}.open": ("closed late", "referred late", "open"),
    }  # fmt: skip
    return Tabulation(_TIME, places, {cell: frozenset(made_of) for cell, made_of in cells.items()})


def _safe(row: Row, hidden: set[str], limit: int) -> Cell:
    """Return a number as it may be told: itself, in weeks where it is a time, or held back."""
    cell = row.cell
    counts = rests_on(row) if cell.people is not None else ()
    # That more than half of a few aren't done yet tells about how many are.
    few = cell.kind is Kind.DAYS and 0 < (cell.of or 0) < max(_FEWEST_FOR_DAYS, limit)
    if few or not hidden.isdisjoint({row.id, _RESTS_ON.get(row.id), *counts}):
        return held_back(cell)
    cell = replace(cell, units={}, among={})
    if isinstance(cell.value, Undefined):
        return cell
    if cell.kind is Kind.COUNT:
        return held_back(cell) if cell.people and cell.value < limit else cell
    if cell.kind is Kind.DAYS:
        return replace(cell, value=_WEEK * round(cell.value / _WEEK))
    if cell.kind is Kind.SHARE:
        of = None if f"{_TIME}.cases" in hidden else cell.of
        return replace(cell, value=round(cell.value, 2), of=of)
    return cell


def _put(found: dict[str, Any], name: str, value: float | None) -> None:
    """Put a number in its place among the figures, by its id."""
    figure, _dot, part = name.partition(".")
    names = {"median": "median_days", "mean": "mean_days_within_horizon"} if figure == _TIME else {}
    if part:
        found[figure][names.get(part, part)] = value
    else:
        found[figure] = value
