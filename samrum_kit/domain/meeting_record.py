"""A meeting by itself, with its list, agenda and agreements, as it was known on a day."""

from dataclasses import dataclass, replace
from datetime import date

from samrum_kit.domain.knowledge import all_known_on, known_on
from samrum_kit.domain.records import Action, AgendaItem, Meeting, Participant
from samrum_kit.domain.vocabulary import ActionStatus, Role


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """A meeting, who was on its list, its agenda items and what was agreed."""

    meeting: Meeting
    participants: tuple[Participant, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    actions: tuple[Action, ...] = ()

    def known_on(self, as_of: date) -> "MeetingRecord":
        """Return the meeting as it was known on a day; one that was held later stands as planned."""
        meeting = known_on(self.meeting, as_of) or self.meeting
        return replace(
            self,
            meeting=meeting,
            items=tuple(_item_known_on(item, self.meeting, as_of) for item in self.items),
            actions=all_known_on(self.actions, as_of),
        )

    @property
    def is_held(self) -> bool:
        """Tell whether the meeting has been held."""
        return self.meeting.held_on is not None

    @property
    def day(self) -> date | None:
        """Return the day it was held, or the planned day while it is not held."""
        return self.meeting.held_on or self.meeting.planned_on

    def taking_part(self, *roles: Role) -> tuple[Participant, ...]:
        """Return who took part in one of the roles; while it is not held, whoever stands on its list."""
        return tuple(p for p in self.participants if p.role in roles and (p.present or not self.is_held))

    def items_about(self, case_id: str) -> tuple[AgendaItem, ...]:
        """Return the agenda items about a case."""
        return tuple(item for item in self.items if item.case_id == case_id)

    def agreements_about(self, case_id: str) -> "MeetingRecord":
        """Return the meeting with what it agreed about a case, and nothing of what stood on its agenda."""
        return replace(self, items=(), actions=tuple(action for action in self.actions if action.case_id == case_id))

    def is_about(self, case_id: str) -> bool:
        """Tell whether the meeting or one of its agenda items names the case."""
        return self.meeting.case_id == case_id or bool(self.items_about(case_id))

    def case_ids(self) -> tuple[str, ...]:
        """Return the cases that the meeting, its items and its actions name, each once, in order."""
        named = (self.meeting.case_id, *(i.case_id for i in self.items), *(a.case_id for a in self.actions))
        return tuple(dict.fromkeys(case_id for case_id in named if case_id))

    def held_before(self, day: date | None) -> bool:
        """Tell whether it was held before a day; no day means that all held meetings lie before it."""
        return self.meeting.held_on is not None and (day is None or self.meeting.held_on < day)

    def actions_open_on(self, day: date | None) -> tuple[Action, ...]:
        """Return the actions that were open on a later day (or are open now, without a day)."""
        return tuple(a for a in self.actions if self.held_before(day) and is_open_on(a, day))


def _item_known_on(item: AgendaItem, meeting: Meeting, as_of: date) -> AgendaItem:
    """Return an agenda item without what the meeting, or its minutes, added to it only after a day."""
    later: dict[str, None] = {}
    if meeting.minutes_written_on is not None and meeting.minutes_written_on > as_of:
        later |= {"minutes": None}
    if meeting.held_on is not None and meeting.held_on > as_of:
        later |= {"minutes": None, "discussed": None, "outcome": None}
    return item.model_copy(update=later) if later else item


def is_open_on(action: Action, day: date | None) -> bool:
    """Tell whether an action was neither done nor cancelled by a day."""
    if action.status is ActionStatus.DONE:
        return day is not None and action.done_on is not None and action.done_on > day
    return action.status is ActionStatus.OPEN
