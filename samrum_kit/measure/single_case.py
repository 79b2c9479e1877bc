"""One pupil's measurements, period by period: what lay where, how they differ, and what makes the numbers weak.

Two periods are compared as they follow each other in time. That describes a coincidence in time and never a cause: a
cause takes three changes at different times (Kratochwill et al., 2010).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samrum_kit.domain.vocabulary import Improvement
from samrum_kit.measure.baseline_corrected import BaselineCorrected, baseline_corrected_tau
from samrum_kit.measure.level import Level, level
from samrum_kit.measure.nap import Nap, nap
from samrum_kit.measure.rhythm import left_out, rhythms
from samrum_kit.measure.samples import Values, sample
from samrum_kit.measure.school_days import Closure, SchoolDays
from samrum_kit.measure.sufficiency import Sufficiency, sufficiency
from samrum_kit.measure.trend import Trend
from samrum_kit.measure.values import Undefined

Limits = tuple[float | None, float | None]
"""The two ends of a scale, where it has any."""
NO_LIMITS: Limits = (None, None)

_A_WEEK = timedelta(weeks=1)
_GAP = timedelta(days=21)
"""Periods with no more between them follow each other."""
_FEWEST_FOR_CORRECTION = 5


class Weakness(StrEnum):
    """What makes a comparison weak."""

    AT_THE_END_OF_THE_SCALE = "at_the_end_of_the_scale"
    MANY_MISSING = "many_missing"
    ALREADY_IMPROVING = "already_improving"
    BASELINE_ALIKE = "baseline_alike"
    APART_IN_TIME = "apart_in_time"
    HOLIDAY_AT_THE_CHANGE = "holiday_at_the_change"


class Against(StrEnum):
    """Which earlier period one is compared with."""

    PRECEDING = "preceding"
    BASELINE = "baseline"


@dataclass(frozen=True, slots=True)
class Period:
    """The measurements between two changes, by day; None where one is missing."""

    name: str
    days: tuple[date, ...]
    values: tuple[float | None, ...]

    @property
    def taken(self) -> tuple[float, ...]:
        """Return the values that were measured."""
        return tuple(value for value in self.values if value is not None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A period beside an earlier one."""

    earlier: Period
    later: Period
    against: Against
    improvement: Improvement
    before: Level
    during: Level
    enough: Sufficiency
    nap: Nap
    corrected: BaselineCorrected
    """The earlier period's trend, and what is left of the difference when it is carried on."""
    weaknesses: tuple[Weakness, ...]
    holidays: tuple[Closure, ...] = ()
    """Those at the change, as far as the calendar names them."""

    @property
    def can_correct(self) -> bool:
        """Tell whether the earlier period has points enough for its trend to be carried on."""
        return self.before.n >= _FEWEST_FOR_CORRECTION and not isinstance(self.corrected.value, Undefined)

    @property
    def has_ties(self) -> bool:
        """Tell whether a later measurement is like an earlier one."""
        return not set(sample(self.earlier.values).values).isdisjoint(sample(self.later.values).values)


def comparisons(
    periods: Sequence[Period], improvement: Improvement, limits: Limits = NO_LIMITS, calendar: SchoolDays | None = None
) -> tuple[Comparison, ...]:
    """Return each period beside the one before it, and from the third on beside the baseline too; never pooled.

    `limits` are the two ends of the scale, where it has any.
    """
    pairs: list[tuple[Period, Period, Against]] = []
    for number, later in enumerate(periods[1:], 1):
        pairs.append((periods[number - 1], later, Against.PRECEDING))
        if number > 1:
            pairs.append((periods[0], later, Against.BASELINE))
    return tuple(compare(earlier, later, improvement, against, limits=limits, calendar=calendar)
                 for earlier, later, against in pairs)  # fmt: skip


def compare(
    earlier: Period,
    later: Period,
    improvement: Improvement,
    against: Against = Against.PRECEDING,
    *,
    limits: Limits = NO_LIMITS,
    calendar: SchoolDays | None = None,
) -> Comparison:
    """Return what two periods show beside each other, and what makes that weak."""
    corrected = baseline_corrected_tau(earlier.values, later.values, improvement, (*earlier.days, *later.days))
    before, during = level(earlier.values), level(later.values)
    follows = against is Against.PRECEDING and bool(earlier.days and later.days)
    found = (
        (Weakness.AT_THE_END_OF_THE_SCALE, _at_an_end(later.values, limits)),
        (Weakness.MANY_MISSING, _many_missing((earlier, later), calendar)),
        (Weakness.ALREADY_IMPROVING, wanted_way(corrected.trend, improvement)),
        (Weakness.BASELINE_ALIKE, len(earlier.taken) > 1 and len(set(earlier.taken)) == 1),
        (Weakness.APART_IN_TIME, follows and later.days[0] - earlier.days[-1] > _GAP),
        (Weakness.HOLIDAY_AT_THE_CHANGE, follows and _holiday_between(earlier.days[-1], later.days[0], calendar)),
    )
    return Comparison(
        earlier, later, against, improvement, before, during,
        enough=sufficiency(before.n, during.n),
        nap=nap(earlier.values, later.values, improvement),
        corrected=corrected,
        weaknesses=tuple(weakness for weakness, holds in found if holds),
        holidays=_holidays(earlier.days[-1], later.days[0], calendar) if follows else (),
    )  # fmt: skip


def wanted_way(trend: Trend | Undefined, improvement: Improvement) -> bool:
    """Tell whether a trend goes the wanted way."""
    if isinstance(trend, Undefined):
        return False
    return trend.exact_slope < 0 if improvement is Improvement.DECREASE else trend.exact_slope > 0


def _many_missing(periods: Sequence[Period], calendar: SchoolDays | None) -> bool:
    """Tell whether at least one in five measurements is missing, written down as missing or not at all."""
    usual = rhythms([period.days for period in periods])
    not_written = sum(left_out(one.days, weeks, calendar) for one, weeks in zip(periods, usual, strict=True))
    written = [value for period in periods for value in period.values]
    missing = not_written + written.count(None)
    return missing > 0 and missing * 5 >= not_written + len(written)


def _holiday_between(last: date, first: date, calendar: SchoolDays | None) -> bool:
    """Tell whether there was a holiday between two periods, or within a week of the day on which the later began."""
    if calendar is None:
        return False
    between = (last + timedelta(days=number) for number in range((first - last).days))
    near = calendar.covers(first) and calendar.holiday_near(first, _A_WEEK.days)
    return near or any(calendar.covers(day) and calendar.holiday_near(day, 0) for day in between)


def _holidays(last: date, first: date, calendar: SchoolDays | None) -> tuple[Closure, ...]:
    """Return the holidays at a change that the calendar names."""
    if calendar is None:
        return ()
    found = calendar.without_school(min(last, first - _A_WEEK), first + _A_WEEK)
    return tuple(closure for closure in found if closure.is_holiday)


def _at_an_end(values: Values, limits: Limits) -> bool:
    """Tell whether at least half of the measurements lie at an end of the scale."""
    ends = {end for end in limits if end is not None}
    found = sample(values).values
    return bool(found) and 2 * sum(value in ends for value in found) >= len(found)
