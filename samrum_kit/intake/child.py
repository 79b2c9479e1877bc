"""Files are parsed in a limited child process: whatever happens to it, the parent gets an answer or a refusal."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from threading import Timer
from typing import Any, Self, TypeVar

from samrum_kit.intake.source import Cell, FileRefused, Row

READER = Path(__file__).with_name("reader.py")

SECONDS = 90
"""How long a child may take by the clock."""

_KINDS = {str, float, bool, date, datetime}

T = TypeVar("T")


class Child:
    """A child process that parses the bytes that it is given.

    It starts at once, so that it loads its parser while the guard looks at the file; it gets the file afterwards.
    """

    def __init__(self, script: Path | None = None) -> None:
        """Start it with the script that parses; without one, that for workbooks."""
        self._process = subprocess.Popen(
            [sys.executable, "-I", str(script or READER)],
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
        """Return the rows of each sheet of a workbook by its name; raise FileRefused as `ask` does."""
        return self.ask(data, _sheets)

    def ask(self, data: bytes, take: Callable[[Iterable[bytes]], T]) -> T:
        """Return what is taken from the lines of the answer; an abort, a time-out or an unfinished one is a refusal.

        `take` raises ValueError or TypeError for an answer that is not whole or of another form.
        """
        watch = Timer(SECONDS, self._process.kill)
        watch.start()
        try:
            return self._answer(data, take)
        except (OSError, ValueError, TypeError, AttributeError, LookupError, RecursionError) as fault:
            raise FileRefused("file.unreadable") from fault
        finally:
            watch.cancel()

    def _answer(self, data: bytes, take: Callable[[Iterable[bytes]], T]) -> T:
        """Give the child its file, and take up its answer as it comes."""
        assert self._process.stdin is not None  # noqa: S101  # both are pipes
        assert self._process.stdout is not None  # noqa: S101
        with self._process.stdin as file:
            file.write(data)
        answer = take(self._process.stdout)
        if self._process.wait() != 0:
            raise FileRefused("file.unreadable")
        return answer


def _sheets(lines: Iterable[bytes]) -> dict[str, list[Row]]:
    """Read what the child writes; an answer that is not whole or of another form raises ValueError or TypeError."""
    sheets: dict[str, list[Row]] = {}
    rows: list[Row] = []
    part = None
    for number, line in enumerate(lines):
        part = json.loads(line, object_hook=_typed)
        if isinstance(part, str) and part not in sheets:
            rows = sheets[part] = []
        elif isinstance(part, list) and sheets:
            rows += _rows(part)
        elif part != number:
            raise ValueError(number)
    if not isinstance(part, int):
        raise TypeError
    return sheets


def _rows(part: list[list[Any]]) -> list[Row]:
    """Take the number off each row; raise TypeError for a number or a cell of another kind than there are."""
    rows = [(row.pop(0), row) for row in part]
    cells = chain.from_iterable(row for _, row in rows)
    if not ({int}.issuperset(type(number) for number, _ in rows) and _KINDS.issuperset(map(type, cells))):
        raise TypeError
    return rows


def _typed(marked: dict[str, str]) -> Cell:
    """Return the day or moment that a marked text means."""
    if "day" in marked:
        return date.fromisoformat(marked["day"])
    return datetime.fromisoformat(marked["moment"])
