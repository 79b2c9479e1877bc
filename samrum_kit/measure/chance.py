"""How likely chance is to give a count or a value: the distributions that the statistics rest on.

They are those of scipy.special: scipy.stats, which has them too, takes five times as long to load and four times the
memory, in every report.
"""

from samrum_kit.measure.values import Interval


def at_most(count: int, n: int, chance: float) -> float:
    """Return how likely so many or fewer of `n` are, where each has the same chance."""
    from scipy.special import bdtr

    return float(bdtr(count, n, chance)) if count >= 0 else 0.0


def at_least(count: int, n: int, chance: float) -> float:
    """Return how likely so many or more of `n` are, where each has the same chance."""
    from scipy.special import bdtrc

    return float(bdtrc(count - 1, n, chance))


def count_reached(tail: float, n: int, chance: float) -> int:
    """Return the smallest count of `n` of which it holds that so many or fewer come with a probability of `tail`."""
    import numpy as np
    from scipy.special import bdtr

    return min(int(np.searchsorted(bdtr(np.arange(n + 1), n, chance), tail)), n)


def normal_below(value: float) -> float:
    """Return how much of the standard normal distribution lies below a value."""
    from scipy.special import ndtr

    return float(ndtr(value))


def normal_value(tail: float) -> float:
    """Return the value that so much of the standard normal distribution lies below."""
    from scipy.special import ndtri

    return float(ndtri(tail))


def chi_square_value(tail: float, freedom: float) -> float:
    """Return the value that so much of the chi-square distribution lies below."""
    from scipy.special import gammaincinv

    return 2 * float(gammaincinv(freedom / 2, tail))


def exact_interval(count: int, of: int, outside: float) -> Interval:
    """Return Clopper and Pearson's interval of a share; at each end so much is left outside at the most."""
    from scipy.special import betaincinv

    lower = float(betaincinv(count, of - count + 1, outside)) if count else 0.0
    upper = float(betaincinv(count + 1, of - count, 1 - outside)) if count < of else 1.0
    return Interval(lower, upper)
