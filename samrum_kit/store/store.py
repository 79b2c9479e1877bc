"""The store: what a workspace keeps, read whole and as it was known on a day, written all or nothing."""

import hmac
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection, insert, select

from samrum_kit.domain.case_file import CaseFile, PlanFile
from samrum_kit.domain.fields import Record
from samrum_kit.domain.meeting_file import MeetingFile
from samrum_kit.domain.notes import RequirementNote
from samrum_kit.domain.questions import ALL
from samrum_kit.domain.records import TABLES, Case, Identity, Meeting, Plan, Pupil
from samrum_kit.domain.school_file import SchoolFile
from samrum_kit.errors import UsageError
from samrum_kit.locale import _
from samrum_kit.privacy.identifiers import holds_identifier
from samrum_kit.privacy.names import NameRegister
from samrum_kit.store.audit import AuditLine, AuditLog, read_lines
from samrum_kit.store.database import Database
from samrum_kit.store.files import (
    read_case_file,
    read_cases_of,
    read_meeting_file,
    read_names_at,
    read_plan_file,
    read_school_file,
    unknown,
)
from samrum_kit.store.questions import QuestionLog, seals_now
from samrum_kit.store.reading import read_all, read_ids, read_notes, read_one
from samrum_kit.store.rows import rows_seen
from samrum_kit.store.tables import NOTES, RELEASES
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
        self._questions = QuestionLog(log.key)

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
        with self._answering("case", case_id) as connection:
            file = read_case_file(connection, case_id, as_of)
        self._note_opening("case", "cases", case_id)
        return file

    def plan_file(self, plan_id: str, as_of: date) -> PlanFile:
        """Return a plan as it stands, within the file of its case as it was known on a day."""
        with self._answering("plan", plan_id) as connection:
            file = read_plan_file(connection, plan_id, as_of)
        self._note_opening("plan", "plans", plan_id)
        return file

    def meeting_file(self, meeting_id: str, as_of: date) -> MeetingFile:
        """Return a meeting with its cases and the school's other meetings as they were known on a day."""
        with self._answering("meeting", meeting_id) as connection:
            file = read_meeting_file(connection, meeting_id, as_of)
        self._note_opening("meeting", "meetings", meeting_id, cases=len(file.cases))
        return file

    def school_file(self, school_id: str, as_of: date) -> SchoolFile:
        """Return a school with its meetings and the files of its cases as they were known on a day.

        The cases of other schools that one of its meetings names are among the files.
        """
        with self._answering("school", school_id) as connection:
            file = read_school_file(connection, school_id, as_of)
        self._note_opening("school", "schools", school_id, cases=len(file.cases))
        return file

    def cases_of(self, pupil_id: str) -> tuple[Case, ...]:
        """Return the cases about a pupil in the order of their ids; UnknownName for one that isn't there."""
        with self._answering("pupil", pupil_id) as connection:
            found = read_cases_of(connection, pupil_id)
        self._note_opening("pupil", "pupils", pupil_id, cases=len(found))
        return found

    def records(self, record: type[R]) -> tuple[R, ...]:
        """Return a whole table in the order of its keys; who the pupils are is asked for by `reveal` alone."""
        return self.tables(record)[record]

    def tables(self, *records: type[R]) -> Mapping[type[R], tuple[R, ...]]:
        """Return several whole tables as they stood at one instant."""
        if any(issubclass(record, Identity) for record in records):
            raise UsageError(
                _("Who the pupils are is not shown as a table."), remedy=_("Ask for one pupil, with a reason.")
            )
        with self._answering("tables", *(record.table for record in records)) as connection:
            found = {record: read_all(connection, record) for record in records}
        counts = {record.table: len(rows) for record, rows in found.items()}
        with self._database.writing(at_once=False) as connection:
            self._log.append(connection, "tables.opened", detail=counts)
        return found

    def names(self, school_ids: Collection[str] | None = None) -> NameRegister:
        """Return the names of the pupils of some schools (of all, for None) and of those around them.

        The register hides names in texts and doesn't tell them; who a pupil is comes out by `reveal` alone. Raises
        UnknownName for a school that isn't there.
        """
        with self._answering("names", *((ALL,) if school_ids is None else school_ids)) as connection:
            return self._register_of(read_names_at(connection, school_ids))

    def ids(self, table: str) -> tuple[str, ...]:
        """Return the keys of a table with one key field, sorted."""
        record = TABLES[table]
        with self._answering("ids", table) as connection:
            return read_ids(connection, record)

    def seals(self, questions: Collection[str]) -> dict[str, str]:
        """Return the seals of what questions would be answered now that were asked while a report was made.

        What can't be asked a second time has none.
        """
        with self._database.reading() as connection:
            return seals_now(connection, self._log.key, questions)

    def mark(self) -> str:
        """Write into the log that reports are made elsewhere; return what no copy holds that was made before."""
        with self._database.writing() as connection:
            return self._log.append(connection, "reports.sent")

    def holds(self, mark: str) -> bool:
        """Tell whether a mark was written into this very workspace."""
        with self._database.reading() as connection:
            return self._log.holds(connection, mark)

    def seal(self, text: str) -> str:
        """Return a seal of a text that tells nothing of it to whoever doesn't have the key of this store."""
        return hmac.new(self._log.key, text.encode("utf-8", "surrogatepass"), "sha256").hexdigest()

    def add_note(self, note: RequirementNote) -> None:
        """Keep a professional's note beside those that stand there already; the same word again is kept once.

        A subject that isn't there raises UnknownName; a reason with a national id in it raises UsageError.
        """
        _refuse_identifiers(note.reason)
        record = _NOTED[note.subject_table]
        with self._database.writing() as connection:
            with self._questions.answering("ids", record.table) as rows, rows_seen(connection, rows):
                known = read_ids(connection, record)
            if note.subject_id not in known:
                unknown(connection, record, note.subject_id)
            if note not in read_notes(connection, note.subject_table, (note.subject_id,)):
                connection.execute(insert(NOTES), dict(note))
                self._log.append(connection, "note.added", table=note.subject_table, subject=note.subject_id)

    def reveal(self, pupil_id: str, why: str) -> Identity:
        """Return who a pupil is; the reason is kept in the audit log.

        No reason, or one with a national id in it, raises UsageError; a pupil that isn't there raises UnknownName.
        """
        if not why.strip():
            raise UsageError(_("A pupil's identity is shown for a reason only."), remedy=_("Write why you need it."))
        _refuse_identifiers(why)
        with (
            self._questions.answering("identity", pupil_id) as rows,
            self._database.writing() as connection,
            rows_seen(connection, rows),
        ):
            if read_one(connection, Pupil, pupil_id) is None:
                unknown(connection, Pupil, pupil_id)
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
        once. A report rests on what had been told when it was made: what others tell later changes nothing of it.
        """
        with self._database.writing() as connection:
            before = tuple(connection.scalars(select(RELEASES.c.content).order_by(RELEASES.c.number)))
            content = decide(before)
            if content not in before:
                connection.execute(insert(RELEASES), {"content": content})
            self._log.append(connection, "figures.released")

    def audit_lines(self) -> tuple[AuditLine, ...]:
        """Return the audit log, the oldest line first."""
        with self._answering("log") as connection:
            return read_lines(connection)

    def verify_audit(self) -> tuple[int, ...]:
        """Return the numbers of the audit lines that were changed or don't follow on the line before; none is well."""
        with self._answering("log") as connection:
            return self._log.broken_lines(connection)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Write inside the block, alone: all of it is saved at its end, or nothing when an error is raised."""
        with self._database.writing() as connection:
            transaction = Transaction(connection, self._log, self._questions)
            yield transaction
            transaction.finish()

    @contextmanager
    def _answering(self, what: str, *of: str) -> Iterator[Connection]:
        """Read the answer to a question inside the block, as it stood at one instant."""
        with (
            self._questions.answering(what, *of) as rows,
            self._database.reading() as connection,
            rows_seen(connection, rows),
        ):
            yield connection

    def _note_opening(self, what: str, table: str, subject: str, **counts: int) -> None:
        """Write that something was opened; until it is written, nothing is handed out."""
        with self._database.writing(at_once=False) as connection:
            self._log.append(connection, f"{what}.opened", table=table, subject=subject, detail=counts)


def _refuse_identifiers(text: str) -> None:
    """Refuse a reason that holds something of the form of a national id."""
    if holds_identifier(text):
        raise UsageError(
            _("The reason holds something of the form of a national id."),
            remedy=_("Write it without the number."),
            code="text.identifier",
        )
