"""Where measurements over time stand in their picture: values from its foot to its top, days from left to right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import count, takewhile

from samrum_kit.measure.single_case import Limits
from samrum_kit.measure.single_case import Period as Phase
from samrum_kit.report.charts.canvas import MARGIN, WIDTH, Period

LEFT, RIGHT, HEIGHT = 56, 76, 220
PLOT = WIDTH - 2 * MARGIN - LEFT - RIGHT
"""The width of the plot in pixels."""

_STEPS = (Fraction(1), Fraction(2), Fraction(5))
_FINEST, _DIGITS = Fraction(1, 1000), 10**9
"""The finest step between marks that can be told apart, and how many such steps a value may be at the most."""
_MOST_STEPS, _MOST_STEPS_OF_A_WHOLE_SCALE = 6, 10
_BESIDE = 4
"""How many days before its first measurement a phase begins in the picture, at the most."""


@dataclass(frozen=True, slots=True)
class Values:
    """The values that the picture shows, from its foot to its top, and the step between those that are marked."""

    low: float
    high: float
    step: float

    def y(self, value: float | Fraction) -> float:
        """Return the place of a value in pixels from the top."""
        return HEIGHT * (self.high - float(value)) / (self.high - self.low)

    def marks(self) -> list[float]:
        """Return the values that are marked beside the picture."""
        count = round((self.high - self.low) / self.step)
        return [round(self.low + number * self.step, 9) for number in range(count + 1)]


@dataclass(frozen=True, slots=True)
class Days:
    """The days that the picture shows, the last one included."""

    first: date
    last: date

    @property
    def period(self) -> Period:
        """Return them as an axis has them."""
        return Period(self.first, self.last)

    def x(self, day: date, earlier: float = 0) -> float:
        """Return the place at which a day begins, or some days before, in pixels from the left."""
        return PLOT * ((day - self.first).days - earlier) / ((self.last - self.first).days + 1)

    def begin(self, phase: Phase, before: Phase | None) -> float:
        """Return where a phase begins: between its first measurement and the last one of the phase before it."""
        if before is None:
            return 0
        between = (phase.days[0] - before.days[-1]).days
        return self.x(phase.days[0], min(between / 2, _BESIDE))


def values_shown(measured: Sequence[float], goal: float | None, limits: Limits) -> Values:
    """Return a scale with round marks that holds all values and the goal.

    It ends where the scale itself ends; where it has no end, nothing lies on the edge, but for 0. Whole numbers have no
    marks between them, and a value that never changes lies between the nearest ones.
    """
    held = [*measured, *([goal] if goal is not None else []), *(end for end in limits if end is not None)]
    low, high = (Fraction(str(end)) for end in (min(held), max(held)))
    if limits == (float(low), float(high)) and low < high:
        return _whole_scale(low, high)
    whole = low == high or all(value == int(value) for value in held)
    finest = max(Fraction(1) if whole else _FINEST, max(abs(low), abs(high)) / _DIGITS)
    step = next(step for step in _steps() if high - low <= _MOST_STEPS * step and step >= finest)
    foot, top = low // step * step, -(-high // step) * step
    if foot == low and foot not in {0, limits[0]}:
        foot -= step
    if top == high and top not in {0, limits[1]}:
        top += step
    return Values(float(foot), float(max(top, foot + step)), float(step))


def days_shown(phases: Sequence[Phase]) -> Days:
    """Return the days of all phases, with a little room on either side."""
    first, last = min(phase.days[0] for phase in phases), max(phase.days[-1] for phase in phases)
    room = timedelta(days=max(2, (last - first).days // 40))
    return Days(first - room, last + room)


def _whole_scale(low: Fraction, high: Fraction) -> Values:
    """Return a scale with both its ends, and marks that lead from one to the other."""
    reach = high - low
    even = [step for step in takewhile(lambda step: step <= reach, _steps()) if not reach % step]
    fitting = (step for most in (_MOST_STEPS, _MOST_STEPS_OF_A_WHOLE_SCALE) for step in even if reach / step <= most)
    return Values(float(low), float(high), float(next(fitting, reach)))


def _steps() -> Iterator[Fraction]:
    """Yield the steps that there are between marks: 1, 2 or 5 times a power of ten."""
    return (step * Fraction(10) ** power for power in count(-3) for step in _STEPS)
