"""How forums keep to their form: what is on paper, who comes again, how long it takes to meet, and what they look at.

Source: the questions of the status of Trivselsforum and SSP (2009).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby

from samrum_kit.domain.case_file import is_in_force
from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.records import AgendaItem, Consent, Meeting
from samrum_kit.domain.vocabulary import AgendaPart, Anonymity, CaseKind, ConsentKind, Forum, Role
from samrum_kit.figures.basis import Basis
from samrum_kit.figures.cells import (
    Part,
    cases_of,
    count_of,
    count_of_meetings,
    median_of,
    mix_parts,
    share_of_meetings,
    units_of,
)  # fmt: skip
from samrum_kit.figures.table import Cell, Kind
from samrum_kit.locale import _, language
from samrum_kit.measure.durations import Duration
from samrum_kit.measure.meetings import AD_HOC_DAYS, Continuity, continuity
from samrum_kit.measure.values import Number, Reason, Undefined
from samrum_kit.review.checks.agenda import OWN_STAFF

MINUTES_DUE = timedelta(days=14)
"""So long after a meeting nobody can tell yet whether its minutes are missing."""
_NO_SERVICE = OWN_STAFF | {Role.PARENT, Role.PUPIL}
"""Those who belong to the school or the case; every other role is a service from outside."""

Known = bool | None


def documents(basis: Basis) -> Iterator[Part]:
    """Yield in how many meetings of each forum there was an agenda, minutes and an action plan; not knowing is apart.

    A school that has written down no such day for any meeting of the forum doesn't record it: then it isn't known.
    """
    for forum, name, held in basis.met():
        every = basis.file.of_forum(forum)
        sent = {record.meeting.school_id for record in every if record.meeting.agenda_sent_on}
        written = _writing_minutes(basis, forum)
        as_of = basis.period.as_of
        for what, label, unknown, known in (
            ("agenda", _("{forum}: agenda sent by the day of the meeting"),
             _("{forum}: not known whether an agenda was sent"), [_agenda(one, sent) for one in held]),
            ("minutes", _("{forum}: minutes written"),
             _("{forum}: not known whether minutes were written"), [_minutes(one, written, as_of) for one in held]),
            ("actions", _("{forum}: action plan with owners and deadlines"),
             _("{forum}: not known whether there is an action plan"), [_action_plan(one) for one in held]),
        ):  # fmt: skip
            yield Part(f"{forum}.{what}", label.format(forum=name), share_known(held, known))
            open_ones = [record.meeting for record, is_known in zip(held, known, strict=True) if is_known is None]
            meetings = [record.meeting for record in held]
            yield Part(f"{forum}.{what}.unknown", unknown.format(forum=name), count_of_meetings(open_ones, meetings))


def share_known(held: Iterable[MeetingRecord], known: Iterable[Known]) -> Cell:
    """Return in which share of some meetings something was there, of those for which that is known."""
    by_answer: defaultdict[Known, list[Meeting]] = defaultdict(list)
    for record, answer in zip(held, known, strict=True):
        by_answer[answer].append(record.meeting)
    return share_of_meetings(by_answer[True], by_answer[True] + by_answer[False], by_answer[None])


def _agenda(record: MeetingRecord, recording: set[str]) -> Known:
    """Tell whether the agenda had been sent by the day of the meeting."""
    meeting = record.meeting
    if meeting.agenda_sent_on is not None and meeting.held_on is not None:
        return meeting.agenda_sent_on <= meeting.held_on
    return False if meeting.school_id in recording else None


def _minutes(record: MeetingRecord, recording: set[str], as_of: date) -> Known:
    """Tell whether the minutes are written; shortly after the meeting it isn't known whether they will be."""
    meeting = record.meeting
    if meeting.minutes_written_on is not None:
        return True
    is_due = meeting.held_on is not None and meeting.held_on + MINUTES_DUE <= as_of
    return False if is_due and meeting.school_id in recording else None


def _action_plan(record: MeetingRecord) -> Known:
    """Tell whether something was agreed with owner and deadline; it isn't known where nothing is written down."""
    if any(action.owner_role is not None and action.due_on is not None for action in record.actions):
        return True
    return False if record.actions or any(item.discussed for item in record.items) else None


def minutes_known(basis: Basis, forum: Forum) -> Mapping[str, Known]:
    """Return for each meeting of a forum that was held in the period whether its minutes are written."""
    written = _writing_minutes(basis, forum)
    return {one.meeting.meeting_id: _minutes(one, written, basis.period.as_of) for one in basis.held(forum)}


def _writing_minutes(basis: Basis, forum: Forum) -> set[str]:
    """Return the schools that have written down for some meeting of a forum when its minutes were written."""
    return {one.meeting.school_id for one in basis.file.of_forum(forum) if one.meeting.minutes_written_on}


