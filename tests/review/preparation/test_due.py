"""What falls due in the open cases, each edge of each window."""

from datetime import date

import pytest

from tests.builders import action, case, consent, day, evaluation, event, item, meeting, plan, school


def due(analysis):
    return [(str(reason.code), reason.case_id, reason.on) for reason in analysis.due.reasons]


def codes(analysis):
    return [str(reason.code) for reason in analysis.due.reasons]


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-1, ["evaluation_overdue"]), (0, ["evaluation_soon"]), (14, ["evaluation_soon"]), (15, [])],
)
def test_an_evaluation_is_named_when_overdue_and_fourteen_days_before(prepared, days, expected):
    assert codes(prepared("samrum", plan(evaluation_due_on=day(days)))) == expected


def test_an_overdue_evaluation_names_its_plan_its_day_and_the_rule(prepared):
    today = meeting(forum="network", case_id="S-1", held_on=day(0))
    (reason,) = prepared("network", today, plan(evaluation_due_on=day(-5))).due.reasons
    assert (reason.on, reason.evidence.table, reason.evidence.id) == (day(-5), "plans", "P-1")
    assert reason.requirement == "ppv.no_overdue_evaluation"


def test_any_evaluation_answers_a_day_that_has_passed(prepared):
    assert codes(prepared("samrum", plan(evaluation_due_on=day(-1)), evaluation(evaluated_on=day(-40)))) == []


@pytest.mark.parametrize(("evaluated", "expected"), [(-20, ["evaluation_soon"]), (-4, [])])
def test_a_day_to_come_is_answered_by_an_evaluation_of_the_same_fortnight_alone(prepared, evaluated, expected):
    facts = (plan(evaluation_due_on=day(10)), evaluation(evaluated_on=day(evaluated)))
    assert codes(prepared("samrum", *facts)) == expected


def test_a_plan_that_has_not_started_is_not_due(prepared):
    assert codes(prepared("samrum", plan(starts_on=day(1), evaluation_due_on=day(5)))) == []


def test_closed_cases_and_cases_not_known_yet_are_not_due(prepared):
    closed = case("S-1", closed_on=day(-1), closed_as="handled")
    later = case("S-2", first_concern_on=day(1))
    plans = (plan("P-1", evaluation_due_on=day(-1)), plan("P-2", case_id="S-2", evaluation_due_on=day(-1)))
    assert codes(prepared("samrum", closed, later, *plans)) == []


def test_a_dialogue_meeting_with_agreements_is_coordinated_by_the_next_samrum_meeting(prepared):
    dialogue = (meeting("D-1", forum="dialogue", case_id="S-1", held_on=day(-5)),
                action(meeting_id="D-1", case_id="S-1"))
    assert due(prepared("samrum", *dialogue)) == [("dialogue_to_coordinate", "S-1", day(-5))]
    assert codes(prepared("samrum", *dialogue, meeting(held_on=day(-2)))) == []
    assert codes(prepared("trivselsforum", *dialogue)) == []


def test_a_dialogue_meeting_is_coordinated_also_where_the_case_was_closed(prepared):
    facts = (case(closed_on=day(-1), closed_as="handled"), action(meeting_id="D-1", case_id="S-1"),
             meeting("D-1", forum="dialogue", case_id="S-1", held_on=day(-5)))
    assert codes(prepared("samrum", *facts)) == ["dialogue_to_coordinate"]


@pytest.mark.parametrize(
    ("placed", "expected"),
    [
        (date(2025, 3, 8), ["revisitation_overdue"]),
        (date(2025, 3, 9), ["revisitation_soon"]),
        (date(2025, 5, 8), ["revisitation_soon"]),
        (date(2025, 5, 9), []),
    ],
)
def test_a_placement_is_named_sixty_days_before_its_year_ends_and_after(prepared, placed, expected):
    assert codes(prepared("samrum", event(kind="placement", occurred_on=placed))) == expected


def test_a_review_gives_the_placement_another_year(prepared):
    placement = event("H-1", kind="placement", occurred_on=day(-700))
    assert codes(prepared("samrum", placement, event("H-2", kind="revisitation", occurred_on=day(-100)))) == []
    old_review = event("H-2", kind="revisitation", occurred_on=date(2025, 3, 8))
    assert due(prepared("samrum", placement, old_review)) == [("revisitation_overdue", "S-1", date(2026, 3, 8))]


def test_a_placement_that_has_ended_is_not_revisited(prepared):
    assert codes(prepared("samrum", event(kind="placement", occurred_on=day(-700), ended_on=day(0)))) == []


@pytest.mark.parametrize(("days", "expected"), [(0, ["consent_ends_soon"]), (30, ["consent_ends_soon"]), (31, [])])
def test_a_consent_is_named_thirty_days_before_it_runs_out(prepared, days, expected):
    assert codes(prepared("samrum", consent(valid_until=day(days)))) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"valid_until": day(-20)}, ["consent_ended"]),
        ({"valid_until": day(-21)}, []),
        ({"withdrawn_on": day(-19)}, ["consent_withdrawn"]),
        ({"withdrawn_on": day(-20)}, []),
        ({"withdrawn_on": day(-2), "valid_until": day(-5)}, ["consent_ended"]),
        ({"withdrawn_on": day(1)}, []),
    ],
)
def test_a_consent_that_has_ended_is_named_once_at_the_next_meeting(prepared, fields, expected):
    facts = (meeting(held_on=day(-20)), consent(given_on=day(-60), **fields))
    assert codes(prepared("samrum", *facts)) == expected


def test_a_consent_that_was_renewed_or_never_complete_is_not_named(prepared):
    renewed = (consent("C-1", valid_until=day(-2)), consent("C-2", given_on=day(-2)))
    assert codes(prepared("samrum", *renewed)) == []
    assert codes(prepared("samrum", consent(valid_until=day(-2), givers=1))) == []


def test_a_consent_of_another_kind_renews_nothing(prepared):
    other = (consent("C-1", valid_until=day(-2)), consent("C-2", kind="ppv", given_on=day(-2)))
    assert codes(prepared("samrum", *other)) == ["consent_ended"]


def test_what_is_due_stands_in_the_order_of_its_days(prepared):
    facts = (case("S-1"), case("S-2"), plan("P-2", case_id="S-2", evaluation_due_on=day(-9)),
             plan("P-1", evaluation_due_on=day(3)), consent(case_id="S-2", valid_until=day(1)))
    assert [on for _code, _case, on in due(prepared("samrum", *facts))] == [day(-9), day(1), day(3)]


def test_another_schools_case_is_not_due_here(prepared):
    facts = (school("SK-1"), school("SK-2"), case("S-1"), case("S-9", school_id="SK-2"),
             plan("P-9", case_id="S-9", evaluation_due_on=day(-1)),
             meeting(held_on=day(-9)), item(case_id="S-9", discussed=True))
    assert codes(prepared("samrum", *facts)) == []
