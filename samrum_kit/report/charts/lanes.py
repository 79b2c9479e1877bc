"""Lanes over days: what each one is to the left, its bars and shapes in the middle, the same in words to the right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from samrum_kit.locale import _
from samrum_kit.report.charts.canvas import (
    LEADING,
    MARGIN,
    PAPER,
    QUIET,
    WIDTH,
    At,
    Bar,
    Layer,
    Period,
    Shape,
    Stroke,
    bars,
    day_line,
    lines,
    picture,
    shapes,
    strokes,
    texts,
    wrapped,
)
from samrum_kit.report.charts.wording import short_day

_LEFT, _RIGHT, _GAP = 196, 196, 12
_LETTERS_LEFT, _LETTERS_RIGHT, _LETTERS_HEADING = 30, 29, 60
_AIR = 5
_FOOT = 28
"""Room for the names of the months."""


@dataclass(frozen=True, slots=True)
class Span:
    """Something that lasts; without an end it goes on, and `open` draws it as an outline."""

    start: date
    end: date | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened on a day, drawn as a shape of Vega's; an open one is an outline."""

    on: date
    shape: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """One row: its name, what it shows in words, and what is drawn; line feeds in name and words begin new lines."""

    name: str
    words: str = ""
    spans: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()
    heading: bool = False
    """Names the lanes under it."""
    dark: bool = False
    """Its bars are the darker and higher ones."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A lane with its place and its texts in lines."""

    lane: Lane
    name: str
    words: str
    y: float
    height: float


def lanes_spec(lanes: Sequence[Lane], as_of: date, key: Sequence[tuple[Mark, str]] = ()) -> dict[str, Any]:
    """Return lanes up to a day as a Vega-Lite chart; `key` explains shapes below it where no lane's name does.

    What lasts longer than the day is drawn up to it, with an arrow.
    """
    rows = tuple(_rows(lanes))
    height = rows[-1].y + rows[-1].height / 2
    days = [day for lane in lanes for day in (*(s.start for s in lane.spans), *(m.on for m in lane.marks))]
    period = Period(min([*days, as_of]), as_of)
    plot = WIDTH - 2 * MARGIN - _LEFT - _RIGHT
    layers = [
        strokes([Stroke(-_LEFT, row.y + row.height / 2, plot + _RIGHT, row.y + row.height / 2) for row in rows]),
        *_drawn(rows, period),
        day_line(as_of, height, period),
        texts([At(plot, -14, _("As of {day}").format(day=short_day(as_of)))], align="right"),
        *_written(rows, plot),
        *_explained(key, height + _FOOT),
    ]
    foot = _FOOT + len(key) * (LEADING + _AIR)
    return picture(layers, height, left=_LEFT, right=_RIGHT, top=20, bottom=foot)


def _rows(lanes: Sequence[Lane]) -> Iterator[_Row]:
    """Give each lane its place, as high as its texts."""
    top = 0.0
    for lane in lanes:
        name = _in_lines(lane.name, _LETTERS_HEADING if lane.heading else _LETTERS_LEFT)
        words = _in_lines(lane.words, _LETTERS_RIGHT) if lane.words else ""
        height = max(lines(name), lines(words)) * LEADING + _AIR + (_AIR if lane.heading else 0)
        yield _Row(lane, name, words, top + height / 2, height)
        top += height


def _in_lines(text: str, letters: int) -> str:
    """Return a text of one or more lines with the long ones wrapped."""
    return "\n".join(wrapped(line, letters) for line in text.split("\n"))


def _drawn(rows: Sequence[_Row], period: Period) -> Iterator[Layer]:
    """Yield bars, the arrows of what goes on, and shapes."""
    spans = [(row, span) for row in rows for span in row.lane.spans]
    marks = [(row, mark) for row in rows for mark in row.lane.marks]
    if spans:
        drawn = [
            Bar(row.y, 11 if row.lane.dark else 7, span.start, min(span.end or period.last, period.last), span.open,
                dark=row.lane.dark)
            for row, span in spans
        ]  # fmt: skip
        yield bars(drawn, period)
    arrows = [Shape(row.y, "triangle-right", on=period.last) for row, span in spans if goes_on(span, period.last)]
    if arrows:
        yield shapes(arrows, period, size=110)
    if marks:
        found = [Shape(row.y, mark.shape, on=mark.on, open=mark.open) for row, mark in marks]
        yield shapes(found, period, size=110, rim=PAPER)


def goes_on(span: Span, day: date) -> bool:
    """Tell whether something lasts beyond a day."""
    return span.end is None or span.end > day


def _written(rows: Sequence[_Row], plot: float) -> Iterator[Layer]:
    """Yield the texts at both sides."""
    names = [At(-_LEFT + (0 if row.lane.heading else 8), row.y, row.name) for row in rows]
    for heading in (True, False):
        chosen = [at for at, row in zip(names, rows, strict=True) if row.lane.heading is heading]
        if chosen:
            yield texts(chosen, bold=heading)
    words = [At(plot + _GAP, row.y, row.words) for row in rows if row.words]
    if words:
        yield texts(words)


def _explained(key: Sequence[tuple[Mark, str]], top: float) -> Iterator[Layer]:
    """Yield the shapes that no name explains, each with its meaning."""
    if key:
        places = [top + number * (LEADING + _AIR) for number in range(len(key))]
        yield shapes([Shape(y, mark.shape, x=-_LEFT + 8, open=mark.open)
                      for y, (mark, _words) in zip(places, key, strict=True)])
        yield texts([At(-_LEFT + 20, y, words) for y, (_mark, words) in zip(places, key, strict=True)], colour=QUIET)
