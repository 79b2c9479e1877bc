"""The figures that a model asks for, for a scope and a period."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from samrum_kit.errors import UsageError
from samrum_kit.figures.basis import Basis
from samrum_kit.figures.counters import COUNTERS, FORUM_FIGURES
from samrum_kit.figures.efforts import Placement, placements
from samrum_kit.figures.ressursteam import RessursteamFigures, ressursteam_figures
from samrum_kit.figures.scope import Period, Scope
from samrum_kit.figures.service import ServiceFile
from samrum_kit.figures.table import Cell, FigureTable, Kind, Row, cases_behind, cell_to_json
from samrum_kit.figures.waiting import HORIZON_DAYS, Ending
from samrum_kit.locale import _, ngettext
from samrum_kit.measure.school_days import SchoolDays
from samrum_kit.measure.values import Number
from samrum_kit.models import CollaborationModel
from samrum_kit.models.parts import KeyFigure

SCHEMA = "samrum.figures/1"


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The figures of a model, raw: they stay inside the team."""

    model: str
    scope: Scope
    period: Period
    figures: RessursteamFigures | None
    """The figures of a ressursteam, for a model that asks for any of them."""
    table: FigureTable
    placements: tuple[Placement, ...] = ()
    """The placements that stand, for a model that asks for revisitation; they name cases."""

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
            "scope": self.scope.to_json(),
            "from": self.period.first.isoformat(),
            "to": self.period.last.isoformat(),
            "as_of": self.period.as_of.isoformat(),
            "released": False,
            **(self.figures.to_json() if self.figures is not None else {}),
            **({"figures": others} if others else {}),
            **({"placements": [_placement(one) for one in self.placements]} if self.placements else {}),
        }


def key_figures(
    model: CollaborationModel, file: ServiceFile, scope: Scope, period: Period, calendar: SchoolDays | None = None
) -> KeyFigures:
    """Count what a model asks for; UsageError for a model that asks for nothing."""
    if not model.key_figures:
        raise UsageError(
            _("The model {model} asks for no key figures.").format(model=model.id),
            remedy=_("Choose a model that does, such as baerum_ressursteam."),
            code="usage.no_figures",
        )
    basis = Basis(file, model, period, calendar)
    asked = {figure.id for figure in model.key_figures}
    figures = ressursteam_figures(file, period) if asked - COUNTERS.keys() else None
    found = placements(basis) if "revisitation" in asked else ()
    return KeyFigures(model.id, scope, period, figures, FigureTable(model.name, tuple(_rows(basis, figures))), found)


def forum_figures(basis: Basis, scope: Scope, words: CollaborationModel) -> KeyFigures:
    """Count how a forum keeps to its form, in the words of the model that asks for it."""
    asked = {figure.id: figure for figure in words.key_figures}
    rows = (row for name in FORUM_FIGURES if name in asked for row in counted_rows(asked[name], basis))
    return KeyFigures(basis.model.id, scope, basis.period, None, FigureTable(basis.model.name, tuple(rows)))


def counted_rows(figure: KeyFigure, basis: Basis) -> Iterator[Row]:
    """Yield a figure that any model can ask for, part by part."""
    for part in COUNTERS[figure.id](basis):
        yield _row(figure, f"{figure.id}.{part.id}", part.label, part.cell)


def _rows(basis: Basis, figures: RessursteamFigures | None) -> Iterator[Row]:
    """Yield every figure that a model asks for."""
    words = {figure.id: figure for figure in basis.model.key_figures}
    if figures is not None:
        yield from _grounds(figures)
        for name, part, cell in _cells(figures):
            if name in words:
                yield _row(words[name], f"{name}.{part}" if part else name, _parts()[part] if part else "", cell)
    for name, figure in words.items():
        if name in COUNTERS:
            yield from counted_rows(figure, basis)


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
