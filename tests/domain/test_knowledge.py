"""What was known on a day: records as they stood then."""

import pytest

from samrum_kit.domain.fields import Record
from samrum_kit.domain.knowledge import all_known_on, day_of, known_on
from tests.builders import (
    TODAY,
    action,
    case,
    concern,
    consent,
    contract,
    day,
    evaluation,
    event,
    goal,
    item,
    measure,
    meeting,
    meeting_file_of,
    observation,
    perspective,
    plan,
    sign,
)

DATED = [concern(raised_on=TODAY), consent(given_on=TODAY), contract(agreed_on=TODAY), evaluation(evaluated_on=TODAY),
         event(occurred_on=TODAY), observation(TODAY), perspective(recorded_on=TODAY)]
LATER = [
    (action(status="done", done_on=TODAY, result="Det gik"), {"status": "open", "done_on": None, "result": None}),
    (case(closed_on=TODAY, closed_as="handled"), {"closed_on": None, "closed_as": None}),
    (consent(withdrawn_on=TODAY), {"withdrawn_on": None}),
    (event(ended_on=TODAY), {"ended_on": None}),
    (meeting(held_on=TODAY), {"held_on": None}),
    (meeting(agenda_sent_on=TODAY), {"agenda_sent_on": None}),
    (meeting(minutes_written_on=TODAY), {"minutes_written_on": None}),
    (sign(observed="yes", observed_on=TODAY), {"observed": None, "observed_on": None}),
]


@pytest.mark.parametrize("record", DATED, ids=lambda record: record.table)
def test_a_record_is_known_from_its_own_day(record: Record) -> None:
    assert known_on(record, TODAY) == record
    assert known_on(record, day(-1)) is None
    assert all_known_on([record, record], day(-1)) == ()


@pytest.mark.parametrize(("record", "before"), LATER, ids=str)
def test_what_comes_to_a_record_later_is_known_from_that_day(record: Record, before: dict[str, object]) -> None:
    assert known_on(record, TODAY) == record
    assert known_on(record, day(-1)) == record.model_copy(update=before)


def test_plans_measures_and_planned_meetings_stand_as_they_are_written() -> None:
    for record in (plan(starts_on=day(9)), measure(starts_on=day(9)), meeting(held_on=None, planned_on=day(9)), goal()):
        assert known_on(record, TODAY) is record


def test_an_agenda_item_loses_what_its_meeting_adds_only_later() -> None:
    discussed = item(discussed=True, outcome="advice", minutes="Vi talte om ro.", minutes_planned=20)
    held_later = meeting_file_of(meeting(held_on=day(1), planned_on=day(1)), discussed).record.items
    assert held_later == (item(minutes_planned=20),)
    assert meeting_file_of(meeting(held_on=TODAY), discussed).record.items == (discussed,)


def test_the_minutes_of_an_item_are_known_when_the_minutes_are_written() -> None:
    discussed = item(discussed=True, minutes="Vi talte om ro.")
    written_later = meeting_file_of(meeting(minutes_written_on=day(1)), discussed).record.items
    assert written_later == (item(discussed=True),)
    assert meeting_file_of(meeting(minutes_written_on=TODAY), discussed).record.items == (discussed,)


def test_a_record_counts_from_its_day_and_some_have_none() -> None:
    assert [day_of(record) for record in (plan(), measure(), meeting(), event(), case())] == [
        day(-60), day(-50), day(-1), day(-20), day(-400)]
    assert [day_of(record) for record in (goal(), sign(), item(), action(), meeting(held_on=None))] == [None] * 5
