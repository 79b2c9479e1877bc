"""The encrypted database file: one connection for each piece of work, and no word of the driver to the outside.

A connection costs half a millisecond and is never handed on, so that several threads may use one database. None is open
across a fork.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlcipher3 import dbapi2 as sqlcipher

from samrum_kit.errors import UsageError
from samrum_kit.locale import _
from samrum_kit.store.failures import guarded

BUSY_SECONDS = 30

_SYNCHRONOUS = "samrum_synchronous"
_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)


class Database:
    """An encrypted file and its key; reads at one instant, writes one at a time."""

    def __init__(self, path: Path, key: bytes, *, busy_seconds: float = BUSY_SECONDS) -> None:
        """Take the file and its 32-byte key; nothing is opened yet."""
        self._engine: Engine | None = _engine(path, key, busy_seconds)
        self._idle: Connection | None = None
        _OPEN.add(self)

    def close(self) -> None:
        """Forget the file and its key."""
        self.let_go()
        self._engine = None

    def let_go(self) -> None:
        """Close the file; the next piece of work opens it again."""
        idle, self._idle = self._idle, None
        if idle is not None:
            idle.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read inside the block, all of it as it stood at one instant."""
        with guarded(), self._connection() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, *, at_once: bool = True) -> Iterator[Connection]:
        """Write inside the block, alone; all of it is saved at the end, or nothing when an error is raised.

        What is not needed `at_once` reaches the disk a little later, and with the next thing that is: a program that
        dies loses nothing, a loss of power may take it.
        """
        with guarded(), self._connection() as connection:
            connection.execution_options(**{_SYNCHRONOUS: "FULL" if at_once else "NORMAL"})
            with connection.begin():
                yield connection

    def _connection(self) -> Connection:
        """Connect, unless the database was closed.

        One more connection lies idle meanwhile, since the last one to close moves the whole log into the file.
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


def _engine(path: Path, key: bytes, busy_seconds: float) -> Engine:
    """Return the engine over an encrypted file."""

    def connect() -> Any:
        address = f"{path.absolute().as_uri()}?mode=rw"  # a missing file is never made by opening it
        connection = sqlcipher.connect(
            address, uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=False
        )
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
    synchronous = connection.get_execution_options().get(_SYNCHRONOUS)
    if synchronous:
        connection.exec_driver_sql(f"PRAGMA synchronous = {synchronous}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if synchronous else "BEGIN")
