"""Goal attainment scaling: several goals of one pupil as one number with a mean of 50.

Source: Kiresuk and Sherman (1968), with the formula as the erratum of Turner-Stokes (2009) has it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from samrum_kit.measure.values import Number, Reason, Undefined

STEPS = (-2, -1, 0, 1, 2)
"""From much less to much more than was expected; 0 is as expected."""
CORRELATION = 0.3
"""How alike the goals of one pupil are taken to be."""


@dataclass(frozen=True, slots=True)
class Attainment:
    """The goals as one number, and how many of them have no step yet."""

    t_score: Number
    n: int
    n_missing: int


def goal_attainment(
    attained: Sequence[int | None], weights: Sequence[float] | None = None, correlation: float = CORRELATION
) -> Attainment:
    """Return the T score; a goal without a step is left out and counted. Weights are alike when none are given.

    Raises ValueError for a step that isn't one of the five, for a weight below 0, and for weights that are all 0.
    """
    given = weights if weights is not None else [1.0] * len(attained)
    if any(weight < 0 for weight in given) or (attained and not any(given)):
        raise ValueError("Weights are above 0 for one goal at least, and below 0 for none.")
    if any(step not in STEPS for step in attained if step is not None):
        raise ValueError("A goal is attained in one of five steps from -2 to 2.")
    told = [(step, weight) for step, weight in zip(attained, given, strict=True) if step is not None]
    missing = len(attained) - len(told)
    total = sum(weight for _step, weight in told)
    if not total:
        return Attainment(Undefined(Reason.NO_POINTS), len(told), missing)
    squares = sum(weight**2 for _step, weight in told)
    reach = math.sqrt((1 - correlation) * squares + correlation * total**2)
    return Attainment(50 + 10 * sum(step * weight for step, weight in told) / reach, len(told), missing)
