"""Shares as dots with their uncertainty; none and all of them are told in counts, and what is held back has no dot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samrum_kit.figures.table import Kind, Row
from samrum_kit.figures.written import number, rounded
from samrum_kit.locale import _, format_number
from samrum_kit.measure.values import Interval, Undefined
from samrum_kit.report.charts.canvas import (
    INK,
    LEADING,
    MARGIN,
    PAPER,
    QUIET,
    WIDTH,
    At,
    Band,
    Layer,
    Shape,
    Stroke,
    bands,
    lines,
    picture,
    shapes,
    strokes,
    texts,
    wrapped,
)  # fmt: skip
from samrum_kit.report.charts.chart import Chart
from samrum_kit.report.charts.levels import LETTER
from samrum_kit.report.charts.wording import told

_NAMES, _TOLD, _AIR, _KEY = 250, 170, 14, 18
_PLOT = WIDTH - 2 * MARGIN - _NAMES - _TOLD
_TALL = 5
"""Half the height of the sign of an uncertainty in pixels."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A share in the picture: its name in lines, and the middle of its place."""

    row: Row
    name: str
    y: float

    @property
    def value(self) -> float | None:
        """Return the share; None where it is undefined or held back."""
        return None if isinstance(self.row.cell.value, Undefined) else float(self.row.cell.value)

    @property
    def interval(self) -> Interval | None:
        """Return the uncertainty of the share; there is none to draw for none and all."""
        return None if self.value in {None, 0, 1} else self.row.cell.interval


def shares_chart(title: str, rows: Sequence[Row]) -> Chart:
    """Return the shares among rows of a table in their order; where there is none the words say so.

    Without a title no heading stands above it.
    """
    shares = [row for row in rows if row.cell.kind is Kind.SHARE]
    if not any(not isinstance(row.cell.value, Undefined) for row in shares):
        return Chart(title, _("There are no shares to show."))
    every = "; ".join(f"{row.part or row.figure}: {number(row.cell, row.unit)}" for row in shares)
    drawn = [row for row in shares if row.cell.held_back or row.cell.of != 0]
    return Chart(title, told(_("The chart shows shares with their uncertainty."), f"{every}."), _spec(drawn))


def _spec(rows: Sequence[Row]) -> dict[str, object]:
    """Return the picture."""
    placed = list(_placed(rows))
    height = placed[-1].y + lines(placed[-1].name) * LEADING / 2 + _AIR / 2
    layers = [*_scale(height), *_reaches(placed), *_intervals(placed), *_dots(placed), *_words(placed),
              *_key(placed, height)]  # fmt: skip
    return picture(layers, height, left=_NAMES, right=_TOLD, top=18, bottom=10 + len(_signs(placed)) * _KEY)


def _placed(rows: Sequence[Row]) -> Iterator[_Line]:
    """Yield each share with its place, as high as its name."""
    top = 0.0
    for row in rows:
        name = wrapped(row.part or row.figure, _NAMES // LETTER)
        height = lines(name) * LEADING + _AIR
        yield _Line(row, name, top + height / 2)
        top += height


def _scale(height: float) -> Iterator[Layer]:
    """Yield the lines of every quarter, with their numbers above them."""
    marks = (0, 0.25, 0.5, 0.75, 1)
    yield strokes([Stroke(_PLOT * mark, 0, _PLOT * mark, height) for mark in marks])
    yield texts([At(_PLOT * mark, -8, rounded(mark, Kind.SHARE)) for mark in marks], colour=QUIET, align="center")


def _reaches(placed: Sequence[_Line]) -> Iterator[Layer]:
    """Yield between which a share lies whatever holds for what isn't known."""
    reaches = [(line.y, line.row.cell.reach) for line in placed if line.row.cell.reach and line.value is not None]
    if reaches:
        yield bands([Band(_PLOT * reach.lower, _PLOT * reach.upper, y - _TALL, y + _TALL) for y, reach in reaches])


def _intervals(placed: Sequence[_Line]) -> Iterator[Layer]:
    """Yield the uncertainty of each share."""
    told_ones = [(line.y, interval) for line in placed if (interval := line.interval)]
    if told_ones:
        across = [Stroke(_PLOT * one.lower, y, _PLOT * one.upper, y) for y, one in told_ones]
        ends = [(y, _PLOT * end) for y, one in told_ones for end in (one.lower, one.upper)]
        yield strokes([*across, *(Stroke(x, y - 4, x, y + 4) for y, x in ends)], colour=QUIET, width=2)


def _dots(placed: Sequence[_Line]) -> Iterator[Layer]:
    """Yield the dots of the shares."""
    yield shapes([Shape(line.y, "circle", x=_PLOT * line.value) for line in placed if line.value is not None],
                 size=80, rim=PAPER)  # fmt: skip


def _words(placed: Sequence[_Line]) -> Iterator[Layer]:
    """Yield the names of the shares to the left, and to the right what they come to."""
    yield texts([At(-_NAMES, line.y, line.name) for line in placed])
    yield texts([At(_PLOT + 16, line.y, wrapped(_short(line), (_TOLD - 16) // LETTER)) for line in placed], colour=INK)


def _short(line: _Line) -> str:
    """Return a share and what it is taken from, without its uncertainty."""
    cell = line.row.cell
    if line.value is None or cell.of is None:
        return number(cell, line.row.unit)
    whole = format_number(cell.of)
    if cell.count is None:
        return _("{number} (of {whole})").format(number=rounded(line.value, Kind.SHARE), whole=whole)
    counts = _("{count} of {whole}").format(count=format_number(cell.count), whole=whole)
    if line.value in {0, 1}:
        return counts
    return _("{share} ({counts})").format(share=rounded(line.value, Kind.SHARE), counts=counts)


def _signs(placed: Sequence[_Line]) -> list[str]:
    """Return what the signs of the picture mean."""
    line_means = _("Line: within which the share may well lie (95 %)")
    meanings = [line_means] if any(line.interval for line in placed) else []
    if any(line.row.cell.reach for line in placed if line.value is not None):
        meanings.append(_("Shaded: within which it lies whatever holds for those of which it isn't known"))
    return meanings


def _key(placed: Sequence[_Line], height: float) -> Iterator[Layer]:
    """Yield the meanings below the picture."""
    if meanings := _signs(placed):
        told_below = [At(-_NAMES, height + 12 + place * _KEY, words) for place, words in enumerate(meanings)]
        yield texts(told_below, colour=QUIET)
