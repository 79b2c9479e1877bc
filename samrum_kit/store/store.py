"""The store: what a workspace keeps, read whole and as it was known on a day, written all or nothing."""

import hmac
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import NoReturn, Self, TypeVar

from sqlalchemy import Connection, insert, select

from samrum_kit.domain.case_file import CaseFile, PlanFile
from samrum_kit.domain.fields import Record
from samrum_kit.domain.meeting_file import MeetingFile, meeting_file
from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.notes import RequirementNote
from samrum_kit.domain.records import TABLES, Case, Identity, Meeting, Plan, Pupil, School
from samrum_kit.domain.school_file import SchoolFile
from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.locale import _
from samrum_kit.privacy.identifiers import holds_identifier
from samrum_kit.privacy.names import NameRegister
from samrum_kit.store.audit import AuditLine, AuditLog, read_lines
from samrum_kit.store.database import Database
from samrum_kit.store.reading import (
    read_all,
    read_cases,
    read_ids,
    read_meetings,
    read_names,
    read_notes,
    read_one,
    read_where,
)
from samrum_kit.store.slices import Slices, slices
from samrum_kit.store.tables import NOTES, RECORD_TABLES, RELEASES
from samrum_kit.store.transaction import Transaction
from samrum_kit.store.vault import open_vault

R = TypeVar("R", bound=Record)

_REGISTERS_KEPT = 8
_NOTED: dict[str, type[Record]] = {"cases": Case, "plans": Plan, "meetings": Meeting}


