"""What could be taken up at the meeting, each with the reasons for it: agreements, days, concerns, open cases."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.records import AgendaItem, Case
from samrum_kit.domain.vocabulary import AgendaPart, CaseKind, ItemOutcome, Role
from samrum_kit.review.findings import Evidence
from samrum_kit.review.preparation.carried import own_open
from samrum_kit.review.preparation.due import due_reasons
from samrum_kit.review.preparation.occasion import Occasion
from samrum_kit.review.preparation.reasons import Reason, ReasonCode

FAMILY = frozenset({Role.PARENT, Role.PUPIL})
"""Those whose matter it is are heard; they are not asked to prepare an item."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to take up, with every reason for it, the most pressing kind first."""

    label: str
    """In the school's words, or the model's; shown, never exported."""
    part: AgendaPart
    reasons: tuple[Reason, ...]
    case_id: str | None = None
    prepared_by: Role | None = None

    @property
    def action_ids(self) -> tuple[str, ...]:
        """Return the open agreements that it takes up."""
        carried = (r.evidence for r in self.reasons if r.code is ReasonCode.CARRIED_ACTION)
        return tuple(evidence.id for evidence in carried if evidence)


@dataclass(frozen=True, slots=True)
class _Lead:
    """One reason to take something up, before all reasons for the same thing are gathered."""

    label: str
    part: AgendaPart
    reason: Reason
    prepared_by: Role | None = None

    @property
    def subject(self) -> tuple[str, str]:
        """Return what it is about: its case, or else the record that it stands on."""
        evidence = self.reason.evidence
        if self.reason.case_id is not None or evidence is None:
            return "cases", self.reason.case_id or ""
        return evidence.table, evidence.id


def topics(occasion: Occasion) -> tuple[Topic, ...]:
    """Return everything that could be taken up, in the order of kind of reason, day and id."""
    gathered: dict[tuple[str, str], list[_Lead]] = {}
    for lead in _leads(occasion):
        gathered.setdefault(lead.subject, []).append(lead)
    ordered = sorted(gathered.items(), key=lambda entry: (min(lead.reason.turn for lead in entry[1]), entry[0]))
    return tuple(_topic(leads) for _subject, leads in ordered)


def _topic(leads: list[_Lead]) -> Topic:
    """Join the reasons to take up one thing."""
    leads = sorted(leads, key=lambda lead: lead.reason.place)
    prepared_by = next((lead.prepared_by for lead in leads if lead.prepared_by not in (None, *FAMILY)), None)
    first = leads[0]
    return Topic(first.label, first.part, tuple(lead.reason for lead in leads), first.reason.case_id, prepared_by)


def _leads(occasion: Occasion) -> Iterator[_Lead]:
    """Yield every reason to take something up."""
    yield from _meeting_case(occasion)
    yield from _carried(occasion)
    for reason in due_reasons(occasion):
        yield _about_case(occasion, reason, _owner(occasion, reason))
    yield from _unreached_without_case(occasion)
    for file in occasion.open_cases():
        yield from _concerns(occasion, file)
        yield from _last_word(occasion, file)
        if file.case.kind is not CaseKind.INDIVIDUAL and occasion.discusses(file.case.kind):
            reason = Reason(ReasonCode.OPEN_COMMUNITY_CASE, file.case.first_concern_on, file.case.case_id,
                            Evidence.of(file.case))
            yield _about_case(occasion, reason)


def _about_case(occasion: Occasion, reason: Reason, prepared_by: Role | None = None) -> _Lead:
    """Say that a reason is about its case."""
    case_id = reason.case_id or ""
    return _Lead(occasion.names.title(case_id), part_of(occasion.names.cases.get(case_id)), reason, prepared_by)


def _owner(occasion: Occasion, reason: Reason) -> Role | None:
    """Return who owes what a dialogue meeting agreed; other things that are due belong to no single role."""
    if reason.code is not ReasonCode.DIALOGUE_TO_COORDINATE or reason.evidence is None:
        return None
    dialogues = (m for m in occasion.school.meetings if m.meeting.meeting_id == reason.evidence.id)
    return next((action.owner_role for m in dialogues for action in m.actions if action.owner_role), None)


def part_of(case: Case | None) -> AgendaPart:
    """Return the part of an agenda where a case belongs: a pupil's apart from what concerns the community."""
    return AgendaPart.INDIVIDUAL if case and case.kind is CaseKind.INDIVIDUAL else AgendaPart.SYSTEM


def _meeting_case(occasion: Occasion) -> Iterator[_Lead]:
    """Yield the case that a recorded meeting is about."""
    case_id = occasion.record.meeting.case_id
    if case_id is not None:
        reason = Reason(ReasonCode.MEETING_CASE, occasion.on, case_id, Evidence.of(occasion.record.meeting))
        yield _about_case(occasion, reason)


def _carried(occasion: Occasion) -> Iterator[_Lead]:
    """Yield each agreement that is open from the forum's earlier meetings; one without a case stands by itself."""
    asked_by = occasion.requirement("open_actions_carried_over")
    for action, _meeting in own_open(occasion):
        reason = Reason(ReasonCode.CARRIED_ACTION, action.due_on, action.case_id, Evidence.of(action), asked_by)
        if action.case_id is not None:
            yield _about_case(occasion, reason, action.owner_role)
        else:
            yield _Lead(action.text, AgendaPart.SYSTEM, reason, action.owner_role)


def _unreached_without_case(occasion: Occasion) -> Iterator[_Lead]:
    """Yield the items without a case that the last meeting did not reach."""
    last = occasion.last
    for item in last.items if last else ():
        if item.case_id is None and item.discussed is False and last:
            reason = Reason(ReasonCode.NOT_REACHED, last.meeting.held_on, None, Evidence.of(item))
            yield _Lead(item.topic, item.part, reason, item.prepared_by_role)


def _concerns(occasion: Occasion, file: CaseFile) -> Iterator[_Lead]:
    """Yield the concerns raised since the last meeting, or the case itself where it is new and none is written down."""
    new = [concern for concern in file.concerns if occasion.is_new(concern.raised_on)]
    for concern in new:
        reason = Reason(ReasonCode.NEW_CONCERN, concern.raised_on, file.case.case_id, Evidence.of(concern))
        yield _about_case(occasion, reason, concern.raised_by_role)
    if not new and occasion.is_new(file.case.first_concern_on):
        reason = Reason(
            ReasonCode.NEW_CONCERN, file.case.first_concern_on, file.case.case_id, Evidence.of(file.case)
        )
        yield _about_case(occasion, reason)


def _last_word(occasion: Occasion, file: CaseFile) -> Iterator[_Lead]:
    """Yield the case where the forum did not reach it, or decided to continue, when it last had it on the agenda."""
    found = _last_item(occasion.earlier, file.case.case_id)
    if found is None:
        return
    item, held_on = found
    if item.discussed is False:
        code = ReasonCode.NOT_REACHED
    elif item.outcome is ItemOutcome.CONTINUE:
        code = ReasonCode.CONTINUING
    else:
        return
    yield _about_case(occasion, Reason(code, held_on, file.case.case_id, Evidence.of(item)), item.prepared_by_role)


def _last_item(meetings: Iterable[MeetingRecord], case_id: str) -> tuple[AgendaItem, date | None] | None:
    """Return the newest item about a case, with its meeting's day; the last of several on one agenda."""
    found = [(item, m.meeting.held_on) for m in meetings
             for item in sorted(m.items_about(case_id), key=lambda item: (item.position, item.item_id))]
    return found[-1] if found else None
