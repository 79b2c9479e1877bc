"""Writing: records are put in or replaced by their key, all of a transaction or nothing, with an audit line."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import Insert, insert

from samrum_kit.domain.fields import Record, columns
from samrum_kit.store.audit import AuditLog
from samrum_kit.store.questions import QuestionLog
from samrum_kit.store.rows import fetch, rows_seen, to_rows, to_values
from samrum_kit.store.tables import RECORD_TABLES

R = TypeVar("R", bound=Record)


class Transaction:
    """What may be done inside `Store.writing()`."""

    def __init__(self, connection: Connection, log: AuditLog, questions: QuestionLog) -> None:
        """Take a connection that has begun to write."""
        self._connection, self._log, self._questions = connection, log, questions
        self._known: dict[type[Record], dict[tuple[Any, ...], Record]] = {}
        self._saved: Counter[str] = Counter()

    def known(self, record: type[R]) -> Mapping[tuple[Any, ...], R]:
        """Return the stored records of a table by their key, what this transaction saves among them."""
        if record not in self._known:
            self._known[record] = {each.key: each for each in self._stored(record)}
        return cast("Mapping[tuple[Any, ...], R]", self._known[record])

    def _stored(self, record: type[R]) -> tuple[R, ...]:
        """Return what a table holds; to see that it is empty costs far less than to prepare for its rows."""
        first = f'SELECT 1 FROM "{record.table}" LIMIT 1'  # noqa: S608  # the tables are the records' own
        with self._questions.answering("tables", record.table) as rows, rows_seen(self._connection, rows):
            if self._connection.exec_driver_sql(first).first() is None:
                return ()
            return fetch(self._connection, record, select(RECORD_TABLES[record]))

    def save(self, records: Iterable[Record]) -> None:
        """Put records in, or in the place of those with the same key; the last of several with one key stays."""
        by_table: defaultdict[type[Record], list[Record]] = defaultdict(list)
        for record in records:
            by_table[type(record)].append(record)
        for kind, rows in by_table.items():
            self._put(kind, rows)
            self._saved[kind.table] += len(rows)
            self._known.pop(kind, None)

    def _put(self, kind: type[Record], rows: list[Record]) -> None:
        """Put the rows of one table in, or in the place of those with their keys, leaving what refers to them alone.

        Where the table is known to be empty and no key comes twice, there is no place to look for.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(_upsert(kind), [to_values(row) for row in _last_of_each(rows)])
            return
        values = list(to_rows(rows, [column.name for column in columns(kind)]))
        key = itemgetter(*(at for at, column in enumerate(columns(kind)) if column.key))
        is_new = self._known.get(kind) == {} and len(set(map(key, values))) == len(values)
        self._connection.exec_driver_sql(_insert(kind) if is_new else f"{_insert(kind)} {_or_replace(kind)}", values)

    def audit(
        self, action: str, *, table: str = "", subject: str = "", detail: Mapping[str, int | str] | None = None
    ) -> None:
        """Add a line of one's own to the audit log; what is saved is noted without it."""
        self._log.append(self._connection, action, table=table, subject=subject, detail=detail)

    def finish(self) -> None:
        """Note in the audit log how many records of each table were saved."""
        if self._saved:
            self.audit("records.saved", detail=dict(sorted(self._saved.items())))


def _last_of_each(rows: list[Record]) -> list[Record]:
    """Return the last of the records with each key."""
    return list({row.key: row for row in rows}.values())


@cache
def _upsert(kind: type[Record]) -> Insert:
    """Return the statement that puts a row in PostgreSQL, or in the place of the one with its key."""
    put = insert(RECORD_TABLES[kind])
    keys = [column.name for column in columns(kind) if column.key]
    replaced = {column.name: put.excluded[column.name] for column in columns(kind) if not column.key}
    if not replaced:
        return put.on_conflict_do_nothing(index_elements=keys)
    return put.on_conflict_do_update(index_elements=keys, set_=replaced)


@cache
def _insert(kind: type[Record]) -> str:
    """Return the statement that puts a row in."""
    names = [f'"{column.name}"' for column in columns(kind)]
    marks = ", ".join("?" * len(names))
    return f'INSERT INTO "{kind.table}" ({", ".join(names)}) VALUES ({marks})'  # noqa: S608  # as above


@cache
def _or_replace(kind: type[Record]) -> str:
    """Return the end of an insert that replaces a row with the same key."""
    keys = ", ".join(f'"{column.name}"' for column in columns(kind) if column.key)
    replaced = ", ".join(f'"{column.name}" = excluded."{column.name}"' for column in columns(kind) if not column.key)
    return f"ON CONFLICT ({keys}) DO UPDATE SET {replaced}"
