"""Days as the field counts them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.domain.days import a_year_old, read_day, school_year, within_a_year, years_after

days = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(("before", "after"), [
    (date(2025, 3, 9), date(2026, 3, 9)), (date(2024, 2, 29), date(2025, 3, 1)), (date(2023, 2, 28), date(2024, 2, 28)),
    (date(2023, 3, 1), date(2024, 3, 1))])
def test_a_year_later_is_the_same_day_and_29_february_becomes_1_march(before: date, after: date) -> None:
    assert years_after(before, 1) == after


@given(days)
def test_on_its_anniversary_a_day_is_both_a_year_old_and_within_the_year(day: date) -> None:
    turn = years_after(day, 1)
    assert (turn - day).days in {365, 366}
    assert within_a_year(day, turn)
    assert a_year_old(day, turn)
    assert not within_a_year(day, turn + timedelta(days=1))
    assert not a_year_old(day, turn - timedelta(days=1))


@given(days)
def test_a_day_to_come_is_not_within_the_year(day: date) -> None:
    assert not within_a_year(day + timedelta(days=1), day)
    assert within_a_year(day, day)


@given(days)
def test_a_school_year_runs_from_august_to_july_and_holds_the_day(day: date) -> None:
    first, last = school_year(day)
    assert first <= day <= last
    assert (first.month, first.day, last.month, last.day) == (8, 1, 7, 31)
    assert last.year == first.year + 1


@pytest.mark.parametrize("text", ["2026-03-09", "09-03-2026", "9.3.2026", "9/3/2026", " 09.03.2026 "])
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read_day(text) == date(2026, 3, 9)


@pytest.mark.parametrize("text", ["", "2026-02-29", "31.4.2026", "9.3.26", "i morgen", "2026-03-09T10:00"])
def test_what_is_no_day_is_not_guessed_at(text: str) -> None:
    assert read_day(text) is None
