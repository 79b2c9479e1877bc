"""The child process that parses one workbook: its bytes come in on stdin, rows of typed cells go out on stdout.

It is started as a file of its own, so it uses the standard library and python-calamine alone. Each line that it writes
is JSON: `[name of the sheet, [[row number, cell, ...], ...]]`, and last the number of sheets, without which the answer
is not whole. A blank cell is the empty text; a day is `{"day": ...}`, a moment `{"moment": ...}`.
"""

import io
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

MEMORY = 2 * 1024**3
"""Bytes of address space that the child may ask for."""

SECONDS = 60
"""Processor time that the child may use."""


def limit() -> None:
    """Give up the right to more memory and time than any workbook of a school needs, where the system knows how."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


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


def written(rows: Iterable[Sequence[object]]) -> list[list[object]]:
    """Return the rows in which something is written, each led by its number, without the blanks at their ends."""
    kept = []
    for number, row in enumerate(rows, 1):
        end = len(row)
        while end and row[end - 1] == "":
            end -= 1
        if end:
            kept.append([number, *row[:end]])
    return kept


def main() -> None:
    """Parse the workbook on stdin."""
    limit()
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    lines = []
    for name in workbook.sheet_names:
        rows = written(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
        lines.append(json.dumps([name, rows], default=plain))
    sys.stdout.write("\n".join([*lines, str(len(lines))]))


if __name__ == "__main__":
    main()
