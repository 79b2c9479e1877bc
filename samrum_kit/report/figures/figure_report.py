"""The key figures as a notebook shows them: numbers with their definitions, and pictures of what the tables tell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from samrum_kit.figures.beside import Beside
from samrum_kit.figures.disclosure.release import ReleasedFigures
from samrum_kit.figures.key_figures import KeyFigures
from samrum_kit.figures.table import FigureTable, Kind, Row, is_defined
from samrum_kit.locale import _
from samrum_kit.report.charts import Chart, funnel_chart, run_chart_chart, shares_chart, time_to_event_chart
from samrum_kit.report.figures.cells import number
from samrum_kit.report.figures.part import FigurePart, lines_of

Shown = tuple[FigurePart | Chart, ...]


@dataclass(frozen=True, slots=True)
class FigureReport:
    """The figures of a model, raw for the team itself or as they may leave it, part by part."""

    found: KeyFigures | ReleasedFigures
    beside: Beside
    """The tables of the pictures; for others than the team those alone that are about no case."""
    threshold: int
    """Below it a count is held back where the figures leave the team."""

    @property
    def is_raw(self) -> bool:
        """Tell whether the figures must stay with the team."""
        return isinstance(self.found, KeyFigures)

    @property
    def heading(self) -> FigurePart:
        """Return what the figures are about, and who may have them."""
        return FigurePart("heading", {
            "title": self.found.table.title, "caption": self.caption, "who": self.who_may_have_them,
        })  # fmt: skip

    @property
    def who_may_have_them(self) -> str:
        """Say whether the figures may leave the team, and what was done to them if so."""
        if self.is_raw:
            return _(
                "Must not leave the team: the numbers are as they are counted, small ones too, and a child could be "
                "recognised by them."
            )
        return _(
            "The numbers may leave the team. Counts below {number} are held back, and so is what would give them away, "
            "also beside what was told before. Times are told in whole weeks. Tables and charts that are counted from "
            "single cases are left out, but for the key figures themselves."
        ).format(number=self.threshold)

    @property
    def figures(self) -> Shown:
        """Return the key figures, each with its definition and its source, and shares as a picture too."""
        return tuple(shown_figures(self.found.table.rows, self.caption))

    @property
    def caption(self) -> str:
        """Return which schools and days a table is about."""
        return f"{self.found.scope.to_text()} · {self.found.period.to_text()}"

    @property
    def course(self) -> Shown:
        """Return how the cases have gone since their first concern."""
        return tuple(shown for table in self.beside.course for shown in _course(table))

    @property
    def over_time(self) -> Shown:
        """Return figures over time, each with its median and whether there is more than chance in it."""
        name = _("Month or meeting")
        return tuple(shown for table in self.beside.over_time for shown in _series(table, run_chart_chart(table), name))

    @property
    def schools(self) -> Shown:
        """Return figures school by school, in the order of their ids."""
        return tuple(shown for table in self.beside.schools for shown in _schools(table))

    @property
    def placements(self) -> Shown:
        """Return the placements by the day on which their year ends; for the team alone."""
        found = self.found.placements if isinstance(self.found, KeyFigures) else ()
        return (FigurePart("placements", {"placements": found}),) if found else ()


def shown_figures(rows: Sequence[Row], caption: str, *, headed: bool = True) -> Iterator[FigurePart | Chart]:
    """Yield the figures of one number together, then each of the others by itself.

    Without a heading the caption of a table says which figure it is.
    """
    single = [row for row in rows if not row.part]
    if single:
        title = _("Counts")
        about = {"heading": title if headed else "", "caption": caption if headed else f"{title} · {caption}"}
        yield FigurePart("counts", {**about, "rows": lines_of(single), "words": single})
    for figure, parts in groupby((row for row in rows if row.part), key=lambda row: row.figure):
        about = {"heading": figure if headed else "", "caption": caption if headed else f"{figure} · {caption}"}
        yield from _figure(about, list(parts))


def _figure(about: Mapping[str, str], rows: Sequence[Row]) -> Iterator[FigurePart | Chart]:
    """Yield a figure of several parts, and its shares as a picture where several of them are told."""
    yield FigurePart("figure", {**about, "rows": lines_of(rows), "words": rows[0]})
    chart = shares_chart("", rows)
    if sum(row.cell.kind is Kind.SHARE and is_defined(row.cell) for row in rows) > 1:
        yield chart


def _course(table: FigureTable) -> Iterator[FigurePart | Chart]:
    """Yield the course of cases as a picture and as a table of the same numbers."""
    yield time_to_event_chart(table)
    if table.rows:
        by_day = [(day, list(rows)) for day, rows in groupby(table.rows, key=lambda row: row.figure)]
        parts = [row.part for row in by_day[0][1]]
        lines = [(day, [number(row.cell) for row in rows]) for day, rows in by_day]
        yield FigurePart("course", {"title": table.title, "parts": parts, "lines": lines, "words": table.rows[0]})


def _schools(table: FigureTable) -> Iterator[FigurePart | Chart]:
    """Yield a table of schools as a picture and in rows; those that had nothing to count are named in one line."""
    without = [row for row in table.rows[:-1] if row.cell.of == 0 and not row.cell.held_back]
    told = FigureTable(table.title, tuple(row for row in table.rows if row not in without))
    yield from _series(told, funnel_chart(table), _("School"), [row.figure for row in without])


def _series(
    table: FigureTable, chart: Chart, name: str, without: Sequence[str] = ()
) -> Iterator[FigurePart | Chart]:
    """Yield a table as a picture, and the same numbers in rows; and below them what there was nothing to count of."""
    yield chart
    if table.rows:
        values = {"title": table.title, "name": name, "rows": lines_of(table.rows), "words": table.rows[0]}
        yield FigurePart("series", values | {"without": without})
