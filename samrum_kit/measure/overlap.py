"""How much two periods overlap: shares of points and of pairs, with ties counted as they were written down.

Sources: notes on the measures by Scruggs, Mastropieri and Casto (PND, 1987), Ma (PEM, 2006), Parker, Hagan-Burke and
Vannest (PAND, 2007) and Parker, Vannest and Brown (robust IRD, 2009).
"""

from fractions import Fraction

from samrum_kit.domain.vocabulary import Improvement
from samrum_kit.measure.samples import Sample, Values, sample
from samrum_kit.measure.values import Number, Reason, Undefined


def pnd(baseline: Values, intervention: Values, improvement: Improvement) -> Number:
    """Return the share of the later points that lie beyond every point of the baseline; a tie doesn't."""
    a, b = sample(baseline, improvement), sample(intervention, improvement)
    return _of_points(a, b) or float(Fraction(sum(value > max(a.values) for value in b.values), len(b)))


def pem(baseline: Values, intervention: Values, improvement: Improvement) -> Number:
    """Return the share of the later points that lie beyond the baseline's median; one on it counts as half."""
    a, b = sample(baseline, improvement), sample(intervention, improvement)
    if lack := _of_points(a, b):
        return lack
    middle = a.median
    doubled = sum(2 * (value > middle) + (value == middle) for value in b.values)
    return float(Fraction(doubled, 2 * len(b)))


def pand(baseline: Values, intervention: Values, improvement: Improvement) -> Number:
    """Return the share of all points that stay when the fewest are taken away that leave no overlap and no tie."""
    a, b = sample(baseline, improvement), sample(intervention, improvement)
    return _of_points(a, b) or float(_pand(a, b))


def ird(baseline: Values, intervention: Values, improvement: Improvement) -> Number:
    """Return the robust improvement rate difference; below 0 is possible where the periods differ in length."""
    a, b = sample(baseline, improvement), sample(intervention, improvement)
    if lack := _of_points(a, b):
        return lack
    total = len(a) + len(b)
    return float(1 - Fraction(total**2, 2 * len(a) * len(b)) * (1 - _pand(a, b)))


def _pand(a: Sample, b: Sample) -> Fraction:
    """Return the share of points that stay.

    What stays is every baseline point below some cut and every later point at or above it, so all cuts are tried.
    """
    below = [sum(x < cut for x in a.values) + sum(y >= cut for y in b.values) for cut in (*a.values, *b.values)]
    up_to = [sum(x <= cut for x in a.values) + sum(y > cut for y in b.values) for cut in (*a.values, *b.values)]
    return Fraction(max(*below, *up_to), len(a) + len(b))


def _of_points(a: Sample, b: Sample) -> Undefined | None:
    """Say what is lacking for any comparison of two periods."""
    return None if len(a) and len(b) else Undefined(Reason.NO_POINTS)
