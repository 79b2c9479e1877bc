"""A series as it was measured: phase by phase, with the goal it belongs to and the ends of its scale."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.records import Goal, Observation, Series
from samrum_kit.domain.vocabulary import Scale
from samrum_kit.measure.school_days import Closure, SchoolDays
from samrum_kit.measure.single_case import NO_LIMITS, Comparison, Limits, Period, compare, comparisons

_LIMITS: dict[Scale, Limits] = {Scale.COUNT: (0, None), Scale.MINUTES: (0, None), Scale.PERCENT: (0, 100)}
"""What can't be less or more."""
_ENDS = re.compile(r"(?<![\d,.])(\d{1,3})\s*(?:[-–—]|til|to)\s*(\d{1,3})(?![\d,.])", re.IGNORECASE)
"""The ends of a rating as its unit tells them, such as `1-10` or `1 til 5`."""


@dataclass(frozen=True, slots=True)
class Phase:
    """The measurements of one phase, the earliest first."""

    name: str
    observations: tuple[Observation, ...]

    @property
    def taken(self) -> tuple[Observation, ...]:
        """Return the measurements that have a value."""
        return tuple(one for one in self.observations if one.value is not None)

    @property
    def missing(self) -> int:
        """Return how many measurements have a day and no value."""
        return len(self.observations) - len(self.taken)


@dataclass(frozen=True, slots=True)
class Measured:
    """A series with the goal it belongs to, its phases in the order of their first day, and the school calendar."""

    series: Series
    goal: Goal | None
    phases: tuple[Phase, ...]
    calendar: SchoolDays | None = None

    @property
    def periods(self) -> tuple[Period, ...]:
        """Return the phases as they are calculated with."""
        return tuple(
            Period(phase.name, tuple(one.observed_on for one in phase.observations),
                   tuple(one.value for one in phase.observations))
            for phase in self.phases
        )  # fmt: skip

    @property
    def limits(self) -> Limits:
        """Return the two ends of the scale: those that its kind has, or those that the unit of a rating tells.

        A rating with a value beyond the ends that are told has none: they are something else.
        """
        if self.series.scale is not Scale.RATING:
            return _LIMITS.get(self.series.scale, NO_LIMITS)
        told = _ENDS.search(self.series.unit)
        if told is None:
            return NO_LIMITS
        low, high = float(told[1]), float(told[2])
        values = (*(value for period in self.periods for value in period.taken), self.series.goal_value)
        fits = low < high and all(low <= value <= high for value in values if value is not None)
        return (low, high) if fits else NO_LIMITS

    @property
    def holidays(self) -> tuple[Closure, ...]:
        """Return the holidays that the calendar names."""
        return tuple(one for one in self.calendar.closures if one.is_holiday) if self.calendar else ()

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Return the phases beside each other."""
        return comparisons(self.periods, self.series.improvement, self.limits, self.calendar)

    @property
    def newest(self) -> Comparison | None:
        """Return the last phase beside the one before it; none where there is a single phase."""
        if len(self.phases) < 2:
            return None
        *_others, before, last = self.periods
        return compare(before, last, self.series.improvement, limits=self.limits, calendar=self.calendar)


def measured(file: CaseFile, calendar: SchoolDays | None = None) -> tuple[Measured, ...]:
    """Return the series of a case, each with what was measured by the file's day; one without a measurement too."""
    goals = {goal.goal_id: goal for goal in file.goals}
    return tuple(
        Measured(series, goals.get(series.goal_id or ""), _phases(file, series), calendar)
        for series in file.series
    )


def _phases(file: CaseFile, series: Series) -> tuple[Phase, ...]:
    """Return the phases of a series."""
    found = sorted((o for o in file.observations if o.series_id == series.series_id), key=lambda o: o.observed_on)
    runs = [(name, tuple(run)) for name, run in groupby(found, key=lambda one: one.phase)]
    return tuple(Phase(_numbered(name, runs[:place]), run) for place, (name, run) in enumerate(runs))


def _numbered(name: str, before: Sequence[tuple[str, object]]) -> str:
    """Return the name of a phase; one that comes again is another phase, and has a number."""
    times = sum(earlier == name for earlier, _run in before)
    return f"{name} ({times + 1})" if times else name
