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
from samrum_kit.measure.samples import Values, sample
from samrum_kit.measure.sufficiency import Sufficiency, sufficiency
from samrum_kit.measure.trend import Trend
from samrum_kit.measure.values import Undefined

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

    @property
    def can_correct(self) -> bool:
        """Tell whether the earlier period has points enough for its trend to be carried on."""
        return self.before.n >= _FEWEST_FOR_CORRECTION and not isinstance(self.corrected.value, Undefined)


def comparisons(
    periods: Sequence[Period], improvement: Improvement, limits: tuple[float | None, float | None] = (None, None)
) -> tuple[Comparison, ...]:
    """Return each period beside the one before it, and from the third on beside the baseline too; never pooled.

    `limits` are the two ends of the scale, where it has any.
    """
    found: list[Comparison] = []
    for number in range(1, len(periods)):
        found.append(compare(periods[number - 1], periods[number], improvement, Against.PRECEDING, limits))
        if number > 1:
            found.append(compare(periods[0], periods[number], improvement, Against.BASELINE, limits))
    return tuple(found)


def compare(
    earlier: Period,
    later: Period,
    improvement: Improvement,
    against: Against = Against.PRECEDING,
    limits: tuple[float | None, float | None] = (None, None),
) -> Comparison:
    """Return what two periods show beside each other, and what makes that weak."""
    corrected = baseline_corrected_tau(earlier.values, later.values, improvement, (*earlier.days, *later.days))
    before, during = level(earlier.values), level(later.values)
    found = _weaknesses(earlier, later, limits, corrected.trend, improvement)
    return Comparison(
        earlier, later, against, improvement, before, during,
        enough=sufficiency(before.n, during.n),
        nap=nap(earlier.values, later.values, improvement),
        corrected=corrected,
        weaknesses=tuple(weakness for weakness, holds in found if holds
                       and (weakness is not Weakness.APART_IN_TIME or against is Against.PRECEDING)),
    )  # fmt: skip


def wanted_way(trend: Trend | Undefined, improvement: Improvement) -> bool:
    """Tell whether a trend goes the wanted way."""
    if isinstance(trend, Undefined):
        return False
    return trend.exact_slope < 0 if improvement is Improvement.DECREASE else trend.exact_slope > 0


def _weaknesses(
    earlier: Period,
    later: Period,
    limits: tuple[float | None, float | None],
    trend: Trend | Undefined,
    improvement: Improvement,
) -> list[tuple[Weakness, bool]]:
    """Return each weakness that numbers alone can give, with whether it holds."""
    values = (*earlier.values, *later.values)
    missing = sum(value is None for value in values)
    first, last = later.days[:1], earlier.days[-1:]
    return [
        (Weakness.AT_THE_END_OF_THE_SCALE, _at_an_end(later.values, limits)),
        (Weakness.MANY_MISSING, bool(values) and missing * 5 >= len(values)),
        (Weakness.ALREADY_IMPROVING, wanted_way(trend, improvement)),
        (Weakness.BASELINE_ALIKE, len(earlier.taken) > 1 and len(set(earlier.taken)) == 1),
        (Weakness.APART_IN_TIME, bool(first and last) and first[0] - last[0] > _GAP),
    ]


def _at_an_end(values: Values, limits: tuple[float | None, float | None]) -> bool:
    """Tell whether at least half of the measurements lie at an end of the scale."""
    ends = {end for end in limits if end is not None}
    found = sample(values).values
    return bool(found) and 2 * sum(value in ends for value in found) >= len(found)
