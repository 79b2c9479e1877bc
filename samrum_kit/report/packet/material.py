"""What the papers of a meeting are made from."""

from dataclasses import dataclass
from datetime import time
from functools import cached_property
from math import ceil

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.school_file import SchoolFile
from samrum_kit.domain.vocabulary import Role
from samrum_kit.locale import format_day
from samrum_kit.models import CollaborationModel
from samrum_kit.report.look import OWN_LOOK, Look
from samrum_kit.report.packet.sharing import Sharing
from samrum_kit.review.preparation import MeetingAnalysis


@dataclass(frozen=True)
class Material:
    """A meeting's analysis, the school as it was known on the meeting's day, and the model of both."""

    analysis: MeetingAnalysis
    school: SchoolFile
    model: CollaborationModel
    at: time | None = None
    """When the meeting begins, where that is known."""
    look: Look = OWN_LOOK

    @cached_property
    def sharing(self) -> Sharing:
        """Return what may be sent out."""
        return Sharing(self.analysis)

    @property
    def place(self) -> str:
        """Return forum, school and day as file names hold them."""
        analysis = self.analysis
        return f"{analysis.forum}-{analysis.school}-{analysis.on.isoformat()}"

    def title(self, kind: str) -> str:
        """Return the title of a paper: its kind, the forum, the school's id and the day."""
        return " · ".join((kind, self.analysis.forum_name, self.analysis.school, format_day(self.analysis.on)))

    @property
    def cases(self) -> tuple[CaseFile, ...]:
        """Return the cases on the agenda, each once, in its order."""
        known = self.school.cases
        return tuple(known[case_id] for case_id in self.analysis.agenda.case_ids if case_id in known)

    @property
    def minutes(self) -> int:
        """Return how long the meeting takes: the minutes of its items, or the template's where it has none."""
        entries = self.analysis.agenda.entries
        return ceil(sum(entry.minutes for entry in entries) or self.analysis.agenda.minutes)

    @property
    def record(self) -> MeetingRecord | None:
        """Return the meeting as it is recorded, or nothing while it is only proposed."""
        recorded = (m for m in self.school.meetings if m.meeting.meeting_id == self.analysis.meeting)
        return next(recorded, None)

    @property
    def fixed_roles(self) -> tuple[Role, ...]:
        """Return the permanent roles at this type of school."""
        return tuple(attended.role for attended in self.analysis.attendance.roles)

    @property
    def invited_roles(self) -> tuple[Role, ...]:
        """Return the roles whose turn it is at this meeting, and those on its list that aren't permanent."""
        turns = [turn.role for turn in self.analysis.rota.turns if turn.meeting == 0]
        listed = [person.role for person in self.record.participants] if self.record else []
        return tuple(role for role in dict.fromkeys((*turns, *listed)) if role not in self.fixed_roles)

    @property
    def roles_with_a_case(self) -> tuple[Role, ...]:
        """Return the roles that come when their case is taken up, but for those that are invited anyhow."""
        others = (*self.fixed_roles, *self.invited_roles)
        return tuple(turn.role for turn in self.analysis.rota.turns if turn.meeting is None and turn.role not in others)

    @property
    def roles(self) -> tuple[Role, ...]:
        """Return every role that may be there, each once."""
        return (*self.fixed_roles, *self.invited_roles, *self.roles_with_a_case)
