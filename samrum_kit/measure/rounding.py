"""Counts rounded to a base, another way to tell them without giving anybody away."""

from fractions import Fraction


def rounded_to(count: int, base: int = 5) -> int:
    """Return the nearest multiple of a base; exactly between two, the even one. Totals are rounded by themselves.

    Raises ValueError for a base below 1.
    """
    if base < 1:
        raise ValueError("Counts are rounded to a base of at least 1.")
    return round(Fraction(count, base)) * base
