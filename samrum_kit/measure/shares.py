"""A share of so many, and between which two values it may well lie.

Sources: Wilson (1927); Clopper and Pearson (1934) where it has to hold for certain.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

from samrum_kit.measure.chance import exact_interval
from samrum_kit.measure.values import Interval, Number, Reason, Undefined

_Z = 1.959963984540054
"""How many standard errors reach to either side of an interval of 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int
    value: Number
    wilson: Interval | Undefined
    clopper_pearson: Interval | Undefined

    @property
    def is_none_or_all(self) -> bool:
        """Tell whether it is none or all of them: that is told in counts, never as 0 % or 100 %."""
        return self.count in {0, self.of}


def share(count: int, of: int) -> Share:
    """Return a share with its intervals of 95 %; undefined of none.

    Raises ValueError for a count that isn't between 0 and the whole.
    """
    if not 0 <= count <= of:
        raise ValueError("A part is no more than the whole.")
    if not of:
        nothing = Undefined(Reason.NO_POINTS)
        return Share(count, of, nothing, nothing, nothing)
    value = float(Fraction(count, of))
    return Share(count, of, value, wilson(count, of), exact_interval(count, of, 0.025))


def wilson(count: int, of: int) -> Interval | Undefined:
    """Return Wilson's interval of 95 % of a share; undefined of none."""
    if not of:
        return Undefined(Reason.NO_POINTS)
    value, spread = count / of, _Z**2 / of
    centre = value + spread / 2
    reach = math.sqrt(spread * (value * (1 - value) + spread / 4))
    lower, upper = ((centre + sign * reach) / (1 + spread) for sign in (-1, 1))
    return Interval(0.0 if count == 0 else lower, 1.0 if count == of else upper)
