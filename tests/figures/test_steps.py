"""Time is told step by step, and what is under way counts as long as it has been."""

from datetime import date, timedelta

from samrum_kit.figures.scope import Period
from tests.builders import case, event
from tests.figures.asking import YEAR, basis_of, counted

DAY = date(2025, 9, 1)


def raised(case_id: str = "S-1", **fields):
    return case(case_id, **{"first_concern_on": DAY} | fields)


def happened(event_id: str, kind: str, after: int, case_id: str = "S-1"):
    return event(event_id, kind=kind, occurred_on=DAY + timedelta(after), case_id=case_id)


def figures(*facts, as_of: date = YEAR.as_of) -> dict:
    found = counted("time_by_step", basis_of(*facts, period=Period(YEAR.first, YEAR.last, as_of)))
    return {name: cell.value if cell.count is None else cell.count for name, cell in found.items()}


def test_each_step_begins_where_the_one_before_was_reached():
    found = figures(raised(), happened("H-1", "ppv_referral", 30), happened("H-2", "ppv_received", 90),
                    happened("H-3", "leader_decision", 100))  # fmt: skip
    assert [found[f"{step}.median"] for step in ("referral", "assessment", "decision")] == [30, 60, 10]


def test_a_case_that_is_closed_before_the_step_ends_its_waiting_and_is_told_apart():
    closed = raised("S-2", closed_on=DAY + timedelta(50), closed_as="handled")
    found = figures(raised(), closed, happened("H-1", "ppt_referral", 10))
    assert (found["referral.cases"], found["referral.reached"], found["referral.closed"]) == (2, 1, 1)
    assert found["referral.open"] == 0
    assert found["assessment.cases"] == 1


def test_what_comes_after_a_case_was_closed_is_no_step_on_its_way():
    closed = raised(closed_on=DAY + timedelta(10), closed_as="handled")
    found = figures(closed, happened("H-1", "ppv_referral", 11))
    assert (found["referral.reached"], found["referral.closed"], found["referral.median"]) == (0, 1, 10)
    found = figures(closed, happened("H-1", "ppv_referral", 10))
    assert (found["referral.reached"], found["assessment.closed"], found["assessment.median"]) == (1, 1, 0)


def test_a_case_that_is_closed_as_referred_has_been_referred_and_goes_on():
    found = figures(raised(closed_on=DAY + timedelta(40), closed_as="referred"), happened("H-2", "ppv_received", 70))
    assert (found["referral.reached"], found["referral.median"]) == (1, 40)
    assert (found["assessment.reached"], found["assessment.median"]) == (1, 30)


def test_the_open_cases_hold_the_median_back():
    many = [raised(f"S-{n}") for n in range(3)]
    found = counted("time_by_step", basis_of(*many, happened("H-1", "ppv_referral", 5, "S-0")))
    assert found["referral.open"].count == 2
    assert found["referral.median"].value.reason == "not_reached"


def test_what_happened_after_the_day_is_not_known_on_it():
    facts = (raised(), happened("H-1", "ppv_referral", 30))
    assert figures(*facts, as_of=DAY + timedelta(29))["referral.reached"] == 0
    assert figures(*facts, as_of=DAY + timedelta(30))["referral.reached"] == 1


def test_an_event_from_before_the_concern_belongs_to_an_earlier_course():
    found = figures(raised(), happened("H-1", "ppv_referral", -10), happened("H-2", "ppv_referral", 20))
    assert found["referral.median"] == 20


def test_cases_belong_to_the_period_of_their_first_concern():
    assert figures(raised(first_concern_on=YEAR.first - timedelta(1)))["referral.cases"] == 0
