"""How many cases had been closed or referred after so many days, as areas on each other; open cases count too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samrum_kit.figures.table import FigureTable, Kind
from samrum_kit.figures.time_course import CLOSED, FOLLOWED, OPEN, REFERRED
from samrum_kit.figures.written import rounded
from samrum_kit.locale import _, format_number, ngettext
from samrum_kit.measure.values import number_or_none
from samrum_kit.report.charts.canvas import (
    DARK,
    INK,
    LEADING,
    MIDDLE,
    PAPER,
    QUIET,
    At,
    Layer,
    Slice,
    Stroke,
    area,
    picture,
    strokes,
    texts,
)  # fmt: skip
from samrum_kit.report.charts.chart import Chart
from samrum_kit.report.charts.levels import HEIGHT, LEFT, PLOT, RIGHT, Said, levels_for, said_below
from samrum_kit.report.charts.wording import told

_AXIS = 62
_FEWEST = 2
"""So many days make an area."""
_NAME = 30
"""The room that the name of an area takes."""


@dataclass(frozen=True, slots=True)
class _Day:
    """How it stood at the end of a day."""

    day: int
    closed: float
    referred: float
    open: float
    followed: int

    @property
    def sentence(self) -> str:
        """Return the day in a sentence, but for its number."""
        return _("{closed} of the cases were closed, {referred} referred and {open} still open").format(**self._shares)

    @property
    def words(self) -> str:
        """Return the day as the end of a sentence."""
        return _("{closed} closed, {referred} referred and {open} still open").format(**self._shares)

    @property
    def _shares(self) -> dict[str, str]:
        """Return the shares as people write them."""
        shares = {"closed": self.closed, "referred": self.referred, "open": self.open}
        return {name: rounded(share, Kind.SHARE) for name, share in shares.items()}


def time_to_event_chart(table: FigureTable) -> Chart:
    """Return the shares that were closed, referred and still open, day by day, with how many were followed so long.

    Only days that the table tells whole are drawn; with fewer than two of them the words stand alone.
    """
    days = list(_days(table))
    if not days:
        return Chart(table.title, _("There are no days to show a course by."))
    n = next(row.cell.of for row in table.rows if row.cell.of)
    said = _sentence(days, n)
    every = "; ".join(map(_day_in_words, days))
    opening = _("The chart shows how the cases of the period have gone since their first concern.")
    words = told(opening, said, f"{every}.")
    return Chart(table.title, words, _spec(days, said) if len(days) >= _FEWEST else {})


def _days(table: FigureTable) -> Iterator[_Day]:
    """Yield the days of a table that it tells whole."""
    cells = {row.id: number_or_none(row.cell.value) for row in table.rows}
    for day in dict.fromkeys(int(name.split(".")[1]) for name in cells):
        parts = [cells[f"time_course.{day}.{part}"] for part in (CLOSED, REFERRED, OPEN, FOLLOWED)]
        told_parts = [part for part in parts if part is not None]
        if len(told_parts) == len(parts):
            closed, referred, still, followed = told_parts
            yield _Day(day, closed, referred, still, int(followed))


def _spec(days: Sequence[_Day], said: str) -> dict[str, object]:
    """Return the picture."""
    levels = levels_for([], Kind.SHARE)
    xs = [PLOT * one.day / days[-1].day for one in days]
    borders = [[0.0 for one in days], [one.closed for one in days], [one.closed + one.referred for one in days],
               [1.0 for one in days]]  # fmt: skip
    filled = [
        area([Slice(x, levels.y(high), levels.y(low)) for x, low, high in zip(xs, lower, upper, strict=True)], fill)
        for lower, upper, fill in zip(borders[:-1], borders[1:], (DARK, MIDDLE, PAPER), strict=True)
    ]
    words, room = said_below([Said(said)], HEIGHT + _AXIS)
    layers = [*levels.layers(), *filled, *_below(days, xs), *_names(days[-1]), *words]
    return picture(layers, HEIGHT, left=LEFT, right=RIGHT, top=6, bottom=_AXIS + room)


def _below(days: Sequence[_Day], xs: Sequence[float]) -> Iterator[Layer]:
    """Yield the days below the plot, and how many were followed so long."""
    at = list(zip(xs, days, strict=True))
    yield strokes([Stroke(x, HEIGHT, x, HEIGHT + 5) for x in xs], colour=QUIET)
    yield texts([At(x, HEIGHT + 14, format_number(one.day)) for x, one in at], colour=QUIET, align="center")
    yield texts([At(-LEFT, HEIGHT + 14, _("days"))], colour=QUIET)
    yield texts([At(-LEFT, HEIGHT + 34, _("Cases that were followed so long and were still open:"))], colour=QUIET)
    yield texts([At(x, HEIGHT + 50, format_number(one.followed)) for x, one in at], colour=INK, align="center")


def _names(last: _Day) -> Iterator[Layer]:
    """Yield the names of the areas to the right of them, apart from each other, from the foot up."""
    levels, y = levels_for([], Kind.SHARE), float(HEIGHT + _NAME - LEADING)
    parts = (
        (_("closed"), last.closed, last.closed),
        (_("referred"), last.referred, last.closed + last.referred),
        (_("still open"), last.open, 1.0),
    )
    for name, share, top in parts:
        y = min(levels.y(top - share / 2), y - _NAME)
        yield texts([At(PLOT + 8, y, f"{name}\n{rounded(share, Kind.SHARE)}")])


def _sentence(days: Sequence[_Day], n: int) -> str:
    """Return how it stood after the last of the days, with the number of cases."""
    one = days[-1]
    cases = ngettext("{number} case", "{number} cases", n).format(number=format_number(n))
    said = ngettext("After {number} day {words} ({cases}).", "After {number} days {words} ({cases}).", one.day)
    return said.format(number=one.day, words=one.sentence, cases=cases)


def _day_in_words(one: _Day) -> str:
    """Return how it stood at the end of a day, in a list."""
    day = ngettext("{number} day", "{number} days", one.day).format(number=one.day)
    return f"{day}: {one.words}"
