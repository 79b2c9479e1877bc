"""Every other figure is what its definition makes of the raw rows, in whatever town and seen from whatever day."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from types import ModuleType
from typing import Any

import holidays
import pytest

from samrum_kit.domain.records import School
from samrum_kit.figures.basis import Basis
from samrum_kit.figures.counters import COUNTERS, FORUM_FIGURES
from samrum_kit.figures.efforts import placements
from samrum_kit.figures.scope import Extent, Period, Scope
from samrum_kit.figures.service import Tables, service_file
from samrum_kit.figures.table import cell_to_json
from samrum_kit.measure.school_days import Closure, SchoolDays
from samrum_kit.models import shipped_models
from samrum_kit.review.registry import signatures
from tests.figures import efforts_oracle, forum_oracle
from tests.figures.forum_oracle import Town
from tests.figures.towns import FIRST, town

MODELS = shipped_models(signatures())
FORUM_OF = {"trivselsforum_ssp": "trivselsforum", "baerum_ressursteam": "ressursteam"}
TEAM = {"principal", "department_head", "special_ed_coordinator", "ppr", "school_nurse", "contact_teacher"}
MEMBERS = {
    "trivselsforum": {
        kind: {"ppr", "family_group", "school_nurse", "ssp", "school_management", "wellbeing_officer"}
        for kind in ("primary", "lower_secondary", "combined", "special", "kindergarten")
    },
    "ressursteam": {
        "primary": TEAM | {"milieu_teacher"},
        "lower_secondary": TEAM | {"social_teacher", "school_counsellor"},
        "combined": TEAM | {"milieu_teacher", "social_teacher", "school_counsellor"},
        "special": set(),
        "kindergarten": set(),
    },
}
"""Who belongs to a forum, by type of school."""

AUTUMN = Closure(date(2024, 10, 14), date(2024, 10, 18))
CALENDAR = SchoolDays("DK", FIRST, date(2026, 12, 31), [AUTUMN])
LAW = holidays.country_holidays("DK", years=range(2024, 2027))


def is_school_day(day: date) -> bool:
    return day.weekday() < 5 and day not in LAW and not AUTUMN.first <= day <= AUTUMN.last


def rows_of(tables: Tables) -> dict[str, list[dict[str, Any]]]:
    return {record.table: [dict(row) for row in found] for record, found in tables.items()}


def told(figure: str, basis: Basis) -> dict[str, Any]:
    return {part.id: cell_to_json(part.cell) for part in COUNTERS[figure](basis)}


def recounted(figure: str, seen: Town, forum: str) -> dict[str, Any]:
    """Return a figure from the raw rows; a forum that didn't meet isn't told of."""
    module: ModuleType = forum_oracle if figure in FORUM_FIGURES else efforts_oracle
    if module is efforts_oracle:
        return getattr(module, figure)(seen)
    if figure != "lead_time" and not seen.held(forum):
        return {}
    kinds = {school["school_id"]: str(school["school_type"]) for school in seen.rows["schools"]}
    permanent = {name: MEMBERS[forum][kind] for name, kind in kinds.items()}
    return {f"{forum}.{part}": cell for part, cell in getattr(module, figure)(seen, forum, permanent).items()}


def asked(dice: random.Random, tables: Tables) -> tuple[Period, list[Scope], SchoolDays | None]:
    first = FIRST + timedelta(weeks=dice.randint(0, 14))
    last = first + timedelta(weeks=dice.choice((0, 14, 40, 70)))
    as_of = dice.choice([last, last + timedelta(weeks=13), first + timedelta(weeks=3), date(2025, 2, 28),
                         date(2025, 3, 1), date(2025, 3, 2)])  # fmt: skip
    scopes = [Scope(Extent.ALL), *(Scope(Extent.SCHOOL, school.school_id) for school in tables[School])]
    scopes += [Scope(Extent.DISTRICT, "Nord")] if any(school.district for school in tables[School]) else []
    return Period(first, last, as_of), scopes, dice.choice([None, CALENDAR])


def within(scope: Scope, rows: Mapping[str, list[dict[str, Any]]]) -> set[str]:
    return {school["school_id"] for school in rows["schools"]
            if scope.extent is Extent.ALL or scope.name in {school["school_id"], school["district"]}}  # fmt: skip


@pytest.mark.parametrize("seed", range(100))
def test_the_figures_are_what_their_definitions_say_in_a_made_up_town(seed: int) -> None:
    dice = random.Random(seed)
    tables = town(dice)
    rows = rows_of(tables)
    period, scopes, calendar = asked(dice, tables)
    for scope in scopes:
        seen = Town(rows, within(scope, rows), period.first, period.last, period.as_of,
                    is_school_day=is_school_day if calendar else None)  # fmt: skip
        file = service_file(tables, scope, period.as_of)
        for model, forum in FORUM_OF.items():
            basis = Basis(file, MODELS[model], period, calendar)
            for figure in COUNTERS if forum == "trivselsforum" else FORUM_FIGURES:
                assert _rounded(told(figure, basis)) == _rounded(recounted(figure, seen, forum)), figure
        listed = [{"case": one.event.case_id, "placed": one.event.occurred_on.isoformat(),
                   "due": one.review.due.isoformat(), "overdue": one.review.overdue}
                  for one in placements(basis)]  # fmt: skip
        assert listed == efforts_oracle.placements(seen)


def _rounded(cells: dict[str, Any]) -> dict[str, Any]:
    """Return cells with their numbers as exact as two ways to calculate them can agree."""
    return {part: {name: value if value is None else round(value, 12) for name, value in cell.items()}
            for part, cell in cells.items()}  # fmt: skip


def test_the_made_up_towns_hold_what_the_definitions_tell_apart() -> None:
    """Else the towns would prove little."""
    holds: set[str] = set()
    for seed in range(100):
        dice = random.Random(seed)
        tables = town(dice)
        period, _scopes, calendar = asked(dice, tables)
        basis = Basis(
            service_file(tables, Scope(Extent.ALL), period.as_of), MODELS["trivselsforum_ssp"], period, calendar
        )
        for figure in COUNTERS:
            holds |= {
                f"{figure}.{part}" for part, cell in told(figure, basis).items() if cell["count"] or cell["value"]
            }
        holds |= {"overdue" for one in placements(basis) if one.review.overdue}
        holds |= {"on the day" for one in placements(basis) if one.review.due == period.as_of}
    forum = "trivselsforum"
    assert holds >= {
        *(f"meeting_documents.{forum}.{what}{how}" for what in ("agenda", "minutes", "actions")
          for how in ("", ".unknown")),
        *(f"consent_before.{forum}.{what}" for what in ("consent", "parents", "neither")),
        *(f"general_prevention.{forum}.{what}" for what in ("general", "class", "child", "unknown")),
        *(f"lead_time.{forum}.{what}" for what in ("open", "median", "ad_hoc")),
        *(f"tried_before_intrusive.{what}" for what in ("both", "preventive", "targeted", "neither")),
        *(f"both_sides.{what}" for what in ("both", "community", "child", "unknown")),
        *(f"level_mix.{what}" for what in ("preventive", "targeted", "intensive", "unknown")),
        *(f"time_by_step.{step}.{what}" for step in ("referral", "assessment", "decision")
          for what in ("reached", "closed", "open", "median")),
        f"participants.{forum}.next", f"participants.{forum}.first_to_last", f"services_absent.{forum}.ssp",
        "overdue", "on the day",
    }  # fmt: skip


LATER = {
    "cases": ("closed_on", "closed_as"), "consents": ("withdrawn_on",), "events": ("ended_on",),
    "meetings": ("held_on", "requested_on", "agenda_sent_on", "minutes_written_on"),
}  # fmt: skip
"""What comes to a row later than the day that it is dated by."""

DATED_BY = {"consents": "given_on", "evaluations": "evaluated_on", "events": "occurred_on", "measures": "starts_on"}


def as_known(record: Any, as_of: date) -> Any:
    """Return a record without what is dated after a day; nothing where all of it is."""
    dated = getattr(record, DATED_BY.get(record.table, ""), None)
    if dated is not None and dated > as_of:
        return None
    days = [name for name in LATER.get(record.table, ()) if isinstance(getattr(record, name), date)]
    gone = {name: None for name in days if getattr(record, name) > as_of}
    if "closed_on" in gone:
        gone["closed_as"] = None
    return record.model_copy(update=gone)


@pytest.mark.parametrize("seed", range(100))
def test_nothing_that_is_dated_after_the_day_changes_any_figure(seed: int) -> None:
    dice = random.Random(seed)
    tables = town(dice)
    period, scopes, calendar = asked(dice, tables)
    period = Period(period.first, period.last, dice.choice([period.first, period.last]))
    known = {record: tuple(one for row in found if (one := as_known(row, period.as_of)) is not None)
             for record, found in tables.items()}  # fmt: skip
    for scope in scopes:
        bases = [Basis(service_file(which, scope, period.as_of), MODELS["trivselsforum_ssp"], period, calendar)
                 for which in (tables, known)]  # fmt: skip
        for figure in COUNTERS:
            with_later, without = (told(figure, basis) for basis in bases)
            assert with_later == without, figure
