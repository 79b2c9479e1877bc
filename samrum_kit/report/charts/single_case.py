"""The measurements of one series over time: phase by phase, with what the first phase was like carried on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from statistics import median

from samrum_kit.domain.records import Series
from samrum_kit.locale import _, format_day, format_number, ngettext
from samrum_kit.measure.single_case import Period as Phase
from samrum_kit.measure.trend import Trend, theil_sen
from samrum_kit.report.charts.canvas import (
    INK,
    LEADING,
    MARGIN,
    PAPER,
    QUIET,
    WIDTH,
    At,
    Layer,
    Period,
    Shape,
    Stroke,
    day_axis,
    lines,
    picture,
    shapes,
    strokes,
    texts,
    wrapped,
)
from samrum_kit.report.charts.chart import Chart
from samrum_kit.report.charts.wording import first_that_fits, short_day, told

_LEFT, _RIGHT, _HEIGHT, _FOOT = 56, 96, 220, 28
_WEEK = timedelta(days=10)
"""Points with no more between them follow each other; with more, something is missing between them."""
_STEPS = (Fraction(1), Fraction(2), Fraction(5))
_LETTER, _FEWEST_LETTERS = 7, 8
"""The width of a letter in pixels, and how many a line has at the least."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """The values that the picture shows, from its foot to its top."""

    low: float
    high: float
    step: float

    def y(self, value: float | Fraction) -> float:
        """Return the place of a value in pixels from the top."""
        return _HEIGHT * (self.high - float(value)) / (self.high - self.low)

    def marks(self) -> list[float]:
        """Return the values that are marked beside the picture."""
        count = round((self.high - self.low) / self.step)
        return [round(self.low + number * self.step, 9) for number in range(count + 1)]


@dataclass(frozen=True, slots=True)
class _Days:
    """The days that the picture shows, from its left edge to its right."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Return the place of a day in pixels from the left."""
        return _plot() * (day - self.first).days / max((self.last - self.first).days, 1)


