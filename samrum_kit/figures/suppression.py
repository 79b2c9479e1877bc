"""How a count is told outside the team: a small one isn't."""

from samrum_kit.locale import _, format_number

THRESHOLD = 5
"""The smallest count that is told; zero is as telling as any other small number."""
LOWEST_THRESHOLD, HIGHEST_THRESHOLD = 3, 20
"""What a municipality may choose instead."""


def told(count: int, threshold: int = THRESHOLD) -> str:
    """Return a count as it may be told, a small one as "fewer than 5".

    What stands beside it must not give it away: no total of counts that are told by themselves, and no part of one.
    """
    return _("fewer than {number}").format(number=threshold) if count < threshold else format_number(count)
