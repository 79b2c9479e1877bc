"""Whether two periods have points enough to calculate with.

Source: Kratochwill et al. (2010), What Works Clearinghouse: five points a period, three with reservations. One change
from a baseline to an intervention never shows a cause, however many points there are: that takes three.
"""

from dataclasses import dataclass
from enum import StrEnum

_ENOUGH = 5
_FEWEST = 3


class Evidence(StrEnum):
    """How the number of points stands against the standard."""

    MEETS = "meets"
    WITH_RESERVATIONS = "with_reservations"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """What the number of points allows to show."""

    evidence: Evidence
    shows_index: bool
    shows_interval: bool


def sufficiency(n_a: int, n_b: int) -> Sufficiency:
    """Return what the number of points in the shorter of two periods allows."""
    fewest = min(n_a, n_b)
    if fewest < _FEWEST:
        return Sufficiency(Evidence.BELOW, shows_index=False, shows_interval=False)
    evidence = Evidence.MEETS if fewest >= _ENOUGH else Evidence.WITH_RESERVATIONS
    return Sufficiency(evidence, shows_index=True, shows_interval=True)
