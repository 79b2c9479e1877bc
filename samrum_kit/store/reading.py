"""Reading cases and meetings whole: one query for each table, however many cases are asked for."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import BindParameter, CompoundSelect, Connection, Select, bindparam, or_, select, union

from samrum_kit.domain.case_file import CaseFile, case_file
from samrum_kit.domain.fields import Record, could_be_id
from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.notes import RequirementNote
from samrum_kit.domain.records import (
    Action,
    AgendaItem,
    Case,
    Concern,
    Consent,
    Contract,
    Evaluation,
    Event,
    Goal,
    Identity,
    Measure,
    Meeting,
    Observation,
    Participant,
    PerspectiveEntry,
    Plan,
    Pupil,
    School,
    Series,
    Sign,
)
from samrum_kit.store.rows import fetch, show
from samrum_kit.store.tables import NOTES, RECORD_TABLES

R = TypeVar("R", bound=Record)
T = TypeVar("T")

Grouped = Mapping[str, Sequence[T]]


def read_all(connection: Connection, record: type[R]) -> tuple[R, ...]:
    """Return a whole table in the order of its keys."""
    table = RECORD_TABLES[record]
    return fetch(connection, record, select(table).order_by(*table.primary_key))


def read_where(connection: Connection, record: type[R], field: str, values: Collection[str]) -> tuple[R, ...]:
    """Return the records whose field has one of the values, in the order of their keys."""
    return fetch(connection, record, _by(record, field), values=tuple(values)) if values else ()


def read_one(connection: Connection, record: type[R], key: str) -> R | None:
    """Return the record of a table with one key field, or None; what can be no id is not handed to the database."""
    if not could_be_id(key):
        return None
    field = next(iter(RECORD_TABLES[record].primary_key)).name
    return next(iter(read_where(connection, record, field, (key,))), None)


def read_ids(connection: Connection, record: type[Record]) -> tuple[str, ...]:
    """Return the keys of a table with one key field, sorted."""
    key = next(iter(RECORD_TABLES[record].primary_key))
    found = tuple(sorted(connection.scalars(select(key))))
    show(connection, record.__name__, ({key.name: one} for one in found))
    return found


def read_names(connection: Connection, school_ids: Collection[str] | None) -> tuple[str, ...]:
    """Return what the pupils of some schools (of all, for None) and those around them are called, in no set order."""
    identities, pupils = RECORD_TABLES[Identity], RECORD_TABLES[Pupil]
    query = select(identities).join(pupils, pupils.c.pupil_id == identities.c.pupil_id)
    if school_ids is not None:
        query = query.where(pupils.c.school_id.in_(school_ids))
    found = fetch(connection, Identity, query)
    return tuple(name for one in found for name in (f"{one.given_name} {one.family_name}", one.known_names) if name)


def read_notes(connection: Connection, table: str, subjects: Collection[str]) -> tuple[RequirementNote, ...]:
    """Return the notes on some cases, plans or meetings, in the order they were written."""
    if not subjects:
        return ()
    fields = (NOTES.c[name] for name in RequirementNote.model_fields)
    about = (NOTES.c.subject_table == table, NOTES.c.subject_id.in_(subjects))
    return fetch(connection, RequirementNote, select(*fields).where(*about).order_by(NOTES.c.number))


def read_meetings(connection: Connection, meeting_ids: Collection[str]) -> dict[str, MeetingRecord]:
    """Return meetings with their participants, items (in the order of the agenda) and actions, by id."""
    participants = _grouped(connection, Participant, "meeting_id", meeting_ids)
    items = _grouped(connection, AgendaItem, "meeting_id", meeting_ids)
    actions = _grouped(connection, Action, "meeting_id", meeting_ids)
    return {
        meeting.meeting_id: MeetingRecord(
            meeting=meeting,
            participants=tuple(participants[meeting.meeting_id]),
            items=tuple(sorted(items[meeting.meeting_id], key=lambda item: (item.position, item.item_id))),
            actions=tuple(actions[meeting.meeting_id]),
        )
        for meeting in read_where(connection, Meeting, "meeting_id", meeting_ids)
    }


def read_cases(connection: Connection, case_ids: Collection[str], as_of: date) -> dict[str, CaseFile]:
    """Return the files of cases as they were known on a day, by id, in the order of the ids of the table."""
    cases = read_where(connection, Case, "case_id", case_ids)
    schools = {s.school_id: s for s in read_where(connection, School, "school_id", {c.school_id for c in cases})}
    pupil_ids = {c.pupil_id for c in cases if c.pupil_id}
    pupils = {p.pupil_id: p for p in read_where(connection, Pupil, "pupil_id", pupil_ids)}
    parts = _parts(connection, case_ids)
    return {
        case.case_id: case_file(
            case,
            schools[case.school_id],
            as_of,
            pupil=pupils.get(case.pupil_id or ""),
            **{name: grouped[case.case_id] for name, grouped in parts.items()},
        )
        for case in cases
    }


def _parts(connection: Connection, case_ids: Collection[str]) -> dict[str, Grouped[Any]]:
    """Return what hangs on cases, by the name it has in a case file and by case."""
    plans = read_where(connection, Plan, "case_id", case_ids)
    case_of_plan = {plan.plan_id: plan.case_id for plan in plans}
    goals = read_where(connection, Goal, "plan_id", case_of_plan)
    case_of_goal = {goal.goal_id: case_of_plan[goal.plan_id] for goal in goals}
    series = read_where(connection, Series, "case_id", case_ids)
    case_of_series = {each.series_id: each.case_id for each in series}
    signs = read_where(connection, Sign, "goal_id", case_of_goal)
    evaluations = read_where(connection, Evaluation, "plan_id", case_of_plan)
    observations = read_where(connection, Observation, "series_id", case_of_series)
    return {
        "concerns": _grouped(connection, Concern, "case_id", case_ids),
        "consents": _grouped(connection, Consent, "case_id", case_ids),
        "contracts": _grouped(connection, Contract, "case_id", case_ids),
        "perspectives": _grouped(connection, PerspectiveEntry, "case_id", case_ids),
        "events": _grouped(connection, Event, "case_id", case_ids),
        "plans": _group(plans, lambda plan: plan.case_id),
        "goals": _group(goals, lambda goal: case_of_plan[goal.plan_id]),
        "signs": _group(signs, lambda sign: case_of_goal[sign.goal_id]),
        "evaluations": _group(evaluations, lambda each: case_of_plan[each.plan_id]),
        "series": _group(series, lambda each: each.case_id),
        "observations": _group(observations, lambda each: case_of_series[each.series_id]),
        "measures": _measures(connection, case_ids, case_of_plan),
        **_meetings(connection, case_ids),
        "notes": _notes(connection, case_ids, case_of_plan),
    }


def _measures(connection: Connection, case_ids: Collection[str], case_of_plan: Mapping[str, str]) -> Grouped[Measure]:
    """Return the measures that name a case or one of its plans."""
    found = fetch(connection, Measure, _measures_of(), cases=tuple(case_ids), plans=tuple(case_of_plan))
    grouped: defaultdict[str, list[Measure]] = defaultdict(list)
    for measure in found:
        for case_id in dict.fromkeys((measure.case_id, case_of_plan.get(measure.plan_id or ""))):
            if case_id is not None:
                grouped[case_id].append(measure)
    return grouped


def _meetings(connection: Connection, case_ids: Collection[str]) -> dict[str, Grouped[MeetingRecord]]:
    """Return the meetings that name cases themselves or by an agenda item, and others that agreed something on them."""
    cases = {"cases": tuple(case_ids)}
    about = set(connection.execute(_naming_meetings(), cases))
    agreeing = set(connection.execute(_agreeing_meetings(), cases)) - about
    records = read_meetings(connection, {meeting_id for meeting_id, _ in about | agreeing})
    found = {"meetings": sorted(about), "agreed_elsewhere": sorted(agreeing)}
    by_case = {name: _group(pairs, lambda pair: str(pair[1])) for name, pairs in found.items()}
    return {
        name: defaultdict(list, {case_id: [records[pair[0]] for pair in pairs] for case_id, pairs in grouped.items()})
        for name, grouped in by_case.items()
    }


def _notes(
    connection: Connection, case_ids: Collection[str], case_of_plan: Mapping[str, str]
) -> Grouped[RequirementNote]:
    """Return the notes on cases and on their plans."""
    about_cases = read_notes(connection, "cases", case_ids)
    about_plans = read_notes(connection, "plans", case_of_plan)
    return _group(
        (*about_cases, *about_plans),
        lambda note: note.subject_id if note.subject_table == "cases" else case_of_plan[note.subject_id],
    )


@cache
def _by(record: type[Record], field: str) -> Select[Any]:
    """Return the query for the records whose field has one of the `values`, in the order of their keys."""
    table = RECORD_TABLES[record]
    return select(table).where(table.c[field].in_(_any_of("values"))).order_by(*table.primary_key)


@cache
def _measures_of() -> Select[Any]:
    """Return the query for the measures that name one of the `cases` or of the `plans`, in the order of their keys."""
    table = RECORD_TABLES[Measure]
    named = or_(table.c.case_id.in_(_any_of("cases")), table.c.plan_id.in_(_any_of("plans")))
    return select(table).where(named).order_by(*table.primary_key)


@cache
def _naming_meetings() -> CompoundSelect[Any]:
    """Return the query for meetings and those of the `cases` that they or their agenda items name."""
    meetings, items = RECORD_TABLES[Meeting], RECORD_TABLES[AgendaItem]
    return union(
        select(meetings.c.meeting_id, meetings.c.case_id).where(meetings.c.case_id.in_(_any_of("cases"))),
        select(items.c.meeting_id, items.c.case_id).where(items.c.case_id.in_(_any_of("cases"))),
    )


@cache
def _agreeing_meetings() -> Select[Any]:
    """Return the query for meetings and those of the `cases` that their agreements name."""
    actions = RECORD_TABLES[Action]
    return select(actions.c.meeting_id, actions.c.case_id).where(actions.c.case_id.in_(_any_of("cases")))


def _any_of(name: str) -> BindParameter[Any]:
    """Return the place for several values in a query that is built once."""
    return bindparam(name, expanding=True)


def _grouped(connection: Connection, record: type[R], field: str, values: Collection[str]) -> Grouped[R]:
    """Return the records whose field has one of the values, by that value."""
    return _group(read_where(connection, record, field, values), lambda each: str(getattr(each, field)))


def _group(things: Iterable[T], owner: Callable[[T], str]) -> Grouped[T]:
    """Return things by their owner; an owner without things has none."""
    grouped: defaultdict[str, list[T]] = defaultdict(list)
    for thing in things:
        grouped[owner(thing)].append(thing)
    return grouped