def single_case_chart(
    series: Series, phases: Sequence[Phase], limits: tuple[float | None, float | None] = (None, None)
) -> Chart:
    """Return the measurements of a series, joined within a phase alone and parted where some are missing.

    The median of the first phase is carried on as a line, and its trend as a dashed one where there are points enough.
    A phase has a day at least. `limits` are the ends of the scale.
    """
    taken = [phase for phase in phases if phase.taken]
    title = _("Measured over time: {title}").format(title=series.title)
    if not taken:
        nothing = _("Nothing has been measured in “{title}” yet.").format(title=series.title)
        return Chart(title, nothing)
    first, last = min(phase.days[0] for phase in phases), max(phase.days[-1] for phase in phases)
    days = _Days(first, last + timedelta(days=max(3, (last - first).days // 20)))
    scale = _scale(series, [value for phase in taken for value in phase.taken], limits)
    trend = _trend(phases[0])
    layers = [*_frame(scale, days), *_carried_on(series, phases, trend, scale, days), *_goal(series, scale),
              *_measurements(phases, scale, days), *_headings(phases, days)]  # fmt: skip
    top = _top(phases, days)
    spec = picture(layers, _HEIGHT, left=_LEFT, right=_RIGHT, top=top, bottom=_FOOT)
    return Chart(title, _in_words(series, phases, trend), spec)


def _plot() -> float:
    """Return the width of the plot in pixels."""
    return WIDTH - 2 * MARGIN - _LEFT - _RIGHT


def _scale(series: Series, values: Sequence[float], limits: tuple[float | None, float | None]) -> _Scale:
    """Return a scale with round marks that holds all values, the goal, and the ends of the scale where it has any."""
    told_values = [*values, *([series.goal_value] if series.goal_value is not None else [])]
    low = limits[0] if limits[0] is not None else min(told_values)
    high = limits[1] if limits[1] is not None else max(told_values)
    low, high = min(low, *told_values), max(high, *told_values)
    step = _step((high - low) or 1)
    foot = low if limits[0] == low else float(Fraction(str(low)) // step * step)
    count = -(-(Fraction(str(high)) - Fraction(str(foot))) // step)
    return _Scale(foot, float(Fraction(str(foot)) + max(count, 1) * step), float(step))


def _step(reach: float) -> Fraction:
    """Return the step between marks: 1, 2 or 5 times a power of ten, for about five of them."""
    power = Fraction(1, 10**9)
    while True:
        for step in _STEPS:
            if Fraction(str(reach)) / (step * power) <= 6:
                return step * power
        power *= 10


def _trend(first: Phase) -> Trend | None:
    """Return the trend of the first phase, where there are points enough and it leads anywhere."""
    found = theil_sen(first.days, first.values)
    return found if isinstance(found, Trend) and found.exact_slope else None


def _frame(scale: _Scale, days: _Days) -> Iterator[Layer]:
    """Yield the lines of the scale with their values, and the days below."""
    marks = scale.marks()
    yield strokes([Stroke(0, scale.y(mark), _plot(), scale.y(mark)) for mark in marks])
    yield texts([At(-8, scale.y(mark), format_number(mark)) for mark in marks], align="right", colour=QUIET)
    yield day_axis(Period(days.first, days.last), _HEIGHT)


def _carried_on(
    series: Series, phases: Sequence[Phase], trend: Trend | None, scale: _Scale, days: _Days
) -> Iterator[Layer]:
    """Yield the median of the first phase as a line to the right edge, and its trend as a dashed one."""
    first = phases[0]
    if not first.taken:
        return
    middle = _median(first)
    yield strokes([Stroke(days.x(first.days[0]), scale.y(middle), _plot(), scale.y(middle))], colour=QUIET, width=1.5)
    yield texts([At(_plot() + 8, _beside_the_goal(series, scale, middle), _("median\nbefore"))], colour=QUIET)
    if trend is not None:
        yield strokes(list(_within(trend, first.days[0], scale, days)), colour=QUIET, width=1.5, dashed=True)


def _beside_the_goal(series: Series, scale: _Scale, value: float) -> float:
    """Return the place of the name of a line, far enough from that of the goal."""
    y = scale.y(value)
    if series.goal_value is None:
        return y
    goal = scale.y(series.goal_value)
    apart = 1.8 * LEADING
    return y if abs(y - goal) >= apart else goal + (apart if y >= goal else -apart)


def _within(trend: Trend, start: date, scale: _Scale, days: _Days) -> Iterator[Stroke]:
    """Yield a trend as far as it stays in the picture."""
    shown = [day for day in _every_day(start, days.last) if scale.low <= trend.at(day) <= scale.high]
    if len(shown) > 1:
        yield Stroke(days.x(shown[0]), scale.y(trend.at(shown[0])), days.x(shown[-1]), scale.y(trend.at(shown[-1])))


def _every_day(first: date, last: date) -> Iterator[date]:
    """Yield the days from one to another."""
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _goal(series: Series, scale: _Scale) -> Iterator[Layer]:
    """Yield the line of the goal, with its name."""
    if series.goal_value is not None:
        y = scale.y(series.goal_value)
        yield strokes([Stroke(0, y, _plot(), y)], colour=INK, width=1)
        yield texts([At(_plot() + 8, y, _("goal"))])


def _measurements(phases: Sequence[Phase], scale: _Scale, days: _Days) -> Iterator[Layer]:
    """Yield the points, joined to the next one of their phase where nothing is missing between them."""
    points = [list(zip(phase.days, phase.values, strict=True)) for phase in phases]
    joined = [
        Stroke(days.x(day), scale.y(value), days.x(later), scale.y(next_value))
        for phase in points
        for (day, value), (later, next_value) in pairwise(phase)
        if value is not None and next_value is not None and later - day <= _WEEK
    ]
    if joined:
        yield strokes(joined, colour=INK, width=1.5)
    dots = [Shape(scale.y(value), "circle", x=days.x(day)) for phase in points for day, value in phase
            if value is not None]  # fmt: skip
    yield shapes(dots, size=50, rim=PAPER)


def _headings(phases: Sequence[Phase], days: _Days) -> Iterator[Layer]:
    """Yield a line where each phase begins, and above the picture its name, its day and its number of points."""
    begins = [days.x(phase.days[0]) for phase in phases]
    top = _top(phases, days)
    yield strokes([Stroke(x, -top + 6, x, _HEIGHT) for x in begins[1:]], colour=INK, width=1)
    named = [At(x + (4 if x else 0), -top + 8 + (lines(words) - 1) * LEADING / 2 + 4, words)
             for x, words in zip(begins, _names(phases, days), strict=True)]  # fmt: skip
    yield texts(named)


def _names(phases: Sequence[Phase], days: _Days) -> list[str]:
    """Return what stands above each phase, in lines as short as the phase is narrow."""
    begins = [days.x(phase.days[0]) for phase in phases]
    ends = [*begins[1:], _plot() + _RIGHT]
    return [
        "\n".join(wrapped(words, max(int((end - begin) / _LETTER), _FEWEST_LETTERS)) for words in (
            phase.name, _("from {day}").format(day=short_day(phase.days[0])), _n(len(phase.taken))
        ))
        for phase, begin, end in zip(phases, begins, ends, strict=True)
    ]  # fmt: skip


def _top(phases: Sequence[Phase], days: _Days) -> float:
    """Return the room that the headings take."""
    return max(lines(words) for words in _names(phases, days)) * LEADING + 16


def _n(number: int) -> str:
    """Return how many points there are."""
    return ngettext("{number} point", "{number} points", number).format(number=format_number(number))


def _median(phase: Phase) -> float:
    """Return the median of the values of a phase that has some."""
    return median(phase.taken)


def _in_words(series: Series, phases: Sequence[Phase], trend: Trend | None) -> str:
    """Return the picture in sentences, with every measurement where there is room for them."""
    opening = _("The chart shows “{title}” ({unit}) over time.").format(title=series.title, unit=series.unit)
    goal = ""
    if series.goal_value is not None:
        goal = _("The goal is {number}.").format(number=format_number(series.goal_value))
    carried = ""
    if phases[0].taken:
        middle = format_number(_median(phases[0]))
        carried = _("The median of “{phase}”, {number}, is carried on as a line.").format(
            phase=phases[0].name, number=middle
        )
    if trend is not None:
        ahead = _("Its trend is carried on as a dashed line.")
        carried = f"{carried} {ahead}"
    every = [_phase_in_words(phase, at_length=True) for phase in phases]
    short = [_phase_in_words(phase, at_length=False) for phase in phases]
    return first_that_fits(told(opening, *every, goal, carried), told(opening, *short, goal, carried))


def _phase_in_words(phase: Phase, *, at_length: bool) -> str:
    """Return the measurements of a phase in a sentence."""
    if not phase.taken:
        return _("In “{phase}” nothing was measured.").format(phase=phase.name)
    opening = _("“{phase}”, from {first} to {last}, {count}").format(
        phase=phase.name, first=format_day(phase.days[0]), last=format_day(phase.days[-1]), count=_n(len(phase.taken))
    )
    if at_length:
        missing = _("missing")
        values = ", ".join(missing if value is None else format_number(value) for value in phase.values)
        return f"{opening}: {values}."
    reach = _("between {low} and {high}, median {middle}").format(
        low=format_number(min(phase.taken)), high=format_number(max(phase.taken)), middle=format_number(_median(phase))
    )
    return f"{opening}: {reach}."
