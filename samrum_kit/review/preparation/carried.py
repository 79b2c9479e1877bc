"""What earlier meetings agreed and nobody has done yet: who owes it, by when, and about which case."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.records import Action
from samrum_kit.domain.vocabulary import Forum, Role
from samrum_kit.review.preparation.occasion import Occasion, case_of
from samrum_kit.review.preparation.reasons import iso
from samrum_kit.review.preparation.shown import Shown


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An agreement that is still open, owed by a role."""

    action_id: str
    meeting_id: str
    forum: Forum
    agreed_on: date | None
    """The day of the meeting."""
    case_id: str | None
    owner: Role | None
    due_on: date | None
    days_overdue: int
    text: str
    """In the school's words; shown, never exported."""

    def to_json(self) -> dict[str, Any]:
        """Return the agreement by ids, days and roles."""
        return {
            "action_id": self.action_id,
            "meeting_id": self.meeting_id,
            "forum": str(self.forum),
            "agreed_on": iso(self.agreed_on),
            "case_id": self.case_id,
            "owner_role": self.owner and str(self.owner),
            "due_on": iso(self.due_on),
            "days_overdue": self.days_overdue,
        }


@dataclass(frozen=True)
class CarriedOver(Shown):
    """Open agreements of the forum's earlier meetings, and apart from them those of other forums on the same cases."""

    template: ClassVar[str] = "carried"
    own: tuple[OpenAction, ...]
    elsewhere: tuple[OpenAction, ...]

    def to_json(self) -> dict[str, Any]:
        """Return both lists."""
        return {
            "own": [action.to_json() for action in self.own],
            "elsewhere": [action.to_json() for action in self.elsewhere],
        }


def carried_over(occasion: Occasion, case_ids: Collection[str]) -> CarriedOver:
    """Return what is open from earlier meetings of the forum, and what other forums agreed about the given cases."""
    elsewhere = ((action, meeting) for action, meeting in _elsewhere(occasion) if case_of(action, meeting) in case_ids)
    return CarriedOver(
        own=_described(own_open(occasion), occasion.on),
        elsewhere=_described(elsewhere, occasion.on),
        names=occasion.names,
    )


def own_open(occasion: Occasion) -> Iterator[tuple[Action, MeetingRecord]]:
    """Yield the open agreements of the forum's earlier meetings that belong at this one, each with its meeting."""
    for meeting in occasion.earlier:
        for action in meeting.actions_open_on(occasion.on):
            if occasion.takes_up(case_of(action, meeting)):
                yield action, meeting


def _elsewhere(occasion: Occasion) -> Iterator[tuple[Action, MeetingRecord]]:
    """Yield the open agreements of other forums' meetings."""
    for meeting in occasion.school.meetings:
        if meeting.meeting.forum is not occasion.forum:
            yield from ((action, meeting) for action in meeting.actions_open_on(occasion.on))


def _described(pairs: Iterable[tuple[Action, MeetingRecord]], on: date) -> tuple[OpenAction, ...]:
    """Describe agreements in the order of their due days; those without one come last."""
    described = (_open_action(action, meeting, on) for action, meeting in pairs)
    return tuple(sorted(described, key=lambda action: (action.due_on or date.max, action.action_id)))


def _open_action(action: Action, meeting: MeetingRecord, on: date) -> OpenAction:
    """Describe an open agreement of a held meeting."""
    due = action.due_on
    return OpenAction(
        action_id=action.action_id,
        meeting_id=meeting.meeting.meeting_id,
        forum=meeting.meeting.forum,
        agreed_on=meeting.meeting.held_on,
        case_id=case_of(action, meeting),
        owner=action.owner_role,
        due_on=due,
        days_overdue=max((on - due).days, 0) if due else 0,
        text=action.text,
    )
