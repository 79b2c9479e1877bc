"""The figures of a model as they may leave the team: counts that are safe together, and numbers that rest on them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from samrum_kit.errors import DisclosureRefused
from samrum_kit.figures.cells import units_of
from samrum_kit.figures.counters import COUNTERS
from samrum_kit.figures.disclosure.audit import made_safe
from samrum_kit.figures.disclosure.ledger import Release, read_release, told_before
from samrum_kit.figures.disclosure.parts import rests_on, tabulation_of
from samrum_kit.figures.disclosure.tabulation import Tabulation
from samrum_kit.figures.disclosure.times import mean_tells_more, median_is_of_few, medians_that_tell_more
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

_WITH_NUMBER = "staff_benefiting.measures_with_number"

_RESTS_ON: Mapping[str, tuple[str, ...]] = {
    "individual_items_per_meeting": ("individual_items_discussed",),
    "staff_benefiting.participations": (_WITH_NUMBER,),
    "staff_benefiting.median": (_WITH_NUMBER,),
    f"{_TIME}.median": (f"{_TIME}.cases",),
    f"{_TIME}.mean": (f"{_TIME}.cases",),
    f"{_TIME}.share_closed": (f"{_HORIZON}.closed", f"{_TIME}.cases"),
    f"{_TIME}.share_referred": (f"{_HORIZON}.referred", f"{_TIME}.cases"),
    f"{_TIME}.share_open": (f"{_HORIZON}.open", f"{_TIME}.cases"),
}
"""Numbers that are told only where the counts are told that could be worked out from them."""


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
    rows = _rows(found, hidden, limit)
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
    in_rows = {row.id.partition(".")[0] for row in table.rows}
    for name in found.figures.to_json().keys() - in_rows if found.figures is not None else ():
        del content[name]  # the model doesn't ask for it: it has no row in which it could be held back
    for row in table.rows:
        if row.id.partition(".")[0] in COUNTERS:
            continue
        if row.cell.held_back:
            _put(content, row.id, None)
        elif row.cell.kind in {Kind.DAYS, Kind.SHARE}:
            _put(content, row.id, number_or_none(row.cell.value))
    if "staff_benefiting" in content and table.row("staff_benefiting.median").cell.held_back:
        content["staff_benefiting"]["measures_with_number"] = None
    return {**content, "held_back": [row.id for row in table.rows if row.cell.held_back]}


def _tabulations(found: KeyFigures) -> list[Tabulation]:
    """Return the counts of the figures with the units that they count."""
    others = tabulation_of(row for row in found.table.rows if row.id.partition(".")[0] in COUNTERS)
    cases = found.basis.cases_of_measures
    own = _of_ressursteam(found.figures, cases) if found.figures is not None else ()
    return [*own, *([others] if others else ())]


def _of_ressursteam(figures: RessursteamFigures, cases: Mapping[str, str]) -> list[Tabulation]:
    """Return the counts of a ressursteam's figures with the units that they count."""
    return [
        _single("individual_items_discussed", units_of(figures.individual_items)),
        _single("system_items_discussed", units_of(figures.system_items)),
        _single("individual_measures_started", units_of(figures.individual_measures, cases)),
        _system_measures(figures, units_of(figures.system_measures, cases)),
        _times(figures.time),
    ]


def _system_measures(figures: RessursteamFigures, units: Mapping[str, str]) -> Tabulation:
    """Return the system measures, by whether they came from a pupil's case and tell for how many staff they are."""
    part = units_of(figures.from_individual).keys()
    known = units_of([one for one in figures.system_measures if one.staff_benefiting is not None]).keys()
    places = {
        "pupil, number": frozenset(part & known), "pupil": frozenset(part - known),
        "number": frozenset(known - part), "neither": frozenset(units.keys() - part - known),
    }  # fmt: skip
    cells = {
        "system_measures_started": frozenset(places),
        "system_measures_from_individual": frozenset({"pupil, number", "pupil"}),
        _WITH_NUMBER: frozenset({"pupil, number", "number"}),
    }
    return Tabulation("system_measures", places, cells, units)


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


def _rows(found: KeyFigures, hidden: set[str], limit: int) -> tuple[Row, ...]:
    """Return the numbers as they may be told: none that rests on a hidden one, and none that tells more of it."""
    cells = {row.id: _safe(row, hidden, limit) for row in found.table.rows}
    more = set(medians_that_tell_more(cells))
    if found.figures is not None:
        time = found.figures.time
        table = _times(time)
        counts = {name: table.count(name) for name in table.cells if name.startswith(_HORIZON)}
        more |= {f"{_TIME}.mean"} if mean_tells_more(time, counts, hidden) else set()
        more |= {f"{_TIME}.median"} if median_is_of_few(time, limit) else set()
    return tuple(
        replace(row, cell=held_back(row.cell) if row.id in more else cells[row.id]) for row in found.table.rows
    )


def _safe(row: Row, hidden: set[str], limit: int) -> Cell:
    """Return a number as it may be told: itself, in weeks where it is a time, or held back."""
    cell = row.cell
    counts = rests_on(row) if cell.people is not None else ()
    # That more than half of a few aren't done yet tells about how many are.
    few = cell.kind is Kind.DAYS and 0 < (cell.of or 0) < max(_FEWEST_FOR_DAYS, limit)
    if few or not hidden.isdisjoint({row.id, *_RESTS_ON.get(row.id, ()), *counts}):
        return held_back(cell)
    about_cases = cell.people is not None  # how many aren't known of is no count by itself
    cell = replace(cell, people=None, units={}, among={}, reach=None if about_cases else cell.reach)
    if isinstance(cell.value, Undefined):
        return cell
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
