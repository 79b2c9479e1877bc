"""Kendall's rank correlation, counted pair by pair with exact ties.

Source: Kendall (1970), ch. 1, 3 and 4; the test is the asymptotic one without continuity correction.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from samrum_kit.measure.values import Number, Reason, Undefined


@dataclass(frozen=True, slots=True)
class Pairs:
    """How the pairs of two series stand to each other."""

    concordant: int
    discordant: int
    tied: int
    """Alike in the second series; those alike in the first are not compared."""

    @property
    def compared(self) -> int:
        """Return the number of pairs."""
        return self.concordant + self.discordant + self.tied

    @property
    def score(self) -> int:
        """Return the pairs that go the same way, less those that go opposite ways."""
        return self.concordant - self.discordant


@dataclass(frozen=True, slots=True)
class RankCorrelation:
    """Kendall's tau-b; 1 can't be reached where the ties of the two series differ."""

    score: int
    denominator: float
    tau_b: Number
    z: Number
    p: Number
    """Of a two-sided test."""


def pairs(first: Sequence[Fraction], second: Sequence[Fraction]) -> Pairs:
    """Compare every two places that differ in the first series."""
    signs = Counter(
        _sign(first[j] - first[i]) * _sign(second[j] - second[i])
        for i in range(len(first)) for j in range(i + 1, len(first)) if first[i] != first[j]
    )  # fmt: skip
    return Pairs(signs[1], signs[-1], signs[0])


def rank_correlation(first: Sequence[Fraction], second: Sequence[Fraction]) -> RankCorrelation:
    """Return the rank correlation of two series of one length; undefined where one of them has no spread."""
    score = pairs(first, second).score
    ties, other_ties = _ties(first), _ties(second)
    n = len(first)
    whole = n * (n - 1) // 2
    denominator = math.sqrt(
        (whole - sum(t * (t - 1) for t in ties) // 2) * (whole - sum(u * (u - 1) for u in other_ties) // 2)
    )
    if not denominator:
        nothing = Undefined(Reason.NO_SPREAD if n > 1 else Reason.TOO_FEW_POINTS)
        return RankCorrelation(score, denominator, nothing, nothing, nothing)
    z = score / math.sqrt(_variance(n, ties, other_ties))
    return RankCorrelation(score, denominator, score / denominator, z, math.erfc(abs(z) / math.sqrt(2)))


def _variance(n: int, ties: Sequence[int], other_ties: Sequence[int]) -> Fraction:
    """Return the variance of the score when nothing connects the two series."""
    spread = n * (n - 1) * (2 * n + 5)
    for group in (*ties, *other_ties):
        spread -= group * (group - 1) * (2 * group + 5)
    both = [sum(t * (t - 1) for t in groups) for groups in (ties, other_ties)]
    three = [sum(t * (t - 1) * (t - 2) for t in groups) for groups in (ties, other_ties)]
    variance = Fraction(spread, 18) + Fraction(both[0] * both[1], 2 * n * (n - 1))
    return variance + (Fraction(three[0] * three[1], 9 * n * (n - 1) * (n - 2)) if n > 2 else 0)


def _ties(series: Sequence[Fraction]) -> list[int]:
    """Return how many are alike, value by value."""
    return list(Counter(series).values())


def _sign(number: Fraction) -> int:
    """Return -1, 0 or 1."""
    return (number > 0) - (number < 0)
