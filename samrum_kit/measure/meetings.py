"""How a forum keeps to its form: what is on paper, who comes again, and how long it takes to meet.

Source: the questions of the status of Trivselsforum and SSP (2009): agenda, minutes and action plan, turnover among
those who take part, and meetings that take too long to call.
"""

from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from samrum_kit.measure.durations import Duration, duration
from samrum_kit.measure.values import Number, Reason, Undefined

AD_HOC_DAYS = 5
"""A meeting that comes so few days after it was asked for, or fewer, was called ad hoc."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether something was there, meeting by meeting; not knowing is a state of its own."""

    yes: int
    no: int
    unknown: int

    @property
    def n(self) -> int:
        """Return the number of meetings."""
        return self.yes + self.no + self.unknown

    @property
    def of_known(self) -> Number:
        """Return the share among the meetings for which it is known."""
        known = self.yes + self.no
        return self.yes / known if known else Undefined(Reason.NO_POINTS)

    @property
    def at_least(self) -> Number:
        """Return the share if it was there in none of the meetings for which it isn't known."""
        return self.yes / self.n if self.n else Undefined(Reason.NO_POINTS)

    @property
    def at_most(self) -> Number:
        """Return the share if it was there in all of the meetings for which it isn't known."""
        return (self.yes + self.unknown) / self.n if self.n else Undefined(Reason.NO_POINTS)


@dataclass(frozen=True, slots=True)
class Continuity:
    """How many of those who took part come again."""

    kept: tuple[Number, ...]
    """From each meeting to the next: the share of those at the first who are at the second."""
    alike: tuple[Number, ...]
    """From each meeting to the next: those at both, as a share of those at either."""
    mean_kept: Number
    first_to_last: Number


@dataclass(frozen=True, slots=True)
class LeadTime:
    """How long it took from asking for meetings to holding them."""

    durations: tuple[Duration, ...]
    """Request by request; one that isn't met yet is under way."""
    ad_hoc: int


def presence(there: Sequence[bool | None]) -> Presence:
    """Return in how many meetings something was there, wasn't, or isn't known to have been."""
    return Presence(
        sum(one is True for one in there), sum(one is False for one in there), sum(one is None for one in there)
    )


def continuity(meetings: Sequence[AbstractSet[Hashable]]) -> Continuity:
    """Return how many of those who took part come again, from meeting to meeting; a meeting of nobody has no share."""
    kept = tuple(_share_of(len(before & after), len(before)) for before, after in pairwise(meetings))
    alike = tuple(_share_of(len(before & after), len(before | after)) for before, after in pairwise(meetings))
    told = [share for share in kept if not isinstance(share, Undefined)]
    few = Undefined(Reason.TOO_FEW_POINTS)
    return Continuity(
        kept, alike,
        sum(told) / len(told) if told else few,
        _share_of(len(meetings[0] & meetings[-1]), len(meetings[0])) if len(meetings) > 1 else few,
    )  # fmt: skip


def lead_time(requests: Sequence[tuple[date, date | None]], as_of: date) -> LeadTime:
    """Return how long requests took, each given as the day it was made and the day of the meeting, if there was one."""
    found = tuple(duration(asked, held, as_of) for asked, held in requests)
    return LeadTime(found, sum(one.ended and one.days <= AD_HOC_DAYS for one in found))


def _share_of(count: int, of: int) -> Number:
    """Return a share, undefined of none."""
    return count / of if of else Undefined(Reason.NO_POINTS)
