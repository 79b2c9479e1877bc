"""What a team looked at and set in motion, in counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from samrum_kit.measure.values import Number, Reason, Undefined


@dataclass(frozen=True, slots=True)
class SystemMeasure:
    """A measure for the system: how many of the staff it is of use to, where that is known, and what it came from."""

    staff: float | None
    from_individual: bool


@dataclass(frozen=True, slots=True)
class StaffBenefiting:
    """How many of the staff measures are of use to; participations, not persons, and 0 is a number."""

    measures_with_number: int
    measures_without_number: int
    participations: float
    mean: Number
    median: Number


@dataclass(frozen=True, slots=True)
class TeamWork:
    """The counts of a period; one case in two meetings is two discussions."""

    meetings: int
    system_items: int
    individual_items: int
    individual_items_per_meeting: Number
    """Over all meetings that were held, those without an item too."""
    system_measures: int
    system_measures_from_individual: int
    individual_measures: int
    share_of_system_measures: Number
    staff: StaffBenefiting


def team_work(
    items: Sequence[tuple[int, int]], system_measures: Sequence[SystemMeasure], individual_measures: int
) -> TeamWork:
    """Return the counts of meetings, each given as its system items and its individual items, and of measures."""
    individual = sum(about_pupils for _about_system, about_pupils in items)
    measures = len(system_measures) + individual_measures
    nothing = Undefined(Reason.NO_POINTS)
    return TeamWork(
        meetings=len(items),
        system_items=sum(about_system for about_system, _about_pupils in items),
        individual_items=individual,
        individual_items_per_meeting=individual / len(items) if items else nothing,
        system_measures=len(system_measures),
        system_measures_from_individual=sum(measure.from_individual for measure in system_measures),
        individual_measures=individual_measures,
        share_of_system_measures=len(system_measures) / measures if measures else nothing,
        staff=staff_benefiting([measure.staff for measure in system_measures]),
    )


def staff_benefiting(numbers: Sequence[float | None]) -> StaffBenefiting:
    """Return how many of the staff measures are of use to; a measure without a number is counted apart."""
    told = [number for number in numbers if number is not None]
    nothing = Undefined(Reason.NO_POINTS)
    mean: Number = sum(told) / len(told) if told else nothing
    middle: Number = median(told) if told else nothing
    return StaffBenefiting(len(told), len(numbers) - len(told), sum(told), mean, middle)
