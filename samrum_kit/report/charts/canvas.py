"""What the charts are made of, in Vega-Lite: texts, lines, bars and shapes in ink and two greys on a white card.

Down the picture, places are counted in pixels from the top of the plot, since rows differ in height. Across it they are
pixels from the left edge of the plot, or days. No colour says anything that a shape or a word doesn't say too.

The charts are written out as Altair would write them, and it reads and checks them in the tests: to import it and let
it put them together takes two seconds, in every report.
"""

import calendar
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from samrum_kit.report.visible import visible

WIDTH = 680
"""The width of every chart in pixels, about that of the text on an A4 page."""
MARGIN = 10
INK, QUIET, LINE, PAPER = "#1c2329", "#55606b", "#d5dbe0", "#ffffff"
DARK, MIDDLE = "#44596b", "#7d8f9f"
"""The two greys of bars; both stand out from the white card by more than 3:1."""
SHADE = "#e6eaed"
"""The grey of what lies behind a plot; lines and texts are read on it as on the card."""
SIZE, LEADING = 12, 14
"""Height of letters and of a line of text in pixels."""
_FONT = "'Source Sans 3', 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
"""Fonts of about the same width: the room for each text is measured for the widest of them."""
_MS_PER_S = 1000
_DASHES = [5, 5]

Layer = dict[str, Any]
"""Marks of one kind: a layer of a Vega-Lite chart."""

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
"""The blanks at which a line may end; others, such as those inside a day, hold together."""


