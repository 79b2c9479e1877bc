"""The shares of schools by how much they are taken from, within the limits of chance: never in an order, never judged.

Outside the limits is a reason to ask. Only the schools that lie outside the widest limits are named in the picture; all
of them stand in the table beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from samrum_kit.figures.table import FigureTable, Kind, is_defined
from samrum_kit.figures.written import rounded
from samrum_kit.locale import _, format_number
from samrum_kit.measure.funnel import FEWEST_SCHOOLS, two_sided_band
from samrum_kit.measure.funnel import Band as Limits
from samrum_kit.measure.values import Undefined, number_or_none
from samrum_kit.report.charts.canvas import (
    INK,
    LEADING,
    QUIET,
    At,
    Band,
    Layer,
    Shape,
    Stroke,
    curve,
    picture,
    shapes,
    strokes,
    texts,
)  # fmt: skip
from samrum_kit.report.charts.chart import Chart
from samrum_kit.report.charts.levels import (
    AXIS,
    HEIGHT,
    LEFT,
    LETTER,
    PLOT,
    RIGHT,
    Levels,
    Said,
    levels_for,
    said_below,
)
from samrum_kit.report.charts.wording import joined, told

_MOST_SIZES = 60
"""At so many sizes the limits are calculated, at the most."""
_MARKS = 5
_RIM = 6
"""Half the width of a point in pixels."""

_Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class _School:
    """A school: its id, how many its share is taken from, its share, and the limits at that size."""

    id: str
    n: int
    share: float
    band: Limits

    @property
    def outside(self) -> bool:
        """Tell whether it lies outside the widest limits."""
        return not self.band.lower_998 <= self.share <= self.band.upper_998


@dataclass(frozen=True, slots=True)
class _Sizes:
    """The sizes that the picture shows, from 0 at its left edge."""

    most: int

    def x(self, size: float) -> float:
        """Return the place of a size in pixels from the left."""
        return PLOT * size / (self.most * 1.05)


def funnel_chart(table: FigureTable) -> Chart:
    """Return the schools of a table as points, with the limits about the share of all of them.

    The last row holds that share. Below five schools, without it, or where no school differs, the words stand alone;
    what is held back is in neither.
    """
    *rows, together = table.rows
    if isinstance(together.cell.value, Undefined):
        return Chart(table.title, _("There is no share of all schools to hold the schools against."))
    target = float(together.cell.value)
    schools = [
        _School(row.figure, size, number_or_none(row.cell.value) or 0.0, band)
        for row in rows
        if is_defined(row.cell) and (size := row.cell.of) and isinstance(band := two_sided_band(size, target), Limits)
    ]
    if len(schools) < FEWEST_SCHOOLS:
        few = _("There are too few schools with a number for a picture of them: the table says what there is to say.")
        return Chart(table.title, few)
    if target in {0, 1}:
        return Chart(table.title, _("All schools have the same share: the table says what there is to say."))
    return Chart(table.title, _in_words(table, schools, target), _spec(schools, target))


def _spec(schools: Sequence[_School], target: float) -> dict[str, object]:
    """Return the picture."""
    levels, sizes = levels_for([], Kind.SHARE), _Sizes(max(school.n for school in schools))
    said, room = said_below(_key(schools), HEIGHT + AXIS)
    layers = [*levels.layers(), *_sizes_below(sizes), *_limits(target, levels, sizes), *_points(schools, levels, sizes),
              *said]  # fmt: skip
    return picture(layers, HEIGHT, left=LEFT, right=RIGHT, top=8, bottom=AXIS + room)


def _sizes_below(sizes: _Sizes) -> Iterator[Layer]:
    """Yield the sizes below the plot."""
    step = next(s for power in range(9) for s in (10**power, 2 * 10**power, 5 * 10**power) if sizes.most <= _MARKS * s)
    marks = list(range(0, sizes.most + 1, step))
    yield strokes([Stroke(sizes.x(mark), HEIGHT, sizes.x(mark), HEIGHT + 5) for mark in marks], colour=QUIET)
    yield texts([At(sizes.x(mark), HEIGHT + 14, format_number(mark)) for mark in marks], colour=QUIET, align="center")
    yield texts([At(PLOT / 2, HEIGHT + 32, _("how many the share is taken from"))], colour=QUIET, align="center")


def _limits(target: float, levels: Levels, sizes: _Sizes) -> Iterator[Layer]:
    """Yield the line of all schools together, and the limits about it."""
    y = levels.y(target)
    yield strokes([Stroke(0, y, PLOT, y)], colour=QUIET, width=1.5)
    yield texts([At(PLOT + 8, y, _("all schools\n{share}").format(share=rounded(target, Kind.SHARE)))], colour=QUIET)
    every = max(1, sizes.most // _MOST_SIZES)
    limits = {n: two_sided_band(n, target) for n in [*range(1, sizes.most, every), sizes.most]}
    bands = [(sizes.x(n), band) for n, band in limits.items() if isinstance(band, Limits)]
    yield curve([(x, levels.y(band.lower_95)) for x, band in bands], dashed=True)
    yield curve([(x, levels.y(band.upper_95)) for x, band in bands], dashed=True)
    yield curve([(x, levels.y(band.lower_998)) for x, band in bands], dashed=False)
    yield curve([(x, levels.y(band.upper_998)) for x, band in bands], dashed=False)


def _points(schools: Sequence[_School], levels: Levels, sizes: _Sizes) -> Iterator[Layer]:
    """Yield the schools, those outside the limits as diamonds with their ids."""
    yield shapes(
        [Shape(levels.y(one.share), "diamond" if one.outside else "circle", x=sizes.x(one.n), open=not one.outside)
         for one in schools],
        size=60,
    )  # fmt: skip
    taken = [Band(x - _RIM, x + _RIM, y - _RIM, y + _RIM)
             for one in schools for x, y in [(sizes.x(one.n), levels.y(one.share))]]  # fmt: skip
    for one in schools:
        if one.outside:
            at, align, room = _beside(one.id, sizes.x(one.n), levels.y(one.share), taken)
            taken.append(room)
            yield texts([at], colour=INK, align=align)


def _beside(name: str, x: float, y: float, taken: Sequence[Band]) -> tuple[At, _Align, Band]:
    """Return the place of a name beside a point, on the first side where nothing else stands, and its room."""
    wide, high = LETTER * len(name), LEADING / 2
    right: tuple[float, float, float, _Align] = (x + 9, y, x + 9, "left")
    left: tuple[float, float, float, _Align] = (x - 9, y, x - 9 - wide, "right")
    above: tuple[float, float, float, _Align] = (x, y - LEADING, x - wide / 2, "center")
    below: tuple[float, float, float, _Align] = (x, y + LEADING, x - wide / 2, "center")
    places = [(At(to_x, to_y, name), align, Band(start, start + wide, to_y - high, to_y + high))
              for to_x, to_y, start, align in (right, left, above, below)]  # fmt: skip
    free = (place for place in places if _is_free(place[2], taken))
    return next(free, places[0])


def _is_free(room: Band, taken: Sequence[Band]) -> bool:
    """Tell whether a room lies within the plot, and nothing else is in it."""
    inside = room.left >= 0 and room.right <= PLOT and room.top >= -_RIM and room.bottom <= HEIGHT
    return inside and not any(
        room.left < one.right and one.left < room.right and room.top < one.bottom and one.top < room.bottom
        for one in taken
    )


def _key(schools: Sequence[_School]) -> list[Said]:
    """Return the sentences below the picture."""
    outside = Said(_("Outside the band: ask, don't judge."), "diamond")
    inside = Said(_("Inside the band."), "circle", open=True)
    lines = _(
        "Dashed: 95 % of the schools lie inside by chance alone. Whole line: 99.8 %. A school can lie outside for good "
        "reasons, and inside without all being well."
    )
    return [*([outside] if any(one.outside for one in schools) else []), inside, Said(lines)]


def _in_words(table: FigureTable, schools: Sequence[_School], target: float) -> str:
    """Return the picture in sentences: how many schools, and which lie outside the limits."""
    opening = _("The chart shows “{title}” for {number} schools; the share of all of them is {share}.").format(
        title=table.title, number=len(schools), share=rounded(target, Kind.SHARE)
    )
    names = [
        _("{school} ({share} of {number})").format(
            school=one.id, share=rounded(one.share, Kind.SHARE), number=format_number(one.n)
        )
        for one in schools
        if one.outside
    ]
    if not names:
        return told(opening, _("All lie inside the limits of chance (99.8 %)."))
    outside = _("Outside the limits of chance (99.8 %): {schools}.").format(schools=joined(names))
    return told(opening, outside, _("That is a reason to ask, not to judge."))