def participants(basis: Basis) -> Iterator[Part]:
    """Yield which share of a forum's permanent members comes again, over the schools together.

    A meeting about one case has the people of that case, and nobody has to come again.
    """
    for forum, name, every in basis.met():
        held = [record for record in every if record.meeting.case_id is None]
        if not held:
            continue
        found = [_continuity(basis, forum, meetings) for _school, meetings in _by_school(held)]
        kept = [share for one in found for share in one.kept if not isinstance(share, Undefined)]
        stayed = [one.first_to_last for one in found if not isinstance(one.first_to_last, Undefined)]
        label = _("{forum}: permanent members who are there again at the next meeting").format(forum=name)
        yield Part(f"{forum}.next", label, _mean(kept))
        label = _("{forum}: permanent members of the first meeting who are at the last").format(forum=name)
        yield Part(f"{forum}.first_to_last", label, _mean(stayed))


def _continuity(basis: Basis, forum: Forum, meetings: Iterable[MeetingRecord]) -> Continuity:
    """Return how many of the permanent members of one school's meetings come again.

    A meeting for which nobody was written down says nothing.
    """
    listed = [record for record in meetings if record.participants]
    roles = _permanent(basis, forum, listed[0].meeting.school_id) if listed else ()
    return continuity([frozenset((p.role, p.person) for p in record.taking_part(*roles)) for record in listed])


def lead_time(basis: Basis) -> Iterator[Part]:
    """Yield how long it takes from asking for a meeting to holding it; a request that isn't met yet is under way."""
    for forum in basis.forums:
        asked = [r.meeting for r in basis.file.of_forum(forum) if basis.period.holds(r.meeting.requested_on)]
        if asked:
            yield from _requests(basis, forum, asked)


def _requests(basis: Basis, forum: Forum, asked: list[Meeting]) -> Iterator[Part]:
    """Yield how long the requests for meetings of one forum took."""
    name, as_of = basis.name(forum), basis.period.as_of
    waited = [(meeting, _waited(basis, meeting, as_of)) for meeting in asked]
    # A request that is open and young may still be met in so few days.
    told = [(meeting, one) for meeting, one in waited if one.ended or one.days > AD_HOC_DAYS]
    ad_hoc = [meeting for meeting, one in told if one.ended and one.days <= AD_HOC_DAYS]
    yield Part(f"{forum}.requests", _("{forum}: meetings asked for").format(forum=name), count_of_meetings(asked))
    still = count_of_meetings([meeting for meeting, one in waited if not one.ended], asked)
    yield Part(f"{forum}.open", _("{forum}: not held yet").format(forum=name), still)
    median = _("{forum}: median from request to meeting").format(forum=name)
    units = units_of(asked) if cases_of(asked) else None
    days = median_of([one for _meeting, one in waited], units)
    yield Part(f"{forum}.median", f"{median}, {_days_counted(basis)}", days)
    label = _("{forum}: held within {number} days").format(forum=name, number=AD_HOC_DAYS)
    within = share_of_meetings(ad_hoc, [meeting for meeting, _days in told])
    yield Part(f"{forum}.ad_hoc", f"{label}, {_days_counted(basis)}", within)


def _waited(basis: Basis, meeting: Meeting, as_of: date) -> Duration:
    """Return how long a request took or has been open, in school days where the calendar reaches so far."""
    first, last = meeting.requested_on or as_of, meeting.held_on or as_of
    days = basis.calendar.between(first, last) if basis.calendar and _is_covered(basis) else (last - first).days
    return Duration(days, ended=meeting.held_on is not None)


def _is_covered(basis: Basis) -> bool:
    """Tell whether the calendar reaches from the first request to the day it is seen from."""
    calendar = basis.calendar
    return calendar is not None and calendar.covers(basis.period.first) and calendar.covers(basis.period.as_of)


def _days_counted(basis: Basis) -> str:
    """Say which days are counted."""
    return _("in school days") if _is_covered(basis) else _("in calendar days")


def consent_before(basis: Basis) -> Iterator[Part]:
    """Yield for which share of the named discussions of a pupil a consent was on file on the day of the meeting."""
    consents: defaultdict[str, list[Consent]] = defaultdict(list)
    for consent in basis.file.consents:
        if consent.kind is ConsentKind.NAMED_DISCUSSION:
            consents[consent.case_id].append(consent)
    for forum, name, held in basis.met():
        kinds = (
            ("consent", _("{forum}: consent on file on the day").format(forum=name)),
            ("parents", _("{forum}: no consent on file, but a parent there").format(forum=name)),
            ("neither", _("{forum}: neither consent nor a parent").format(forum=name)),
        )
        found = [(item, _rests_on(item, record, consents))
                 for record in held for item in record.items if _is_named(basis, item)]  # fmt: skip
        for part in mix_parts(kinds, found):
            yield Part(f"{forum}.{part.id}", part.label, part.cell)


