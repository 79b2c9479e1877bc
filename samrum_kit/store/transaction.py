"""Writing: records are put in or replaced by their key, all of a transaction or nothing, with an audit line."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import Insert, insert

from samrum_kit.domain.fields import Record
from samrum_kit.store.audit import AuditLog
from samrum_kit.store.rows import fetch, to_row
from samrum_kit.store.tables import RECORD_TABLES

R = TypeVar("R", bound=Record)


class Transaction:
    """What may be done inside `Store.writing()`."""

    def __init__(self, connection: Connection, log: AuditLog) -> None:
        """Take a connection that has begun to write."""
        self._connection, self._log = connection, log
        self._known: dict[type[Record], dict[tuple[Any, ...], Record]] = {}
        self._saved: Counter[str] = Counter()

    def known(self, record: type[R]) -> Mapping[tuple[Any, ...], R]:
        """Return the stored records of a table by their key, what this transaction saves among them."""
        if record not in self._known:
            stored = fetch(self._connection, record, select(RECORD_TABLES[record]))
            self._known[record] = {each.key: each for each in stored}
        return cast("Mapping[tuple[Any, ...], R]", self._known[record])

    def save(self, records: Iterable[Record]) -> None:
        """Put records in, or in the place of those with the same key; the last of several with one key stays."""
        by_table: defaultdict[type[Record], list[Record]] = defaultdict(list)
        for record in records:
            by_table[type(record)].append(record)
        for kind, rows in by_table.items():
            self._connection.execute(_insert_or_replace(kind), [to_row(row) for row in rows])
            self._saved[kind.table] += len(rows)
            if kind in self._known:
                self._known[kind].update((row.key, row) for row in rows)

    def audit(
        self, action: str, *, table: str = "", subject: str = "", detail: Mapping[str, int | str] | None = None
    ) -> None:
        """Add a line of one's own to the audit log; what is saved is noted without it."""
        self._log.append(self._connection, action, table=table, subject=subject, detail=detail)

    def finish(self) -> None:
        """Note in the audit log how many records of each table were saved."""
        if self._saved:
            self.audit("records.saved", detail=dict(sorted(self._saved.items())))


def _insert_or_replace(kind: type[Record]) -> Insert:
    """Return the statement that puts a row in or replaces the one with its key, leaving what refers to it alone."""
    table = RECORD_TABLES[kind]
    statement = insert(table)
    replaced = {column.name: statement.excluded[column.name] for column in table.columns if not column.primary_key}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=replaced)
