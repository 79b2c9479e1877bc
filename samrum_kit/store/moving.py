"""Taking a workspace from its file to the office's database and home again, so that there is always one whole truth.

Nobody else writes meanwhile. What arrived is compared row by row with what is there before anything is taken away, and
one step decides: towards the office the writing of the address, on the way home the commit that empties the database
and leaves the seal by which the file is known that holds what was there.
Whatever is interrupted can be done again.
"""

import os
import sys
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Connection, Table, func, insert, inspect, select

from samrum_kit.errors import AccessError, SamrumError, UsageError
from samrum_kit.locale import _
from samrum_kit.store.address import SERVER_FILE, address_in, checked_address, write_address
from samrum_kit.store.alone import alone_in
from samrum_kit.store.audit import AuditLog
from samrum_kit.store.database import file_database
from samrum_kit.store.failures import DATABASE_FILE, SERVER_EMPTY, guarded_files, server_empty
from samrum_kit.store.keys import unlock
from samrum_kit.store.schema import VERSION, migrate
from samrum_kit.store.server import server_database
from samrum_kit.store.tables import AUDIT, METADATA
from samrum_kit.store.tombstone import TOMBSTONE, clear_tombstone, put_tombstone, tombstone
from samrum_kit.store.vault import open_vault

MOVED = "workspace.moved"
_OFFICE, _HOME = "office", "home"


def move_to_office(folder: Path, secret: str, address: str) -> None:
    """Take a workspace to an empty database of the office; nobody may have it open on another machine.

    Raises UsageError for an address that may not be used, a database that holds anything else, or a workspace that lies
    in another; and what opening it raises.
    """
    there = checked_address(address)
    with alone_in(folder):
        if (before := address_in(folder)) is None:
            _take_to_office(folder, secret, there)
        elif before != there:
            raise UsageError(
                _("The workspace lies in another database of the office."),
                remedy=_("Take it home first, with “samrum move --home”."),
                code="usage.moved",
            )
        _leave_file(folder, secret, there)


def move_home(folder: Path, secret: str) -> None:
    """Take a workspace from the office's database back into a file in its folder.

    Raises UsageError where it lies there already, and what opening it raises.
    """
    with alone_in(folder):
        address = address_in(folder)
        if address is None:
            raise UsageError(_("The workspace lies in its folder already."), code="usage.moved")
        fetched = _fetched(folder, secret, address)
        with guarded_files():
            if fetched != folder / DATABASE_FILE:
                _clear_log(folder / DATABASE_FILE)
                fetched.replace(folder / DATABASE_FILE)
            _settle(folder)
            (folder / SERVER_FILE).unlink()
            _settle(folder)


def _fetched(folder: Path, secret: str, address: URL) -> Path:
    """Return the file that holds what the office's database held, which holds nothing any more."""
    database_key = unlock(folder, secret)
    try:
        source, log = open_vault(folder, secret)
    except AccessError as error:
        if error.code != SERVER_EMPTY:
            raise
        return _fetched_before(folder, address, database_key)
    fetched = folder / f"{DATABASE_FILE}.new"
    with closing(source), source.writing() as taken:
        if TOMBSTONE in _tables(taken):
            raise server_empty()  # gone while this waited for its turn: the file under that name is the only one
        seal = _fetch(fetched, database_key, taken, log)
        _drop_all(taken)
        put_tombstone(taken, seal)
    return fetched


def _take_to_office(folder: Path, secret: str, address: URL) -> None:
    """Copy a workspace to a database and write down that it lies there."""
    database_key = unlock(folder, secret)
    source, log = open_vault(folder, secret)
    with closing(source), closing(server_database(address, database_key)) as target, source.writing() as taken:
        with target.writing() as put:
            _make_room(put, taken, log)
            _copy(taken, put, log, _OFFICE)
        _look_again(taken, address, database_key)
        write_address(folder, address)
        with guarded_files():
            _settle(folder)


def _look_again(taken: Connection, address: URL, database_key: bytes) -> None:
    """Raise SamrumError unless somebody who comes later finds in a database what was copied there."""
    with closing(server_database(address, database_key)) as database, database.reading() as arrived:
        if not {table.name for table in METADATA.sorted_tables} <= _tables(arrived):
            raise _not_arrived()
        _compare(taken, arrived)


def _leave_file(folder: Path, secret: str, address: URL) -> None:
    """Take away the file of a workspace, if it lies at an address and nobody takes it home meanwhile."""
    source, _log = open_vault(folder, secret)
    with closing(source), source.writing() as kept:
        if TOMBSTONE in _tables(kept) or address_in(folder) != address:
            raise server_empty()
        _clear_file(folder)


def _make_room(put: Connection, taken: Connection, log: AuditLog) -> None:
    """Take away what an earlier attempt left; UsageError where anything else lies in the database."""
    found = (_tables(put) | set(inspect(put).get_view_names())) - {TOMBSTONE}
    ours = {table.name for table in METADATA.sorted_tables} | {VERSION.name}
    if found and not (found <= ours and AUDIT.name in found and _is_an_earlier_copy(put, taken, log)):
        raise UsageError(
            _("Something lies in the office's database already."),
            remedy=_("Ask whoever keeps it for an empty one."),
            code="usage.server_full",
        )
    if found:
        _drop_all(put)
    clear_tombstone(put)


