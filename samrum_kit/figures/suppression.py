"""How a count is told outside the team where nobody remembers what was told before: in steps, and a small one not."""

from samrum_kit.locale import _, format_number

THRESHOLD = 5
"""The smallest count that is told; zero is as telling as any other small number."""
LOWEST_THRESHOLD, HIGHEST_THRESHOLD = 3, 20
"""What a municipality may choose instead."""


def told(count: int, threshold: int = THRESHOLD) -> str:
    """Return a count as it may be told: "fewer than 5", else in steps such as "5–9".

    In steps, so that the same count of another day can't be taken from it to find the few that came in between. What
    stands beside it must not give it away either: no total of counts that are told by themselves, and no part of one.
    """
    if count < threshold:
        return _("fewer than {number}").format(number=threshold)
    first = count - count % threshold
    return f"{format_number(first)}–{format_number(first + threshold - 1)}"
