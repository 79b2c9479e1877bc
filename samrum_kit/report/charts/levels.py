"""Where numbers stand in a picture that begins at 0: from its foot to its top, with round marks beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Literal

from samrum_kit.figures.table import Kind
from samrum_kit.figures.written import rounded
from samrum_kit.report.charts.canvas import (
    LEADING,
    MARGIN,
    QUIET,
    WIDTH,
    At,
    Layer,
    Shape,
    Stroke,
    lines,
    shapes,
    strokes,
    texts,
    wrapped,
)

LEFT, RIGHT, HEIGHT = 56, 100, 200
PLOT = WIDTH - 2 * MARGIN - LEFT - RIGHT
"""The width of the plot in pixels."""
LETTER = 7
"""About how wide a letter is, in pixels, also in a wide font."""
_SIGN = 16
AXIS = 46
"""The room that names take below the plot."""

_MOST_STEPS, _MOST_NAMES, _LETTERS_OF_A_NAME = 6, 5, 13


@dataclass(frozen=True, slots=True)
class Levels:
    """The numbers from 0 to the top of a picture, and the step between those that are marked."""

    top: float
    step: float
    kind: Kind

    def y(self, value: float) -> float:
        """Return the place of a number in pixels from the top."""
        return HEIGHT * (1 - value / self.top)

    def layers(self) -> Iterator[Layer]:
        """Yield the lines of the marks with their numbers."""
        marks = [round(number * self.step, 9) for number in range(round(self.top / self.step) + 1)]
        yield strokes([Stroke(0, self.y(mark), PLOT, self.y(mark)) for mark in marks])
        yield texts([At(-8, self.y(mark), rounded(mark, self.kind)) for mark in marks], align="right", colour=QUIET)


def levels_for(values: Sequence[float], kind: Kind) -> Levels:
    """Return the levels that hold some numbers; shares go to the whole."""
    if kind is Kind.SHARE:
        return Levels(1.0, 0.25, kind)
    highest = max(values, default=0)
    steps = (step * 10.0**power for power in count(-1) for step in (1, 2, 5))
    step = next(step for step in steps if highest <= _MOST_STEPS * step and (step >= 1 or highest < 1))
    return Levels(step * max(1, -(-highest // step)), step, kind)


def names_below(names: Sequence[str]) -> Iterator[Layer]:
    """Yield the names of places across the plot, as many as there is room for, the first among them."""
    every = max(1, -(-len(names) // _MOST_NAMES))
    shown = [(across(number, len(names)), name) for number, name in enumerate(names) if number % every == 0]
    yield strokes([Stroke(x, HEIGHT, x, HEIGHT + 5) for x, _name in shown], colour=QUIET)
    for x, name in shown:
        told = wrapped(name, _LETTERS_OF_A_NAME)
        yield texts([At(x, HEIGHT + 14 + (lines(told) - 1) * LEADING / 2, told)], colour=QUIET, align="center")


def across(number: int, of: int) -> float:
    """Return the place of one of several across the plot, in pixels from the left."""
    return PLOT * (number + 0.5) / of


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence below a picture, with a sign before it where it says what that means."""

    words: str
    sign: Literal["", "circle", "diamond"] = ""
    open: bool = False

    @property
    def indent(self) -> int:
        """Return the room of the sign in pixels."""
        return _SIGN if self.sign else 0

    @property
    def lines(self) -> str:
        """Return the words in lines as wide as the picture."""
        return wrapped(self.words, (WIDTH - 2 * MARGIN - self.indent) // LETTER)


def said_below(sentences: Sequence[Said], top: float) -> tuple[list[Layer], float]:
    """Return sentences below the plot from a height on, each from a line of its own, and the room they take."""
    entries, signs, y = [], [], top
    for said in sentences:
        high = lines(said.lines) * LEADING
        entries.append(At(said.indent - LEFT, y + high / 2, said.lines))
        if said.sign:
            signs.append(Shape(y + LEADING / 2, said.sign, x=6 - LEFT, open=said.open))
        y += high + 4
    return [texts(entries), *([shapes(signs, size=55)] if signs else [])], y - top
