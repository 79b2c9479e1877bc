"""What every figure is counted from: a file, the model that asks, the period, and the forums it is about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.records import Measure
from samrum_kit.domain.vocabulary import Forum
from samrum_kit.figures.scope import Period
from samrum_kit.figures.service import ServiceFile
from samrum_kit.measure.school_days import SchoolDays
from samrum_kit.models import CollaborationModel


@dataclass(frozen=True)
class Basis:
    """A question about schools in a period."""

    file: ServiceFile
    model: CollaborationModel
    period: Period
    calendar: SchoolDays | None = None
    """The school days of the municipality; without it calendar days are counted, and the figure says so."""
    forum: Forum | None = None
    """The only forum that is asked about; otherwise all that the model has."""

    @property
    def forums(self) -> tuple[Forum, ...]:
        """Return the forums that are asked about, in the model's order."""
        return (self.forum,) if self.forum is not None else tuple(rules.id for rules in self.model.forums)

    def held(self, forum: Forum) -> tuple[MeetingRecord, ...]:
        """Return the meetings of a forum that were held in the period, the earliest first."""
        return tuple(record for record in self.file.held(forum) if self.period.holds(record.meeting.held_on))

    def met(self) -> Iterator[tuple[Forum, str, tuple[MeetingRecord, ...]]]:
        """Yield each forum that met in the period, with its name in the model and its meetings."""
        for forum in self.forums:
            if held := self.held(forum):
                yield forum, self.name(forum), held

    def name(self, forum: Forum) -> str:
        """Return what the model calls a forum."""
        rules = next((rules for rules in self.model.forums if rules.id is forum), None)
        return rules.name if rules is not None else forum.label(self.model.lang)

    def told(self, label: str) -> str:
        """Return the label of a part without the forum's name where no other forum is asked about."""
        return label if self.forum is None else label.removeprefix(f"{self.name(self.forum)}: ")

    @cached_property
    def started(self) -> tuple[Measure, ...]:
        """Return the measures that started in the period."""
        return tuple(measure for measure in self.file.measures if self.period.holds(measure.starts_on))

    @cached_property
    def cases_of_measures(self) -> Mapping[str, str]:
        """Return the case of each measure that has one, its own or its plan's."""
        return {one.measure_id: case for one in self.file.measures if (case := self.file.case_of(one))}
