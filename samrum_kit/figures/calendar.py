"""A municipality's school calendar as it writes it: a CSV file whose rows are periods.

The headings are `fra`, `til`, `tekst` and `land`. A row whose text begins with “Skoleår” says which days the calendar
covers and in which country (`DK` or `NO`); every other row says when schools are closed, the last day included. Public
holidays need no row.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import pairwise

from samrum_kit.domain.days import EARLIEST, read_day
from samrum_kit.errors import CalendarInvalid
from samrum_kit.intake.delimited import read_delimited
from samrum_kit.intake.messages import message
from samrum_kit.intake.source import FileRefused, Row
from samrum_kit.locale import _, ngettext
from samrum_kit.measure.school_days import Closure, SchoolDays

HEADINGS = ("fra", "til", "tekst", "land")
SCHOOL_YEAR = "Skoleår"
COUNTRIES = ("DK", "NO")

_LATEST = date(2099, 12, 31)
_LONGEST = timedelta(days=366)
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class CalendarFault:
    """Something wrong in a row of a calendar, counted from 1; `code` is stable."""

    row: int
    code: str
    message: str


class FaultyCalendar(CalendarInvalid):
    """A calendar that can't be used; `faults` lists everything that is wrong with it, in the order of the rows."""

    def __init__(self, where: str, faults: Iterable[CalendarFault]) -> None:
        """Take the name of the file and its faults."""
        self.faults = tuple(sorted(faults))
        lines = [_("Row {row}: {fault}").format(row=fault.row, fault=fault.message) for fault in self.faults]
        count = len(lines)
        head = ngettext("The calendar has {count} fault.", "The calendar has {count} faults.", count)
        super().__init__("\n".join([head.format(count=count), *lines]), place=where)


@dataclass(frozen=True, slots=True, order=True)
class _Period:
    """A row that can be read."""

    first: date
    last: date
    text: str
    country: str
    row: int

    @property
    def is_school_year(self) -> bool:
        """Tell whether the row says what the calendar covers, rather than when schools are closed."""
        return self.text.casefold().startswith(SCHOOL_YEAR.casefold())


def school_days_from(data: bytes, where: str) -> SchoolDays:
    """Return the school days that a calendar file tells; FaultyCalendar with every fault, and no value from the file.

    `where` is the name of the file.
    """
    try:
        rows = read_delimited(data)
    except FileRefused as refused:
        raise FaultyCalendar(where, [CalendarFault(1, refused.code, message(refused.code))]) from None
    faults: list[CalendarFault] = []
    periods = _periods(rows, faults)
    years = sorted(period for period in periods if period.is_school_year)
    closed = [period for period in periods if not period.is_school_year]
    # A year that can't be read would make faults of rows that are right.
    if not faults:
        faults += _faults_together(years, closed)
    if faults:
        raise FaultyCalendar(where, faults)
    closures = (Closure(period.first, period.last, period.text) for period in closed)
    return SchoolDays(years[0].country, years[0].first, years[-1].last, closures)


def _periods(rows: Sequence[Row], faults: list[CalendarFault]) -> list[_Period]:
    """Return the rows that can be read, and add what is wrong with the others."""
    number, header = rows[0] if rows else (1, [])
    names = [str(cell).strip().casefold() for cell in header]
    if sorted(names) != sorted(HEADINGS):
        fault = _("The headings must be {names}, each once and no others.").format(names=", ".join(HEADINGS))
        faults.append(CalendarFault(number, "calendar.headings", fault))
        return []
    periods: list[_Period] = []
    for row, cells in rows[1:]:
        if len(cells) > len(names):
            beside = _("There is something beside the last column. Delete it.")
            faults.append(CalendarFault(row, "calendar.cells", beside))
            continue
        told = dict.fromkeys(HEADINGS, "") | {
            name: str(cell).strip() for name, cell in zip(names, cells, strict=False)
        }  # fmt: skip
        first, last = (read_day(told[name]) for name in ("fra", "til"))
        wrong = list(_faults_of_row(row, first, last, told))
        if first and last and not wrong:
            periods.append(_Period(first, last, told["tekst"], told["land"].upper(), row))
        faults += wrong
    return periods


def _faults_of_row(row: int, first: date | None, last: date | None, told: dict[str, str]) -> Iterator[CalendarFault]:
    """Yield what is wrong with a row by itself."""
    fault = partial(CalendarFault, row)
    for name, day in (("fra", first), ("til", last)):
        if day is None or not EARLIEST <= day <= _LATEST:
            text = _("There must be a day such as 2026-10-12 or 12-10-2026 under {column}.").format(column=name)
            yield fault("calendar.day", text)
    if first and last and last < first:
        yield fault("calendar.order", _("The last day lies before the first. Correct one of them."))
    if first and last and last - first > _LONGEST:
        yield fault("calendar.long", _("The period is longer than a year. Correct the year of one of its days."))
    if not told["tekst"]:
        yield fault("calendar.text", _("Write what the days are: Skoleår, or why the schools are closed."))
    if told["land"].upper() not in {*COUNTRIES, ""}:
        yield fault("calendar.country", _("The country is DK or NO."))


def _faults_together(years: Sequence[_Period], closed: Iterable[_Period]) -> Iterator[CalendarFault]:
    """Yield what is wrong between rows that can each be read."""
    if not years:
        text = _("No row says which school year the calendar covers. Add one with the text Skoleår, and DK or NO.")
        yield CalendarFault(1, "calendar.no_year", text)
        return
    countries = {period.country for period in (*years, *closed)} - {""}
    for year in years:
        if not year.country or len(countries) > 1:
            text = _("A school year needs its country, DK or NO, and all rows the same one.")
            yield CalendarFault(year.row, "calendar.country", text)
    for earlier, later in pairwise(years):
        if later.first != earlier.last + _A_DAY:
            text = _("The school year must begin on the day after the one before it ends.")
            yield CalendarFault(later.row, "calendar.gap", text)
    first, last = years[0].first, years[-1].last
    for period in closed:
        if period.first < first or period.last > last:
            text = _("The days lie outside the school years of the calendar. Correct them, or add the school year.")
            yield CalendarFault(period.row, "calendar.outside", text)
