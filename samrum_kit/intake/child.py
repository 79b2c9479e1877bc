"""Workbooks are parsed in a limited child process: whatever happens to it, the parent gets rows or a refusal."""

import json
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self

from samrum_kit.intake.source import Cell, FileRefused, Row

READER = Path(__file__).with_name("reader.py")

SECONDS = 90
"""How long a child may take by the clock."""


class Child:
    """A child process that parses the bytes that it is given.

    It starts at once, so that it loads its parser while the guard looks at the file; it gets the file afterwards.
    """

    def __init__(self) -> None:
        """Start it."""
        self._process = subprocess.Popen(
            [sys.executable, "-I", str(READER)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> Self:
        """Use the child inside a `with` block."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the child, whatever it does."""
        with self._process:
            self._process.kill()

    def sheets_of(self, data: bytes) -> dict[str, list[Row]]:
        """Return the rows of each sheet by its name; an abort, a time-out or an unfinished answer is a refusal."""
        try:
            answer, _ = self._process.communicate(data, timeout=SECONDS)
        except (subprocess.TimeoutExpired, OSError) as fault:
            raise FileRefused("file.unreadable") from fault
        if self._process.returncode != 0:
            raise FileRefused("file.unreadable")
        return _sheets(answer)


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
