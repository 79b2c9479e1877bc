"""Within which limits the shares of schools of different size may well lie when they differ by chance alone.

Source: Spiegelhalter (2005), with exact limits. Outside the limits is a reason to ask, never a verdict: shares of
schools differ by more than chance where their pupils do. Schools are never put in an order.
"""

import math
from dataclasses import dataclass

from samrum_kit.measure.chance import at_most, chi_square_value, count_reached, normal_value
from samrum_kit.measure.values import Reason, Undefined

FEWEST_SCHOOLS = 5
"""Below so many schools a table says all there is to say."""

_WITHIN_95 = 0.025
_WITHIN_998 = 0.001


@dataclass(frozen=True, slots=True)
class Band:
    """The limits at one size: outside 95 % lies one of twenty by chance, outside 99.8 % two of a thousand."""

    lower_95: float
    upper_95: float
    lower_998: float
    upper_998: float


def binomial_band(n: int, target: float) -> Band | Undefined:
    """Return the exact limits of a share of n when the target holds, interpolated between counts; from 0 to 1.

    Undefined for a share of none. Raises ValueError for a size below 0 or a target outside 0 to 1.
    """
    if n < 0 or not 0 <= target <= 1:
        raise ValueError("Nothing is smaller than nothing, and a target is a share.")
    if not n:
        return Undefined(Reason.NO_POINTS)
    return Band(
        _binomial(n, target, _WITHIN_95), _binomial(n, target, 1 - _WITHIN_95),
        _binomial(n, target, _WITHIN_998), _binomial(n, target, 1 - _WITHIN_998),
    )  # fmt: skip


def two_sided_band(n: int, target: float) -> Band | Undefined:
    """Return limits that lie as far out at both ends: a count beyond them is so rare, and one on their edge isn't.

    The published upper limit lies inside the step of a count that chance may well reach: with a target of 94 %, nine
    of nine lie above it. Here the upper limit is the lower one of those that are left over.
    """
    band, left_over = binomial_band(n, target), binomial_band(n, 1 - target)
    if isinstance(band, Undefined) or isinstance(left_over, Undefined):
        return Undefined(Reason.NO_POINTS)
    return Band(band.lower_95, 1 - left_over.lower_95, band.lower_998, 1 - left_over.lower_998)


def arcsine_band(n: int, target: float) -> Band:
    """Return the limits by the arcsine approximation, to compare with charts made elsewhere; poor at school sizes."""
    def limit(tail: float) -> float:
        angle = math.asin(math.sqrt(target)) + normal_value(tail) / (2 * math.sqrt(n))
        return math.sin(min(max(angle, 0.0), math.pi / 2)) ** 2

    return Band(limit(_WITHIN_95), limit(1 - _WITHIN_95), limit(_WITHIN_998), limit(1 - _WITHIN_998))


def poisson_band(expected: float, target: float = 1.0) -> Band | Undefined:
    """Return the exact limits of the ratio of observed to expected counts; undefined where none are expected.

    Raises ValueError for fewer than none.
    """
    if expected < 0:
        raise ValueError("Nothing is smaller than nothing.")
    if not expected:
        return Undefined(Reason.NO_POINTS)
    def lower(tail: float) -> float:
        return target * chi_square_value(tail, 2 * expected) / (2 * expected)

    def upper(tail: float) -> float:
        return target * chi_square_value(1 - tail, 2 * (expected + 1)) / (2 * expected)

    return Band(lower(_WITHIN_95), upper(_WITHIN_95), lower(_WITHIN_998), upper(_WITHIN_998))


def _binomial(n: int, target: float, tail: float) -> float:
    """Return the share that so much of the distribution lies below."""
    if target in {0.0, 1.0}:
        return float(target)
    count = count_reached(tail, n, target)
    above, below = at_most(count, n, target), at_most(count - 1, n, target)
    part = (above - tail) / (above - below)
    return min(max((count - part) / n, 0.0), 1.0)
