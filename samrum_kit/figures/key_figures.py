"""The figures that a model asks for, for a scope and a period."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from samrum_kit.errors import UsageError
from samrum_kit.figures.basis import Basis
from samrum_kit.figures.counters import COUNTERS, FORUM_FIGURES
from samrum_kit.figures.efforts import Placement, placements
from samrum_kit.figures.ressursteam import RessursteamFigures, ressursteam_figures
from samrum_kit.figures.scope import Extent, Period, Scope
from samrum_kit.figures.table import Cell, FigureTable, Kind, Row, cases_behind, cell_to_json
from samrum_kit.figures.waiting import HORIZON_DAYS, Ending
from samrum_kit.locale import _, ngettext
from samrum_kit.measure.values import Number
from samrum_kit.models import CollaborationModel
from samrum_kit.models.parts import KeyFigure

SCHEMA = "samrum.figures/1"


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The figures that a model asks for, raw: they stay inside the team."""

    basis: Basis = field(repr=False)
    words: CollaborationModel = field(repr=False)
    """The model that asks for the figures."""
    scope: Scope
    figures: RessursteamFigures | None
    """The figures of a ressursteam, for a model that asks for any of them."""
    table: FigureTable
    placements: tuple[Placement, ...] = ()
    """The placements that stand, for a model that asks for revisitation; they name cases."""

    @property
    def model(self) -> str:
        """Return the id of the model whose schools and forums are counted."""
        return self.basis.model.id

    @property
    def period(self) -> Period:
        """Return the period."""
        return self.basis.period

    @property
    def has_met(self) -> bool:
        """Tell whether any forum that is asked about met in the period; if none did, there is nothing to count."""
        return any(True for _met in self.basis.met())

    def cell(self, name: str) -> Cell | None:
        """Return a number by its id; nothing where there is none, such as for a forum that didn't meet."""
        return next((row.cell for row in self.table.rows if row.id == name), None)

    def by_school(self) -> "Iterator[KeyFigures]":
        """Yield the same figures for each school by itself, in the order of their ids, never by what they count."""
        for file in self.basis.file.by_school():
            yield count_figures(replace(self.basis, file=file), Scope(Extent.SCHOOL, file.schools[0].school_id),
                                self.words)  # fmt: skip

    def by_month(self) -> "Iterator[KeyFigures]":
        """Yield the same figures for each calendar month of the period that has begun on the day it is seen from."""
        for period in self.period.months():
            yield count_figures(replace(self.basis, period=period), self.scope, self.words)

    def to_json(self) -> dict[str, Any]:
        """Return the figures: those of a ressursteam as the contract writes them, others by their id, part by part."""
        others: dict[str, dict[str, Any]] = {}
        for row in self.table.rows:
            figure, _dot, part = row.id.partition(".")
            if figure in COUNTERS:
                others.setdefault(figure, {})[part] = cell_to_json(row.cell)
        return {
            "schema": SCHEMA,
            "model": self.model,
            **({"forum": self.basis.forum.value} if self.basis.forum is not None else {}),
            "scope": self.scope.to_json(),
            "from": self.period.first.isoformat(),
            "to": self.period.last.isoformat(),
            "as_of": self.period.as_of.isoformat(),
            "released": False,
            **(self.figures.to_json() if self.figures is not None else {}),
            **({"figures": others} if others else {}),
            **({"placements": [_placement(one) for one in self.placements]} if self.placements else {}),
        }


def count_figures(basis: Basis, scope: Scope, words: CollaborationModel) -> KeyFigures:
    """Count what a model asks for, and of one forum only what says how it keeps to its form.

    Raises UsageError for a model that asks for nothing of that.
    """
    asked: dict[str, KeyFigure] = {
        figure.id: figure for figure in words.key_figures if basis.forum is None or figure.id in FORUM_FIGURES
    }
    if not asked:
        raise UsageError(
            _("The model {model} asks for no key figures.").format(model=words.id),
            remedy=_("Choose a model that does, such as baerum_ressursteam."),
            code="usage.no_figures",
        )
    figures = ressursteam_figures(basis.file, basis.period) if asked.keys() - COUNTERS.keys() else None
    table = FigureTable(basis.model.name, tuple(_rows(basis, asked, figures)))
    standing = placements(basis) if "revisitation" in asked else ()
    return KeyFigures(basis, words, scope, figures, table, standing)


def _rows(basis: Basis, asked: Mapping[str, KeyFigure], figures: RessursteamFigures | None) -> Iterator[Row]:
    """Yield every figure that is asked for."""
    if figures is not None:
        yield from _grounds(figures)
        for name, part, cell in _cells(figures):
            if name in asked:
                yield _row(asked[name], f"{name}.{part}" if part else name, _parts()[part] if part else "", cell)
    for name, figure in asked.items():
        if name in COUNTERS:
            yield from _counted_rows(figure, basis)


