"""A share of so many, and between which two values it may well lie.

Sources: Wilson (1927); Clopper and Pearson (1934) where it has to hold for certain.
"""

from dataclasses import dataclass
from fractions import Fraction

from samrum_kit.measure.values import Interval, Number, Reason, Undefined


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
    from scipy.stats import binomtest

    test = binomtest(count, of)
    wilson, exact = (test.proportion_ci(0.95, method) for method in ("wilson", "exact"))
    return Share(
        count, of, float(Fraction(count, of)),
        Interval(float(wilson.low), float(wilson.high)), Interval(float(exact.low), float(exact.high)),
    )  # fmt: skip
