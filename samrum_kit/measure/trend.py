"""Which way a series goes: the median of all slopes between two of its points, on the days they were measured.

Source: Theil (1950) and Sen (1968). Days are never numbered anew where a measurement is missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median

from samrum_kit.measure.samples import Values, exact
from samrum_kit.measure.values import Reason, Undefined

Days = Sequence[date | float]
"""When it was measured: days, or numbers such as weeks."""

FEWEST_POINTS = 3


@dataclass(frozen=True, slots=True)
class Trend:
    """A straight line through a series."""

    exact_slope: Fraction
    exact_intercept: Fraction
    """The value on the day that counts as 0: the first day of a series with dates."""
    first_day: date | None
    """What counts as day 0; none where times are numbers."""

    @property
    def slope(self) -> float:
        """Return how much the value changes in one day, or in one unit of time."""
        return float(self.exact_slope)

    @property
    def per_week(self) -> float:
        """Return how much the value changes in seven days."""
        return float(7 * self.exact_slope)

    @property
    def intercept(self) -> float:
        """Return the value of the line on day 0."""
        return float(self.exact_intercept)

    def at(self, day: date | float) -> Fraction:
        """Return the value of the line on a day, also on one before or after the series."""
        return self.exact_intercept + self.exact_slope * _time(day, self.first_day)


def theil_sen(days: Days, values: Values) -> Trend | Undefined:
    """Return the trend of the values that were measured; undefined for fewer than three, or when all lie on one day.

    Raises ValueError for another number of days than of values.
    """
    taken = [(day, exact(value)) for day, value in zip(days, values, strict=True) if value is not None]
    if len(taken) < FEWEST_POINTS:
        return Undefined(Reason.TOO_FEW_POINTS)
    first = min((day for day, _value in taken if isinstance(day, date)), default=None)
    points = [(_time(day, first), value) for day, value in taken]
    slopes = [
        (later - earlier) / (end - begin)
        for number, (begin, earlier) in enumerate(points)
        for end, later in points[number + 1 :]
        if end != begin
    ]
    if not slopes:
        return Undefined(Reason.ONE_DAY)
    slope = median(slopes)
    return Trend(slope, median(value - slope * time for time, value in points), first)


def _time(day: date | float, first: date | None) -> Fraction:
    """Return a day as a number; days with a date count from the first one."""
    if isinstance(day, date):
        return Fraction((day - (first or day)).days)
    return exact(day)
