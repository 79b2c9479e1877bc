"""Publish a file of a report in one step, so that nothing half is there and nothing that somebody wrote is lost."""

import errno
import hashlib
import os
import tempfile
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from samrum_kit.errors import ReportFailed
from samrum_kit.locale import _

UNWRITABLE = "report.unwritable"
"""The code of what can't be written: no other report will fare better."""
_THE_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
_OURS, _HALF = ".samrum-", ".part"
"""How the name of a file begins and ends that is being written."""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A published file of a report."""

    path: Path
    sha256: str
    aside: str = ""
    """The name under which the file is kept that lay there before, since somebody had changed it."""


def hashes_by_format(files: Iterable[ReportFile]) -> dict[str, str]:
    """Return the SHA-256 of the files of a report."""
    return {file.path.suffix.lstrip("."): file.sha256 for file in files}


def names_aside(files: Iterable[ReportFile]) -> dict[str, str]:
    """Return what the files are called now that somebody had changed, by the names which the new ones have."""
    return {file.path.name: file.aside for file in files if file.aside}


def publish(path: Path, content: bytes, written: Collection[str] | None = None) -> ReportFile:
    """Write a file for its owner alone, so that it is there whole or not at all; a link in its place is replaced.

    `written` are the SHA-256 of what the program itself has written there: a file that is none of that was changed by
    somebody, and is kept under another name. Without it whatever lies there is replaced. Raises ReportFailed.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=_OURS, suffix=_HALF, dir=path.parent)
        half = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            aside = "" if written is None else _set_aside(path, {sha256, *written})
            _take_the_place(path, half)
        finally:
            half.unlink(missing_ok=True)
    except OSError:
        raise unwritable() from None
    return ReportFile(path, sha256, aside)


def clear_halves(folder: Path) -> None:
    """Take away what was being written in a folder when it was stopped."""
    for half in folder.glob(f"{_OURS}*{_HALF}"):
        with suppress(OSError):  # of that name there can be a folder too, which is somebody else's
            half.unlink()


def _set_aside(path: Path, known: Collection[str]) -> str:
    """Give a file that somebody has changed a name of its own and return it; nothing where there is no such file."""
    if path.is_symlink() or not path.is_file() or hash_of(path) in known:
        return ""
    words = chain([_("changed")], (f"{_('changed')} {number}" for number in count(2)))
    names = (path.with_name(f"{path.stem} ({word}){path.suffix}") for word in words)
    kept = next(name for name in names if not name.exists())
    _take_the_place(kept, path)
    return kept.name


def _take_the_place(path: Path, file: Path) -> None:
    """Move a file to where it shall lie; ReportFailed where what lies there, or the file itself, doesn't give way."""
    try:
        file.replace(path)
    except OSError as error:
        if error.errno in _THE_DISK:
            raise
        raise ReportFailed(
            _("The file {name} can't be replaced.").format(name=path.name),
            remedy=_("Close it in other programs, or move away what lies in its place."),
            code="report.held",
        ) from None


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file, or nothing where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def unwritable() -> ReportFailed:
    """Return the error of a report, an index or a manifest that can't be written where it should lie."""
    return ReportFailed(
        _("The report can't be written."),
        remedy=_("Check that the disk isn't full and that the folder may be written to."),
        code=UNWRITABLE,
    )
