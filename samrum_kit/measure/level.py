"""Where a period lies, how much it swings, and how soon the next one differs; in the direction of the values."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from statistics import median

from samrum_kit.measure.samples import Sample, Values, sample
from samrum_kit.measure.values import Interval, Number, Reason, Undefined

_NEAR = 3
"""How many points before and after a change tell how soon it came (What Works Clearinghouse, 2022)."""
_FEWEST_FOR_AUTOCORRELATION = 8
_STABLE = Fraction(1, 4)


@dataclass(frozen=True, slots=True)
class Level:
    """One period in numbers."""

    n: int
    n_missing: int
    mean: Number
    median: Number
    lowest: Number
    highest: Number
    deviation: Number
    """The standard deviation, over n - 1."""
    slope: Number
    """Of the least-squares line, per measurement."""
    near_the_median: Number
    """The share of points within a quarter of the median from it; undefined for a median of 0."""


def level(values: Values) -> Level:
    """Return where a period lies and how much it swings."""
    found = sample(values)
    if not len(found):
        nothing = Undefined(Reason.NO_POINTS)
        return Level(0, found.missing, nothing, nothing, nothing, nothing, nothing, nothing, nothing)
    few = Undefined(Reason.TOO_FEW_POINTS)
    line = least_squares(found)
    return Level(
        n=len(found),
        n_missing=found.missing,
        mean=float(found.mean),
        median=float(found.median),
        lowest=float(min(found.values)),
        highest=float(max(found.values)),
        deviation=found.deviation if len(found) > 1 else few,
        slope=few if line is None else float(line[0]),
        near_the_median=_near_the_median(found),
    )


def least_squares(found: Sample) -> tuple[Fraction, Fraction] | None:
    """Return slope and intercept of the least-squares line over the places of a period; none for one point."""
    if len(found) < 2:
        return None
    middle = Fraction(sum(found.places), len(found))
    spread = sum(((place - middle) ** 2 for place in found.places), Fraction(0))
    points = zip(found.places, found.values, strict=True)
    slope = sum(((place - middle) * value for place, value in points), Fraction(0)) / spread
    return slope, found.mean - slope * middle


def change_of_median(baseline: Values, intervention: Values) -> Number:
    """Return the median of the later period less the baseline's."""
    a, b = sample(baseline), sample(intervention)
    return float(b.median - a.median) if len(a) and len(b) else Undefined(Reason.NO_POINTS)


def immediacy(baseline: Values, intervention: Values) -> Number:
    """Return the median of the first three later points less that of the last three before."""
    a, b = sample(baseline), sample(intervention)
    if len(a) < _NEAR or len(b) < _NEAR:
        return Undefined(Reason.TOO_FEW_POINTS)
    return float(median(b.values[:_NEAR]) - median(a.values[-_NEAR:]))


def two_deviation_band(baseline: Values) -> Interval | Undefined:
    """Return the baseline's mean less and plus two standard deviations."""
    found = sample(baseline)
    if len(found) < 2:
        return Undefined(Reason.TOO_FEW_POINTS)
    if not found.deviation:
        return Undefined(Reason.NO_SPREAD)
    mean = float(found.mean)
    return Interval(mean - 2 * found.deviation, mean + 2 * found.deviation)


def autocorrelation(periods: Sequence[Values]) -> Number:
    """Return how alike neighbouring points are, within periods, once the mean of each period is taken away.

    Undefined for fewer than eight points.
    """
    products, squares, n = Fraction(0), Fraction(0), 0
    for found in (sample(values) for values in periods):
        if len(found):
            left = [value - found.mean for value in found.values]
            products += sum((one * other for one, other in pairwise(left)), Fraction(0))
            squares += sum((one * one for one in left), Fraction(0))
            n += len(left)
    if n < _FEWEST_FOR_AUTOCORRELATION:
        return Undefined(Reason.TOO_FEW_POINTS)
    return float(products / squares) if squares else Undefined(Reason.NO_SPREAD)


def _near_the_median(found: Sample) -> Number:
    """Return the share of points that lie near the median of at least one."""
    middle = found.median
    if not middle:
        return Undefined(Reason.NO_SPREAD)
    return sum(abs(value - middle) <= abs(middle) * _STABLE for value in found.values) / len(found)
