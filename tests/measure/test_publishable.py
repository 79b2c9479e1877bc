"""What of a course can be told outside a team."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.measure.publishable import publishable
from samrum_kit.measure.survival import aalen_johansen
from samrum_kit.measure.values import Reason, Undefined

WAYS = ("closed", "referred")
COURSES = st.lists(st.tuples(st.integers(0, 60), st.sampled_from([None, *WAYS])), min_size=10, max_size=40)


def shares_of(courses):
    return aalen_johansen([days for days, _ending in courses], [ending for _days, ending in courses], WAYS)


@pytest.mark.parametrize(("n", "reason"), [(0, Reason.NO_POINTS), (9, Reason.TOO_FEW_POINTS)])
def test_fewer_than_ten_have_no_curve(n, reason):
    assert publishable(shares_of([(5, "closed")] * n)) == Undefined(reason)


def test_days_are_told_as_the_week_that_they_fall_in():
    early = publishable(shares_of([(0, "closed"), *[(30, None)] * 11]))
    late = publishable(shares_of([(6, "closed"), *[(30, None)] * 11]))
    assert early == late
    assert [week.open for week in late[:2]] == [1, Fraction(11, 12)]
    assert late[1].ended == {"closed": Fraction(1, 12), "referred": 0}


def test_a_week_in_which_one_of_four_ended_is_not_told_nor_any_after_it():
    among_five = shares_of([*[(9, None)] * 7, (16, "closed"), *[(40, None)] * 4])
    among_four = shares_of([*[(15, None)] * 8, (16, "closed"), *[(40, None)] * 3])
    assert publishable(among_five)[-1].weeks == 3
    assert publishable(among_four)[-1].weeks == 2


@given(COURSES)
def test_no_step_is_told_that_less_than_five_were_left_to_make(courses):
    shares = shares_of(courses)
    weeks = publishable(shares)
    assert [week.weeks for week in weeks] == list(range(len(weeks)))
    told = [step for step in shares.curve.steps if step.day < weeks[-1].weeks * 7]
    assert all(step.at_risk >= 5 for step in told)
    assert all(sum(week.ended.values()) + week.open == 1 for week in weeks)


@given(COURSES, st.randoms(use_true_random=False))
def test_on_which_day_of_a_week_somebody_ended_changes_nothing(courses, dice):
    ended = [(day, how or "closed") for day, how in courses]
    moved = [(day // 7 * 7 + dice.randrange(7), how) for day, how in ended]
    one, other = publishable(shares_of(ended)), publishable(shares_of(moved))
    shared = min(len(one), len(other))
    assert one[:shared] == other[:shared]
