"""Days as a user gives them to a command or a notebook."""

from datetime import date, datetime

from samrum_kit.domain.days import read_day
from samrum_kit.errors import UsageError
from samrum_kit.locale import _
from samrum_kit.store.questions import today_asked


def day_given(day: date | str | None) -> date:
    """Return the day that was meant; nothing means today, and the time of a moment is left.

    Raises UsageError for a day that can't be read.
    """
    if isinstance(day, datetime):
        day = str(day)[:10]  # pandas has moments that are none, and says so in words alone
    elif isinstance(day, date):
        return day
    if not day:
        return today_asked()
    found = read_day(day)
    if found is None:
        raise UsageError(
            _("The day can't be read."), remedy=_("Write it as 2026-03-09 or 09-03-2026."), code="usage.day"
        )
    return found
