"""Single values over time between the limits of their own swing, and which of them stand out.

Source: Wheeler, with the rules that NHS England's Making Data Count uses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from samrum_kit.measure.samples import exact
from samrum_kit.measure.values import Reason, Undefined

_TO_LIMIT = Fraction("2.66")
_OUTLYING = Fraction("3.267")
_RUN = 7
FEWEST_POINTS = 6
FEW_POINTS = 12
"""Below this the limits are provisional."""


class Sign(StrEnum):
    """What makes a point stand out; the first one that fits is told."""

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    SHIFT = "shift"


@dataclass(frozen=True, slots=True)
class Limits:
    """Between which limits a process swings by itself."""

    exact_mean: Fraction
    exact_range: Fraction
    """The mean step from one value to the next, those that lie far out left aside."""

    @property
    def mean(self) -> float:
        """Return the mean of all values."""
        return float(self.exact_mean)

    @property
    def mean_range(self) -> float:
        """Return the mean step."""
        return float(self.exact_range)

    @property
    def lower(self) -> float:
        """Return the lower limit; below 0 it is possible and is cut in the drawing alone."""
        return float(self.exact_mean - self.reach)

    @property
    def upper(self) -> float:
        """Return the upper limit."""
        return float(self.exact_mean + self.reach)

    @property
    def is_without_width(self) -> bool:
        """Tell whether all steps are nothing, so that there is no swing to hold a value against."""
        return self.exact_range == 0

    @property
    def reach(self) -> Fraction:
        """Return how far the limits lie from the mean."""
        return _TO_LIMIT * self.exact_range


@dataclass(frozen=True, slots=True)
class Xmr:
    """A series with its limits, and the places at which each rule holds, counted from 0."""

    limits: Limits | Undefined
    provisional: bool
    """There are so few values that the limits will still move."""
    outside: tuple[int, ...] = ()
    shift: tuple[int, ...] = ()
    trend: tuple[int, ...] = ()
    two_of_three: tuple[int, ...] = ()

    def sign(self, place: int) -> Sign | None:
        """Return what makes the point at a place stand out."""
        found = ((Sign.OUTSIDE, self.outside), (Sign.TREND, self.trend),
                 (Sign.TWO_OF_THREE, self.two_of_three), (Sign.SHIFT, self.shift))  # fmt: skip
        return next((sign for sign, places in found if place in places), None)


def xmr(values: Sequence[float]) -> Xmr:
    """Return the limits of a series and what stands out; none for fewer than six values."""
    if len(values) < FEWEST_POINTS:
        return Xmr(Undefined(Reason.TOO_FEW_POINTS if values else Reason.NO_POINTS), provisional=True)
    taken = [exact(value) for value in values]
    found = limits(taken)
    off = [value - found.exact_mean for value in taken]
    return Xmr(
        limits=found,
        provisional=len(values) < FEW_POINTS,
        outside=tuple(place for place, far in enumerate(off) if abs(far) > found.reach),
        shift=on_one_side(off),
        trend=_rising_or_falling(taken),
        two_of_three=_two_of_three(off, found.reach),
    )


def limits(values: Sequence[Fraction]) -> Limits:
    """Return the limits of at least two values; steps that lie far out are screened once, the mean isn't."""
    steps = [abs(later - earlier) for earlier, later in pairwise(values)]
    mean_step = sum(steps, Fraction(0)) / len(steps)
    kept = [step for step in steps if step < _OUTLYING * mean_step] or steps
    return Limits(sum(values, Fraction(0)) / len(values), sum(kept, Fraction(0)) / len(kept))


def on_one_side(off: Sequence[Fraction | int]) -> tuple[int, ...]:
    """Return the places in runs of seven or more that lie strictly on one side of the mean."""
    return _in_runs([(far > 0) - (far < 0) for far in off])


def run_ends(off: Sequence[Fraction | int]) -> tuple[int, ...]:
    """Return the places at which the seven last points, itself among them, lie strictly on one side of the mean."""
    sides = [(far > 0) - (far < 0) for far in off]
    windows = ((place, sides[place - _RUN + 1 : place + 1]) for place in range(_RUN - 1, len(sides)))
    return tuple(place for place, window in windows if window[0] and len({*window}) == 1)


def _in_runs(sides: Sequence[int]) -> tuple[int, ...]:
    """Return the places in runs of seven or more signs that are alike and not 0."""
    ends = run_ends(sides)
    return tuple(sorted({place for end in ends for place in range(end - _RUN + 1, end + 1)}))


def _rising_or_falling(values: Sequence[Fraction]) -> tuple[int, ...]:
    """Return the places in runs of seven or more points that rise, or fall, one after the other; a tie breaks a run."""
    ways = [(later > earlier) - (later < earlier) for earlier, later in pairwise(values)]
    steps = _RUN - 1
    windows = ((first, ways[first : first + steps]) for first in range(len(ways) - steps + 1))
    starts = [first for first, window in windows if window[0] and len({*window}) == 1]
    return tuple(sorted({place for first in starts for place in range(first, first + _RUN)}))


def _two_of_three(off: Sequence[Fraction], reach: Fraction) -> tuple[int, ...]:
    """Return the places where two of three neighbours on one side lie beyond two thirds of the way to a limit."""
    near = [abs(far) > reach * Fraction(2, 3) and abs(far) <= reach for far in off]
    found: set[int] = set()
    for first in range(len(off) - 2):
        three = range(first, first + 3)
        one_side = all(off[place] > 0 for place in three) or all(off[place] < 0 for place in three)
        if one_side and sum(near[place] for place in three) >= 2:
            found.update(place for place in three if near[place])
    return tuple(sorted(found))
