"""Whether a series over time shows more than chance: long runs on one side of its median, or few crossings of it.

Source: Anhøj and Olesen (2014). The limits grow with the number of points, so weekly meetings and years of ten months
are held to the same measure. No sign of a pattern is no proof that there is none.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise
from statistics import median

from samrum_kit.measure.chance import count_reached
from samrum_kit.measure.samples import exact
from samrum_kit.measure.values import Number, Reason, Undefined

FEWEST_POINTS = 10
_RARE = 0.05


@dataclass(frozen=True, slots=True)
class RunChart:
    """A series about its median; points that lie on it count for nothing."""

    n: int
    median: Number
    n_useful: int
    longest_run: int
    longest_run_max: int | Undefined
    crossings: int
    crossings_min: int | Undefined
    signal: bool | Undefined
    """Whether there is more than chance; undefined for fewer than ten points off the median."""


def run_chart(values: Sequence[float | None]) -> RunChart:
    """Return how a series runs about its median; what is missing is left out, never 0."""
    taken = [exact(value) for value in values if value is not None]
    if not taken:
        nothing = Undefined(Reason.NO_POINTS)
        return RunChart(0, nothing, 0, 0, nothing, 0, nothing, nothing)
    middle: Fraction = median(taken)
    sides = [value > middle for value in taken if value != middle]
    longest = max((len(list(run)) for _side, run in groupby(sides)), default=0)
    crossings = sum(one != other for one, other in pairwise(sides))
    n = len(sides)
    most, least = longest_run_limit(n), crossings_limit(n)
    if isinstance(most, Undefined) or isinstance(least, Undefined) or n < FEWEST_POINTS:
        return RunChart(len(taken), float(middle), n, longest, most, crossings, least, Undefined(Reason.TOO_FEW_POINTS))
    return RunChart(len(taken), float(middle), n, longest, most, crossings, least, longest > most or crossings < least)


def longest_run_limit(n: int) -> int | Undefined:
    """Return how long a run is by chance at the most, for so many points off the median."""
    return round(math.log2(n)) + 3 if n > 0 else Undefined(Reason.NO_POINTS)


def crossings_limit(n: int) -> int | Undefined:
    """Return how often the median is crossed by chance at the least, for so many points off the median."""
    return count_reached(_RARE, n - 1, 0.5) if n > 1 else Undefined(Reason.TOO_FEW_POINTS)
