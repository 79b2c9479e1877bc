"""How long cases take from a first concern, and whether they ended by then, and how."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samrum_kit.measure.values import Number, Reason, Undefined


@dataclass(frozen=True, slots=True)
class Duration:
    """The days of one course up to its end, or up to the day on which it was looked at."""

    days: int
    ended: bool


def duration(first: date, end: date | None, as_of: date) -> Duration:
    """Return how long a course took, or has been under way on a day; an end after that day isn't known on it.

    Raises ValueError for an end, or a day, before the first day.
    """
    ended = end is not None and end <= as_of
    days = ((end if ended and end is not None else as_of) - first).days
    if days < 0:
        raise ValueError("A course ends after it begins.")
    return Duration(days, ended)


def mean_of_ended(durations: Sequence[Duration]) -> Number:
    """Return the mean of those that ended, which alone says too little: it leaves out those that take long."""
    days = [one.days for one in durations if one.ended]
    return sum(days) / len(days) if days else Undefined(Reason.NO_POINTS)
