"""Nonoverlap of all pairs: in how many comparisons of a point before with a point during the wanted way was gone.

Sources: Parker and Vannest (2009); the interval is method 5 of Newcombe (2006), the standard error the unbiased one of
Sen (1967) and Mee (1990).
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from samrum_kit.domain.vocabulary import Improvement
from samrum_kit.measure.chance import normal_below
from samrum_kit.measure.samples import Sample, Values, sample, wins
from samrum_kit.measure.values import ERRORS_TO_EITHER_SIDE, Interval, Number, Reason, Undefined

_STEPS = 10**12
"""So finely a root is looked for."""


@dataclass(frozen=True, slots=True)
class Nap:
    """The share of comparisons that go the wanted way, from 0 to 1, and how sure it is."""

    value: Number
    interval: Interval | Undefined
    """Of 95 %; it holds at full non-overlap too."""
    standard_error: Number
    standard_error_by_chance: Number
    """What the standard error would be if the two periods were drawn from the same values."""
    n_a: int
    n_b: int
    n_missing: int


def nap(baseline: Values, intervention: Values, improvement: Improvement) -> Nap:
    """Return the share of all comparisons of a baseline point with a later one that go the wanted way; a tie is half.

    With one point in a period there is a share, but nothing to tell how sure it is.
    """
    a, b = sample(baseline, improvement), sample(intervention, improvement)
    counts = (len(a), len(b), a.missing + b.missing)
    if not len(a) or not len(b):
        nothing = Undefined(Reason.NO_POINTS)
        return Nap(nothing, nothing, nothing, nothing, *counts)
    share = wins(a.values, b.values) / (len(a) * len(b))
    chance = math.sqrt((1 / len(a) + 1 / len(b) + 1 / (len(a) * len(b))) / 12)
    if len(a) == 1 or len(b) == 1:
        few = Undefined(Reason.TOO_FEW_POINTS)
        return Nap(float(share), few, few, chance, *counts)
    return Nap(float(share), _interval(share, len(a), len(b)), _standard_error(a, b, share), chance, *counts)


def tau(baseline: Values, intervention: Values, improvement: Improvement) -> Number:
    """Return the comparisons that go the wanted way less those that go the other, as a share: from -1 to 1."""
    share = nap(baseline, intervention, improvement).value
    return share if isinstance(share, Undefined) else 2 * share - 1


def _standard_error(a: Sample, b: Sample, share: Fraction) -> float:
    """Return the unbiased standard error for at least two points in each period."""
    m, n = len(a), len(b)
    least = Fraction(1, 2 * m * n)
    held = min(max(share, least), 1 - least)
    before = sum(((wins((x,), b.values) / n - share) ** 2 for x in a.values), Fraction(0)) / m
    later = sum(((wins(a.values, (y,)) / m - share) ** 2 for y in b.values), Fraction(0)) / n
    pairs = sum(((wins((x,), (y,)) - share) ** 2 for x in a.values for y in b.values), Fraction(0)) / (m * n)
    variance = (held * (1 - held) + n * before + m * later - 2 * pairs) / ((m - 1) * (n - 1))
    return math.sqrt(max(variance, Fraction(0)))


def _interval(share: Fraction, m: int, n: int) -> Interval:
    """Return Newcombe's interval; at 0 and 1 the root that lies on the bound itself is divided out."""
    if share == 0:
        mirrored = _interval(Fraction(1), m, n)
        return Interval(1 - mirrored.upper, 1 - mirrored.lower)
    half = (m + n) / 2 - 1

    def spread(x: float) -> float:
        return ERRORS_TO_EITHER_SIDE**2 * (2 + half + (1 + 2 * half) * x * (1 - x))

    if share == 1:
        return Interval(_root(lambda x: m * n * (1 - x) * (2 - x) * (1 + x) - x * spread(x), 0.0, 1.0), 1.0)
    value = float(share)

    def distance(x: float) -> float:
        return m * n * (value - x) ** 2 * (2 - x) * (1 + x) - x * (1 - x) * spread(x)

    return Interval(_root(distance, 0.0, value), _root(distance, value, 1.0))


def _root(function: Callable[[float], float], lower: float, upper: float) -> float:
    """Return where a function crosses zero between two points at which its signs differ, to 1e-12 of their distance."""
    before = math.copysign(1, function(lower))

    def at(step: int) -> float:
        return lower + (upper - lower) * step / _STEPS

    return at(bisect_left(range(_STEPS), 0.0, key=lambda step: -before * function(at(step))))


@dataclass(frozen=True, slots=True)
class RankSum:
    """How many comparisons the baseline wins as it stands, and how likely so few unwanted ones come by chance."""

    baseline_wins: float
    """In the direction of the values themselves, a tie counted as half."""
    p: Number
    """One-sided, towards the wanted way, corrected for ties and continuity; not valid where points depend on others."""


def rank_sum(baseline: Values, intervention: Values, improvement: Improvement) -> RankSum:
    """Return the Mann-Whitney test of two periods; undefined without points, or when all values are alike."""
    a, b = sample(baseline), sample(intervention)
    won = wins(b.values, a.values)
    m, n = len(a), len(b)
    if not m or not n:
        return RankSum(float(won), Undefined(Reason.NO_POINTS))
    alike = Counter([*a.values, *b.values]).values()
    if len(alike) == 1:
        return RankSum(float(won), Undefined(Reason.NO_SPREAD))
    wanted = won if improvement is Improvement.DECREASE else m * n - won
    ties = Fraction(sum(each**3 - each for each in alike), (m + n) * (m + n - 1))
    error = math.sqrt(Fraction(m * n, 12) * (m + n + 1 - ties))
    beyond = float(wanted - Fraction(m * n + 1, 2)) / error
    return RankSum(float(won), normal_below(-beyond))