class Store:
    """An open workspace database; each reading of a case, plan, meeting or school is in its audit log."""

    def __init__(self, database: Database, log: AuditLog) -> None:
        """Take an open vault; `Store.open` is how one comes by it."""
        self._database, self._log = database, log
        self._register_of = lru_cache(_REGISTERS_KEPT)(NameRegister)

    @classmethod
    def open(cls, folder: Path, passphrase: str) -> Self:
        """Open the store in a folder with its passphrase or its recovery key.

        Raises WorkspaceMissing, WrongPassphrase or VaultDamaged.
        """
        return cls(*open_vault(folder, passphrase))

    def close(self) -> None:
        """Forget the key and the names; the store can't be used any more."""
        self._register_of.cache_clear()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def case_file(self, case_id: str, as_of: date) -> CaseFile:
        """Return the file of a case as it was known on a day."""
        with self._database.reading() as connection:
            file = read_cases(connection, (case_id,), as_of).get(case_id) or _unknown(connection, Case, case_id)
        self._note_opening("case", "cases", case_id)
        return file

    def plan_file(self, plan_id: str, as_of: date) -> PlanFile:
        """Return a plan as it stands, within the file of its case as it was known on a day."""
        with self._database.reading() as connection:
            plan = read_one(connection, Plan, plan_id) or _unknown(connection, Plan, plan_id)
            file = PlanFile(plan, read_cases(connection, (plan.case_id,), as_of)[plan.case_id])
        self._note_opening("plan", "plans", plan_id)
        return file

    def meeting_file(self, meeting_id: str, as_of: date) -> MeetingFile:
        """Return a meeting with its cases and the school's other meetings as they were known on a day."""
        with self._database.reading() as connection:
            meeting = read_one(connection, Meeting, meeting_id) or _unknown(connection, Meeting, meeting_id)
            school = read_where(connection, School, "school_id", (meeting.school_id,))[0]
            records = _meetings_of(connection, school)
            record = records.pop(meeting_id)
            file = meeting_file(
                record,
                school,
                as_of,
                cases=read_cases(connection, record.case_ids(), as_of),
                others=records.values(),
                notes=read_notes(connection, "meetings", (meeting_id,)),
            )
        self._note_opening("meeting", "meetings", meeting_id, cases=len(file.cases))
        return file

    def school_file(self, school_id: str, as_of: date) -> SchoolFile:
        """Return a school with its meetings and the files of its cases as they were known on a day.

        The cases of other schools that one of its meetings names are among the files.
        """
        with self._database.reading() as connection:
            school = read_one(connection, School, school_id) or _unknown(connection, School, school_id)
            records = _meetings_of(connection, school)
            case_ids = {case.case_id for case in read_where(connection, Case, "school_id", (school_id,))}
            case_ids.update(case_id for record in records.values() for case_id in record.case_ids())
            file = SchoolFile(
                school=school,
                as_of=as_of,
                cases=read_cases(connection, case_ids, as_of),
                meetings=tuple(record.known_on(as_of) for record in records.values()),
                notes=tuple(n for n in read_notes(connection, "meetings", records) if n.noted_on <= as_of),
            )
        self._note_opening("school", "schools", school_id, cases=len(file.cases))
        return file

    def records(self, record: type[R]) -> tuple[R, ...]:
        """Return a whole table in the order of its keys; who the pupils are is asked for by `reveal` alone."""
        return self.tables(record)[record]

    def tables(self, *records: type[R]) -> Mapping[type[R], tuple[R, ...]]:
        """Return several whole tables as they stood at one instant."""
        if any(issubclass(record, Identity) for record in records):
            raise UsageError(
                _("Who the pupils are is not shown as a table."), remedy=_("Ask for one pupil, with a reason.")
            )
        with self._database.reading() as connection:
            found = {record: read_all(connection, record) for record in records}
        counts = {record.table: len(rows) for record, rows in found.items()}
        with self._database.writing(at_once=False) as connection:
            self._log.append(connection, "tables.opened", detail=counts)
        return found

    def names(self, school_ids: Collection[str] | None = None) -> NameRegister:
        """Return the names of the pupils of some schools (of all, for None) and of those around them.

        The register hides names in texts and doesn't tell them; who a pupil is comes out by `reveal` alone.
        """
        with self._database.reading() as connection:
            return self._register_of(read_names(connection, school_ids))

    def ids(self, table: str) -> tuple[str, ...]:
        """Return the keys of a table with one key field, sorted."""
        with self._database.reading() as connection:
            return read_ids(connection, TABLES[table])

    def slices(self) -> Slices:
        """Return the seals of the data as they stand, by which a report that rests on the same data is known again."""
        with self._database.reading() as connection:
            return slices(connection, self._log.key)

    def seal(self, text: str) -> str:
        """Return a seal of a text that tells nothing of it to whoever doesn't have the key of this store."""
        return hmac.new(self._log.key, text.encode("utf-8", "surrogatepass"), "sha256").hexdigest()

    def add_note(self, note: RequirementNote) -> None:
        """Keep a professional's note beside those that stand there already.

        A subject that isn't there raises UnknownName; a reason with a national id in it raises UsageError.
        """
        _refuse_identifiers(note.reason)
        with self._database.writing() as connection:
            record = _NOTED[note.subject_table]
            if read_one(connection, record, note.subject_id) is None:
                _unknown(connection, record, note.subject_id)
            connection.execute(insert(NOTES), dict(note))
            self._log.append(connection, "note.added", table=note.subject_table, subject=note.subject_id)

    def reveal(self, pupil_id: str, why: str) -> Identity:
        """Return who a pupil is; the reason is kept in the audit log.

        No reason, or one with a national id in it, raises UsageError; a pupil that isn't there raises UnknownName.
        """
        if not why.strip():
            raise UsageError(_("A pupil's identity is shown for a reason only."), remedy=_("Write why you need it."))
        _refuse_identifiers(why)
        with self._database.writing() as connection:
            if read_one(connection, Pupil, pupil_id) is None:
                _unknown(connection, Pupil, pupil_id)
            identity = read_one(connection, Identity, pupil_id)
            if identity is None:
                raise UsageError(
                    _("Nobody has written down who this pupil is."), remedy=_("Import the identity first.")
                )
            self._log.append(
                connection, "identity.revealed", table="identities", subject=pupil_id, detail={"why": why.strip()}
            )
        return identity

    def release(self, decide: Callable[[tuple[str, ...]], str]) -> None:
        """Keep what is to be told outside, as `decide` makes it from everything that was told before.

        Nobody else can tell anything in between; what `decide` raises leaves nothing behind, and the same again is kept
        once.
        """
        with self._database.writing() as connection:
            before = tuple(connection.scalars(select(RELEASES.c.content).order_by(RELEASES.c.number)))
            content = decide(before)
            if content not in before:
                connection.execute(insert(RELEASES), {"content": content})
            self._log.append(connection, "figures.released")

    def audit_lines(self) -> tuple[AuditLine, ...]:
        """Return the audit log, the oldest line first."""
        with self._database.reading() as connection:
            return read_lines(connection)

    def verify_audit(self) -> tuple[int, ...]:
        """Return the numbers of the audit lines that were changed or don't follow on the line before; none is well."""
        with self._database.reading() as connection:
            return self._log.broken_lines(connection)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Write inside the block, alone: all of it is saved at its end, or nothing when an error is raised."""
        with self._database.writing() as connection:
            transaction = Transaction(connection, self._log)
            yield transaction
            transaction.finish()

    def _note_opening(self, what: str, table: str, subject: str, **counts: int) -> None:
        """Write that something was opened; until it is written, nothing is handed out."""
        with self._database.writing(at_once=False) as connection:
            self._log.append(connection, f"{what}.opened", table=table, subject=subject, detail=counts)


def _meetings_of(connection: Connection, school: School) -> dict[str, MeetingRecord]:
    """Return the meetings of a school by id."""
    meetings = RECORD_TABLES[Meeting]
    of_school = select(meetings.c.meeting_id).where(meetings.c.school_id == school.school_id)
    return read_meetings(connection, tuple(connection.scalars(of_school)))


def _unknown(connection: Connection, record: type[Record], name: str) -> NoReturn:
    """Raise that an id is not known, with those that are."""
    what = {
        Case: _("The case"),
        Plan: _("The plan"),
        Meeting: _("The meeting"),
        School: _("The school"),
        Pupil: _("The pupil"),
    }
    raise UnknownName(what[record], name, read_ids(connection, record))


def _refuse_identifiers(text: str) -> None:
    """Refuse a reason that holds something of the form of a national id."""
    if holds_identifier(text):
        raise UsageError(
            _("The reason holds something of the form of a national id."),
            remedy=_("Write it without the number."),
            code="text.identifier",
        )
