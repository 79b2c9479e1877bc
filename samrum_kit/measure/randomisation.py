"""What the difference of two periods would be had the change come at another point.

Source: Edgington (1975). It is a test only where the point of the change was drawn by lot.
"""

from dataclasses import dataclass

from samrum_kit.domain.vocabulary import Improvement
from samrum_kit.measure.samples import Values, sample
from samrum_kit.measure.values import Number, Reason, Undefined

FEWEST_IN_A_PERIOD = 3


@dataclass(frozen=True, slots=True)
class RandomisationTest:
    """The observed difference of the means among those of every point at which the change could have come."""

    observed: Number
    """Above 0 is the wanted way."""
    p: Number
    """The share of points with at least this difference, the observed one among them."""
    points: int
    """At how many points the change could have come."""
    smallest_possible_p: Number


def randomisation_test(
    baseline: Values, intervention: Values, improvement: Improvement, fewest: int = FEWEST_IN_A_PERIOD
) -> RandomisationTest:
    """Return where the observed difference stands; undefined where a period has fewer points than the lot allowed."""
    a, b = sample(baseline, improvement), sample(intervention, improvement)
    if len(a) < max(fewest, 1) or len(b) < max(fewest, 1):
        few = Undefined(Reason.TOO_FEW_POINTS)
        return RandomisationTest(few, few, 0, few)
    series = (*a.values, *b.values)
    found = {
        cut: sum(series[cut:]) / (len(series) - cut) - sum(series[:cut]) / cut
        for cut in range(max(fewest, 1), len(series) - max(fewest, 1) + 1)
    }
    observed = found[len(a)]
    at_least = sum(difference >= observed for difference in found.values())
    return RandomisationTest(float(observed), at_least / len(found), len(found), 1 / len(found))
