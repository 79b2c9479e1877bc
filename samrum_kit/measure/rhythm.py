"""How often a series is measured, and where measurements are missing that nobody has written down as missing."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median_low

from samrum_kit.measure.school_days import SchoolDays

_A_WEEK = timedelta(weeks=1)
_A_DAY = timedelta(days=1)
_TO_FRIDAY = timedelta(days=4)
_FEWEST_FOR_RHYTHM = 3


def weeks_between(day: date, later: date) -> int:
    """Return how many weeks after the week of a day a later one lies: 1 for the next week."""
    return (_monday(later) - _monday(day)).days // 7


def usual_weeks(runs: Iterable[Sequence[date]]) -> int:
    """Return how many weeks mostly lie between two measurements that follow each other; 1 where it is no more."""
    between = [weeks_between(day, later) for days in runs for day, later in pairwise(days)]
    return max(1, median_low(between)) if between else 1


def rhythms(runs: Sequence[Sequence[date]]) -> tuple[int, ...]:
    """Return how many weeks mostly lie between two measurements of each run.

    One with too few to have a rhythm of its own has that of all runs together.
    """
    usual = usual_weeks(runs)
    return tuple(usual_weeks([days]) if len(days) >= _FEWEST_FOR_RHYTHM else usual for days in runs)


def follows(day: date, later: date, usual: int) -> bool:
    """Tell whether nothing is missing between two measurements that usually lie so many weeks apart."""
    return weeks_between(day, later) * 2 <= usual * 3


def left_out(days: Sequence[date], usual: int, calendar: SchoolDays | None = None) -> int:
    """Return how many measurements would have fitted between those that were taken.

    None is missed in a week without school, as far as the calendar reaches.
    """
    found = 0
    for day, later in pairwise(days):
        weeks = weeks_between(day, later) - _weeks_without_school(day, later, calendar)
        found += 0 if weeks * 2 <= usual * 3 else round(weeks / usual) - 1
    return found


def _weeks_without_school(day: date, later: date, calendar: SchoolDays | None) -> int:
    """Return how many of the weeks between those of two days have no school day, as far as the calendar reaches."""
    if calendar is None:
        return 0
    first, last = max(_monday(day) + _A_WEEK, calendar.first), min(_monday(later) - _A_DAY, calendar.last)
    if last < first:
        return 0
    found = calendar.weeks_without_school(first, last)
    return sum(calendar.covers(monday) and calendar.covers(monday + _TO_FRIDAY) for monday in found)


def _monday(day: date) -> date:
    """Return the first day of a day's week."""
    return day - timedelta(days=day.weekday())
