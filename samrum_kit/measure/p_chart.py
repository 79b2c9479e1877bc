"""Shares over time between the limits that their counts let them swing in.

Source: Shewhart's p-chart as Montgomery (2009, ch. 7) has it, and Laney (2002) for shares that swing more than that.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from samrum_kit.measure.values import Number, Reason, Undefined

_TO_DEVIATION = 1.128
FEWEST_EXPECTED = 5
"""Below so many expected in a period the limits don't hold."""


@dataclass(frozen=True, slots=True)
class PChart:
    """The share of all periods together, and the limits of each, from 0 to 1."""

    centre: Number
    swing: Number
    """How much more than counts do the shares swing; 1 where that isn't asked."""
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    holds: bool
    """Whether there is enough in each period; else a run chart says more."""


def p_chart(counts: Sequence[int], of: Sequence[int], *, laney: bool = False) -> PChart:
    """Return the limits of so many of so many, period by period; periods of none are not for this chart.

    Raises ValueError for a period of none or a count that isn't between 0 and the whole.
    """
    if any(not 0 <= count <= whole or not whole for count, whole in zip(counts, of, strict=True)):
        raise ValueError("A period has at least one, and a part is no more than the whole.")
    if not of:
        nothing = Undefined(Reason.NO_POINTS)
        return PChart(nothing, nothing, (), (), holds=False)
    centre = float(Fraction(sum(counts), sum(of)))
    deviations = [math.sqrt(centre * (1 - centre) / whole) for whole in of]
    holds = min(of) * min(centre, 1 - centre) >= FEWEST_EXPECTED
    swing: Number = _swing(counts, of, centre, deviations) if laney else 1.0
    if isinstance(swing, Undefined):
        return PChart(centre, swing, (), (), holds=False)
    reaches = [3 * swing * deviation for deviation in deviations]
    return PChart(
        centre, swing,
        tuple(max(centre - reach, 0.0) for reach in reaches), tuple(min(centre + reach, 1.0) for reach in reaches),
        holds,
    )  # fmt: skip


def _swing(counts: Sequence[int], of: Sequence[int], centre: float, deviations: Sequence[float]) -> Number:
    """Return Laney's factor, from the steps between the standardised shares."""
    if len(of) < 2:
        return Undefined(Reason.TOO_FEW_POINTS)
    if not all(deviations):
        return Undefined(Reason.NO_SPREAD)
    standard = [(count / whole - centre) / deviation
                for count, whole, deviation in zip(counts, of, deviations, strict=True)]  # fmt: skip
    steps = [abs(later - earlier) for earlier, later in pairwise(standard)]
    return sum(steps) / len(steps) / _TO_DEVIATION
