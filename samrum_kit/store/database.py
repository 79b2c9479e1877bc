"""A database: one connection for each piece of work, and no word of the driver to the outside; and the encrypted file.

Connections are never shared, so that several threads may use one database. None is open across a fork.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlcipher3 import dbapi2 as sqlcipher

from samrum_kit.errors import UsageError
from samrum_kit.locale import _
from samrum_kit.store.failures import guarded, moved

BUSY_SECONDS = 30

WRITES, AT_ONCE, SOON = "samrum_writes", "at once", "soon"
"""The option of a connection that will write, and how soon what it writes must lie on the disk."""
_SYNCHRONOUS = {AT_ONCE: "FULL", SOON: "NORMAL"}
_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)


class Database:
    """What a workspace keeps; reads at one instant, writes one at a time."""

    def __init__(self, engine: Engine, guard: Callable[[], AbstractContextManager[None]]) -> None:
        """Take an engine that begins transactions as it is told, and what turns its errors; nothing is opened yet."""
        self._engine: Engine | None = engine
        self._guard = guard
        self._idle: Connection | None = None
        _OPEN.add(self)

    def close(self) -> None:
        """Forget where the data are, and their key."""
        self.let_go()
        self._engine = None

    def let_go(self) -> None:
        """Close every connection that lies idle; the next piece of work opens one again."""
        idle, self._idle = self._idle, None
        if idle is not None:
            idle.close()
        if self._engine is not None:
            self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read inside the block, all of it as it stood at one instant."""
        with self._guard(), self._connection() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, *, at_once: bool = True) -> Iterator[Connection]:
        """Write inside the block, alone; all of it is saved at the end, or nothing when an error is raised.

        What is not needed `at_once` reaches the disk a little later, and with the next thing that is: a program that
        dies loses nothing, a loss of power may take it.
        """
        with self._guard(), self._connection() as connection:
            connection.execution_options(**{WRITES: AT_ONCE if at_once else SOON})
            with connection.begin():
                yield connection

    def _connection(self) -> Connection:
        """Connect, unless the database was closed.

        One more connection lies idle meanwhile: the last one to close a file moves the whole log into it.
        """
        if self._engine is None:
            raise UsageError(_("The workspace is closed."), remedy=_("Open it again."))
        if self._idle is None:
            self._idle = self._engine.connect()
        return self._engine.connect()


_OPEN: "WeakSet[Database]" = WeakSet()


def _let_go_of_all() -> None:
    """Close all files before a fork, since locks don't follow into the new process."""
    for database in tuple(_OPEN):
        database.let_go()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_let_go_of_all)


def file_database(
    path: Path, key: bytes, *, busy_seconds: float = BUSY_SECONDS, moved_when: Path | None = None
) -> Database:
    """Return the database in an encrypted file; from when another file is there, nothing is read or written any more.

    The key has 32 bytes.
    """

    def connect() -> Any:
        address = f"{path.absolute().as_uri()}?mode=rw"  # a missing file is never made by opening it
        _refuse_moved(moved_when)
        connection = sqlcipher.connect(
            address, uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to the terminal
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")  # before anything that touches the file
        for setting in _SETTINGS:
            connection.execute(setting).close()
        return connection

    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES)
        if writes:
            connection.exec_driver_sql(f"PRAGMA synchronous = {_SYNCHRONOUS[writes]}")
        # One that will write takes its turn at once, since a later turn could be refused.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
        _refuse_moved(moved_when)

    engine = create_engine(
        "sqlite+pysqlite://", creator=connect, module=sqlcipher, poolclass=NullPool, hide_parameters=True
    )
    event.listen(engine, "begin", begin)
    return Database(engine, guarded)


def _refuse_moved(moved_when: Path | None) -> None:
    """Raise AccessError where the workspace has left its file: what would be written there would be lost."""
    if moved_when is not None and moved_when.exists():
        raise moved()
