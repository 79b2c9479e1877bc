"""What has happened in a case since the forum last met."""

import pytest

from tests.builders import (
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
    perspective,
    plan,
    sign,
)

LAST = (meeting("M-0", held_on=day(-20)),
        item("I-0", meeting_id="M-0", case_id="S-1", discussed=True, outcome="continue"))


def news(analysis, case_id="S-1"):
    (found,) = [entry for entry in analysis.since_last.cases if entry.case_id == case_id]
    return [(happening.kind, happening.evidence.id, happening.on) for happening in found.happenings]


@pytest.mark.parametrize(
    ("fact", "kind", "name"),
    [
        (concern(raised_on=day(-3)), "concern_raised", "B-1"),
        (perspective(recorded_on=day(-3)), "perspective_recorded", "PE-1"),
        (plan(starts_on=day(-3)), "plan_started", "P-1"),
        (contract(agreed_on=day(-3)), "contract_agreed", "K-1"),
        (consent(given_on=day(-3)), "consent_given", "C-1"),
        (consent(given_on=day(-90), withdrawn_on=day(-3)), "consent_withdrawn", "C-1"),
        (event(occurred_on=day(-3)), "event", "H-1"),
        (event(kind="placement", occurred_on=day(-90), ended_on=day(-3)), "event_ended", "H-1"),
        (measure(plan_id=None, meeting_id="M-0", case_id="S-1", starts_on=day(-3)), "measure_started", "T-1"),
        (action(meeting_id="M-0", case_id="S-1", status="done", done_on=day(-3)), "action_done", "A-1"),
        (meeting("M-n", forum="network", case_id="S-1", held_on=day(-3)), "meeting_held", "M-n"),
    ],
)
def test_each_dated_record_is_told_by_its_day(prepared, fact, kind, name):
    assert news(prepared("samrum", *LAST, fact)) == [(kind, name, day(-3))]


def test_evaluations_and_signs_of_the_plan_are_told(prepared):
    facts = (plan(), goal(), sign(observed="yes", observed_on=day(-4)), evaluation(evaluated_on=day(-3)))
    assert [kind for kind, _id, _day in news(prepared("samrum", *LAST, *facts))] == ["sign_looked_for", "evaluated"]


@pytest.mark.parametrize(("days", "told"), [(-20, False), (-19, True), (0, True), (1, False)])
def test_the_days_after_the_last_meeting_up_to_this_one_are_told(prepared, days, told):
    assert bool(news(prepared("samrum", *LAST, event(occurred_on=day(days))))) is told


def test_without_an_earlier_meeting_everything_known_is_told(prepared):
    analysis = prepared("samrum", concern(raised_on=day(-300)), event(occurred_on=day(-200)))
    assert [on for _kind, _id, on in news(analysis)] == [day(-300), day(-200)]
    assert analysis.since_last.last_meeting is None


def test_it_is_the_same_forums_last_held_meeting_that_counts(prepared):
    facts = (*LAST, meeting("M-t", forum="team", held_on=day(-1)), meeting("M-p", held_on=None, planned_on=day(-2)))
    assert prepared("samrum", *facts).since_last.last_held_on == day(-20)


def test_the_meeting_that_is_prepared_does_not_tell_of_itself(prepared):
    facts = (meeting(held_on=day(0)), item(case_id="S-1", anonymity="anonymous"), event(occurred_on=day(-3)))
    assert [kind for kind, _id, _day in news(prepared("samrum", *facts))] == ["event"]


def test_cases_stand_in_the_order_of_the_agenda(prepared):
    facts = (case("S-1"), case("S-2", kind="class"), concern("B-1", raised_on=day(-2)))
    analysis = prepared("samrum", *facts)
    assert [entry.case_id for entry in analysis.since_last.cases] == ["S-2", "S-1"]
