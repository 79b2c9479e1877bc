"""What every part of a preparation looks at: the school, the forum's rules, the meeting's day and the last meeting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.days import school_year
from samrum_kit.domain.meeting_file import MeetingFile
from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.records import Action, Case, Meeting
from samrum_kit.domain.school_file import SchoolFile
from samrum_kit.domain.vocabulary import CaseKind, Forum, Role
from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.locale import _, format_day, language
from samrum_kit.models import CollaborationModel, Requirement
from samrum_kit.models.forums import ForumRules

ABOUT_ONE_CASE = frozenset({Forum.DIALOGUE, Forum.NETWORK, Forum.WORKING})
"""Forums that meet about one child, often with the family in the room: nothing of other cases belongs there."""


@dataclass(frozen=True, slots=True)
class Names:
    """What people call the cases, roles and requirements that a preparation names by id."""

    cases: Mapping[str, Case] = field(default_factory=dict)
    roles: Mapping[Role, str] = field(default_factory=dict)
    requirements: Mapping[str, Requirement] = field(default_factory=dict)

    def role(self, role: Role | None) -> str:
        """Return what a role is called in this municipality; no role gives an en dash."""
        return "–" if role is None else self.roles.get(role) or role.label(language())

    def kind(self, case_id: str) -> str:
        """Return whom a case is about: a pupil, a group, a class or the system."""
        case = self.cases.get(case_id)
        return case.kind.label(language()) if case else "–"

    def title(self, case_id: str) -> str:
        """Return the title that the school gave a case."""
        case = self.cases.get(case_id)
        return case.title if case else ""

    def rules(self, ids: Iterable[str]) -> tuple[Requirement, ...]:
        """Return requirements with their sources, each once, in the order given."""
        return tuple(self.requirements[name] for name in dict.fromkeys(ids))


@dataclass(frozen=True)
class Occasion:
    """A coming meeting of a forum at a school, recorded or proposed, with what was known on its day."""

    school: SchoolFile
    model: CollaborationModel
    rules: ForumRules
    on: date
    record: MeetingRecord
    recorded: bool
    same_day: tuple[str, ...]
    """Other meetings of the forum recorded for the day; each is prepared by itself."""
    names: Names

    @property
    def forum(self) -> Forum:
        """Return the forum."""
        return self.rules.id

    @cached_property
    def last(self) -> MeetingRecord | None:
        """Return the forum's last held meeting before this one."""
        return self.earlier[-1] if self.earlier else None

    @property
    def file(self) -> MeetingFile:
        """Return the file of the meeting as it stands."""
        return self.school.meeting_file(self.record)

    @cached_property
    def only_cases(self) -> frozenset[str] | None:
        """Return the cases that the meeting is confined to, or nothing where the forum takes up any case."""
        confined = self.recorded and self.forum in ABOUT_ONE_CASE
        return frozenset(self.record.case_ids()) if confined else None

    def takes_up(self, *case_ids: str | None) -> bool:
        """Tell whether any of the cases may be taken up at the meeting."""
        only = self.only_cases
        return only is None or not only.isdisjoint(case_ids)

    def discusses(self, kind: CaseKind) -> bool:
        """Tell whether the forum discusses cases of a kind; a model that says nothing leaves it open."""
        kinds = {known for discussion in self.rules.may_discuss for known in discussion.kinds}
        return not kinds or kind in kinds

    def open_cases(self) -> tuple[CaseFile, ...]:
        """Return the school's open cases that the meeting may take up, by the day of the first concern."""
        own = (file for file in self.school.open_cases() if file.case.school_id == self.school.school.school_id)
        return tuple(file for file in own if self.takes_up(file.case.case_id))

    @cached_property
    def earlier(self) -> tuple[MeetingRecord, ...]:
        """Return the forum's held meetings before this one, the earliest first; alone those about the same child."""
        held = (m for m in self.school.meetings_of(self.forum) if m.held_before(self.on))
        return tuple(m for m in held if self.takes_up(*m.case_ids()))

    @cached_property
    def this_school_year(self) -> tuple[MeetingRecord, ...]:
        """Return the forum's held meetings of the school year before this one, whatever cases they were about."""
        first, _last = school_year(self.on)
        held = (m for m in self.school.meetings_of(self.forum) if m.held_before(self.on))
        return tuple(m for m in held if m.meeting.held_on is not None and m.meeting.held_on >= first)

    def is_new(self, day: date | None) -> bool:
        """Tell whether a day lies after the forum's last meeting and no later than this one."""
        last = self.last.meeting.held_on if self.last else None
        return day is not None and day <= self.on and (last is None or day > last)

    def requirement(self, check: str) -> str | None:
        """Return the model's requirement with a check, first of all one at the forum's own gates."""
        asking = [r for r in self.model.requirements if r.check == check]
        own = [r for r in asking if r.gate in (self.rules.meeting_gate, *self.rules.case_gates)]
        return (own or asking)[0].id if asking else None


def occasion_of(school_file: SchoolFile, model: CollaborationModel, forum: Forum, on: date) -> Occasion:
    """Return the occasion of a meeting; the one recorded for the day, or else one that is being proposed.

    Raises UnknownName for a forum that the model doesn't have, UsageError for a school file of another day.
    """
    rules = model.forum(forum)
    if rules is None:
        raise UnknownName(_("The forum"), forum, {known.id for known in model.forums})
    if school_file.as_of != on:
        raise UsageError(
            _("A meeting is prepared from what is known on its day."),
            remedy=_("Open the school as of {day}.").format(day=format_day(on)),
            code="usage.day",
        )
    school = replace(school_file, meetings=tuple(m.known_on(on) for m in school_file.meetings))
    that_day = [m for m in school.meetings_of(rules.id) if m.day == on]
    proposed = MeetingRecord(
        Meeting(meeting_id=f"{rules.id}.{on}", forum=rules.id, school_id=school.school.school_id, planned_on=on)
    )
    return Occasion(
        school=school,
        model=model,
        rules=rules,
        on=on,
        record=that_day[0] if that_day else proposed,
        recorded=bool(that_day),
        same_day=tuple(m.meeting.meeting_id for m in that_day[1:]),
        names=Names(
            cases={case_id: file.case for case_id, file in school.cases.items()},
            roles=model.roles,
            requirements={requirement.id: requirement for requirement in model.requirements},
        ),
    )


def case_of(action: Action, meeting: MeetingRecord) -> str | None:
    """Return the case of an action: its own, or that of the meeting that agreed it."""
    return action.case_id or meeting.meeting.case_id
