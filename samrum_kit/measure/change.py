"""Whether two test scores differ by more than the test's own uncertainty.

Source: Jacobson and Truax (1991). Spread and reliability come from the test's manual, never from the pupil's scores.
"""

import math
from dataclasses import dataclass

from samrum_kit.measure.values import Number, Reason, Undefined

_RELIABLE = 1.96


@dataclass(frozen=True, slots=True)
class ReliableChange:
    """A change in units of what the test alone lets two scores differ."""

    measurement_error: float
    """The standard error of one score."""
    difference_error: float
    """The standard error of the difference of two scores."""
    index: Number
    reliable: bool | Undefined
    """Whether the scores differ by more than the test lets them, in one time of twenty."""
    smallest: float
    """The smallest difference that would be told."""


def reliable_change(before: float, after: float, deviation: float, reliability: float) -> ReliableChange:
    """Return the reliable change index; undefined for a test without any error.

    Raises ValueError for a spread below 0 or a reliability outside 0 to 1.
    """
    if deviation < 0 or not 0 <= reliability <= 1:
        raise ValueError("A spread is at least 0, a reliability lies between 0 and 1.")
    error = deviation * math.sqrt(1 - reliability)
    of_difference = math.sqrt(2) * error
    if not of_difference:
        nothing = Undefined(Reason.NO_SPREAD)
        return ReliableChange(error, of_difference, nothing, nothing, 0.0)
    index = (after - before) / of_difference
    return ReliableChange(error, of_difference, index, abs(index) > _RELIABLE, _RELIABLE * of_difference)
