"""Measured values made ready for counting: the missing ones apart, the wanted direction upward, ties exact.

A tie decides what a rank counts as, and binary fractions split ties that stand in the decimals that were written down.
So values are compared as the decimals they were written as.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from samrum_kit.domain.vocabulary import Improvement

LARGEST = 1e30
"""Larger values have squares and ratios that are no finite numbers any more."""
SMALLEST = Fraction(1, 10**15)
"""What lies nearer to 0 is what a sum of decimals leaves of nothing in a spreadsheet."""

Values = Sequence[float | None]
"""Measurements in the order of their days; None where one is missing."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The values of one period that were measured, exact, each with its number in the period, counted from 0."""

    values: tuple[Fraction, ...]
    places: tuple[int, ...]
    missing: int
    """How many have a place and no value."""

    def __len__(self) -> int:
        return len(self.values)

    @property
    def mean(self) -> Fraction:
        """Return the mean of at least one value."""
        return sum(self.values, Fraction(0)) / len(self.values)

    @property
    def median(self) -> Fraction:
        """Return the median of at least one value."""
        return median(self.values)

    @property
    def variance(self) -> Fraction:
        """Return the variance of at least two values, over n - 1."""
        mean = self.mean
        return sum(((value - mean) ** 2 for value in self.values), Fraction(0)) / (len(self.values) - 1)

    @property
    def deviation(self) -> float:
        """Return the standard deviation of at least two values, over n - 1."""
        return math.sqrt(self.variance)


def sample(values: Values, improvement: Improvement = Improvement.INCREASE) -> Sample:
    """Return the values that were measured; turned round where they are wanted to fall, so that more is wanted.

    Raises ValueError for a value that is no finite number, or larger than the largest.
    """
    sign = -1 if improvement is Improvement.DECREASE else 1
    taken = [(place, value) for place, value in enumerate(values) if value is not None]
    return Sample(
        tuple(sign * exact(value) for _place, value in taken),
        tuple(place for place, _value in taken),
        len(values) - len(taken),
    )


def exact(value: float) -> Fraction:
    """Return a number as the decimal that it is written as.

    Raises ValueError for NaN, infinity and what is larger than the largest.
    """
    if not abs(value) <= LARGEST:
        raise ValueError("A measurement is a finite number, and none beyond measure.")
    return Fraction(str(value)) if abs(value) >= SMALLEST else Fraction(0)


def wins(lower: Sequence[Fraction], upper: Sequence[Fraction]) -> Fraction:
    """Return in how many pairs the second value is the greater one, a tie counted as half."""
    return Fraction(sum(1 + (b > a) - (b < a) for a in lower for b in upper), 2)
