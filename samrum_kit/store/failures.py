"""What can go wrong with the files of a workspace, said without a value from the data.

Errors of the driver hold statements and values, so none of them leaves this room: `guarded` turns each into one
sentence.
"""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError

from samrum_kit.errors import AccessError, SamrumError, UsageError, VaultDamaged
from samrum_kit.locale import _

DATABASE_FILE = "samrum.db"
SERVER_EMPTY = "access.server_empty"
"""The code of a database that holds no workspace."""

_BUSY, _LOCKED, _READ_ONLY, _IO, _CORRUPT, _FULL, _CANT_OPEN, _CONSTRAINT, _NOT_A_DATABASE = (
    5, 6, 8, 10, 11, 13, 14, 19, 26,
)  # fmt: skip
"""Result codes of SQLite; the low byte of an extended one."""
_UNREACHABLE = "08006"
"""PostgreSQL's code of a connection that failed; one that was never there has none."""


def damaged(file_name: str) -> VaultDamaged:
    """Return the error that says that a file of the workspace is damaged."""
    return VaultDamaged(
        _("The file {file} is damaged and can't be read.").format(file=file_name),
        place=file_name,
        remedy=_("Restore the workspace folder from a backup."),
    )


def missing(file_name: str) -> VaultDamaged:
    """Return the error that says that one of the two files of a workspace is missing."""
    return VaultDamaged(
        _("The file {file} is missing from the workspace.").format(file=file_name),
        place=file_name,
        remedy=_("Restore the workspace folder from a backup."),
    )


@contextmanager
def guarded() -> Iterator[None]:
    """Turn every error of the database file's driver inside the block into a SamrumError without values."""
    try:
        yield
    except DBAPIError as error:
        raise _meaning(error) from None


@contextmanager
def guarded_server() -> Iterator[None]:
    """Turn every error of the office's database inside the block into a SamrumError without values."""
    try:
        yield
    except DBAPIError as error:
        raise _meaning(error) from None
    except VaultDamaged:
        raise _damaged_server() from None


@contextmanager
def guarded_files() -> Iterator[None]:
    """Turn every error of the file system inside the block into a SamrumError without a path."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise _disk_full() from None
        raise AccessError(
            _("The folder of the workspace can't be read or written to."),
            remedy=_("Ask for the rights to it, or choose another folder."),
            code="access.folder",
        ) from None


def no_text() -> UsageError:
    """Return the error of an id that a terminal has sent but that no text can hold."""
    return UsageError(
        _("The id holds a sign that is no letter or digit."),
        remedy=_("Write it as it stands in the workbook."),
        code="usage.id",
    )


def _meaning(error: DBAPIError) -> SamrumError:
    """Return what an error means for the user, by the driver that raised it: moving, one block speaks to both."""
    if not hasattr(error.orig, "sqlstate"):
        return _said(error.orig)
    return no_text() if isinstance(error, DataError) else _said_by_server(error.orig)


def _said(error: BaseException | None) -> SamrumError:
    """Return what an error of the database file's driver means for the user."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {_BUSY, _LOCKED}:
        return busy()
    if code == _FULL:
        return _disk_full()
    if code == _IO:
        return AccessError(
            _("The disk did not take or give what was asked of it."),
            place=DATABASE_FILE,
            remedy=_("See whether the disk is full or was taken out, and try again; nothing was changed."),
            code="access.disk",
        )
    if code in {_READ_ONLY, _CANT_OPEN}:
        return AccessError(
            _("The workspace can't be written to."),
            place=DATABASE_FILE,
            remedy=_("Ask for the right to write in its folder."),
            code="access.read_only",
        )
    if code == _CONSTRAINT:
        return _no_reference()
    return damaged(DATABASE_FILE)


def _said_by_server(error: BaseException | None) -> SamrumError:
    """Return what an error of PostgreSQL means for the user, by its code: its words hold values."""
    code = getattr(error, "sqlstate", None) or _UNREACHABLE
    kinds: dict[str, Callable[[], SamrumError]] = {
        "55P03": busy, "53100": _disk_full, "42P01": server_empty, "42501": _no_rights, "25006": _no_rights,
    }  # fmt: skip
    classes: dict[str, Callable[[], SamrumError]] = {
        "08": _unreachable, "28": _unreachable, "3D": _unreachable, "53": _unreachable, "57": _unreachable,
        "23": _no_reference, "40": busy,
    }  # fmt: skip
    return (kinds.get(code) or classes.get(code[:2]) or _damaged_server)()


def server_empty() -> AccessError:
    """Return the error of a database in which there is no workspace, or none any more."""
    return AccessError(
        _("There is no workspace in the office's database."),
        remedy=_("Write “samrum move --home” if that was interrupted; else see that the address is the right one."),
        code=SERVER_EMPTY,
    )


def moved() -> AccessError:
    """Return the error of a workspace that was taken to the office's database after it was opened."""
    return AccessError(
        _("The workspace was taken to the office's database."), remedy=_("Open it again."), code="access.moved"
    )


def _unreachable() -> AccessError:
    """Return the error of a database that doesn't answer or lets nobody in."""
    return AccessError(
        _("The office's database does not answer, or does not let you in."),
        remedy=_("See that the network is there, and that your password lies in PGPASSWORD or the password file."),
        code="access.server",
    )


def _no_rights() -> AccessError:
    """Return the error of a user who may not write in the office's database."""
    return AccessError(
        _("You may not do that in the office's database."),
        remedy=_("Ask whoever keeps it for the right to read and write."),
        code="access.server_rights",
    )


def _damaged_server() -> VaultDamaged:
    """Return the error of a database that holds something else than it should."""
    return VaultDamaged(
        _("Something in the office's database is damaged and can't be read."),
        remedy=_("Ask whoever keeps it to restore it from a backup."),
    )


def busy() -> AccessError:
    """Return the error of a workspace in which somebody else has been writing for long."""
    return AccessError(
        _("The workspace is in use by another program."),
        remedy=_("Wait until it has finished, and try again; nothing was changed."),
        code="access.busy",
    )


def _no_reference() -> SamrumError:
    """Return the error of a row that names one that isn't there."""
    return SamrumError(
        _("Something that was to be saved refers to what is not there."),
        remedy=_("Nothing was saved; import the missing rows together with it."),
        code="store.reference",
    )


def _disk_full() -> AccessError:
    """Return the error of a disk without room."""
    return AccessError(
        _("The disk is full."), remedy=_("Make room, and try again; nothing was changed."), code="access.disk_full"
    )
