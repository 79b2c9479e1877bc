"""What figures are about: which schools, and which days."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samrum_kit.domain.records import School
from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.locale import _, format_day


class Extent(StrEnum):
    """How much figures cover."""

    SCHOOL = "school"
    DISTRICT = "district"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Scope:
    """A school, a district, or every school of the workspace."""

    extent: Extent
    name: str = ""
    """The id of the school or the name of the district."""

    def to_json(self) -> dict[str, str | bool]:
        """Return the scope as the contract writes it."""
        return {"all": True} if self.extent is Extent.ALL else {self.extent.value: self.name}

    def to_text(self) -> str:
        """Return the scope as people say it."""
        return {
            Extent.SCHOOL: _("School {name}").format(name=self.name),
            Extent.DISTRICT: _("District {name}").format(name=self.name),
            Extent.ALL: _("All schools"),
        }[self.extent]

    def schools(self, known: Collection[School]) -> tuple[School, ...]:
        """Return the schools in the scope by their ids; UnknownName for a school or district that isn't there."""
        if self.extent is Extent.ALL:
            return tuple(sorted(known, key=lambda school: school.school_id))
        what, field = (
            (_("The school"), "school_id") if self.extent is Extent.SCHOOL else (_("The district"), "district")
        )
        found = [school for school in known if getattr(school, field) == self.name]
        if not found:
            raise UnknownName(what, self.name, {getattr(school, field) for school in known} - {None})
        return tuple(sorted(found, key=lambda school: school.school_id))


@dataclass(frozen=True, slots=True)
class Period:
    """The days from the first to the last, both included, looked at from a day: nothing later counts."""

    first: date
    last: date
    as_of: date

    def holds(self, day: date | None) -> bool:
        """Tell whether something of a day belongs to the period; without a day it doesn't."""
        return day is not None and self.first <= day <= min(self.last, self.as_of)

    def months(self) -> "Iterator[Period]":
        """Yield the calendar months of the period, cut at its two ends, that have begun on the day it is seen from."""
        first = self.first
        while first <= min(self.last, self.as_of):
            following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
            yield Period(first, min(following - timedelta(days=1), self.last), self.as_of)
            first = following

    def to_text(self) -> str:
        """Return the period as people say it; the day it is seen from only where that isn't its last."""
        first, last = format_day(self.first), format_day(self.last)
        if self.as_of == self.last:
            return _("{first} to {last}").format(first=first, last=last)
        return _("{first} to {last}, as it stood on {day}").format(first=first, last=last, day=format_day(self.as_of))


def scope_given(school: str | None, district: str | None, *, everything: bool) -> Scope:
    """Return the one scope that was given; UsageError for none or several."""
    named = ((Extent.SCHOOL, school), (Extent.DISTRICT, district))
    given: Sequence[Scope] = [Scope(extent, name) for extent, name in named if name is not None]
    if len(given) + everything != 1:
        raise UsageError(
            _("Figures are about one school, one district or all schools."),
            remedy=_("Give one of --school, --district and --all."),
            code="usage.scope",
        )
    return given[0] if given else Scope(Extent.ALL)


def period_given(first: date, last: date, as_of: date) -> Period:
    """Return a period; UsageError for one that ends before it begins, or is seen from a day before it."""
    if last < first:
        raise UsageError(
            _("The period ends before it begins."), remedy=_("Give the first day before the last."), code="usage.period"
        )
    if as_of < first:
        raise UsageError(
            _("The period begins after the day it is seen from."),
            remedy=_("Give an earlier first day, or a later day to see it from."),
            code="usage.period",
        )
    return Period(first, last, as_of)
