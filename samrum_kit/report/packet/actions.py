"""Who owes what by when, and how it went: the open agreements by owner, and those done since the last meeting."""

from dataclasses import dataclass
from datetime import date

from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.records import Action
from samrum_kit.domain.vocabulary import ActionStatus, Forum, Role
from samrum_kit.locale import _
from samrum_kit.report.packet.material import Material
from samrum_kit.report.packet.sharing import Sharing
from samrum_kit.review.preparation.carried import OpenAction
from samrum_kit.review.preparation.occasion import case_of


@dataclass(frozen=True, slots=True)
class Owed:
    """An agreement as everybody may read it; its words are shared only where its case is named, or it has none."""

    text: str
    case_id: str | None
    """Its case, where that is discussed by name."""
    case: str
    due_on: date | None
    days_overdue: int
    forum: Forum
    agreed_on: date | None
    result: str | None
    done_on: date | None = None
    owner: Role | None = None


def open_agreements(material: Material) -> tuple[tuple[Role | None, tuple[Owed, ...]], ...]:
    """Return the open agreements by who owes them, the most pressing first; those that nobody owns come last."""
    carried = material.analysis.carried_over
    results = {action.action_id: action.result for meeting in material.school.meetings for action in meeting.actions}
    ordered = sorted((*carried.own, *carried.elsewhere), key=lambda a: (a.due_on or date.max, a.action_id))
    owners = sorted(dict.fromkeys(action.owner for action in ordered), key=lambda owner: owner is None)
    return tuple(
        (owner, tuple(_open(material.sharing, a, results.get(a.action_id)) for a in ordered if a.owner is owner))
        for owner in owners
    )


def done_agreements(material: Material) -> tuple[Owed, ...]:
    """Return what was done since the forum last met, of what its meetings had agreed, by the day it was done."""
    analysis = material.analysis
    since, on = analysis.since_last.last_held_on or analysis.on, analysis.on
    done = [
        (action.done_on, action.action_id, _done(material.sharing, action, meeting))
        for meeting in material.school.meetings_of(analysis.forum)
        if meeting.held_before(on)
        for action in meeting.actions
        if action.status is ActionStatus.DONE and action.done_on is not None and since < action.done_on <= on
    ]
    return tuple(owed for _day, _id, owed in sorted(done, key=lambda found: found[:2]))


def _open(sharing: Sharing, action: OpenAction, result: str | None) -> Owed:
    """Describe an open agreement."""
    case_id = sharing.case_of(action.action_id, action.case_id)
    shown = _may_be_read(sharing, case_id)
    in_brief = _("An agreement in a case without the name: its words stand in the brief of the case.")
    return Owed(
        text=sharing.words(action.text) if shown else in_brief if sharing.places(case_id) else _in_course(),
        case_id=case_id if shown else None,
        case=sharing.label(case_id) if case_id else "–",
        due_on=action.due_on,
        days_overdue=action.days_overdue,
        forum=action.forum,
        agreed_on=action.agreed_on,
        result=sharing.words(result) if shown and result else None,
        owner=action.owner,
    )


def _done(sharing: Sharing, action: Action, meeting: MeetingRecord) -> Owed:
    """Describe an agreement that was done; briefs hold the open ones alone."""
    own = case_of(action, meeting)
    case_id = sharing.case_of(action.action_id, own)
    shown = _may_be_read(sharing, case_id)
    withheld = _in_course() if own else _("An agreement that an item without the name follows up.")
    return Owed(
        text=sharing.words(action.text) if shown else withheld,
        case_id=case_id if shown else None,
        case=sharing.label(case_id) if case_id else "–",
        due_on=action.due_on,
        days_overdue=0,
        forum=meeting.meeting.forum,
        agreed_on=meeting.meeting.held_on,
        result=sharing.words(action.result) if shown and action.result else None,
        done_on=action.done_on,
        owner=action.owner_role,
    )


def _may_be_read(sharing: Sharing, case_id: str | None) -> bool:
    """Tell whether everybody may read what was agreed."""
    return case_id is None or case_id in sharing.named


def _in_course() -> str:
    """Say that the words of an agreement that not everybody may read stand in the course of its case."""
    return _("An agreement in a case without the name: its words stand in the course of the case.")