@dataclass(frozen=True, slots=True)
class At:
    """A text with its place, in pixels; the lines of a longer one are parted by line feeds."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line from one place to another, in pixels."""

    x: float
    y: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape at a place in pixels, or on a day where `on` is given; an open one is an outline."""

    y: float
    shape: str
    x: float = 0.0
    on: date | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar over days, the last one included; an open one is an outline."""

    y: float
    height: float
    first: date
    last: date
    open: bool = False
    dark: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A part of the plot, in pixels from the left and from the top."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Slice:
    """How far an area reaches at one place across the plot, in pixels."""

    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a plot shows, from its left edge to its right."""

    first: date
    last: date

    def marks(self, most: int = 5) -> tuple[tuple[date, ...], str]:
        """Return the days to mark below the plot, and how they are written: as days, as months or as years."""
        days = (self.last - self.first).days
        if days <= 75:
            step = max(1, -(-days // most))
            return tuple(self.first + timedelta(days=n) for n in range(0, days + 1, step)), "%-d. %b"
        months = [m for m in range(_month(self.first), _month(self.last) + 1) if _first_of(m) >= self.first]
        steps = (1, 2, 3, 6, 12, 24, 60, 120)
        step = next((s for s in steps if len(months) <= most * s), 240)
        return tuple(_first_of(m) for m in months if m % step == 0), "%Y" if step >= 12 else "%b %Y"


def _month(day: date) -> int:
    """Return the number of a month, counted from year 0."""
    return day.year * 12 + day.month - 1


def _first_of(month: int) -> date:
    """Return the first day of a month given by its number."""
    return date(month // 12, month % 12 + 1, 1)


def wrapped(text: str, letters: int) -> str:
    """Return a text in lines of at most so many letters; nothing of it is left out but the kind of its blanks.

    What no picture can hold, such as a bell, is written as `[U+0007]`.
    """
    return "\n".join(textwrap.wrap(visible(_BLANKS.sub(" ", text).strip()), letters)) or "–"


def lines(text: str) -> int:
    """Return how many lines a wrapped text has."""
    return text.count("\n") + 1


def texts(
    entries: Sequence[At], *, colour: str = INK, bold: bool = False,
    align: Literal["left", "center", "right"] = "left", angle: int = 0,
) -> Layer:  # fmt: skip
    """Write texts; each stands with the middle of its lines at its place."""
    values = [
        {"x": at.x, "y": at.y if angle else at.y - (lines(at.text) - 1) * LEADING / 2, "text": at.text}
        for at in entries
    ]
    mark = {
        "type": "text", "align": align, "baseline": "middle", "angle": angle, "lineBreak": "\n", "lineHeight": LEADING,
        "fontSize": SIZE, "fill": colour, "fontWeight": 600 if bold else 400,
    }  # fmt: skip
    return _layer(values, mark, x=_pixels("x"), y=_pixels("y"), text={"field": "text", "type": "nominal"})


def strokes(entries: Sequence[Stroke], *, colour: str = LINE, width: float = 1, dashed: bool = False) -> Layer:
    """Draw lines."""
    values = [{"x": s.x, "y": s.y, "x2": s.x2, "y2": s.y2} for s in entries]
    mark = {"type": "rule", "stroke": colour, "strokeWidth": width, "strokeCap": "round"}
    if dashed:
        mark["strokeDash"] = _DASHES
    return _layer(values, mark, x=_pixels("x"), x2={"field": "x2"}, y=_pixels("y"), y2={"field": "y2"})


def shapes(
    entries: Sequence[Shape], period: Period | None = None, *, size: int = 80, rim: str = INK
) -> Layer:  # fmt: skip
    """Draw shapes, on days of the period where one is given; a rim of paper keeps near ones apart."""
    values = [
        {"x": _moment(s.on) if s.on else s.x, "y": s.y, "shape": s.shape, "fill": PAPER if s.open else INK,
         "stroke": INK if s.open else rim}
        for s in entries
    ]  # fmt: skip
    mark = {"type": "point", "opacity": 1, "size": size, "strokeWidth": 1.5}
    return _layer(
        values, mark, x=_days("x", period) if period else _pixels("x"), y=_pixels("y"), shape=_as_given("shape"),
        fill=_as_given("fill"), stroke=_as_given("stroke"),
    )  # fmt: skip


def bars(entries: Sequence[Bar], period: Period) -> Layer:
    """Draw bars over days of the period."""
    values = [
        {"first": _moment(bar.first), "last": _moment(bar.last + timedelta(days=1)),
         "top": bar.y - bar.height / 2, "bottom": bar.y + bar.height / 2,
         "fill": PAPER if bar.open else DARK if bar.dark else MIDDLE}
        for bar in entries
    ]  # fmt: skip
    mark = {"type": "rect", "stroke": DARK, "strokeWidth": 1}
    return _layer(
        values, mark, x=_days("first", period), x2={"field": "last"}, y=_pixels("top"), y2={"field": "bottom"},
        fill=_as_given("fill"),
    )  # fmt: skip


def bands(entries: Sequence[Band]) -> Layer:
    """Shade parts of the plot, behind everything else."""
    values = [{"left": band.left, "right": band.right, "top": band.top, "bottom": band.bottom} for band in entries]
    mark = {"type": "rect", "fill": SHADE}
    return _layer(
        values, mark, x=_pixels("left"), x2={"field": "right"}, y=_pixels("top"), y2={"field": "bottom"},
    )  # fmt: skip


def curve(places: Sequence[tuple[float, float]], *, dashed: bool = False) -> Layer:
    """Draw a line through places from left to right, in pixels."""
    values = [{"x": x, "y": y} for x, y in places]
    mark = {"type": "line", "stroke": QUIET, "strokeWidth": 1.2, "strokeDash": _DASHES if dashed else []}
    return _layer(values, mark, x=_pixels("x"), y=_pixels("y"))


def area(slices: Sequence[Slice], fill: str) -> Layer:
    """Fill what lies between two lines across the plot."""
    values = [{"x": one.x, "top": one.top, "bottom": one.bottom} for one in slices]
    mark = {"type": "area", "orient": "vertical", "fill": fill, "stroke": DARK, "strokeWidth": 1, "opacity": 1}
    return _layer(values, mark, x=_pixels("x"), y=_pixels("top"), y2={"field": "bottom"})


def day_line(day: date, height: float, period: Period) -> Layer:
    """Draw a line down the plot at the end of a day."""
    values = [{"x": _moment(day + timedelta(days=1)), "top": -4, "bottom": height}]
    mark = {"type": "rule", "stroke": INK, "strokeWidth": 1.5}
    return _layer(values, mark, x=_days("x", period), y=_pixels("top"), y2={"field": "bottom"})


def day_axis(period: Period, height: float) -> Layer:
    """Mark the days of a period below the plot."""
    mark = {"type": "rule", "stroke": LINE, "strokeWidth": 1}
    return _layer([{"x": _moment(period.first), "y": height}], mark, x=_days("x", period), y=_pixels("y"))


def picture(
    layers: Sequence[Layer], height: float, *, left: float = 0, right: float = 0, top: float = 0, bottom: float = 0
) -> dict[str, Any]:
    """Return the layers as one Vega-Lite chart of the usual width; the rest is the room around its plot, in pixels."""
    room = {"left": left + MARGIN, "right": right + MARGIN, "top": top + MARGIN, "bottom": bottom + MARGIN}
    return {
        "width": WIDTH - room["left"] - room["right"],
        "height": height,
        "padding": room,
        "autosize": "none",
        "background": PAPER,
        "config": {"font": _FONT, "aria": False, "view": {"stroke": None}},
        "layer": list(layers),
    }


def _layer(values: list[dict[str, Any]], mark: dict[str, Any], **places: dict[str, Any]) -> Layer:
    """Return marks of one kind with the data that they show."""
    return {"data": {"values": values}, "mark": mark, "encoding": places}


def _pixels(name: str) -> dict[str, Any]:
    """Return a place that is given in pixels."""
    return {"field": name, "type": "quantitative", "scale": None, "axis": None}


def _as_given(name: str) -> dict[str, Any]:
    """Return a look that the data name themselves."""
    return {"field": name, "type": "nominal", "scale": None}


def _days(name: str, period: Period) -> dict[str, Any]:
    """Return a place across the plot that is given by a day; the same in every time zone."""
    days, written = period.marks()
    return {
        "field": name,
        "type": "temporal",
        "scale": {"type": "utc", "domain": [_moment(period.first), _moment(period.last + timedelta(days=1))]},
        "axis": {
            "values": [_moment(day) for day in days], "format": written, "title": None, "labelFontSize": SIZE,
            "labelColor": QUIET, "gridColor": LINE, "tickColor": LINE, "domainColor": LINE, "labelOverlap": False,
            "labelFlush": False,
        },
    }  # fmt: skip


def _moment(day: date) -> int:
    """Return the beginning of a day as Vega counts time."""
    return calendar.timegm(day.timetuple()) * _MS_PER_S
