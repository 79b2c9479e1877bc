"""How charts speak of days, spans and numbers: short in the picture, at length in the words that stand for it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from samrum_kit.locale import _, language, ngettext

LONGEST = 1200
"""About as many letters as a person listens to in one go."""

Written = Callable[[date], str]
"""How a day is written."""


def short_day(day: date) -> str:
    """Return a day as it is written where there is little room, such as `9. mar. 2026`; it stays on one line."""
    from babel.dates import format_date

    return str(format_date(day, format="medium", locale=language())).replace(" ", "\u00a0")


def joined(parts: Sequence[str]) -> str:
    """Return parts as a list in a sentence: with commas, and `og` before the last."""
    from babel.lists import format_list

    return str(format_list(list(parts), locale=language()))


def told(*sentences: str) -> str:
    """Return sentences one after the other; an empty one is passed over."""
    return " ".join(sentence for sentence in sentences if sentence)


def first_that_fits(*tellings: str) -> str:
    """Return the first telling that isn't too long to listen to, or else the last, which is the shortest."""
    return next((telling for telling in tellings if len(telling) <= LONGEST), tellings[-1])


def day_count(days: int) -> str:
    """Return a number of days in words."""
    return ngettext("{count} day", "{count} days", days).format(count=days)


def age(day: date, as_of: date) -> str:
    """Return how long ago a day is: in days, or in whole months when it is two months or more."""
    months = (as_of.year - day.year) * 12 + as_of.month - day.month - (as_of.day < day.day)
    if months < 2:
        return day_count((as_of - day).days)
    return ngettext("{count} month", "{count} months", months).format(count=months)


def days_told(days: Iterable[date], written: Written) -> str:
    """Return the day on which something happened, or how often it did, with the first and the last day."""
    known = sorted(days)
    if len(known) == 1:
        return written(known[0])
    if known[0] == known[-1]:
        return _("{count} times on {day}").format(count=len(known), day=written(known[0]))
    if len(known) == 2:
        return joined([written(day) for day in known])
    return _("{count} times, {first} – {last}").format(
        count=len(known), first=written(known[0]), last=written(known[-1])
    )


def named(name: str, record_id: str, *, ids: bool) -> str:
    """Return a name that holds `{id}`, with the id of the record in it or without."""
    return name.format(id=record_id if ids else "").strip()


def span_told(start: date, end: date | None, as_of: date, written: Written) -> str:
    """Return from when to when something lasts, as it stood on a day."""
    if end is None:
        return _("{start} – still going on").format(start=written(start))
    if end > as_of:
        return _("{start} – going on until {end}").format(start=written(start), end=written(end))
    return f"{written(start)} – {written(end)}"