def _rests_on(item: AgendaItem, record: MeetingRecord, consents: Mapping[str, list[Consent]]) -> str:
    """Return what a discussion by name rests on: what is on file decides, then who was there."""
    if _has_consent(item, record.meeting, consents):
        return "consent"
    return "parents" if record.taking_part(Role.PARENT) else "neither"


def _is_named(basis: Basis, item: AgendaItem) -> bool:
    """Tell whether the case of a pupil was discussed by name; an item that doesn't say so isn't anonymous."""
    case = basis.file.every_case.get(item.case_id or "")
    about_pupil = case is not None and case.kind is CaseKind.INDIVIDUAL
    return about_pupil and bool(item.discussed) and item.anonymity is not Anonymity.ANONYMOUS


def _has_consent(item: AgendaItem, meeting: Meeting, consents: Mapping[str, list[Consent]]) -> bool:
    """Tell whether a consent to a discussion by name was in force on the day of a meeting."""
    on = meeting.held_on
    return on is not None and any(is_in_force(consent, on) for consent in consents.get(item.case_id or "", ()))


def general_prevention(basis: Basis) -> Iterator[Part]:
    """Yield what the discussed items of each forum were about: prevention for all, a class or group, or one pupil."""
    kinds = (("general", _("general prevention")), ("class", _("a class or group")), ("child", _("a single pupil")))
    uncoded = _("not coded")
    for forum, name, held in basis.met():
        items = [item for record in held for item in record.items if item.discussed]
        labelled = [(kind, f"{name}: {label}") for kind, label in kinds]
        coded = [(item, _kind(basis, item)) for item in items]
        for part in mix_parts(labelled, coded, f"{name}: {uncoded}"):
            yield Part(f"{forum}.{part.id}", part.label, part.cell)


def _kind(basis: Basis, item: AgendaItem) -> str | None:
    """Return what an item is about: by its case, else by its part; a wondering without a case lies in between."""
    case = basis.file.every_case.get(item.case_id or "")
    if case is not None:
        return {CaseKind.INDIVIDUAL: "child", CaseKind.SYSTEM: "general"}.get(case.kind, "class")
    return {AgendaPart.SYSTEM: "general", AgendaPart.INDIVIDUAL: "child"}.get(item.part)


def services_absent(basis: Basis) -> Iterator[Part]:
    """Yield for each service that belongs to a forum at how many schools it was at none of the meetings."""
    for forum, name, held in basis.met():
        expected: defaultdict[Role, int] = defaultdict(int)
        absent: defaultdict[Role, int] = defaultdict(int)
        for school_id, meetings in _by_school(held):
            listed = [record for record in meetings if record.participants]
            there = {p.role for record in listed for p in record.participants if p.present}
            for role in _permanent(basis, forum, school_id) if listed else ():
                if role not in _NO_SERVICE:
                    expected[role] += 1
                    absent[role] += role not in there
        for role, schools in expected.items():
            who = basis.model.roles.get(role) or role.label(language())
            label = _("{forum}: schools where {role} was at no meeting").format(forum=name, role=who)
            about = cases_of(record.meeting for record in held)
            yield Part(f"{forum}.{role}", label, Cell(absent[role], of=schools, people=about))


def forum_meetings(basis: Basis) -> Iterator[Part]:
    """Yield how many meetings each forum held, and how many items it discussed."""
    for forum, name, held in basis.met():
        items = [item for record in held for item in record.items if item.discussed]
        meetings = count_of_meetings([record.meeting for record in held])
        yield Part(f"{forum}.meetings", _("{forum}: meetings held").format(forum=name), meetings)
        yield Part(f"{forum}.items", _("{forum}: items discussed").format(forum=name), count_of(items))


def _permanent(basis: Basis, forum: Forum, school_id: str) -> tuple[Role, ...]:
    """Return the permanent roles of a forum at a school."""
    rules = next((rules for rules in basis.model.forums if rules.id is forum), None)
    school = next(school for school in basis.file.schools if school.school_id == school_id)
    return rules.fixed_roles(school.school_type) if rules is not None else ()


def _by_school(held: Iterable[MeetingRecord]) -> Iterator[tuple[str, list[MeetingRecord]]]:
    """Yield the meetings of each school, the earliest first, schools by their ids."""
    ordered = sorted(held, key=lambda record: record.meeting.school_id)
    for school_id, meetings in groupby(ordered, key=lambda record: record.meeting.school_id):
        yield school_id, list(meetings)


def _mean(shares: list[float]) -> Cell:
    """Return the mean of shares, with how many they are."""
    value: Number = sum(shares) / len(shares) if shares else Undefined(Reason.TOO_FEW_POINTS)
    return Cell(value, Kind.SHARE, of=len(shares), people=None)
