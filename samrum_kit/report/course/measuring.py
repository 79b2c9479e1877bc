"""Measurements in numbers alone: phase by phase, first and last, and how many are missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.records import Goal, Observation, Series
from samrum_kit.domain.vocabulary import Scale
from samrum_kit.measure.single_case import Period


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


_LIMITS: dict[Scale, tuple[float | None, float | None]] = {
    Scale.COUNT: (0, None), Scale.MINUTES: (0, None), Scale.PERCENT: (0, 100),
}  # fmt: skip
"""What can't be less or more; the ends of a rating or a test are not on file."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A series with the goal it belongs to, and its phases in the order of their first day."""

    series: Series
    goal: Goal | None
    phases: tuple[Phase, ...]

    @property
    def periods(self) -> tuple[Period, ...]:
        """Return the phases as they are calculated with."""
        return tuple(
            Period(phase.name, tuple(one.observed_on for one in phase.observations),
                   tuple(one.value for one in phase.observations))
            for phase in self.phases
        )  # fmt: skip

    @property
    def limits(self) -> tuple[float | None, float | None]:
        """Return the two ends of the scale, where what is measured has any for certain."""
        return _LIMITS.get(self.series.scale, (None, None))


def measured(file: CaseFile) -> tuple[Measured, ...]:
    """Return the series of a case, each with what was measured by the file's day."""
    return tuple(
        Measured(series, next((g for g in file.goals if g.goal_id == series.goal_id), None), _phases(file, series))
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
