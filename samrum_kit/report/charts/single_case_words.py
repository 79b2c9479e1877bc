"""Measurements over time in sentences: everything that their picture shows."""

from collections.abc import Sequence
from datetime import date
from statistics import median

from samrum_kit.domain.records import Series
from samrum_kit.locale import _, format_day, format_number
from samrum_kit.measure.school_days import Closure
from samrum_kit.measure.single_case import Period as Phase
from samrum_kit.measure.trend import Trend
from samrum_kit.report.charts.single_case_key import points
from samrum_kit.report.charts.wording import first_that_fits, joined, told


def in_words(series: Series, phases: Sequence[Phase], trend: Trend | None, holidays: Sequence[Closure]) -> str:
    """Return the picture in sentences, with every measurement where there is room for them."""
    opening = _("The chart shows “{title}” ({unit}) over time.").format(title=series.title, unit=series.unit)
    every = [_phase(phase, at_length=True) for phase in phases]
    short = [_phase(phase, at_length=False) for phase in phases]
    lines = (_goal(series), _carried_on(phases[0], trend))
    shaded = _holidays(holidays)
    return first_that_fits(
        told(opening, *every, *lines, shaded), told(opening, *every, *lines), told(opening, *short, *lines)
    )


def holiday_names(holidays: Sequence[Closure]) -> str:
    """Return what holidays are called, each once."""
    return joined(list(dict.fromkeys(one.text for one in holidays if one.text))) or _("no school")


def _goal(series: Series) -> str:
    """Return where the goal lies."""
    if series.goal_value is None:
        return ""
    return _("The goal is {number}.").format(number=format_number(series.goal_value))


def _carried_on(first: Phase, trend: Trend | None) -> str:
    """Return what of the first phase is carried on."""
    if not first.taken:
        return ""
    middle = format_number(median(first.taken))
    if trend is None:
        line = _("The median of “{phase}”, {number}, is carried on as a line.")
    else:
        line = _("The median of “{phase}”, {number}, is carried on as a line, its trend as a dashed one.")
    return line.format(phase=first.name, number=middle)


def _holidays(holidays: Sequence[Closure]) -> str:
    """Return the holidays that are shaded, with their days."""
    if not holidays:
        return ""
    names = [
        _("{name} ({days})").format(name=one.text or _("no school"), days=_days(one.first, one.last))
        for one in holidays
    ]
    return _("School holidays: {holidays}.").format(holidays=joined(names))


def _phase(phase: Phase, *, at_length: bool) -> str:
    """Return the measurements of a phase in a sentence."""
    if not phase.taken:
        return _("In “{phase}” nothing was measured.").format(phase=phase.name)
    opening = _("“{phase}”, {days}, {count}").format(
        phase=phase.name, days=_days(phase.days[0], phase.days[-1]), count=points(len(phase.taken))
    )
    if at_length:
        missing = _("missing")
        values = "; ".join(missing if value is None else format_number(value) for value in phase.values)
        return f"{opening}: {values}."
    reach = _("between {low} and {high}, median {middle}").format(
        low=format_number(min(phase.taken)), high=format_number(max(phase.taken)),
        middle=format_number(median(phase.taken)),
    )  # fmt: skip
    return f"{opening}: {reach}."


def _days(first: date, last: date) -> str:
    """Return from when to when, or the one day."""
    return format_day(first) if first == last else f"{format_day(first)} – {format_day(last)}"
