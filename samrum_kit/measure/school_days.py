"""Which days are school days: weekdays that are no public holidays, and not closed in the municipality's calendar."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import groupby

from samrum_kit.errors import UsageError
from samrum_kit.locale import _, format_day

HOLIDAY_DAYS = 3
"""So many weekdays in a row without school are a holiday; fewer are days off."""


@dataclass(frozen=True, slots=True, order=True)
class Closure:
    """Days on which the schools of a municipality are closed, the last one included."""

    first: date
    last: date
    text: str = ""

    @property
    def is_holiday(self) -> bool:
        """Tell whether it is a holiday rather than a day off."""
        days = (self.last - self.first).days + 1
        return sum((self.first + timedelta(days=shift)).weekday() < 5 for shift in range(days)) >= HOLIDAY_DAYS


class SchoolDays:
    """The school days of a municipality, for as long as its calendar reaches."""

    def __init__(self, country: str, first: date, last: date, closures: Iterable[Closure] = ()) -> None:
        """Take the country, `DK` or `NO`, the first and the last day that the calendar covers, and its closures."""
        self.country, self.first, self.last = country, first, last
        self.closures = tuple(sorted(closures))

    def is_school_day(self, day: date) -> bool:
        """Tell whether pupils are at school on a day; UsageError for one that the calendar doesn't cover."""
        self._refuse_outside(day)
        place = bisect_left(self._days, day)
        return place < len(self._days) and self._days[place] == day

    def between(self, first: date, last: date) -> int:
        """Return the school days from the first day, it included, to the last, it not included.

        Raises UsageError for a day that the calendar doesn't cover, ValueError for a last day before the first.
        """
        if last < first:
            raise ValueError("The last day comes after the first.")
        self._refuse_outside(first)
        self._refuse_outside(last)
        return bisect_left(self._days, last) - bisect_left(self._days, first)

    def covers(self, day: date) -> bool:
        """Tell whether the calendar reaches a day."""
        return self.first <= day <= self.last

    def without_school(self, first: date, last: date) -> tuple[Closure, ...]:
        """Return the closures that have a day from the first to the last, it included."""
        return tuple(closure for closure in self.closures if closure.first <= last and closure.last >= first)

    def holiday_near(self, day: date, days: int = 7) -> bool:
        """Tell whether a holiday lies within so many days of a day, as far as the calendar reaches.

        Raises UsageError for a day that the calendar doesn't cover.
        """
        self._refuse_outside(day)
        reach = timedelta(days=days)
        return any(first <= day + reach and last >= day - reach for first, last in self._holidays)

    def weeks_without_school(self, first: date, last: date) -> tuple[date, ...]:
        """Return the Mondays of the weeks from the first day's to the last day's in which nobody is at school.

        Raises UsageError for a day that the calendar doesn't cover.
        """
        self._refuse_outside(first)
        self._refuse_outside(last)
        monday = first - timedelta(days=first.weekday())
        mondays = (monday + timedelta(weeks=week) for week in range((last - monday).days // 7 + 1))
        return tuple(
            one for one in mondays
            if bisect_left(self._days, one) == bisect_left(self._days, one + timedelta(weeks=1))
        )  # fmt: skip

    @cached_property
    def _holidays(self) -> list[tuple[date, date]]:
        """Return the first and the last weekday of each holiday."""
        weekdays = [
            day for shift in range((self.last - self.first).days + 1)
            if (day := self.first + timedelta(days=shift)).weekday() < 5
        ]  # fmt: skip
        at_school = set(self._days)
        runs = (list(run) for without, run in groupby(weekdays, lambda day: day not in at_school) if without)
        return [(run[0], run[-1]) for run in runs if len(run) >= HOLIDAY_DAYS]

    @cached_property
    def _days(self) -> list[date]:
        """Return the school days in order."""
        closed = {
            closure.first + timedelta(days=shift)
            for closure in self.closures
            for shift in range((closure.last - closure.first).days + 1)
        }
        for year in range(self.first.year, self.last.year + 1):
            closed.update(public_holidays(self.country, year))
        days = (self.first + timedelta(days=shift) for shift in range((self.last - self.first).days + 1))
        return [day for day in days if day.weekday() < 5 and day not in closed]

    def _refuse_outside(self, day: date) -> None:
        """Refuse a day that the calendar doesn't cover: nobody knows which days were closed then."""
        if not self.covers(day):
            raise UsageError(
                _("The school calendar covers {first} to {last} and not every day that is needed.").format(
                    first=format_day(self.first), last=format_day(self.last)
                ),
                remedy=_("Add the missing school years to the calendar."),
                code="calendar.not_covered",
            )


@cache
def public_holidays(country: str, year: int) -> tuple[date, ...]:
    """Return the days in a year that the law calls holidays in `DK` or `NO`.

    Days that are closed by custom, such as 24 December, belong in the municipality's own calendar.
    """
    import holidays

    return tuple(sorted(holidays.country_holidays(country, years=year)))
