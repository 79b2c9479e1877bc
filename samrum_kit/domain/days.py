"""Days as the field counts them: years of a placement, school years, and days as people write them."""

import re
from datetime import date

EARLIEST = date(1990, 1, 1)

_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_NORDIC = re.compile(r"^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$")


def years_after(day: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes 1 March where the year has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def within_a_year(day: date, as_of: date) -> bool:
    """Tell whether a day lies in the year up to `as_of`, the day exactly one year before included."""
    return day <= as_of <= years_after(day, 1)


def a_year_old(day: date, as_of: date) -> bool:
    """Tell whether a year has passed since a day; a placement of 29 February is a year old on 1 March."""
    return as_of >= years_after(day, 1)


def school_year(day: date) -> tuple[date, date]:
    """Return the first and last day of the school year that holds a day (1 August to 31 July)."""
    first = day.year if day.month >= 8 else day.year - 1
    return date(first, 8, 1), date(first + 1, 7, 31)


def read_day(text: str) -> date | None:
    """Read `2026-03-09`, `09-03-2026`, `9.3.2026` or `9/3/2026`; anything else, or no such day, gives None."""
    text = text.strip()
    if match := _ISO.match(text):
        year, month, day = match.groups()
    elif match := _NORDIC.match(text):
        day, month, year = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
