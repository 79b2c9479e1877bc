"""What has to be looked at again within a year."""

from dataclasses import dataclass
from datetime import date

from samrum_kit.domain.days import years_after


@dataclass(frozen=True, slots=True)
class YearlyReview:
    """When it has to be looked at again, and whether that day has passed."""

    due: date
    overdue: bool


def yearly_review(began: date, last_reviewed: date | None, as_of: date) -> YearlyReview:
    """Return when a year has passed since it began or was last looked at; on that very day it is still in time."""
    due = years_after(max(began, last_reviewed or began), 1)
    return YearlyReview(due, as_of > due)
