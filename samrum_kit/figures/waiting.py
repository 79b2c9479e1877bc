"""Time from the first concern until a case is closed or referred; those that are open count as long as they have been.

The mean of the finished cases alone is never told: it leaves out those that take long.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from samrum_kit.domain.records import Case
from samrum_kit.domain.vocabulary import CaseOutcome
from samrum_kit.figures.scope import Period
from samrum_kit.measure.durations import duration
from samrum_kit.measure.survival import Shares, aalen_johansen
from samrum_kit.measure.values import Number, Reason, Undefined

HORIZON_DAYS = 180


class Ending(StrEnum):
    """How a case ended."""

    CLOSED = "closed"
    REFERRED = "referred"


@dataclass(frozen=True, slots=True)
class Waiting:
    """The cases of a period, and how long they took."""

    cases: tuple[Case, ...]
    endings: tuple[Ending | None, ...]
    shares: Shares[Ending]

    def ended_as(self, ending: Ending | None) -> tuple[Case, ...]:
        """Return the cases that ended in a way, or that are still open."""
        return tuple(case for case, how in zip(self.cases, self.endings, strict=True) if how is ending)

    @property
    def median_days(self) -> int | Undefined:
        """Return the first day by whose end half of the cases were closed or referred."""
        return self.shares.curve.median

    @property
    def mean_days(self) -> Number:
        """Return the mean number of days up to the horizon."""
        return self.shares.curve.mean_within(HORIZON_DAYS)[0]

    def share(self, ending: Ending | None) -> Number:
        """Return the share that had ended in a way, or was open, at the horizon."""
        if not self.shares.curve.followed_to(HORIZON_DAYS):
            return Undefined(Reason.NOT_FOLLOWED if self.cases else Reason.NO_POINTS)
        return float(self.shares.open(HORIZON_DAYS) if ending is None else self.shares.share(ending, HORIZON_DAYS))


def waiting(cases: Sequence[Case], period: Period) -> Waiting:
    """Return how long the cases took whose first concern lies in a period."""
    raised = tuple(case for case in cases if period.holds(case.first_concern_on))
    found = [duration(case.first_concern_on, case.closed_on, period.as_of) for case in raised]
    endings = tuple(_ending(case) if one.ended else None for case, one in zip(raised, found, strict=True))
    return Waiting(raised, endings, aalen_johansen([one.days for one in found], endings, Ending))


def _ending(case: Case) -> Ending:
    """Return how a closed case ended: only what was referred counts as that."""
    return Ending.REFERRED if case.closed_as is CaseOutcome.REFERRED else Ending.CLOSED
