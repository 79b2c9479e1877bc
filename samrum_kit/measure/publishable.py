"""What of a course can be told outside a team: whole weeks, and only while enough are still under way.

The counts behind it, such as how many are under way in a week, stay inside: two of them, subtracted, are one pupil.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from samrum_kit.measure.survival import Shares
from samrum_kit.measure.values import Reason, Undefined

DAYS_OF_A_WEEK = 7
FEWEST_FOLLOWED = 10
"""Below so many there is no curve to tell."""
FEWEST_AT_RISK = 5
"""A week with an event among fewer is not told, nor any after it."""

Ending = TypeVar("Ending", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Week(Generic[Ending]):
    """How it stands when so many weeks have passed."""

    weeks: int
    ended: Mapping[Ending, Fraction]
    open: Fraction


def publishable(shares: Shares[Ending]) -> tuple[Week[Ending], ...] | Undefined:
    """Return the shares week by week, from the beginning on; undefined for fewer than ten.

    The last week told is the last before one that begins with fewer than five under way, or in which one of fewer than
    five ended: whom a later step is about could be guessed.
    """
    curve = shares.curve
    if curve.n < FEWEST_FOLLOWED:
        return Undefined(Reason.TOO_FEW_POINTS if curve.n else Reason.NO_POINTS)
    weeks = [Week(0, dict.fromkeys(shares.ended, Fraction(0)), Fraction(1))]
    while True:
        first = weeks[-1].weeks * DAYS_OF_A_WEEK
        days = range(first, first + DAYS_OF_A_WEEK)
        if min([curve.at_risk(first), *(step.at_risk for step in curve.steps if step.day in days)]) < FEWEST_AT_RISK:
            return tuple(weeks)
        ended = {way: shares.share(way, days[-1]) for way in shares.ended}
        weeks.append(Week(weeks[-1].weeks + 1, ended, shares.open(days[-1])))
