"""What a calculation gives: a number, or the reason why there is none; and how wide its interval is.

Nothing here is NaN or infinite, and no text is for readers: what a reason is called stands with the reports.
"""

from dataclasses import dataclass
from enum import StrEnum

ERRORS_TO_EITHER_SIDE = 1.959963984540054
"""How many standard errors an interval of 95 % reaches to either side."""


class Reason(StrEnum):
    """Why a number can't be calculated, or is not worth showing."""

    NO_POINTS = "no_points"
    """There is nothing to calculate with."""
    TOO_FEW_POINTS = "too_few_points"
    NO_SPREAD = "no_spread"
    """All values are alike, so that there is no yardstick."""
    ONE_DAY = "one_day"
    """All points lie on one day."""
    GOAL_REACHED_BEFORE = "goal_reached_before"
    """The goal lies where the baseline lay, so that there is no way to it."""
    NOT_A_COUNT = "not_a_count"
    """The calculation holds for counts, minutes and shares alone, not for ratings."""
    NOT_REACHED = "not_reached"
    """The event has not come to so many that the number exists."""
    NOT_FOLLOWED = "not_followed"
    """Nobody was followed so long."""
    HELD_BACK = "held_back"
    """It exists and isn't told."""


@dataclass(frozen=True, slots=True)
class Undefined:
    """A number that doesn't exist, and why."""

    reason: Reason


Number = float | Undefined
"""A finite number, or the reason why there is none."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which two values a number may well lie."""

    lower: float
    upper: float
    level: float = 0.95


def number_or_none(number: Number) -> float | None:
    """Return a number as JSON has it: null where it is undefined."""
    return None if isinstance(number, Undefined) else number
