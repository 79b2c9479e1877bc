"""The manifest of a run: one line for every finished job, kept on disk at once, without a word from the data."""

import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import TypeAdapter

from samrum_kit.errors import UsageError
from samrum_kit.locale import _
from samrum_kit.report.publish import hash_of, unwritable

MANIFEST = "manifest.jsonl"


class Status(StrEnum):
    """How a job ended."""

    OK = "ok"
    CACHED = "cached"
    """Made before; the files are still the same."""
    INVALID = "invalid"
    """Its parameters were refused by the notebook."""
    FAILED = "failed"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    """Its process was lost, and so was a second one."""
    MISMATCH = "mismatch"
    """Papermill's own engine makes another page of it."""
    CANCELLED = "cancelled"


DONE = frozenset({Status.OK, Status.CACHED})


@dataclass(frozen=True, slots=True)
class Entry:
    """What is written down of a job: ids, a status, codes, numbers and hashes."""

    job: str
    key: str
    notebook: str
    subject: str
    status: Status
    seconds: float = 0.0
    code: str = ""
    """The stable code of what went wrong."""
    cell: int | None = None
    """The code cell that raised, counted from 1."""
    files: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of each file by its format."""
    backend: str = ""
    """What ran the notebook."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """The seals of what it rests on."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """What its notebook asked the vault for, each with the seal of the answer."""


_ENTRY = TypeAdapter(Entry)


class Manifest:
    """An open manifest; every line is on the disk when `add` returns."""

    def __init__(self, out: Path) -> None:
        """Open the manifest of a folder, beginning a new line after one that was torn by a crash.

        What is written goes to no other file: a link in the manifest's place raises ReportFailed, where the system
        can tell.
        """
        try:
            # Without a buffer: what a full disk did not take must not be tried again when the file is closed.
            self._file = open(out / MANIFEST, "a+b", buffering=0, opener=_no_link)  # noqa: SIM115  # for the opener
        except OSError:
            raise unwritable() from None
        if self._file.tell():
            self._file.seek(-1, os.SEEK_END)
            if self._file.read(1) != b"\n":
                self._write(b"\n")

    def alone(self) -> Self:
        """Keep other batches away until the manifest is closed, and return it, where the system knows such a thing.

        Raises UsageError where another batch is at work.
        """
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._file.close()
                raise UsageError(
                    _("Another batch is writing to this folder."),
                    remedy=_("Wait until it has ended, or name another folder."),
                    code="usage.busy",
                ) from None
            except OSError:
                pass  # a folder on another machine may know no such thing
        return self

    def add(self, entry: Entry) -> None:
        """Write a line; ReportFailed where the disk doesn't take it whole."""
        self._write(json.dumps(asdict(entry), ensure_ascii=False).encode() + b"\n")

    def _write(self, content: bytes) -> None:
        """Write something down to the disk."""
        try:
            while content:
                content = content[self._file.write(content) :]
            os.fsync(self._file.fileno())
        except OSError:
            raise unwritable() from None

    def __enter__(self) -> Self:
        """Give the manifest to a `with` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._file.close()


def _no_link(path: str, flags: int) -> int:
    """Open a file that is no link, for its owner alone."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)


def entries(out: Path) -> dict[str, Entry]:
    """Return the newest entry of every job of a folder; a line that was torn by a crash counts for nothing."""
    return {entry.job: entry for entry in _all_entries(out)}


def written_in(out: Path) -> dict[str, tuple[str, ...]]:
    """Return for every job of a folder the SHA-256 of all files that were ever written there for it."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entry in _all_entries(out):
        found[entry.job] |= dict.fromkeys(entry.files.values())
    return {job: tuple(hashes) for job, hashes in found.items()}


def _all_entries(out: Path) -> Iterator[Entry]:
    """Yield every entry of a folder, the oldest first; none where the manifest can't be read."""
    try:
        lines = (out / MANIFEST).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        with suppress(ValueError):
            yield _ENTRY.validate_json(line)


def is_still_there(entry: Entry | None, key: str, formats: Sequence[str], out: Path) -> bool:
    """Tell whether a job has been done for the same key and each of its files is as it was written."""
    if entry is None or entry.key != key or entry.status not in DONE:
        return False
    return all(hash_of(out / f"{entry.job}.{ending}") == entry.files.get(ending, "missing") for ending in formats)
