"""The dual criterion: how many later points lie beyond both the baseline's mean and its trend, carried on.

Source: Fisher, Kelley and Lomas (2003); the conservative form shifts both lines by a quarter of a standard deviation.
"""

from dataclasses import dataclass
from fractions import Fraction

from samrum_kit.domain.vocabulary import Improvement
from samrum_kit.measure.chance import at_least
from samrum_kit.measure.level import least_squares
from samrum_kit.measure.samples import Values, sample
from samrum_kit.measure.values import Number, Reason, Undefined

_CONVENTION = 0.05
_SHIFT = Fraction(1, 4)


@dataclass(frozen=True, slots=True)
class DualCriterion:
    """How many points lie beyond both lines, and how likely so many are if each did so by the toss of a coin."""

    count: Number
    p: Number
    conservative_count: Number
    conservative_p: Number
    n_b: int
    needed: Number
    """The smallest count that a coin gives in fewer than one of twenty tries; undefined for fewer than five points."""


def dual_criterion(baseline: Values, intervention: Values, improvement: Improvement) -> DualCriterion:
    """Return the dual criterion; a point on a line is not beyond it, and lines run on over missing measurements."""
    a, b = sample(baseline, improvement), sample(intervention, improvement)
    line = least_squares(a)
    if line is None or not len(b):
        lack = Undefined(Reason.TOO_FEW_POINTS if len(b) else Reason.NO_POINTS)
        return DualCriterion(lack, lack, lack, lack, len(b), _needed(len(b)))
    slope, intercept = line
    mean, variance = a.mean, a.variance
    first = len(baseline)
    distances = [
        min(value - mean, value - intercept - slope * (first + place))
        for value, place in zip(b.values, b.places, strict=True)
    ]
    beyond = sum(distance > 0 for distance in distances)
    # The shift is compared squared: a standard deviation is no fraction, its square is.
    far_beyond = sum(distance > 0 and distance**2 > _SHIFT**2 * variance for distance in distances)
    return DualCriterion(
        beyond, _by_a_coin(beyond, len(b)), far_beyond, _by_a_coin(far_beyond, len(b)), len(b), _needed(len(b))
    )


def _by_a_coin(count: int, n: int) -> float:
    """Return how likely a coin gives at least so many heads."""
    return at_least(count, n, 0.5)


def _needed(n: int) -> Number:
    """Return the smallest count that is less likely than the convention asks."""
    counts = (count for count in range(n + 1) if _by_a_coin(count, n) < _CONVENTION)
    return next(counts, Undefined(Reason.TOO_FEW_POINTS))
