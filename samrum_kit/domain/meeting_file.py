"""A meeting with its cases and the school's other meetings, as it was known on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.notes import RequirementNote
from samrum_kit.domain.records import AgendaItem, Meeting, School
from samrum_kit.domain.vocabulary import CaseKind, Forum


@dataclass(frozen=True, slots=True)
class MeetingFile:
    """Everything about one meeting as it was known on a day: itself, its cases, and the school's other meetings."""

    record: MeetingRecord
    school: School
    as_of: date
    cases: Mapping[str, CaseFile] = field(default_factory=dict)
    others: tuple[MeetingRecord, ...] = ()
    """The school's other meetings, of every forum."""
    notes: tuple[RequirementNote, ...] = ()

    @property
    def meeting(self) -> Meeting:
        """Return the meeting itself."""
        return self.record.meeting

    @property
    def day(self) -> date | None:
        """Return the meeting's day."""
        return self.record.day

    def meetings_of(self, forum: Forum) -> tuple[MeetingRecord, ...]:
        """Return the school's other meetings of a forum."""
        return tuple(other for other in self.others if other.meeting.forum == forum)

    def items_about_pupils(self) -> tuple[AgendaItem, ...]:
        """Return the agenda items about a pupil's case."""
        return self.items_about_cases(CaseKind.INDIVIDUAL)

    def items_about_cases(self, *kinds: CaseKind) -> tuple[AgendaItem, ...]:
        """Return the agenda items about cases of the given kinds."""
        return tuple(i for i in self.record.items if i.case_id and self.cases[i.case_id].case.kind in kinds)


def meeting_file(
    record: MeetingRecord,
    school: School,
    as_of: date,
    *,
    cases: Mapping[str, CaseFile],
    others: Iterable[MeetingRecord],
    notes: Iterable[RequirementNote] = (),
) -> MeetingFile:
    """Make the file of a meeting, cutting away what was not known on the day."""
    return MeetingFile(
        record=record.known_on(as_of),
        school=school,
        as_of=as_of,
        cases=dict(cases),
        others=tuple(other.known_on(as_of) for other in others),
        notes=tuple(note for note in notes if note.noted_on <= as_of),
    )
