"""The line from where a pupil began to the goal, and on which side of it the last measurements lie.

Source: the four-point rule of curriculum-based measurement. It calls too many courses too slow (Hintze et al., 2018),
so it is told as where the points lie, and never as what to do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from statistics import median

from samrum_kit.domain.vocabulary import Improvement
from samrum_kit.measure.samples import Values, exact, sample
from samrum_kit.measure.values import Number, Reason, Undefined

_FIRST = 3
RUN = 4


class Side(StrEnum):
    """Where the last measurements lie."""

    SHORT_OF_THE_LINE = "short_of_the_line"
    BEYOND_THE_LINE = "beyond_the_line"
    AROUND_THE_LINE = "around_the_line"
    TOO_FEW_POINTS = "too_few_points"


@dataclass(frozen=True, slots=True)
class Aim:
    """From which week and value to which week and value a line leads."""

    first_week: float
    start: float
    goal_week: float
    goal: float

    def at(self, week: float) -> Fraction:
        """Return the value of the line in a week; ValueError for a line that begins and ends in one week."""
        if self.goal_week == self.first_week:
            raise ValueError("A line leads from one week to another.")
        share = (exact(week) - exact(self.first_week)) / (exact(self.goal_week) - exact(self.first_week))
        return exact(self.start) + (exact(self.goal) - exact(self.start)) * share


@dataclass(frozen=True, slots=True)
class AgainstAim:
    """The measurements beside the line."""

    line: tuple[float, ...]
    """The value of the line at each measurement."""
    last: tuple[int, ...]
    """The last measurements: 1 beyond the line in the wanted direction, 0 on it, -1 short of it."""
    side: Side


def start_of(values: Values) -> Number:
    """Return the median of the first three values that were measured, from which a line begins."""
    taken = sample(values).values[:_FIRST]
    return float(median(taken)) if len(taken) == _FIRST else Undefined(Reason.TOO_FEW_POINTS)


def against_aim(
    aim: Aim, weeks: Sequence[float], values: Values, improvement: Improvement, run: int = RUN
) -> AgainstAim:
    """Return on which side of a line the last measurements lie; one exactly on it breaks a run.

    Weeks are the real ones; a missing measurement is left out and nothing is numbered anew.
    """
    taken = [(aim.at(week), exact(value)) for week, value in zip(weeks, values, strict=True) if value is not None]
    sign = -1 if improvement is Improvement.DECREASE else 1
    last = tuple(sign * ((value > line) - (value < line)) for line, value in taken[-run:])
    line = tuple(float(value) for value, _measured in taken)
    if len(last) < run:
        return AgainstAim(line, last, Side.TOO_FEW_POINTS)
    sides = {frozenset({1}): Side.BEYOND_THE_LINE, frozenset({-1}): Side.SHORT_OF_THE_LINE}
    return AgainstAim(line, last, sides.get(frozenset(last), Side.AROUND_THE_LINE))