def _counted_rows(figure: KeyFigure, basis: Basis) -> Iterator[Row]:
    """Yield a figure that any model can ask for, part by part."""
    for part in COUNTERS[figure.id](basis):
        yield _row(figure, f"{figure.id}.{part.id}", basis.told(part.label), part.cell)


def _placement(placement: Placement) -> dict[str, Any]:
    """Return a placement as JSON."""
    event, review = placement.event, placement.review
    return {
        "case": event.case_id, "placed": event.occurred_on.isoformat(), "due": review.due.isoformat(),
        "overdue": review.overdue,
    }  # fmt: skip


def _grounds(found: RessursteamFigures) -> Iterator[Row]:
    """Yield what the others are taken from, which no model has to ask for."""
    held = _("Meetings that have been held in the period.")
    yield Row("meetings_held", _("Meetings held"), "", held, "", "", "", Cell(found.work.meetings, people=None))
    items = _("Items about single pupils that were discussed; a case in two meetings is two items.")
    counted = Cell(found.work.individual_items, people=cases_behind(found.individual_items))
    yield Row("individual_items_discussed", _("Individual items discussed"), "", items, "", "", "", counted)


def _row(figure: KeyFigure, name: str, part: str, cell: Cell) -> Row:
    """Return a figure, or one part of it, with the words of its model."""
    unit = "" if part else figure.unit
    source, quote = figure.source or "", figure.quote or ""
    return Row(name, figure.label, part, figure.definition, unit, source, quote, cell)


def _cells(found: RessursteamFigures) -> Iterator[tuple[str, str, Cell]]:
    """Yield each figure by its id in the model, part by part."""
    work, time = found.work, found.time
    of_cases = cases_behind(time.cases)
    yield "system_items_discussed", "", Cell(work.system_items, people=_few_or_none(found.system_items))
    yield "system_measures_started", "", Cell(work.system_measures, people=_few_or_none(found.system_measures))
    yield "staff_benefiting", "participations", Cell(
        work.staff.participations, of=work.staff.measures_with_number, people=None
    )
    yield "staff_benefiting", "median", Cell(
        work.staff.median, Kind.NUMBER, of=work.staff.measures_with_number, people=None
    )
    yield "individual_items_per_meeting", "", Cell(
        work.individual_items_per_meeting, Kind.NUMBER, of=work.meetings, people=cases_behind(found.individual_items)
    )
    yield "system_measures_from_individual", "", Cell(
        work.system_measures_from_individual, people=cases_behind(found.from_individual)
    )
    yield "individual_measures_started", "", Cell(
        work.individual_measures, people=cases_behind(found.individual_measures)
    )
    yield "time_from_concern", "cases", Cell(len(time.cases), people=of_cases)
    for name, ending in (("closed", Ending.CLOSED), ("referred", Ending.REFERRED), ("open", None)):
        ended = time.ended_as(ending)
        yield "time_from_concern", name, Cell(len(ended), people=cases_behind(ended))
    n = len(time.cases)
    yield "time_from_concern", "median", Cell(time.median_days, Kind.DAYS, of=n, people=of_cases)
    yield "time_from_concern", "mean", Cell(time.mean_days, Kind.DAYS, of=n, people=of_cases)
    for name, ending in (("share_closed", Ending.CLOSED), ("share_referred", Ending.REFERRED), ("share_open", None)):
        share: Number = time.share(ending)
        yield "time_from_concern", name, Cell(share, Kind.SHARE, of=n, people=of_cases)


def _few_or_none(records: tuple[Any, ...]) -> frozenset[str] | None:
    """Return the cases behind what is about the system; nothing to protect where it names none."""
    return cases_behind(records) or None


def _parts() -> dict[str, str]:
    """Return what the parts of a figure are called."""
    horizon = ngettext("within {number} day", "within {number} days", HORIZON_DAYS).format(number=HORIZON_DAYS)
    return {
        "participations": _("participations in all"),
        "median": _("median"),
        "cases": _("cases raised"),
        "closed": _("closed"),
        "referred": _("referred"),
        "open": _("still open"),
        "mean": _("mean, {horizon}").format(horizon=horizon),
        "share_closed": _("share closed, {horizon}").format(horizon=horizon),
        "share_referred": _("share referred, {horizon}").format(horizon=horizon),
        "share_open": _("share still open after {number} days").format(number=HORIZON_DAYS),
    }
