"""The school calendar of a workspace: one file for each school year, `kalender/2025-2026.csv`.

Each line holds the first and the last day on which the schools are closed, and why: `fra;til;tekst`. Public holidays
need no line. The calendar covers the school years that have a file, 1 August to 31 July, and no other day.
"""

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from samrum_kit.domain.days import read_day
from samrum_kit.errors import UsageError
from samrum_kit.locale import _
from samrum_kit.measure.school_days import Closure, SchoolDays

CALENDAR_FOLDER = "kalender"
_YEARS = re.compile(r"(\d{4})-(\d{4})\.csv")
_COUNTRIES = {"da": "DK", "nb": "NO"}


def calendar_in(folder: Path, lang: str) -> SchoolDays | None:
    """Return the school days of a workspace in the country of a language; nothing where it has no calendar.

    Raises UsageError, with file and line, for one that can't be read or leaves a year out.
    """
    years = {_first_year(path): path for path in sorted((folder / CALENDAR_FOLDER).glob("*.csv"))}
    if not years:
        return None
    first, last = min(years), max(years)
    if missing := set(range(first, last + 1)) - years.keys():
        year = min(missing)
        raise _unfit(f"{year}-{year + 1}.csv", _("The school calendar leaves a year out."))
    closures = [closure for path in years.values() for closure in _closures(path)]
    return SchoolDays(_COUNTRIES[lang], date(first, 8, 1), date(last + 1, 7, 31), closures)


def _first_year(path: Path) -> int:
    """Return the calendar year in which the school year of a file begins."""
    match = _YEARS.fullmatch(path.name)
    if match is None or int(match[2]) != int(match[1]) + 1:
        raise _unfit(path.name, _("The name of a calendar tells its school year, such as 2025-2026.csv."))
    return int(match[1])


def _closures(path: Path) -> Iterator[Closure]:
    """Yield the closed days of a file; its first line holds the names of the columns."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise _unfit(path.name, _("The school calendar is not written in UTF-8.")) from None
    for number, line in enumerate(csv.reader(text.splitlines(), delimiter=";"), start=1):
        if number == 1 or not any(cell.strip() for cell in line):
            continue
        first, last = (read_day(cell) for cell in (*line, "", "")[:2])
        if first is None or last is None or last < first:
            raise _unfit(f"{path.name}:{number}", _("A line of the school calendar has a first and a last day."))
        yield Closure(first, last, line[2].strip() if len(line) > 2 else "")


def _unfit(place: str, message: str) -> UsageError:
    """Return the error for a calendar that can't be used."""
    return UsageError(
        message,
        place=f"{CALENDAR_FOLDER}/{place}",
        remedy=_("Write “fra;til;tekst” first, then a line for each holiday, such as 2025-10-13;2025-10-17;Efterår."),
        code="calendar.unfit",
    )
