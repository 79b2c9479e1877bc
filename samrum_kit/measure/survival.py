"""How long it takes until something happens; for whom it has not yet, counts as long as they were seen.

Sources: Kaplan and Meier (1958), Greenwood (1926) for the error, Aalen and Johansen (1978) for several ways to end.
Days tie always, so everything is counted in fractions: an event comes before an open course of the same day, and one on
day 0 counts.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from samrum_kit.measure.values import ERRORS_TO_EITHER_SIDE, Interval, Number, Reason, Undefined

_HALF = Fraction(1, 2)

Ending = TypeVar("Ending", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which something happened, and how it stands right after it."""

    day: int
    at_risk: int
    """How many were still under way when the day began."""
    events: int
    share: Fraction
    """The share for whom it has not happened by the end of the day."""
    spread: Fraction | None
    """Greenwood's sum; none where everything has happened."""

    @property
    def standard_error(self) -> float:
        """Return the standard error of the share."""
        return 0.0 if self.spread is None else float(self.share) * math.sqrt(self.spread)

    @property
    def interval(self) -> Interval | Undefined:
        """Return the interval of the share on the log-log scale; none at its two ends."""
        if not self.spread:
            return Undefined(Reason.NO_SPREAD)
        logarithm = math.log(self.share)
        reach = ERRORS_TO_EITHER_SIDE * math.sqrt(self.spread) / abs(logarithm)
        centre = math.log(-logarithm)
        return Interval(math.exp(-math.exp(centre + reach)), math.exp(-math.exp(centre - reach)))


@dataclass(frozen=True, slots=True)
class Curve:
    """The share for whom it has not happened, day by day."""

    durations: tuple[int, ...]
    """How long each one was seen, the shortest first."""
    steps: tuple[Step, ...]
    """The days on which something happened."""

    @property
    def n(self) -> int:
        """Return how many are counted."""
        return len(self.durations)

    def after(self, day: int) -> Step:
        """Return how it stands at the end of a day."""
        before = [step for step in self.steps if step.day <= day]
        return before[-1] if before else Step(0, self.n, 0, Fraction(1), Fraction(0))

    def at_risk(self, day: int) -> int:
        """Return how many are still under way when a day begins."""
        return self.n - bisect_left(self.durations, day)

    def followed_to(self, day: int) -> bool:
        """Tell whether the share is known on a day: somebody was seen so long, or nobody is left."""
        return bool(self.durations) and (self.durations[-1] >= day or self.after(day).share == 0)

    @property
    def median(self) -> int | Undefined:
        """Return the first day at whose end it has happened for half of them or more."""
        return next((step.day for step in self.steps if step.share <= _HALF), self._never())

    @property
    def median_bounds(self) -> tuple[int | Undefined, int | Undefined]:
        """Return between which two days the median may well lie."""
        bounds = [(step.day, step.interval) for step in self.steps]
        told = [(day, found) for day, found in bounds if isinstance(found, Interval)]
        return (
            next((day for day, found in told if found.lower <= _HALF), self._never()),
            next((day for day, found in told if found.upper <= _HALF), self._never()),
        )

    def mean_within(self, horizon: int) -> tuple[Number, Number]:
        """Return the mean number of days up to a horizon, and its standard error.

        Undefined where nobody was followed so long while some are still under way.
        """
        if not self.followed_to(horizon):
            lack = Undefined(Reason.NOT_FOLLOWED if self.durations else Reason.NO_POINTS)
            return lack, lack
        steps = [step for step in self.steps if step.day <= horizon]
        days = [0, *(step.day for step in steps), horizon]
        shares = [Fraction(1), *(step.share for step in steps)]
        areas = [share * (until - since) for share, since, until in zip(shares, days[:-1], days[1:], strict=True)]
        variance, left = 0.0, Fraction(0)
        for step, area in zip(reversed(steps), reversed(areas), strict=False):
            left += area
            if step.at_risk > step.events:
                variance += float(left) ** 2 * step.events / (step.at_risk * (step.at_risk - step.events))
        return float(left + areas[0]), math.sqrt(variance)

    def _never(self) -> Undefined:
        """Say why half is not reached."""
        return Undefined(Reason.NOT_REACHED if self.durations else Reason.NO_POINTS)


@dataclass(frozen=True, slots=True)
class Shares(Generic[Ending]):
    """The shares that have ended in each way, and that which is still under way, day by day."""

    curve: Curve
    ended: Mapping[Ending, tuple[tuple[int, Fraction], ...]]
    """For each way to end the days on which somebody did, and the share that had by the end of the day."""

    def share(self, ending: Ending, day: int) -> Fraction:
        """Return the share that has ended in a way by the end of a day."""
        return max((share for on, share in self.ended[ending] if on <= day), default=Fraction(0))

    def open(self, day: int) -> Fraction:
        """Return the share that is still under way at the end of a day."""
        return self.curve.after(day).share


def kaplan_meier(durations: Sequence[int], events: Sequence[bool]) -> Curve:
    """Return the course of those that were seen for so many days, each up to its event or still under way.

    Raises ValueError for a duration below 0.
    """
    if any(duration < 0 for duration in durations):
        raise ValueError("Nothing takes less than no time.")
    steps: list[Step] = []
    share, spread = Fraction(1), Fraction(0)
    ordered = sorted(durations)
    happened = Counter(duration for duration, event in zip(durations, events, strict=True) if event)
    for day, ended in sorted(happened.items()):
        at_risk = len(ordered) - bisect_left(ordered, day)
        share *= 1 - Fraction(ended, at_risk)
        if at_risk > ended:
            spread += Fraction(ended, at_risk * (at_risk - ended))
        steps.append(Step(day, at_risk, ended, share, spread if share else None))
    return Curve(tuple(ordered), tuple(steps))


def aalen_johansen(
    durations: Sequence[int], endings: Sequence[Ending | None], ways: Iterable[Ending]
) -> Shares[Ending]:
    """Return the shares that ended in each of the ways; None is still under way.

    Counting each way by itself with the others as open would overstate all of them.
    """
    curve = kaplan_meier(durations, [ending is not None for ending in endings])
    ended: dict[Ending, list[tuple[int, Fraction]]] = {way: [] for way in ways}
    happened = Counter(zip(durations, endings, strict=True))
    before = Fraction(1)
    for step in curve.steps:
        for way, so_far in ended.items():
            if count := happened[step.day, way]:
                share = so_far[-1][1] if so_far else Fraction(0)
                so_far.append((step.day, share + before * Fraction(count, step.at_risk)))
        before = step.share
    return Shares(curve, {way: tuple(so_far) for way, so_far in ended.items()})
