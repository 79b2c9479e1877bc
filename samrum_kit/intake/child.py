"""Workbooks are parsed in a limited child process: whatever happens to it, the parent gets rows or a refusal."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from threading import Thread
from typing import IO, Any, Self

from samrum_kit.intake.source import Cell, FileRefused, Row

READER = Path(__file__).with_name("reader.py")

SECONDS = 90
"""How long a child may take by the clock."""


LIMITED = os.name == "posix"
"""Whether the system holds the child to its memory; only there may it begin while the guard still reads."""


class Child:
    """A child process that parses the bytes that it is given; it starts at once and loads its parser meanwhile."""

    def __init__(self) -> None:
        """Start it."""
        self._process = subprocess.Popen(
            [sys.executable, "-I", str(READER)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )
        self._feeder: Thread | None = None

    def __enter__(self) -> Self:
        """Use the child inside a `with` block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the child, whatever it does."""
        with self._process:
            self._process.kill()
        if self._feeder is not None:
            self._feeder.join()

    def begin(self, data: bytes) -> None:
        """Let the child parse; it keeps its answer until `sheets` asks for it."""
        stdin, self._process.stdin = self._process.stdin, None
        self._feeder = Thread(target=_feed, args=(stdin, data))
        self._feeder.start()

    def sheets(self) -> dict[str, list[Row]]:
        """Return the rows of each sheet by its name; an abort, a time-out or an unfinished answer is a refusal."""
        try:
            answer, _ = self._process.communicate(timeout=SECONDS)
        except (subprocess.TimeoutExpired, OSError) as fault:
            raise FileRefused("file.unreadable") from fault
        if self._process.returncode != 0:
            raise FileRefused("file.unreadable")
        return _sheets(answer)


def _feed(stdin: IO[bytes], data: bytes) -> None:
    """Give the child its bytes in one piece; one that has ended needs no more."""
    with suppress(OSError), stdin:
        stdin.write(data)


def _sheets(answer: bytes) -> dict[str, list[Row]]:
    """Read what the child wrote."""
    try:
        *lines, count = [json.loads(line, object_hook=_typed) for line in answer.splitlines()]
        sheets = {str(name): [_row(row) for row in rows] for name, rows in lines}
    except (ValueError, TypeError, KeyError) as fault:
        raise FileRefused("file.unreadable") from fault
    if len(lines) != count or len(sheets) != count:
        raise FileRefused("file.unreadable")
    return sheets


def _row(row: list[Any]) -> Row:
    """Take the row's number off its cells."""
    return row.pop(0), row


def _typed(marked: dict[str, str]) -> Cell:
    """Return the day or moment that a marked text means."""
    if "day" in marked:
        return date.fromisoformat(marked["day"])
    return datetime.fromisoformat(marked["moment"])
