"""The encrypted database file: one connection for each piece of work, and no word of the driver to the outside.

A connection costs half a millisecond and is never kept, so that a store may be used by several threads and after a
fork.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlcipher3 import dbapi2 as sqlcipher

from samrum_kit.errors import UsageError
from samrum_kit.locale import _
from samrum_kit.store.failures import guarded

BUSY_SECONDS = 30

_WRITES = "samrum_writes"
_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)


class Database:
    """An encrypted file and its key; reads at one instant, writes one at a time."""

    def __init__(self, path: Path, key: bytes, *, busy_seconds: float = BUSY_SECONDS) -> None:
        """Take the file and its 32-byte key; nothing is opened yet."""
        self._engine: Engine | None = _engine(path, key, busy_seconds)

    def close(self) -> None:
        """Forget the file and its key."""
        self._engine = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read inside the block, all of it as it stood at one instant."""
        with guarded(), self._connection() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write inside the block, alone; all of it is saved at the end, or nothing when an error is raised."""
        with guarded(), self._connection() as connection:
            connection.execution_options(**{_WRITES: True})
            with connection.begin():
                yield connection

    def _connection(self) -> Connection:
        """Connect, unless the database was closed."""
        if self._engine is None:
            raise UsageError(_("The workspace is closed."), remedy=_("Open it again."))
        return self._engine.connect()


def _engine(path: Path, key: bytes, busy_seconds: float) -> Engine:
    """Return the engine over an encrypted file."""

    def connect() -> Any:
        address = f"{path.absolute().as_uri()}?mode=rw"  # a missing file is never made by opening it
        connection = sqlcipher.connect(address, uri=True, timeout=busy_seconds, isolation_level=None)
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to the terminal
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")  # before anything that touches the file
        for setting in _SETTINGS:
            connection.execute(setting).close()
        return connection

    engine = create_engine(
        "sqlite+pysqlite://", creator=connect, module=sqlcipher, poolclass=NullPool, hide_parameters=True
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Begin a transaction; one that will write takes its turn at once, since a later turn could be refused."""
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
