"""The measurements of one series over time: phase by phase, with what the first phase was like carried on."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from samrum_kit.domain.records import Series
from samrum_kit.locale import _, format_number
from samrum_kit.measure.rhythm import follows, rhythms
from samrum_kit.measure.school_days import Closure
from samrum_kit.measure.single_case import NO_LIMITS, Limits
from samrum_kit.measure.single_case import Period as Phase
from samrum_kit.measure.trend import Trend, theil_sen
from samrum_kit.report.charts.canvas import (
    INK,
    LEADING,
    PAPER,
    QUIET,
    At,
    Band,
    Layer,
    Shape,
    Stroke,
    bands,
    day_axis,
    picture,
    shapes,
    strokes,
    texts,
)
from samrum_kit.report.charts.chart import Chart
from samrum_kit.report.charts.single_case_frame import (
    HEIGHT,
    LEFT,
    PLOT,
    RIGHT,
    Days,
    Values,
    days_shown,
    values_shown,
)
from samrum_kit.report.charts.single_case_key import Entry, headings, key, key_room
from samrum_kit.report.charts.single_case_words import holiday_names, in_words


def single_case_chart(
    series: Series, phases: Sequence[Phase], limits: Limits = NO_LIMITS, holidays: Sequence[Closure] = ()
) -> Chart:
    """Return the measurements of a series, joined within a phase alone and parted where some are missing.

    The median of the first phase is carried on as a line, and its trend as a dashed one where there are points enough.
    A phase has a day at least. `limits` are the ends of the scale, `holidays` are shaded.
    """
    taken = [value for phase in phases for value in phase.taken]
    title = _("{title} ({unit})").format(title=series.title, unit=series.unit)
    if not taken:
        return Chart(title, _("Nothing has been measured in “{title}” yet.").format(title=series.title))
    days, values = days_shown(phases), values_shown(taken, series.goal_value, limits)
    free = [one for one in holidays if one.first <= days.last and one.last >= days.first]
    heads, trend = headings(phases, days), _trend(phases[0])
    entries = [*heads.key, *_meanings(phases[0], trend, free)]
    layers = (
        _without_school(free, days), *_frame(values, days), *_median(series, phases[0], values, days),
        *_carried_on(trend, phases[0], values, days), *_goal(series, values), *_measurements(phases, values, days),
        *heads.layers(), *key(entries),
    )  # fmt: skip
    drawn = [layer for layer in layers if layer["data"]["values"]]
    spec = picture(drawn, HEIGHT, left=LEFT, right=RIGHT, top=heads.top, bottom=key_room(entries))
    return Chart(title, in_words(series, phases, trend, free), spec)


def _trend(first: Phase) -> Trend | None:
    """Return the trend of the first phase, where there are points enough and it leads anywhere."""
    found = theil_sen(first.days, first.values)
    return found if isinstance(found, Trend) and found.exact_slope else None


def _meanings(first: Phase, trend: Trend | None, free: Sequence[Closure]) -> Iterator[Entry]:
    """Yield what the dashed line and the shading mean, where there are any."""
    if trend is not None:
        yield Entry("dashed", _("the trend of “{phase}”, carried on").format(phase=first.name))
    if free:
        yield Entry("band", holiday_names(free))


def _without_school(free: Sequence[Closure], days: Days) -> Layer:
    """Shade the days without school."""
    return bands([
        Band(days.x(max(one.first, days.first)), days.x(min(one.last, days.last) + timedelta(days=1)), 0, HEIGHT)
        for one in free
    ])  # fmt: skip


def _frame(values: Values, days: Days) -> Iterator[Layer]:
    """Yield the lines of the scale with their values, and the days below."""
    marks = values.marks()
    yield strokes([Stroke(0, values.y(mark), PLOT, values.y(mark)) for mark in marks])
    yield texts([At(-8, values.y(mark), format_number(mark)) for mark in marks], align="right", colour=QUIET)
    yield day_axis(days.period, HEIGHT)


def _median(series: Series, first: Phase, values: Values, days: Days) -> Iterator[Layer]:
    """Yield the median of the first phase as a line to the right edge."""
    if first.taken:
        middle = values.y(median(first.taken))
        yield strokes([Stroke(days.x(first.days[0]), middle, PLOT, middle)], colour=QUIET, width=1.5)
        yield texts([At(PLOT + 8, _beside_the_goal(series, values, middle), _("median\nbefore"))], colour=QUIET)


def _beside_the_goal(series: Series, values: Values, y: float) -> float:
    """Return the place of the name of a line, far enough from that of the goal."""
    if series.goal_value is None:
        return y
    goal = values.y(series.goal_value)
    apart = 1.8 * LEADING
    return y if abs(y - goal) >= apart else goal + (apart if y >= goal else -apart)


def _carried_on(trend: Trend | None, first: Phase, values: Values, days: Days) -> Iterator[Layer]:
    """Yield a trend as a dashed line, as far as it stays in the picture."""
    if trend is None:
        return
    every = (first.days[0] + timedelta(days=number) for number in range((days.last - first.days[0]).days + 1))
    shown = [day for day in every if values.low <= trend.at(day) <= values.high]
    if len(shown) > 1:
        (start, end) = (_on(trend, day, values, days) for day in (shown[0], shown[-1]))
        yield strokes([Stroke(*start, *end)], colour=QUIET, width=1.5, dashed=True)


def _on(trend: Trend, day: date, values: Values, days: Days) -> tuple[float, float]:
    """Return the place of a trend on a day."""
    return days.x(day), values.y(trend.at(day))


def _goal(series: Series, values: Values) -> Iterator[Layer]:
    """Yield the line of the goal, with its name."""
    if series.goal_value is not None:
        y = values.y(series.goal_value)
        yield strokes([Stroke(0, y, PLOT, y)], colour=INK, width=1)
        yield texts([At(PLOT + 8, y, _("goal"))])


def _measurements(phases: Sequence[Phase], values: Values, days: Days) -> Iterator[Layer]:
    """Yield the points, joined to the next one of their phase where nothing is missing between them."""
    points = [list(zip(phase.days, phase.values, strict=True)) for phase in phases]
    usual = rhythms([phase.days for phase in phases])
    joined = [
        Stroke(days.x(day), values.y(value), days.x(later), values.y(next_value))
        for phase, weeks in zip(points, usual, strict=True)
        for (day, value), (later, next_value) in pairwise(phase)
        if value is not None and next_value is not None and follows(day, later, weeks)
    ]
    yield strokes(joined, colour=INK, width=1.5)
    dots = [Shape(values.y(value), "circle", x=days.x(day)) for phase in points for day, value in phase
            if value is not None]  # fmt: skip
    yield shapes(dots, size=50, rim=PAPER)
