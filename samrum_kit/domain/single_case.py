"""A case by itself: its meetings without what they hold about anything else, and the people on their lists by role."""

from collections.abc import Collection
from dataclasses import replace

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.records import AgendaItem, Participant


def by_itself(file: CaseFile) -> CaseFile:
    """Return a case file whose meetings hold the items and agreements about this case alone, and roles for persons.

    What is left out of the meetings is counted in `left_out`. In a meeting that is about this very case, items and
    agreements that name no case are about it too.
    """
    about = tuple(_about(file.case.case_id, meeting) for meeting in file.meetings)
    left_out = sum(_entries(was) - _entries(kept) for was, kept in zip(file.meetings, about, strict=True))
    own_actions = {action.action_id for meeting in about for action in meeting.actions}
    meetings = tuple(replace(m, items=tuple(_item(item, own_actions) for item in m.items)) for m in about)
    elsewhere = tuple(_about(file.case.case_id, meeting) for meeting in file.agreed_elsewhere)
    return replace(file, meetings=meetings, agreed_elsewhere=elsewhere, left_out=file.left_out + left_out)


def _about(case_id: str, record: MeetingRecord) -> MeetingRecord:
    """Return a meeting with what it holds about a case."""
    its_own = record.meeting.case_id == case_id
    concerned = {case_id, None} if its_own else {case_id}
    return MeetingRecord(
        meeting=record.meeting if its_own else record.meeting.model_copy(update={"case_id": None}),
        participants=_roles(record.participants),
        items=tuple(item for item in record.items if item.case_id in concerned),
        actions=tuple(action for action in record.actions if action.case_id in concerned),
    )


def _item(item: AgendaItem, own_actions: Collection[str]) -> AgendaItem:
    """Return an agenda item; one that follows up an agreement about something else doesn't name that agreement."""
    return item if item.carried_from in {None, *own_actions} else item.model_copy(update={"carried_from": None})


def _roles(participants: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Return each role once, present where anybody in it is; the codes of persons are gone."""
    present: dict[Participant, bool] = {}
    for one in participants:
        unnamed = one.model_copy(update={"person": "", "present": False})
        present[unnamed] = present.get(unnamed, False) or one.present
    return tuple(one.model_copy(update={"present": was}) for one, was in present.items())


def _entries(record: MeetingRecord) -> int:
    """Return how many agenda items and agreements a meeting holds."""
    return len(record.items) + len(record.actions)
