"""The days on which schools meet: Danish and Norwegian school years with their holidays.

The usual holidays of recent years, computed for any year; a municipality's own calendar may differ by days.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from samrum_kit.domain.days import school_year
from samrum_kit.measure.school_days import Closure, public_holidays

COUNTRIES = {"da": "DK", "nb": "NO"}


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """Tells school days from holidays in a country, named by its language."""

    lang: str

    def is_school_day(self, day: date) -> bool:
        """Tell whether pupils are at school on a day."""
        if day.weekday() > 4 or day in public_holidays(COUNTRIES[self.lang], day.year):
            return False
        return not any(one.first <= day <= one.last for one in closures(school_year(day)[0].year, self.lang))

    def on_or_after(self, day: date) -> date:
        """Return the day itself or the first school day after it."""
        while not self.is_school_day(day):
            day += timedelta(days=1)
        return day

    def days_before(self, day: date, days: int) -> date:
        """Return the last school day that lies at least some days before a day."""
        day -= timedelta(days=days)
        while not self.is_school_day(day):
            day -= timedelta(days=1)
        return day

    def weeks_after(self, day: date, weeks: float) -> date:
        """Return the first school day on or after the day that lies some weeks later."""
        return self.on_or_after(day + timedelta(days=round(weeks * 7)))

    def school_weeks_after(self, day: date, weeks: int) -> date:
        """Return the first school day after some weeks with school in them; weeks of holidays don't count."""
        while weeks:
            week = (day + timedelta(days=shift) for shift in range(7))
            weeks -= any(self.is_school_day(one) for one in week)
            day += timedelta(days=7)
        return self.on_or_after(day)

    def days(self, first: date, last: date, every: int) -> tuple[date, ...]:
        """Return the days from first to last with `every` days between them that are school days."""
        steps = (first + timedelta(days=shift) for shift in range(0, (last - first).days + 1, every))
        return tuple(day for day in steps if self.is_school_day(day))


@cache
def closures(year: int, lang: str) -> tuple[Closure, ...]:
    """Return when schools are closed beside public holidays, in the school year that begins in a calendar year."""
    first, last = school_year(date(year, 8, 1))
    easter = _easter(year + 1)
    christmas = Closure(date(year, 12, 20), date(year + 1, 1, 4), "Juleferie")
    spring = Closure(easter - timedelta(days=6), easter + timedelta(days=1), "Påskeferie")
    own: tuple[Closure, ...]
    if lang == "nb":
        own = (
            Closure(first, date.fromisocalendar(year, 33, 7), "Sommerferie"),
            _week(year, 40, "Høstferie"),
            _week(year + 1, 8, "Vinterferie"),
            Closure(date.fromisocalendar(year + 1, 25, 6), last, "Sommerferie"),
        )
    else:
        bridge, constitution = easter + timedelta(days=40), date(year + 1, 6, 5)
        own = (
            Closure(first, date.fromisocalendar(year, 32, 7), "Sommerferie"),
            _week(year, 42, "Efterårsferie"),
            _week(year + 1, 7, "Vinterferie"),
            Closure(bridge, bridge, "Dagen efter Kristi himmelfartsdag"),
            Closure(constitution, constitution, "Grundlovsdag"),
            Closure(date.fromisocalendar(year + 1, 26, 6), last, "Sommerferie"),
        )
    return tuple(sorted((*own, christmas, spring)))


def _week(year: int, week: int, text: str) -> Closure:
    """Return an ISO week as a closure, Monday to Sunday."""
    return Closure(date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7), text)


def _easter(year: int) -> date:
    """Return Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
