"""Tables of figures made by hand, for the charts that are drawn of them."""

from collections.abc import Sequence
from typing import Any

from samrum_kit.figures.table import Cell, FigureTable, Kind, Row
from samrum_kit.figures.time_course import CLOSED, FOLLOWED, OPEN, REFERRED
from samrum_kit.measure.shares import wilson
from samrum_kit.measure.values import Interval, Reason, Undefined

NOTHING = Undefined(Reason.NO_POINTS)


def row(figure: str, cell: Cell, part: str = "", name: str = "") -> Row:
    """Return a row of a table."""
    return Row(name or f"prøve.{figure}", figure, part, "Det, der tælles.", "", "kilde.txt", "Citatet.", cell)


def share(count: int, of: int, **more: Any) -> Cell:
    """Return a share of some things that are about no case."""
    found = wilson(count, of)
    interval = found if isinstance(found, Interval) else None
    return Cell(count / of if of else NOTHING, Kind.SHARE, of, interval, None, count=count, **more)


def series(values: Sequence[float | None], kind: Kind = Kind.NUMBER) -> FigureTable:
    """Return numbers over time; None is a month without a meeting."""
    cells = [Cell(NOTHING if value is None else value, kind, of=0 if value is None else 4) for value in values]
    return FigureTable("Punkter pr. møde", tuple(row(f"måned {place}", cell) for place, cell in enumerate(cells, 1)))


def schools(*shares: tuple[int, int]) -> FigureTable:
    """Return schools with their shares, and that of all of them in the last row."""
    rows = [row(f"SK-{place:02}", share(count, of)) for place, (count, of) in enumerate(shares, 1)]
    whole = share(sum(count for count, _of in shares), sum(of for _count, of in shares))
    return FigureTable("Referat skrevet", (*rows, row("Alle skoler", whole)))


def course(*days: tuple[int, float, float, int]) -> FigureTable:
    """Return days with the shares that are closed and referred, and how many were followed so long."""
    rows = []
    for day, closed, referred, followed in days:
        values = {CLOSED: closed, REFERRED: referred, OPEN: 1 - closed - referred}
        rows += [row(f"efter {day} dage", Cell(value, Kind.SHARE, of=12), part, f"time_course.{day}.{part}")
                 for part, value in values.items()]  # fmt: skip
        rows.append(row(f"efter {day} dage", Cell(followed), FOLLOWED, f"time_course.{day}.{FOLLOWED}"))
    return FigureTable("Fra første bekymring", tuple(rows))
