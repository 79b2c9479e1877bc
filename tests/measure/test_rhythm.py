"""How often a series is measured, and what is missing in it without being written down."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.domain.vocabulary import Improvement
from samrum_kit.measure.rhythm import follows, left_out, rhythms, usual_weeks, weeks_between
from samrum_kit.measure.school_days import Closure, SchoolDays
from samrum_kit.measure.single_case import Against, Period, Weakness, compare, comparisons

UP, _DOWN = Improvement
MONDAY = date(2025, 9, 1)
AUTUMN = Closure(date(2025, 10, 11), date(2025, 10, 19), "Efterårsferie")


def calendar(*closures):
    """Return the school days of a year with some closures."""
    return SchoolDays("DK", date(2025, 8, 1), date(2026, 7, 31), closures)


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
    assert left_out(weeks(5, 7), 1, calendar(AUTUMN)) == 0
    day_of_it = Closure(date(2025, 10, 13), date(2025, 10, 13))
    assert left_out(weeks(5, 7), 1, calendar(day_of_it)) == 1


def test_weeks_that_the_calendar_does_not_cover_count_as_weeks_with_school():
    before = SchoolDays("DK", date(2024, 8, 1), date(2025, 7, 31))
    assert left_out(weeks(5, 7), 1, before) == 1


def test_a_week_without_school_counts_as_far_as_the_calendar_reaches():
    closed = Closure(date(2025, 10, 4), date(2025, 10, 31), "Ferie")
    ends = SchoolDays("DK", date(2025, 8, 1), date(2025, 10, 17), [closed])
    begins = SchoolDays("DK", date(2025, 10, 14), date(2026, 7, 31), [closed])
    assert left_out(weeks(4, 9), 1, calendar(closed)) == 0
    assert left_out(weeks(4, 9), 1, ends) == 2
    assert left_out(weeks(4, 9), 1, begins) == 2


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


def test_a_phase_that_is_measured_more_seldom_than_the_other_misses_nothing():
    weekly, monthly = period("A", (0, 1, 2, 3, 4)), period("B", (8, 12, 16), 4.0)
    assert Weakness.MANY_MISSING not in compare(weekly, monthly, UP).weaknesses
    assert Weakness.MANY_MISSING in compare(weekly, period("B", (8, 12), 4.0), UP).weaknesses
    assert rhythms([weekly.days, monthly.days, weeks(17), ()]) == (1, 4, 1, 1)


def test_a_holiday_at_the_change_is_told_with_the_phase_before_alone_and_only_from_the_calendar():
    phases = [period("A", (3, 4, 5)), period("B", (7, 8, 9)), period("C", (10, 11))]
    found = comparisons(phases, UP, calendar=calendar(AUTUMN))
    told = [(one.later.name, one.against) for one in found if Weakness.HOLIDAY_AT_THE_CHANGE in one.weaknesses]
    assert told == [("B", Against.PRECEDING)]
    assert found[0].holidays == (AUTUMN,)
    assert all(Weakness.HOLIDAY_AT_THE_CHANGE not in one.weaknesses for one in comparisons(phases, UP))


@pytest.mark.parametrize(
    ("first", "last", "at_it"),
    [
        (date(2025, 9, 1), date(2025, 9, 26), False), (date(2025, 9, 1), date(2025, 10, 8), True),
        (date(2025, 10, 27), date(2025, 10, 31), True), (date(2025, 10, 28), date(2025, 10, 31), False),
        (date(2025, 10, 9), date(2025, 10, 10), False),
    ],
)  # fmt: skip
def test_a_holiday_is_at_a_change_where_it_lies_between_the_phases_or_within_a_week_of_the_later(first, last, at_it):
    found = compare(period("A", (3, 4, 5)), period("B", (7, 8, 9)), UP, calendar=calendar(Closure(first, last, "Fri")))
    assert (Weakness.HOLIDAY_AT_THE_CHANGE in found.weaknesses) is at_it
    assert len(found.holidays) == at_it


def test_a_long_summer_between_two_phases_is_a_holiday_at_the_change():
    summer = Closure(date(2025, 9, 20), date(2025, 10, 25), "Sommerferie")
    found = compare(period("A", (0, 1, 2)), period("B", (10, 11, 12)), UP, calendar=calendar(summer))
    assert {Weakness.HOLIDAY_AT_THE_CHANGE, Weakness.APART_IN_TIME} <= set(found.weaknesses)


def test_a_change_that_the_calendar_does_not_cover_has_no_holiday_that_is_known():
    before = SchoolDays("DK", date(2024, 8, 1), date(2025, 7, 31))
    found = compare(period("A", (3, 4, 5)), period("B", (7, 8, 9)), UP, calendar=before)
    assert Weakness.HOLIDAY_AT_THE_CHANGE not in found.weaknesses
