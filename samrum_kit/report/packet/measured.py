"""What was measured in a case, in the few sentences that a brief has room for."""

from dataclasses import dataclass, replace
from datetime import date

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.locale import _
from samrum_kit.measure.single_case import Period
from samrum_kit.report.measured.sentences import only_phase, said
from samrum_kit.report.measured.series import Measured, measured

_LONGEST_NAME = 60
"""A phase with a longer name is told by its number."""


@dataclass(frozen=True, slots=True)
class MeasuredSeries:
    """A series with what its newest phase shows beside the one before it."""

    series_id: str
    title: str
    words: str
    on: date | None
    """The day of the newest measurement."""


def measured_series(file: CaseFile) -> tuple[MeasuredSeries, ...]:
    """Return the series of a case, the one that was measured last first, and those without a measurement at the end."""
    found = map(_told, measured(file))
    return tuple(sorted(found, key=lambda one: (one.on or date.min, one.series_id), reverse=True))


def _told(found: Measured) -> MeasuredSeries:
    """Return what a series shows."""
    days = [day for period in found.periods for day in period.days]
    return MeasuredSeries(
        series_id=found.series.series_id,
        title=found.series.title,
        words=_words(found),
        on=max(days, default=None),
    )


def _words(found: Measured) -> str:
    """Return the sentences of a series."""
    newest = found.newest
    if newest is not None:
        earlier, later = (_named(found, period) for period in (newest.earlier, newest.later))
        return " ".join(said(replace(newest, earlier=earlier, later=later)).sentences)
    return only_phase(_named(found, found.periods[0])) if found.periods else _("Nothing has been measured yet.")


def _named(found: Measured, period: Period) -> Period:
    """Return a phase with a name that there is room for."""
    if len(period.name) <= _LONGEST_NAME:
        return period
    number = found.periods.index(period) + 1
    return replace(period, name=_("phase {number}").format(number=number))
