"""How often a series is measured, and where measurements are missing that nobody has written down as missing."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median_low

from samrum_kit.measure.school_days import Closure

_A_WEEK = timedelta(weeks=1)
_SCHOOL_DAYS_OF_A_WEEK = 5


def weeks_between(day: date, later: date) -> int:
    """Return how many weeks after the week of a day a later one lies: 1 for the next week."""
    return (_monday(later) - _monday(day)).days // 7


def usual_weeks(runs: Iterable[Sequence[date]]) -> int:
    """Return how many weeks mostly lie between two measurements that follow each other; 1 where it is no more."""
    between = [weeks_between(day, later) for days in runs for day, later in pairwise(days)]
    return max(1, median_low(between)) if between else 1


def follows(day: date, later: date, usual: int) -> bool:
    """Tell whether nothing is missing between two measurements that usually lie so many weeks apart."""
    return weeks_between(day, later) * 2 <= usual * 3


def left_out(days: Sequence[date], usual: int, closures: Sequence[Closure] = ()) -> int:
    """Return how many measurements would have fitted between those that were taken; none is missed in a closed week."""
    found = 0
    for day, later in pairwise(days):
        weeks = (_monday(day) + number * _A_WEEK for number in range(1, weeks_between(day, later)))
        open_weeks = 1 + sum(not _is_closed(monday, closures) for monday in weeks)
        found += 0 if open_weeks * 2 <= usual * 3 else round(open_weeks / usual) - 1
    return found


def _is_closed(monday: date, closures: Sequence[Closure]) -> bool:
    """Tell whether a week has no school day."""
    days = (monday + timedelta(days=number) for number in range(_SCHOOL_DAYS_OF_A_WEEK))
    return all(any(closure.first <= day <= closure.last for closure in closures) for day in days)


def _monday(day: date) -> date:
    """Return the first day of a day's week."""
    return day - timedelta(days=day.weekday())
