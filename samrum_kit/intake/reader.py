"""The child process that parses one workbook: its bytes come in on stdin, rows of typed cells go out on stdout.

It is started as a file of its own, so it uses the standard library and python-calamine alone. Each line that it writes
is JSON: a text is the name of a sheet, a list holds the sheet's next rows, `[row number, cell, ...]`, and the number in
the last line says how many lines came before it, without which the answer is not whole. A blank cell is the empty text;
a day is `{"day": ...}`, a moment `{"moment": ...}`.
"""

import io
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache

from python_calamine import CalamineWorkbook

MEMORY = 2 * 1024**3
"""Bytes of address space that the child may ask for."""

SECONDS = 60
"""Processor time that the child may use."""

ROWS = 500
"""Rows of a line: few, so that they are taken up on the other side while the next ones are written here."""


def limit() -> None:
    """Give up the right to more memory and time than any workbook of a school needs, where the system knows how."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@cache
def plain(value: object) -> object:
    """Return a day or moment as a marked text, a time or duration as plain text."""
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, time):
        return value.isoformat(timespec="minutes" if not value.second else "seconds")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    raise TypeError(type(value).__name__)


def written(rows: Sequence[Sequence[object]]) -> Iterator[list[list[object]]]:
    """Yield the rows in which something is written, some at a time, led by their numbers, without blanks at the end."""
    for first in range(0, len(rows), ROWS):
        kept = []
        for number, row in enumerate(rows[first : first + ROWS], first + 1):
            end = len(row)
            while end and row[end - 1] == "":
                end -= 1
            if end:
                kept.append([number, *row[:end]])
        yield kept


def parts_of(data: bytes) -> Iterator[object]:
    """Parse a workbook, and yield the name of each sheet and then its rows."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in workbook.sheet_names:
        yield name
        yield from written(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))


def main() -> None:
    """Parse the workbook on stdin."""
    limit()
    line = json.JSONEncoder(default=plain, check_circular=False).encode
    lines = 0
    for part in parts_of(sys.stdin.buffer.read()):
        sys.stdout.write(f"{line(part)}\n")
        lines += 1
    sys.stdout.write(str(lines))


if __name__ == "__main__":
    main()
