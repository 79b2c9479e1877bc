"""Differences between two periods in other units: standard deviations, ratios, shares of the way to a goal.

Sources: Hedges (1981) and Pustejovsky (2016, 2018) for standardised differences and ratios, Bonett and Price (2020) for
the ratio of medians, Ferron, Goldstein, Olszewski and Rohrer (2020) for the share of the way to a goal.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from samrum_kit.domain.vocabulary import Improvement, Scale
from samrum_kit.measure.chance import at_most, normal_value
from samrum_kit.measure.samples import Sample, Values, exact, sample
from samrum_kit.measure.values import ERRORS_TO_EITHER_SIDE, Interval, Number, Reason, Undefined

_COUNTED = frozenset({Scale.COUNT, Scale.MINUTES})
"""Scales on which 0 is nothing and twice as much is twice as much."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its standard error and its interval of 95 %."""

    value: Number
    standard_error: Number
    interval: Interval | Undefined


@dataclass(frozen=True, slots=True)
class StandardisedDifference:
    """The difference of the means in standard deviations; above 0 is the wanted way."""

    glass: Number
    """By the baseline's standard deviation, not corrected for the few points."""
    by_baseline: Estimate
    pooled: Estimate


@dataclass(frozen=True, slots=True)
class LogResponseRatio:
    """The logarithm of the ratio of the means; above 0 is a rise, whatever is wanted."""

    raw: Number
    corrected: Estimate
    """Corrected for the few points."""
    percent_change: Number
    """The same as a change in per cent."""


def standardised_difference(
    baseline: Values, intervention: Values, improvement: Improvement
) -> StandardisedDifference:
    """Return the difference of the means in standard deviations, corrected for the few points.

    Undefined for fewer than three points before or two later, and where the baseline doesn't swing at all.
    """
    a, b = sample(baseline, improvement), sample(intervention, improvement)
    if len(a) < 3 or len(b) < 2:
        few = Undefined(Reason.TOO_FEW_POINTS)
        return StandardisedDifference(few, _nothing(few), _nothing(few))
    difference = b.mean - a.mean
    inner = (len(a) - 1) * a.variance + (len(b) - 1) * b.variance
    flat = Undefined(Reason.NO_SPREAD)
    pooled = _nothing(flat)
    if inner:
        freedom = len(a) + len(b) - 2
        spread = Fraction(1, len(a)) + Fraction(1, len(b))
        pooled = _hedges(float(difference) / math.sqrt(inner / freedom), freedom, spread)
    if not a.variance:
        return StandardisedDifference(flat, _nothing(flat), pooled)
    glass = float(difference) / a.deviation
    by_baseline = _hedges(glass, len(a) - 1, Fraction(1, len(a)) + b.variance / (len(b) * a.variance))
    return StandardisedDifference(glass, by_baseline, pooled)


def log_response_ratio(baseline: Values, intervention: Values, scale: Scale) -> LogResponseRatio:
    """Return the logarithm of how many times the mean has grown, for counts and minutes alone.

    A mean of 0 is taken as half of the smallest mean above 0 that so many whole counts can have.
    """
    a, b = sample(baseline), sample(intervention)
    lack: Undefined | None = None
    if scale not in _COUNTED or any(value < 0 for value in (*a.values, *b.values)):
        lack = Undefined(Reason.NOT_A_COUNT)
    elif len(a) < 2 or len(b) < 2:
        lack = Undefined(Reason.TOO_FEW_POINTS)
    if lack:
        return LogResponseRatio(lack, _nothing(lack), lack)
    (mean_a, variance_a), (mean_b, variance_b) = _truncated(a), _truncated(b)
    raw = math.log(mean_b / mean_a)
    by_a, by_b = (float(v / (n * m**2)) for m, v, n in ((mean_a, variance_a, len(a)), (mean_b, variance_b, len(b))))
    value = raw + by_b / 2 - by_a / 2
    return LogResponseRatio(raw, _estimate(value, math.sqrt(by_a + by_b)), 100 * math.expm1(value))


def log_ratio_of_medians(baseline: Values, intervention: Values) -> Estimate:
    """Return the logarithm of how many times the median has grown; undefined where a value isn't above 0."""
    a, b = sample(baseline), sample(intervention)
    if len(a) < 2 or len(b) < 2:
        return _nothing(Undefined(Reason.TOO_FEW_POINTS))
    if any(value <= 0 for value in (*a.values, *b.values)):
        return _nothing(Undefined(Reason.NOT_A_COUNT))
    return _estimate(
        math.log(b.median / a.median),
        math.hypot(_error_of_log_median(a.values), _error_of_log_median(b.values)),
    )


def percent_of_goal(baseline: Values, intervention: Values, goal: float) -> Estimate:
    """Return how much of the way from the baseline's mean to the goal the later mean has come, in per cent.

    Below 0 it has gone away from the goal. The goal says which way is wanted. Undefined where the baseline lay on it.
    """
    a, b = sample(baseline), sample(intervention)
    if not len(a) or not len(b):
        return _nothing(Undefined(Reason.NO_POINTS))
    way = exact(goal) - a.mean
    if not way:
        return _nothing(Undefined(Reason.GOAL_REACHED_BEFORE))
    share = (b.mean - a.mean) / way
    if len(a) < 2 or len(b) < 2:
        few = Undefined(Reason.TOO_FEW_POINTS)
        return Estimate(float(100 * share), few, few)
    error = math.sqrt(a.variance / len(a) * (1 + share**2) + b.variance / len(b)) / abs(float(way))
    return _estimate(float(100 * share), 100 * error)


def _hedges(difference: float, freedom: int, spread: Fraction) -> Estimate:
    """Return a standardised difference corrected for the few points, with its standard error."""
    correction = 1 - 3 / (4 * freedom - 1)
    value = correction * difference
    return _estimate(value, correction * math.sqrt(spread + value**2 / (2 * freedom)))


def _truncated(found: Sample) -> tuple[Fraction, Fraction]:
    """Return mean and variance, held above 0 by what so many whole counts could show at the least."""
    n = len(found)
    return max(found.mean, Fraction(1, 2 * n)), max(found.variance, Fraction(1, n**3))


def _error_of_log_median(values: Sequence[Fraction]) -> float:
    """Return the standard error of the logarithm of a median, from two points round it."""
    n, ordered = len(values), sorted(values)
    place = max(1, round((n + 1) / 2 - math.sqrt(n)))
    width = -normal_value(at_most(place - 1, n, 0.5))
    return float(math.log(ordered[n - place] / ordered[place - 1]) / (2 * width))


def _estimate(value: float, error: float) -> Estimate:
    """Return a number with its interval."""
    reach = ERRORS_TO_EITHER_SIDE * error
    return Estimate(value, error, Interval(value - reach, value + reach))


def _nothing(why: Undefined) -> Estimate:
    """Return what stands where nothing can be calculated."""
    return Estimate(why, why, why)
