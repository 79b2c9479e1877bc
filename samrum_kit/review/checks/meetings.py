"""Checks on a meeting: who takes part, who chairs, what was sent, written and agreed, what is followed up."""

from datetime import date

from samrum_kit.domain.meeting_file import MeetingFile
from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.vocabulary import ConsentKind, Forum, Role, SchoolType
from samrum_kit.review.findings import Outcome, documented, documented_by, documented_if, missing, not_relevant
from samrum_kit.review.registry import check


@check
def roles_present(file: MeetingFile, groups: tuple[tuple[Role, ...], ...]) -> Outcome:
    """Documented when somebody from each group of roles takes part."""
    found = [file.record.taking_part(*group) for group in groups]
    return documented_if(all(found), *(participant for group in found for participant in group))


@check
def fixed_roles_present(file: MeetingFile, primary: tuple[Role, ...], lower_secondary: tuple[Role, ...]) -> Outcome:
    """Documented when all fixed roles for the type of school take part; a combined school needs both sets."""
    wanted = {
        SchoolType.PRIMARY: primary,
        SchoolType.LOWER_SECONDARY: lower_secondary,
        SchoolType.COMBINED: (*primary, *lower_secondary),
    }.get(file.school.school_type)
    if wanted is None:
        return not_relevant()
    found = file.record.taking_part(*wanted)
    return documented_if({participant.role for participant in found} == set(wanted), *found)


@check
def chaired_by(file: MeetingFile, roles: tuple[Role, ...]) -> Outcome:
    """Documented when the meeting is chaired by one of the roles."""
    return documented_if(file.meeting.chair_role in roles, file.meeting)


@check
def agenda_sent(file: MeetingFile, in_advance: bool) -> Outcome:
    """Documented when the agenda was sent before the meeting's day, or (not in advance) no later than that day."""
    sent, day = file.meeting.agenda_sent_on, file.day
    in_time = sent is not None and day is not None and (sent < day or (sent == day and not in_advance))
    return documented_if(in_time, file.meeting)


@check
def minutes_written(file: MeetingFile) -> Outcome:
    """Documented when the minutes have been written."""
    return documented_if(file.meeting.minutes_written_on is not None, file.meeting)


@check
def actions_agreed(file: MeetingFile) -> Outcome:
    """Documented when the meeting agreed at least one action."""
    return documented_by(*file.record.actions)


@check
def actions_have_owner_and_day(file: MeetingFile) -> Outcome:
    """Documented when there are actions and each has an owner and a day, also those cancelled since."""
    actions = file.record.actions
    lacking = [action for action in actions if action.owner_role is None or action.due_on is None]
    return documented(*actions) if actions and not lacking else missing(*lacking)


@check
def parents_accepted_referral(file: MeetingFile) -> Outcome:
    """Documented when the parents' acceptance of the referral is in force on the day that PPR takes part."""
    if not file.record.taking_part(Role.PPR):
        return not_relevant()
    case = file.cases.get(file.meeting.case_id or "")
    if case is None or file.day is None:
        return missing(file.meeting)
    accepted = case.consents_in_force(ConsentKind.PPR_REFERRAL, on=file.day)
    given = tuple(c for c in case.consents if c.kind is ConsentKind.PPR_REFERRAL)
    return documented(*accepted) if accepted else missing(*given)


@check
def pupil_heard(file: MeetingFile) -> Outcome:
    """Documented when the pupil takes part, or a started plan of the case holds the child's voice."""
    pupils = file.record.taking_part(Role.PUPIL)
    case = file.cases.get(file.meeting.case_id or "")
    heard = [plan for plan in case.started_plans() if plan.child_voice] if case else []
    return documented_by(*pupils, *heard)


@check
def coordinated_later(file: MeetingFile) -> Outcome:
    """Documented when a later SamRum meeting of the school, held or planned, takes up the case."""
    if not file.record.actions:
        return not_relevant()
    case_id, day = file.meeting.case_id, file.day
    if case_id is None or day is None:
        return missing(*file.record.actions)
    later = [m for m in file.meetings_of(Forum.SAMRUM) if _after(m.day, day) and m.items_about(case_id)]
    if not later:
        return missing(*file.record.actions)
    return documented(*(record for m in later for record in (m.meeting, *m.items_about(case_id))))


@check
def dialogues_followed_up(file: MeetingFile) -> Outcome:
    """Documented when each dialogue meeting since the last SamRum meeting has an agenda item about its case."""
    waiting = dialogues_to_coordinate(file, before=file.day)
    if not waiting:
        return not_relevant()
    answered = [(d, file.record.items_about(d.meeting.case_id or "")) for d in waiting]
    lacking = [dialogue.meeting for dialogue, items in answered if not items or file.day is None]
    return missing(*lacking) if lacking else documented(*(r for d, items in answered for r in (d.meeting, *items)))


def dialogues_to_coordinate(file: MeetingFile, before: date | None) -> tuple[MeetingRecord, ...]:
    """Return the held dialogue meetings with actions that no SamRum meeting has followed before a day.

    No day means that the meeting still lies ahead: everything held so far counts.
    """
    samrum_days = [m.meeting.held_on for m in file.meetings_of(Forum.SAMRUM) if m.held_before(before)]
    return tuple(
        d
        for d in file.meetings_of(Forum.DIALOGUE)
        if d.held_before(before) and d.actions and not any(_after(day, d.meeting.held_on) for day in samrum_days)
    )


def _after(day: date | None, other: date | None) -> bool:
    """Tell whether one known day lies after another."""
    return day is not None and other is not None and day > other


@check
def open_actions_carried_over(file: MeetingFile) -> Outcome:
    """Documented when each action left open by an earlier meeting of the forum has its agenda item here."""
    still_open = [a for m in file.meetings_of(file.meeting.forum) for a in m.actions_open_on(file.day)]
    if not still_open:
        return not_relevant()
    carried = {item.carried_from for item in file.record.items}
    discussed = {item.case_id for item in file.record.items if item.case_id}
    lacking = [action for action in still_open if action.action_id not in carried and action.case_id not in discussed]
    if lacking or file.day is None:
        return missing(*(lacking or still_open))
    open_cases = {a.case_id for a in still_open if a.case_id}
    named = {a.action_id for a in still_open}
    items = [i for i in file.record.items if i.carried_from in named or i.case_id in open_cases]
    return documented(*still_open, *items)
