"""Which days are school days, and which are a holiday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.errors import UsageError
from samrum_kit.measure.school_days import Closure, SchoolDays

FIRST, LAST = date(2024, 8, 1), date(2026, 7, 31)
DAYS = st.dates(FIRST, LAST)
CLOSED = (Closure(date(2025, 10, 11), date(2025, 10, 19), "Efterårsferie"),)
CALENDAR = SchoolDays("DK", FIRST, LAST, CLOSED)


@given(DAYS, DAYS, DAYS)
def test_school_days_add_up(one, two, three):
    first, middle, last = sorted((one, two, three))
    assert CALENDAR.between(first, middle) + CALENDAR.between(middle, last) == CALENDAR.between(first, last)


@given(DAYS, DAYS)
def test_school_days_are_counted_one_by_one_from_the_first_and_without_the_last(one, two):
    first, last = sorted((one, two))
    days = (first + timedelta(days=shift) for shift in range((last - first).days))
    assert CALENDAR.between(first, last) == sum(CALENDAR.is_school_day(day) for day in days)


@pytest.mark.parametrize(
    ("day", "at_school"),
    [(date(2025, 10, 10), True), (date(2025, 10, 13), False), (date(2025, 12, 25), False), (date(2026, 4, 6), False),
     (date(2025, 9, 6), False)],
)  # fmt: skip
def test_weekends_public_holidays_and_closures_are_no_school_days(day, at_school):
    assert CALENDAR.is_school_day(day) is at_school


@pytest.mark.parametrize(("first", "last"), [(FIRST - timedelta(days=1), LAST), (FIRST, LAST + timedelta(days=1))])
def test_days_that_the_calendar_does_not_cover_are_refused(first, last):
    with pytest.raises(UsageError) as refused:
        CALENDAR.between(first, last)
    assert refused.value.code == "calendar.not_covered"


@pytest.mark.parametrize(("day", "near"), [
    (date(2025, 10, 3), False), (date(2025, 10, 6), True), (date(2025, 10, 15), True), (date(2025, 10, 24), True),
    (date(2025, 10, 25), False),
    (date(2026, 5, 14), False),  # Ascension Day by itself
    (date(2025, 12, 26), False),  # two weekdays of Christmas, where the rest is not closed
    (date(2026, 4, 1), True),  # Maundy Thursday to Easter Monday
])  # fmt: skip
def test_three_weekdays_in_a_row_without_school_are_a_holiday_and_fewer_are_days_off(day, near):
    assert CALENDAR.holiday_near(day) is near


def test_a_holiday_at_the_end_of_the_calendar_is_looked_for_as_far_as_it_reaches():
    summer = SchoolDays("DK", FIRST, LAST, [Closure(date(2026, 6, 27), LAST)])
    assert summer.holiday_near(LAST)
    assert not summer.holiday_near(FIRST)
    with pytest.raises(UsageError):
        summer.holiday_near(LAST + timedelta(days=1))


def test_a_week_without_school_is_told_by_its_monday_and_one_with_a_single_day_is_not():
    assert CALENDAR.weeks_without_school(date(2025, 10, 1), date(2025, 11, 1)) == (date(2025, 10, 13),)
    assert CALENDAR.weeks_without_school(date(2025, 10, 19), date(2025, 10, 19)) == (date(2025, 10, 13),)
    assert CALENDAR.weeks_without_school(date(2026, 3, 30), date(2026, 4, 10)) == ()
    with pytest.raises(UsageError):
        CALENDAR.weeks_without_school(FIRST, LAST + timedelta(days=1))


@given(DAYS, DAYS)
def test_no_week_without_school_has_a_school_day(one, two):
    first, last = sorted((one, two))
    for monday in CALENDAR.weeks_without_school(first, last):
        week = [monday + timedelta(days=shift) for shift in range(7)]
        assert not any(CALENDAR.is_school_day(day) for day in week if CALENDAR.covers(day))


@pytest.mark.parametrize(
    ("first", "last", "is_holiday"),
    [
        (date(2025, 10, 13), date(2025, 10, 15), True), (date(2025, 10, 11), date(2025, 10, 19), True),
        (date(2025, 10, 10), date(2025, 10, 12), False), (date(2025, 10, 10), date(2025, 10, 13), False),
        (date(2025, 10, 10), date(2025, 10, 14), True), (date(2025, 10, 11), date(2025, 10, 13), False),
    ],
)  # fmt: skip
def test_a_closure_is_a_holiday_by_its_weekdays_as_everywhere(first, last, is_holiday):
    closure = Closure(first, last, "Fri")
    assert closure.is_holiday is is_holiday
    assert SchoolDays("DK", FIRST, LAST, [closure]).holiday_near(first, 3) is is_holiday
