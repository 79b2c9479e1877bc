"""The ressursteam's figures are what the contract's words make of the records, in whatever town."""

import json
import random
from datetime import date, timedelta
from typing import Any

import pytest

from samrum_kit.domain.fields import Record
from samrum_kit.domain.records import AgendaItem, Case, Measure, Meeting, School
from samrum_kit.domain.vocabulary import AgendaPart, CaseKind, CaseOutcome, Forum, Target
from samrum_kit.figures.ressursteam import ressursteam_figures
from samrum_kit.figures.scope import Extent, Period, Scope
from samrum_kit.figures.service import COUNTED, service_file
from tests import builders
from tests.figures import ressursteam_oracle

FIRST = date(2025, 8, 1)
DISTRICTS = ("Nord", "Syd", None)


def town(dice: random.Random) -> dict[type[Record], tuple[Any, ...]]:
    """Make up a town with everything that the contract's words tell apart."""
    schools = [builders.school(f"SK-{n}", district=dice.choice(DISTRICTS)) for n in range(dice.randint(1, 4))]
    places = [school.school_id for school in schools]

    def some_day(least: int = -60, most: int = 400) -> date:
        return FIRST + timedelta(days=dice.randint(least, most))

    cases = [_case(f"S-{n}", dice, places, some_day) for n in range(dice.randint(0, 30))]
    meetings = [_meeting(f"M-{n}", dice, places, some_day) for n in range(dice.randint(0, 15))]
    case_ids, meeting_ids = [case.case_id for case in cases], [meeting.meeting_id for meeting in meetings]
    items = [
        builders.item(f"I-{n}", meeting_id=dice.choice(meeting_ids), part=dice.choice(list(AgendaPart)),
                      case_id=dice.choice([None, *case_ids]), anonymity="anonymous",
                      discussed=dice.choice([True, True, False, None]))
        for n in range(dice.randint(0, 40) if meeting_ids else 0)
    ]  # fmt: skip
    measures = [
        builders.measure(f"T-{n}", plan_id=None, meeting_id=dice.choice([None, *meeting_ids]),
                         case_id=dice.choice([None, *case_ids]), target=dice.choice(list(Target)),
                         starts_on=dice.choice([None, some_day()]), ends_on=None,
                         staff_benefiting=dice.choice([None, 0, 3, 12, 7.5]))
        for n in range(dice.randint(0, 30))
    ]  # fmt: skip
    found = {School: schools, Case: cases, Meeting: meetings, AgendaItem: items, Measure: measures}
    return {record: tuple(found.get(record, ())) for record in COUNTED}


def _case(case_id: str, dice: random.Random, places: list[str], some_day: Any) -> Case:
    """Make up a case; it may be closed on its first day, near the horizon, long after, or never."""
    first = some_day()
    closed = dice.choice([None, None, first + timedelta(days=dice.choice([0, 3, 30, 90, 179, 180, 181, 300]))])
    kind = dice.choice(list(CaseKind))
    return builders.case(
        case_id, kind=kind, school_id=dice.choice(places), first_concern_on=first, closed_on=closed,
        pupil_id="ELEV-0001" if kind is CaseKind.INDIVIDUAL else None,
        closed_as=closed and dice.choice(list(CaseOutcome)),
    )  # fmt: skip


def _meeting(meeting_id: str, dice: random.Random, places: list[str], some_day: Any) -> Meeting:
    """Make up a meeting, of the team or another forum, held or only planned."""
    return builders.meeting(
        meeting_id, forum=dice.choice([Forum.RESSURSTEAM, Forum.RESSURSTEAM, Forum.SAMRUM]),
        school_id=dice.choice(places), case_id=None, planned_on=some_day(), held_on=dice.choice([None, some_day()]),
        requested_on=None, agenda_sent_on=None, minutes_written_on=None,
    )  # fmt: skip


def counted(tables: dict[type[Record], tuple[Any, ...]], scope: Scope, period: Period) -> dict[str, Any]:
    return ressursteam_figures(service_file(tables, scope, period.as_of), period).to_json()


def expected(tables: dict[type[Record], tuple[Any, ...]], scope: Scope, period: Period) -> dict[str, Any]:
    rows = {record.table: [dict(row) for row in found] for record, found in tables.items()}
    schools = {
        school["school_id"]
        for school in rows["schools"]
        if scope.extent is Extent.ALL or scope.name in {school["school_id"], school["district"]}
    }
    return ressursteam_oracle.figures(rows, schools, period.first, period.last, period.as_of)


@pytest.mark.parametrize("seed", range(200))
def test_the_figures_are_what_the_contract_says_in_a_made_up_town(seed: int) -> None:
    dice = random.Random(seed)
    tables = town(dice)
    first = FIRST + timedelta(days=dice.randint(-30, 120))
    last = first + timedelta(days=dice.randint(0, 365))
    period = Period(first, last, dice.choice([last, last + timedelta(days=90), first + timedelta(days=40)]))
    scopes = [Scope(Extent.ALL), Scope(Extent.SCHOOL, tables[School][0].school_id)]
    scopes += [Scope(Extent.DISTRICT, school.district) for school in tables[School] if school.district]
    for scope in scopes:
        found, wanted = counted(tables, scope, period), expected(tables, scope, period)
        assert json.dumps(found) == json.dumps(wanted)  # the names in their order, too, and whole numbers as whole


def test_the_made_up_towns_hold_what_the_contract_tells_apart() -> None:
    """Else the towns would prove little."""
    found = [counted(town(random.Random(seed)), Scope(Extent.ALL), Period(FIRST, date(2026, 7, 31), date(2026, 7, 31)))
             for seed in range(200)]  # fmt: skip
    times = [one["time_from_concern"] for one in found]
    assert {one["median_days"] is None for one in times} == {True, False}
    assert {one["mean_days_within_horizon"] is None for one in times} == {True, False}
    assert any(one["individual_items_per_meeting"] is None for one in found)
    assert any(one["staff_benefiting"]["median"] is None for one in found)
    assert any(one["system_measures_from_individual"] for one in found)


def test_what_is_dated_after_the_day_changes_nothing() -> None:
    dice = random.Random(1)
    tables = town(dice)
    period = Period(FIRST, date(2026, 7, 31), date(2025, 12, 1))
    known = counted(tables, Scope(Extent.ALL), period)
    later = date(2025, 12, 2)
    more = {
        **tables,
        Case: (*tables[Case], builders.case("S-99", school_id="SK-0", first_concern_on=later)),
        Meeting: (*tables[Meeting], builders.meeting("M-99", forum="ressursteam", school_id="SK-0", held_on=later)),
        Measure: (*tables[Measure], *(m.model_copy(update={"measure_id": f"{m.measure_id}-b", "starts_on": later})
                                      for m in tables[Measure])),
    }  # fmt: skip
    assert counted(more, Scope(Extent.ALL), period) == known
