"""The ressursteam's own figures: what it looked at, what it set in motion, and how long cases take.

Source: Bærum's guide for ressursteam, ch. 3, in the readings of the contract.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.records import AgendaItem, Measure
from samrum_kit.domain.vocabulary import AgendaPart, CaseKind, Forum, Target
from samrum_kit.figures.scope import Period
from samrum_kit.figures.service import ServiceFile
from samrum_kit.figures.waiting import HORIZON_DAYS, Ending, Waiting, waiting
from samrum_kit.measure.team_work import SystemMeasure, TeamWork, team_work
from samrum_kit.measure.values import number_or_none


@dataclass(frozen=True, slots=True)
class RessursteamFigures:
    """The figures of a period, with what is counted in each."""

    meetings: tuple[MeetingRecord, ...]
    """The meetings that were held."""
    system_items: tuple[AgendaItem, ...]
    individual_items: tuple[AgendaItem, ...]
    system_measures: tuple[Measure, ...]
    from_individual: tuple[Measure, ...]
    """Those of the system measures that came from a pupil's case."""
    individual_measures: tuple[Measure, ...]
    work: TeamWork
    time: Waiting

    def to_json(self) -> dict[str, Any]:
        """Return the figures as the contract writes them; null where a number is undefined."""
        work = self.work
        return {
            "meetings_held": work.meetings,
            "system_items_discussed": work.system_items,
            "system_measures_started": work.system_measures,
            "staff_benefiting": {
                "measures_with_number": work.staff.measures_with_number,
                "participations": whole(work.staff.participations),
                "median": whole(number_or_none(work.staff.median)),
            },
            "individual_items_discussed": work.individual_items,
            "individual_items_per_meeting": number_or_none(work.individual_items_per_meeting),
            "system_measures_from_individual": work.system_measures_from_individual,
            "individual_measures_started": work.individual_measures,
            "time_from_concern": {
                "cases": len(self.time.cases),
                "closed": len(self.time.ended_as(Ending.CLOSED)),
                "referred": len(self.time.ended_as(Ending.REFERRED)),
                "open": len(self.time.ended_as(None)),
                "median_days": number_or_none(self.time.median_days),
                "horizon_days": HORIZON_DAYS,
                "mean_days_within_horizon": number_or_none(self.time.mean_days),
                "share_closed": number_or_none(self.time.share(Ending.CLOSED)),
                "share_referred": number_or_none(self.time.share(Ending.REFERRED)),
                "share_open": number_or_none(self.time.share(None)),
            },
        }


def ressursteam_figures(file: ServiceFile, period: Period) -> RessursteamFigures:
    """Count what a ressursteam did in a period.

    Items count when they were discussed at a meeting that was held; measures by their start, when a meeting of the team
    that was held decided them.
    """
    every = file.held(Forum.RESSURSTEAM)
    meetings = tuple(record for record in every if period.holds(record.meeting.held_on))
    decided_by = {record.meeting.meeting_id for record in every}
    measures = [m for m in file.measures if m.meeting_id in decided_by and period.holds(m.starts_on)]
    system = tuple(measure for measure in measures if measure.target is Target.CONTEXT)
    from_individual = tuple(measure for measure in system if _of_a_pupil(file, measure))
    individual = tuple(measure for measure in measures if measure.target is Target.INDIVIDUAL)
    return RessursteamFigures(
        meetings=meetings,
        system_items=_discussed(meetings, AgendaPart.SYSTEM),
        individual_items=_discussed(meetings, AgendaPart.INDIVIDUAL),
        system_measures=system,
        from_individual=from_individual,
        individual_measures=individual,
        work=team_work(
            [(len(_discussed([m], AgendaPart.SYSTEM)), len(_discussed([m], AgendaPart.INDIVIDUAL))) for m in meetings],
            [SystemMeasure(measure.staff_benefiting, _of_a_pupil(file, measure)) for measure in system],
            len(individual),
        ),
        time=waiting(file.cases, period),
    )


def whole(number: float | None) -> float | None:
    """Return a number of things as the whole number that it is."""
    return int(number) if number is not None and number == int(number) else number


def _discussed(meetings: Sequence[MeetingRecord], part: AgendaPart) -> tuple[AgendaItem, ...]:
    """Return the items of a part that were discussed."""
    return tuple(item for record in meetings for item in record.items if item.part is part and item.discussed)


def _of_a_pupil(file: ServiceFile, measure: Measure) -> bool:
    """Tell whether a measure names the case of a pupil."""
    case = file.every_case.get(measure.case_id or "")
    return case is not None and case.kind is CaseKind.INDIVIDUAL
