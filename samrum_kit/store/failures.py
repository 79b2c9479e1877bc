"""What can go wrong with the files of a workspace, said without a value from the data.

Errors of the driver hold statements and values, so none of them leaves this room: `guarded` turns each into one
sentence.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from samrum_kit.errors import AccessError, SamrumError, UsageError, VaultDamaged
from samrum_kit.locale import _

DATABASE_FILE = "samrum.db"

_BUSY, _LOCKED, _READ_ONLY, _IO, _CORRUPT, _FULL, _CANT_OPEN, _CONSTRAINT, _NOT_A_DATABASE = (
    5, 6, 8, 10, 11, 13, 14, 19, 26,
)  # fmt: skip
"""Result codes of SQLite; the low byte of an extended one."""


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
    """Turn every error of the database driver inside the block into a SamrumError without values."""
    try:
        yield
    except DBAPIError as error:
        raise said(error.orig) from None


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


def said(error: BaseException | None) -> SamrumError:
    """Return what an error of the driver means for the user."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {_BUSY, _LOCKED}:
        return AccessError(
            _("The workspace is in use by another program."),
            remedy=_("Wait until it has finished, and try again; nothing was changed."),
            code="access.busy",
        )
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
        return SamrumError(
            _("Something that was to be saved refers to what is not there."),
            remedy=_("Nothing was saved; import the missing rows together with it."),
            code="store.reference",
        )
    return damaged(DATABASE_FILE)


def _disk_full() -> AccessError:
    """Return the error of a disk without room."""
    return AccessError(
        _("The disk is full."), remedy=_("Make room, and try again; nothing was changed."), code="access.disk_full"
    )
