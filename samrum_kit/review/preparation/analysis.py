"""The analysis of a coming meeting, part by part, from what is in the workspace and known on the meeting's day."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from samrum_kit.domain.school_file import SchoolFile
from samrum_kit.domain.vocabulary import Forum
from samrum_kit.models import CollaborationModel
from samrum_kit.review.preparation.agenda import Agenda
from samrum_kit.review.preparation.attendance import Attendance, attendance
from samrum_kit.review.preparation.balance import Balance, balance
from samrum_kit.review.preparation.carried import CarriedOver, carried_over
from samrum_kit.review.preparation.due import Due, due
from samrum_kit.review.preparation.gaps import Gaps, gaps
from samrum_kit.review.preparation.naming import Namings, namings
from samrum_kit.review.preparation.occasion import occasion_of
from samrum_kit.review.preparation.proposal import agenda, as_record
from samrum_kit.review.preparation.reasons import iso
from samrum_kit.review.preparation.rota import Rota, rota
from samrum_kit.review.preparation.shown import Shown
from samrum_kit.review.preparation.since import SinceLast, since_last


@dataclass(frozen=True)
class Heading(Shown):
    """Which meeting is prepared, whether it is recorded, and when the forum last met."""

    template: ClassVar[str] = "heading"
    forum_name: str
    school: str
    on: date
    meeting: str | None
    same_day: tuple[str, ...]
    last_held_on: date | None


@dataclass(frozen=True)
class MeetingAnalysis(Shown):
    """What a forum needs before it meets; each part shows itself, and the whole shows them all.

    It lists and reminds. It proposes what to talk about, never what to decide about a child.
    """

    template: ClassVar[str] = "meeting"
    model: str
    forum: Forum
    forum_name: str
    school: str
    on: date
    meeting: str | None
    """The meeting recorded for the day, or nothing while it is only proposed."""
    same_day: tuple[str, ...]
    agenda: Agenda
    carried_over: CarriedOver
    due: Due
    since_last: SinceLast
    gaps: Gaps
    anonymity: Namings
    balance: Balance
    attendance: Attendance
    rota: Rota

    @property
    def heading(self) -> Heading:
        """Return what stands above all parts."""
        return Heading(
            forum_name=self.forum_name,
            school=self.school,
            on=self.on,
            meeting=self.meeting,
            same_day=self.same_day,
            last_held_on=self.since_last.last_held_on,
            names=self.names,
        )

    @property
    def parts(self) -> tuple[Shown, ...]:
        """Return the parts in the order in which a meeting is prepared."""
        return (self.agenda, self.carried_over, self.due, self.anonymity, self.since_last, self.gaps, self.balance,
                self.attendance, self.rota)

    def to_text(self) -> str:
        """Return the analysis as plain text for a terminal."""
        from samrum_kit.review.preparation.text import analysis_text

        return analysis_text(self)

    def to_json(self) -> dict[str, Any]:
        """Return the analysis by ids, days, roles and codes; free text of the data stays out."""
        return {
            "schema": "samrum.meeting/1",
            "model": self.model,
            "forum": str(self.forum),
            "school": self.school,
            "on": iso(self.on),
            "meeting": self.meeting,
            "same_day": list(self.same_day),
            "agenda": self.agenda.to_json(),
            "carried_over": self.carried_over.to_json(),
            "due": self.due.to_json(),
            "since_last": self.since_last.to_json(),
            "gaps": self.gaps.to_json(),
            "anonymity": self.anonymity.to_json(),
            "balance": self.balance.to_json(),
            "attendance": self.attendance.to_json(),
            "rota": self.rota.to_json(),
        }


def prepare(school_file: SchoolFile, model: CollaborationModel, forum: Forum, on: date) -> MeetingAnalysis:
    """Return the analysis of a forum's meeting on a day, recorded or not, from what was known on that day.

    Raises UnknownName for a forum that the model doesn't have, UsageError for a school file of another day.
    """
    occasion = occasion_of(school_file, model, forum, on)
    proposed = agenda(occasion)
    on_agenda = [case_id for case_id in proposed.case_ids if case_id in occasion.school.cases]
    left_out = [entry.topic.case_id for entry in proposed.left_out if entry.topic.case_id in occasion.school.cases]
    return MeetingAnalysis(
        model=model.id,
        forum=occasion.forum,
        forum_name=occasion.rules.name,
        school=occasion.school.school.school_id,
        on=on,
        meeting=occasion.record.meeting.meeting_id if occasion.recorded else None,
        same_day=occasion.same_day,
        agenda=proposed,
        carried_over=carried_over(occasion, on_agenda),
        due=due(occasion),
        since_last=since_last(occasion, on_agenda),
        gaps=gaps(occasion, as_record(occasion, proposed), on_agenda),
        anonymity=namings(occasion, dict.fromkeys((*on_agenda, *(case_id for case_id in left_out if case_id)))),
        balance=balance(occasion),
        attendance=attendance(occasion),
        rota=rota(occasion),
        names=occasion.names,
    )
