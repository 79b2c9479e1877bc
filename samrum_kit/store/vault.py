"""Making a workspace's encrypted database, and opening it with the right key."""

import os
from pathlib import Path

from samrum_kit.errors import AccessError, UsageError, WorkspaceMissing
from samrum_kit.locale import _
from samrum_kit.store.address import SERVER_FILE, address_in
from samrum_kit.store.audit import AuditLog
from samrum_kit.store.database import Database, file_database
from samrum_kit.store.failures import DATABASE_FILE, guarded_files, missing
from samrum_kit.store.keys import KEY_FILE, Cost, create_keys, derived_key, unlock
from samrum_kit.store.schema import is_current, migrate
from samrum_kit.store.server import server_database


def create_vault(folder: Path, passphrase: str, *, cost: Cost | None = None) -> str:
    """Make the key file and an empty database in a folder and return the recovery key, which is shown this once.

    `cost` is what a guess of the passphrase costs. A folder that holds a workspace already raises UsageError.
    """
    database_file, key_file = folder / DATABASE_FILE, folder / KEY_FILE
    if database_file.exists() or key_file.exists() or (folder / SERVER_FILE).exists():
        raise UsageError(
            _("There is already a workspace in this folder."),
            remedy=_("Choose another folder."),
            code="workspace.exists",
        )
    unfinished = folder / f"{DATABASE_FILE}.new"
    with guarded_files():
        folder.mkdir(parents=True, exist_ok=True)
        database_key, recovery_key = create_keys(folder, passphrase, cost or Cost())
        try:
            unfinished.unlink(missing_ok=True)
            os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL, 0o600))  # what SQLite adds to it gets the same rights
            _make_tables(file_database(unfinished, database_key), database_key)
            unfinished.replace(database_file)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            key_file.unlink()
            raise
    return recovery_key


def open_vault(folder: Path, secret: str) -> tuple[Database, AuditLog]:
    """Open a workspace's database with the passphrase or the recovery key; an older one is brought up to date.

    Raises WorkspaceMissing, VaultDamaged, WrongPassphrase, or AccessError for one that a newer version has made, and
    for the office's database where it can't be reached.
    """
    database_key = _key_of(folder, secret)
    address, log = address_in(folder), audit_log(database_key)
    if address is None:
        database = file_database(folder / DATABASE_FILE, database_key, moved_when=folder / SERVER_FILE)
    else:
        database = server_database(address, database_key)
        _refuse_another(database, log)
    _bring_up_to_date(database, log)
    return database, log


def _key_of(folder: Path, secret: str) -> bytes:
    """Return the key of a workspace of which every part is there."""
    has_keys = (folder / KEY_FILE).is_file()
    has_database = (folder / DATABASE_FILE).is_file() or (folder / SERVER_FILE).is_file()
    if not has_keys and not has_database:
        raise WorkspaceMissing(
            _("There is no workspace in this folder."),
            remedy=_("Name the folder of the workspace, or make a new one."),
        )
    if not has_keys or not has_database:
        raise missing(DATABASE_FILE if has_keys else KEY_FILE)
    return unlock(folder, secret)


def _refuse_another(database: Database, log: AuditLog) -> None:
    """Raise AccessError where the office's database holds another workspace than that of the key."""
    with database.reading() as connection:
        if not log.begins(connection):
            raise AccessError(
                _("The office's database holds another workspace."),
                remedy=_("See that the address in the workspace's folder is the right one."),
                code="access.other_workspace",
            )


def _make_tables(database: Database, database_key: bytes) -> None:
    """Make all tables of a new database."""
    with database.writing() as connection:
        audit_log(database_key).append(connection, "workspace.created", detail={"form": migrate(connection)})


def _bring_up_to_date(database: Database, log: AuditLog) -> None:
    """Migrate an older database; of several programs that open it at once, one does."""
    with database.reading() as connection:
        if is_current(connection):
            return
    with database.writing() as connection:
        if not is_current(connection):
            log.append(connection, "workspace.migrated", detail={"form": migrate(connection)})


def audit_log(database_key: bytes) -> AuditLog:
    """Return the audit log of a database."""
    return AuditLog(derived_key(database_key, "audit"))
