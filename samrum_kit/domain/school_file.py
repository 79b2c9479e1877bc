"""A whole school as it was known on a day: what the preparation of a meeting reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.meeting_file import MeetingFile, meeting_file
from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.notes import RequirementNote
from samrum_kit.domain.records import School
from samrum_kit.domain.vocabulary import Forum


@dataclass(frozen=True, slots=True)
class SchoolFile:
    """A school with the files of all its cases and the records of all its meetings."""

    school: School
    as_of: date
    cases: Mapping[str, CaseFile] = field(default_factory=dict)
    meetings: tuple[MeetingRecord, ...] = ()
    notes: tuple[RequirementNote, ...] = ()

    def open_cases(self) -> tuple[CaseFile, ...]:
        """Return the cases that are known and not closed, by the day of the first concern."""
        known = (c for c in self.cases.values() if c.case.first_concern_on <= self.as_of and c.case.closed_on is None)
        return tuple(sorted(known, key=lambda c: (c.case.first_concern_on, c.case.case_id)))

    def meetings_of(self, forum: Forum) -> tuple[MeetingRecord, ...]:
        """Return the meetings of a forum that have a day, the earliest first."""
        dated = [(m.day, m.meeting.meeting_id, m) for m in self.meetings if m.meeting.forum == forum and m.day]
        return tuple(meeting for _, _, meeting in sorted(dated, key=lambda entry: entry[:2]))

    def last_held(self, forum: Forum, before: date) -> MeetingRecord | None:
        """Return the forum's last meeting that was held before a day."""
        held = [m for m in self.meetings_of(forum) if m.held_before(before)]
        return held[-1] if held else None

    def meeting_file(self, record: MeetingRecord) -> MeetingFile:
        """Return the file of one of the school's meetings, or of one that is being planned."""
        return meeting_file(
            record,
            self.school,
            self.as_of,
            cases=self.cases,
            others=(m for m in self.meetings if m.meeting.meeting_id != record.meeting.meeting_id),
            notes=(n for n in self.notes if n.subject_id == record.meeting.meeting_id),
        )
