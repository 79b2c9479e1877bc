"""Measurements in numbers alone: phase by phase, first and last, and how many are missing."""

from dataclasses import dataclass

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.records import Goal, Observation, Series


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
    """A series with the goal it belongs to, and its phases in the order of their first day."""

    series: Series
    goal: Goal | None
    phases: tuple[Phase, ...]


def measured(file: CaseFile) -> tuple[Measured, ...]:
    """Return the series of a case, each with what was measured by the file's day."""
    return tuple(
        Measured(series, next((g for g in file.goals if g.goal_id == series.goal_id), None), _phases(file, series))
        for series in file.series
    )


def _phases(file: CaseFile, series: Series) -> tuple[Phase, ...]:
    """Return the phases of a series."""
    found = sorted((o for o in file.observations if o.series_id == series.series_id), key=lambda o: o.observed_on)
    names = dict.fromkeys(one.phase for one in found)
    return tuple(Phase(name, tuple(one for one in found if one.phase == name)) for name in names)
