"""The files of cases, plans, meetings and schools, read whole from a connection and as they were known on a day."""

from collections.abc import Collection
from datetime import date
from typing import NoReturn

from sqlalchemy import Connection, select

from samrum_kit.domain.case_file import CaseFile, PlanFile
from samrum_kit.domain.fields import Record, could_be_id
from samrum_kit.domain.meeting_file import MeetingFile, meeting_file
from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.records import Case, Meeting, Plan, Pupil, School
from samrum_kit.domain.school_file import SchoolFile
from samrum_kit.errors import UnknownName
from samrum_kit.locale import _
from samrum_kit.store.reading import read_cases, read_ids, read_meetings, read_names, read_notes, read_one, read_where
from samrum_kit.store.tables import RECORD_TABLES


def read_case_file(connection: Connection, case_id: str, as_of: date) -> CaseFile:
    """Return the file of a case; UnknownName for one that isn't there."""
    asked = (case_id,) if could_be_id(case_id) else ()
    return read_cases(connection, asked, as_of).get(case_id) or unknown(connection, Case, case_id)


def read_plan_file(connection: Connection, plan_id: str, as_of: date) -> PlanFile:
    """Return a plan as it stands, within the file of its case; UnknownName for one that isn't there."""
    plan = read_one(connection, Plan, plan_id) or unknown(connection, Plan, plan_id)
    return PlanFile(plan, read_cases(connection, (plan.case_id,), as_of)[plan.case_id])


def read_meeting_file(connection: Connection, meeting_id: str, as_of: date) -> MeetingFile:
    """Return a meeting with its cases and the school's other meetings; UnknownName for one that isn't there."""
    meeting = read_one(connection, Meeting, meeting_id) or unknown(connection, Meeting, meeting_id)
    school = read_where(connection, School, "school_id", (meeting.school_id,))[0]
    records = _meetings_of(connection, school)
    record = records.pop(meeting_id)
    return meeting_file(
        record,
        school,
        as_of,
        cases=read_cases(connection, record.case_ids(), as_of),
        others=records.values(),
        notes=read_notes(connection, "meetings", (meeting_id,)),
    )


def read_school_file(connection: Connection, school_id: str, as_of: date) -> SchoolFile:
    """Return a school with its meetings and the files of its cases; UnknownName for one that isn't there.

    The cases of other schools that one of its meetings names are among the files.
    """
    school = read_one(connection, School, school_id) or unknown(connection, School, school_id)
    records = _meetings_of(connection, school)
    case_ids = {case.case_id for case in read_where(connection, Case, "school_id", (school_id,))}
    case_ids.update(case_id for record in records.values() for case_id in record.case_ids())
    return SchoolFile(
        school=school,
        as_of=as_of,
        cases=read_cases(connection, case_ids, as_of),
        meetings=tuple(record.known_on(as_of) for record in records.values()),
        notes=tuple(n for n in read_notes(connection, "meetings", records) if n.noted_on <= as_of),
    )


def read_cases_of(connection: Connection, pupil_id: str) -> tuple[Case, ...]:
    """Return the cases about a pupil in the order of their ids; UnknownName for one that isn't there."""
    pupil = read_one(connection, Pupil, pupil_id) or unknown(connection, Pupil, pupil_id)
    return read_where(connection, Case, "pupil_id", (pupil.pupil_id,))


def read_names_at(connection: Connection, school_ids: Collection[str] | None) -> tuple[str, ...]:
    """Return what people are called at some schools (at all, for None); UnknownName for one that isn't there."""
    for school_id in set(school_ids or ()):
        if read_one(connection, School, school_id) is None:
            unknown(connection, School, school_id)
    return read_names(connection, school_ids)


def _meetings_of(connection: Connection, school: School) -> dict[str, MeetingRecord]:
    """Return the meetings of a school by id."""
    meetings = RECORD_TABLES[Meeting]
    of_school = select(meetings.c.meeting_id).where(meetings.c.school_id == school.school_id)
    return read_meetings(connection, tuple(connection.scalars(of_school)))


def unknown(connection: Connection, record: type[Record], name: str) -> NoReturn:
    """Raise that an id is not known, with those that are."""
    what = {
        Case: _("The case"),
        Plan: _("The plan"),
        Meeting: _("The meeting"),
        School: _("The school"),
        Pupil: _("The pupil"),
    }
    raise UnknownName(what[record], name, read_ids(connection, record))
