"""Figures over time about their median: whether there is more than chance in them, in words and by a mark."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from samrum_kit.figures.table import FigureTable, Kind
from samrum_kit.figures.written import number, rounded
from samrum_kit.locale import _
from samrum_kit.measure.run_chart import FEWEST_POINTS, RunChart, run_chart
from samrum_kit.measure.values import Undefined
from samrum_kit.report.charts.canvas import INK, PAPER, QUIET, At, Layer, Shape, Stroke, picture, shapes, strokes, texts
from samrum_kit.report.charts.chart import Chart
from samrum_kit.report.charts.levels import (
    AXIS,
    HEIGHT,
    LEFT,
    PLOT,
    RIGHT,
    Levels,
    Said,
    across,
    levels_for,
    names_below,
    said_below,
)
from samrum_kit.report.charts.wording import first_that_fits, told


@dataclass(frozen=True, slots=True)
class _Series:
    """The numbers of a table in their order; what is undefined or held back is None."""

    names: tuple[str, ...]
    values: tuple[float | None, ...]
    kind: Kind
    found: RunChart

    @property
    def places(self) -> list[tuple[int, float]]:
        """Return the numbers that there are, each with its place in the order."""
        return [(place, value) for place, value in enumerate(self.values) if value is not None]

    @property
    def rare(self) -> frozenset[int]:
        """Return the places of the points in runs that are longer than chance gives."""
        middle, most = self.found.median, self.found.longest_run_max
        if isinstance(middle, Undefined) or isinstance(most, Undefined) or self.found.signal is not True:
            return frozenset()
        sides = [(place, value > middle) for place, value in self.places if value != middle]
        runs = (list(run) for _side, run in groupby(sides, key=lambda one: one[1]))
        return frozenset(place for run in runs if len(run) > most for place, _side in run)


def run_chart_chart(table: FigureTable) -> Chart:
    """Return the rows of a table over time with their median, and whether they show a pattern beyond chance.

    A row without a number is a gap. Long runs on one side of the median are diamonds.
    """
    series = _series(table)
    if not series.places:
        return Chart(table.title, _("There is nothing to show over time in “{title}”.").format(title=table.title))
    return Chart(table.title, _in_words(table, series), _spec(series))


def pattern(found: RunChart) -> str:
    """Return in a sentence whether a series shows more than chance."""
    most, least = found.longest_run_max, found.crossings_min
    if found.n > 1 and found.n_useful == 0:
        return _("All points lie on the median.")
    if isinstance(found.signal, Undefined) or isinstance(most, Undefined) or isinstance(least, Undefined):
        few = _("Too few points to know a pattern by: off the median the number is {number}, and it takes {fewest}.")
        return few.format(number=found.n_useful, fewest=FEWEST_POINTS)
    about = _(
        "the number of points in the longest run on one side of the median is {run} (by chance {most} at the most), "
        "and the number of crossings of the median {crossings} (by chance {least} at the least)."
    ).format(run=found.longest_run, most=most, crossings=found.crossings, least=least)
    if not found.signal:
        return _("No pattern beyond chance is seen: {about}").format(about=about)
    rare = _("A pattern that chance rarely gives: {about}").format(about=about)
    return told(rare, _("It tells that something has changed, but neither what nor whether it is good."))


def _series(table: FigureTable) -> _Series:
    """Return what a table holds over time."""
    cells = [row.cell for row in table.rows]
    values = tuple(None if isinstance(cell.value, Undefined) else float(cell.value) for cell in cells)
    kind = cells[0].kind if cells else Kind.COUNT
    return _Series(tuple(row.figure for row in table.rows), values, kind, run_chart(values))


def _spec(series: _Series) -> dict[str, object]:
    """Return the picture."""
    levels = levels_for([value for _place, value in series.places], series.kind)
    said, room = said_below(_key(series), HEIGHT + AXIS)
    layers = [*levels.layers(), *names_below(series.names), *_median(series, levels), *_points(series, levels), *said]
    return picture(layers, HEIGHT, left=LEFT, right=RIGHT, top=14, bottom=AXIS + room)


def _median(series: _Series, levels: Levels) -> Iterator[Layer]:
    """Yield the line of the median with its name."""
    middle = series.found.median
    if not isinstance(middle, Undefined):
        y = levels.y(middle)
        yield strokes([Stroke(0, y, PLOT, y)], colour=QUIET, width=1.5, dashed=True)
        written = _("median\n{number}").format(number=rounded(middle, series.kind))
        yield texts([At(PLOT + 8, y, written)], colour=QUIET)


def _points(series: _Series, levels: Levels) -> Iterator[Layer]:
    """Yield the points, joined where they follow each other."""
    at = {place: (across(place, len(series.values)), levels.y(value)) for place, value in series.places}
    joined = [Stroke(*at[one], *at[other]) for one, other in pairwise(at) if other == one + 1]
    if joined:
        yield strokes(joined, colour=INK, width=1.2)
    rare = series.rare
    yield shapes([Shape(y, "circle", x=x) for place, (x, y) in at.items() if place not in rare], size=55, rim=PAPER)
    if rare:
        yield shapes([Shape(y, "diamond", x=x) for place, (x, y) in at.items() if place in rare], size=110, rim=PAPER)


def _key(series: _Series) -> list[Said]:
    """Return the sentences below the picture."""
    marks = Said(_("A point in a run that is longer than chance gives."), "diamond")
    gaps = Said(_("Where nothing was held there is no point."))
    missing = len(series.places) < len(series.values)
    return [*([marks] if series.rare else []), *([gaps] if missing else []), Said(pattern(series.found))]


def _in_words(table: FigureTable, series: _Series) -> str:
    """Return the picture in sentences, with every number where there is room for them."""
    opening = _("The chart shows “{title}” from {first} to {last}.").format(
        title=table.title, first=series.names[0], last=series.names[-1]
    )
    middle = series.found.median
    median = ""
    if not isinstance(middle, Undefined):
        median = _("The median is {number}.").format(number=rounded(middle, series.kind))
    every = "; ".join(f"{row.figure}: {number(row.cell, row.unit)}" for row in table.rows)
    values = [value for _place, value in series.places]
    reach = _("The numbers lie between {low} and {high}.").format(
        low=rounded(min(values), series.kind), high=rounded(max(values), series.kind)
    )
    said = pattern(series.found)
    return first_that_fits(told(opening, median, said, f"{every}."), told(opening, median, reach, said))
