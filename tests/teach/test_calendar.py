"""School days as Denmark and Norway have them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.teach.calendar import SchoolCalendar, _easter

DAYS = st.dates(date(2015, 1, 1), date(2040, 1, 1))
CALENDARS = st.sampled_from(["da", "nb"]).map(SchoolCalendar)


@pytest.mark.parametrize("easter", [date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2038, 4, 25)])
def test_easter_falls_where_the_almanac_has_it(easter):
    assert _easter(easter.year) == easter


@pytest.mark.parametrize(("lang", "day"), [
    ("da", date(2025, 8, 8)), ("da", date(2025, 10, 15)), ("da", date(2026, 2, 11)), ("da", date(2026, 6, 5)),
    ("da", date(2026, 5, 15)), ("nb", date(2025, 8, 15)), ("nb", date(2025, 10, 1)), ("nb", date(2026, 2, 18)),
    ("nb", date(2026, 5, 1)), ("nb", date(2026, 4, 6)), ("da", date(2025, 12, 24)), ("da", date(2026, 3, 7)),
])
def test_holidays_and_weekends_are_no_school_days(lang, day):
    assert not SchoolCalendar(lang).is_school_day(day)


@pytest.mark.parametrize(("lang", "day"), [
    ("da", date(2025, 8, 11)), ("da", date(2025, 10, 1)), ("da", date(2026, 2, 18)), ("da", date(2026, 5, 1)),
    ("nb", date(2025, 8, 18)), ("nb", date(2025, 10, 15)), ("nb", date(2026, 2, 11)), ("nb", date(2026, 6, 5)),
    ("nb", date(2026, 5, 15)), ("da", date(2026, 6, 26)), ("nb", date(2026, 6, 19)),
])
def test_the_other_country_is_at_school_then(lang, day):
    assert SchoolCalendar(lang).is_school_day(day)


@given(CALENDARS, DAYS, st.integers(0, 40))
def test_days_found_are_school_days_on_the_right_side(calendar, day, count):
    assert calendar.on_or_after(day) >= day
    assert (day - calendar.days_before(day, count)).days >= count
    for found in (calendar.on_or_after(day), calendar.days_before(day, count), calendar.weeks_after(day, count / 2)):
        assert calendar.is_school_day(found)


@given(CALENDARS, DAYS, st.integers(0, 12))
def test_weeks_of_holidays_do_not_count_as_school_weeks(calendar, day, weeks):
    assert calendar.school_weeks_after(day, weeks) >= calendar.weeks_after(day, weeks)
    assert calendar.school_weeks_after(date(2025, 6, 23), 3) >= date(2025, 8, 11)
