"""Numbers as the oracles write them, each in the form of the JSON."""

from fractions import Fraction
from functools import cache

from scipy.stats import binomtest


def number(value):
    return {"value": value, "count": None, "of": None, "lower": None, "upper": None}


def share(count, of, unknown=0):
    reach = {"at_least": count / (of + unknown), "at_most": (count + unknown) / (of + unknown)} if unknown else {}
    lower, upper = _wilson(count, of) if of else (None, None)
    return {"value": count / of if of else None, "count": count, "of": of, "lower": lower, "upper": upper, **reach}


@cache
def _wilson(count, of):
    found = binomtest(count, of).proportion_ci(0.95, "wilson")
    return float(found.low), float(found.high)


def how_many(kinds, found, unknown=None):
    """The share of each kind among those that have one, and how many have none."""
    told = [kind for kind in found if kind is not None]
    shares = {kind: share(told.count(kind), len(told)) for kind in kinds}
    return shares if unknown is None else {**shares, unknown: number(len(found) - len(told))}


def mean(shares):
    return {**number(sum(shares) / len(shares) if shares else None), "of": len(shares)}


def median_until(waits):
    """The first day by whose end half were over; who is still under way counts for as long as it has been."""
    left = Fraction(1)
    for day in sorted({days for days, over in waits if over}):
        left *= 1 - Fraction(waits.count((day, True)), sum(days >= day for days, _over in waits))
        if left <= Fraction(1, 2):
            return day
    return None
