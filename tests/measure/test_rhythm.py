"""How often a series is measured, and what is missing in it without being written down."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.domain.vocabulary import Improvement
from samrum_kit.measure.rhythm import follows, left_out, usual_weeks, weeks_between
from samrum_kit.measure.school_days import Closure
from samrum_kit.measure.single_case import Against, Period, Weakness, compare, comparisons

UP, _DOWN = Improvement
MONDAY = date(2025, 9, 1)
AUTUMN = Closure(date(2025, 10, 11), date(2025, 10, 19), "Efterårsferie")


def weeks(*numbers):
    """Return the Mondays of some weeks."""
    return tuple(MONDAY + timedelta(weeks=number) for number in numbers)


@pytest.mark.parametrize(
    ("days", "usual"),
    [(weeks(0), 1), (weeks(0, 1, 2, 5), 1), (weeks(0, 4, 8, 13), 4),
     (tuple(MONDAY + timedelta(days=n) for n in range(4)), 1)],
)  # fmt: skip
def test_the_usual_distance_is_in_whole_weeks(days, usual):
    assert usual_weeks([days]) == usual


def test_friday_and_the_next_weeks_friday_follow_each_other_and_friday_and_monday_after_a_week_do_not():
    friday = MONDAY + timedelta(days=4)
    assert follows(MONDAY, friday + timedelta(days=7), 1)
    assert not follows(friday, friday + timedelta(days=10), 1)
    assert follows(*weeks(0, 6), 4)
    assert not follows(*weeks(0, 7), 4)


@pytest.mark.parametrize(
    ("numbers", "usual", "missing"),
    [((0, 1, 2), 1, 0), ((0, 3), 1, 2), ((0, 1, 3, 4, 7), 1, 3), ((0, 4, 12), 4, 1), ((0, 5), 4, 0)],
)
def test_measurements_that_nobody_wrote_down_are_counted(numbers, usual, missing):
    assert left_out(weeks(*numbers), usual) == missing


def test_nothing_is_missing_in_a_week_without_school():
    assert left_out(weeks(5, 7), 1) == 1
    assert left_out(weeks(5, 7), 1, [AUTUMN]) == 0
    day_of_it = Closure(date(2025, 10, 13), date(2025, 10, 13))
    assert left_out(weeks(5, 7), 1, [day_of_it]) == 1


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 400), st.integers(0, 400))
def test_weeks_add_up(day, first, second):
    later = day + timedelta(days=first)
    last = later + timedelta(days=second)
    assert weeks_between(day, later) + weeks_between(later, last) == weeks_between(day, last)


def period(name, numbers, value=3.0):
    return Period(name, weeks(*numbers), (value,) * len(numbers))


def test_weeks_without_any_entry_are_missing_as_those_that_are_written_down():
    holed, whole = period("A", (0, 1, 3, 4)), period("B", (5, 6, 7), 4.0)
    assert Weakness.MANY_MISSING not in compare(holed, whole, UP).weaknesses
    more = period("A", (0, 1, 4))
    assert Weakness.MANY_MISSING in compare(more, whole, UP).weaknesses


def test_a_holiday_at_the_change_is_told_with_the_phase_before_alone_and_only_from_the_calendar():
    phases = [period("A", (3, 4, 5)), period("B", (7, 8, 9)), period("C", (10, 11))]
    found = comparisons(phases, UP, closures=[AUTUMN])
    told = [(one.later.name, one.against) for one in found if Weakness.WITHOUT_SCHOOL_BETWEEN in one.weaknesses]
    assert told == [("B", Against.PRECEDING)]
    assert found[0].without_school == (AUTUMN,)
    assert all(Weakness.WITHOUT_SCHOOL_BETWEEN not in one.weaknesses for one in comparisons(phases, UP))


@pytest.mark.parametrize(
    ("first", "last"), [(date(2025, 9, 22), date(2025, 10, 6)), (date(2025, 10, 20), date(2025, 10, 24))]
)
def test_a_holiday_before_or_after_the_change_is_none_at_it(first, last):
    found = compare(period("A", (3, 4, 5)), period("B", (7, 8, 9)), UP, closures=[Closure(first, last)])
    assert found.without_school == ()