def _is_an_earlier_copy(put: Connection, taken: Connection, log: AuditLog) -> bool:
    """Tell whether a database holds this workspace as it once was, and nothing that was written there since."""
    lines = put.execute(select(AUDIT.c.number, AUDIT.c.seal, AUDIT.c.action).order_by(AUDIT.c.number.desc()).limit(2))
    match lines.all():
        case [last, before] if last.action == MOVED and log.begins(put):
            same = select(AUDIT.c.number).where(AUDIT.c.number == before.number, AUDIT.c.seal == before.seal)
            return taken.execute(same).first() is not None
    return False


def _fetch(unfinished: Path, database_key: bytes, taken: Connection, log: AuditLog) -> str:
    """Copy a workspace into a new file, look whether all of it lies there, and return the seal of its last line."""
    with guarded_files():
        _clear(unfinished)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL, 0o600))
    with closing(file_database(unfinished, database_key)) as target, target.writing() as put:
        _copy(taken, put, log, _HOME)
    with guarded_files():
        log_of_file = unfinished.with_name(f"{unfinished.name}-wal")
        if log_of_file.exists() and log_of_file.stat().st_size:
            raise _not_arrived()
    with closing(file_database(unfinished, database_key)) as target, target.reading() as arrived:
        _compare(taken, arrived)
        if log.broken_lines(arrived) != log.broken_lines(taken):
            raise _not_arrived()
        return _last_seal(arrived)


def _fetched_before(folder: Path, address: URL, database_key: bytes) -> Path:
    """Return the file that holds what an emptied database held, by the seal that was left there.

    Raises AccessError where there is none: an older copy is none.
    """
    with closing(server_database(address, database_key)) as database, database.reading() as connection:
        seal = tombstone(connection) if TOMBSTONE in _tables(connection) else None
    for file in (folder / f"{DATABASE_FILE}.new", folder / DATABASE_FILE):
        if seal is not None and file.is_file():
            with closing(file_database(file, database_key)) as fetched, fetched.reading() as connection:
                if _last_seal(connection) == seal:
                    return file
    raise server_empty()


def _copy(taken: Connection, put: Connection, log: AuditLog, towards: str) -> None:
    """Copy every row of every table, make sure that everything arrived, and note it in the log."""
    migrate(put)
    for table in METADATA.sorted_tables:
        rows = [dict(row) for row in taken.execute(select(table)).mappings()]
        if rows:
            put.execute(insert(table), rows)
    _count_on(put)
    _compare(taken, put)
    log.append(put, MOVED, detail={"to": towards})
    if log.broken_lines(put) != log.broken_lines(taken):
        raise _not_arrived()


def _compare(taken: Connection, put: Connection) -> None:
    """Raise SamrumError unless two databases hold the same, but for a last line of the log."""
    for table in METADATA.sorted_tables:
        there, here = _rows(put, table), _rows(taken, table)
        if table is AUDIT:
            there = there[: len(here)]
        if there != here:
            raise _not_arrived()


def _rows(connection: Connection, table: Table) -> list[tuple[object, ...]]:
    """Return the rows of a table in one order, whatever the database's own."""
    if table is AUDIT:
        return [tuple(row) for row in connection.execute(select(table).order_by(AUDIT.c.number))]
    return sorted((tuple(row) for row in connection.execute(select(table))), key=repr)


def _last_seal(connection: Connection) -> str:
    """Return the seal of the last line of the log, which holds for all lines before it."""
    return str(connection.scalar(select(AUDIT.c.seal).order_by(AUDIT.c.number.desc()).limit(1)))


def _count_on(put: Connection) -> None:
    """Let PostgreSQL go on counting where the numbers that arrived end."""
    if put.dialect.name != "postgresql":
        return
    for table in METADATA.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            last = put.scalar(select(func.max(column)))
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            put.execute(select(func.setval(sequence, last or 1, last is not None)))


def _tables(connection: Connection) -> set[str]:
    """Return the names of the tables that are there."""
    return set(inspect(connection).get_table_names())


def _drop_all(connection: Connection) -> None:
    """Take away every table of a workspace."""
    METADATA.drop_all(connection)
    connection.exec_driver_sql(f"DROP TABLE {VERSION.name}")


def _clear_file(folder: Path) -> None:
    """Take away the file that the workspace has left; AccessError where another program still holds it."""
    try:
        _clear(folder / DATABASE_FILE)
    except OSError:
        raise AccessError(
            _("The data lie in the office's database, but the old file could not be taken away."),
            remedy=_("Close what has the workspace open, and write the same command again."),
            code="access.left_over",
        ) from None


def _clear(database_file: Path) -> None:
    """Take away a database file, its log first."""
    _clear_log(database_file)
    database_file.unlink(missing_ok=True)


def _clear_log(database_file: Path) -> None:
    """Take away the log of a database file: it must never meet another file."""
    for ending in ("-wal", "-shm"):
        database_file.with_name(f"{database_file.name}{ending}").unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can be asked for that."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _not_arrived() -> SamrumError:
    """Return the error of a copy that isn't the same."""
    return SamrumError(
        _("Not everything arrived as it was."), remedy=_("The workspace stays where it is."), code="store.not_arrived"
    )
