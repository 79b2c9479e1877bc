"""The figures that a model asks for, for a scope and a period."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from samrum_kit.errors import UsageError
from samrum_kit.figures.ressursteam import RessursteamFigures, ressursteam_figures
from samrum_kit.figures.scope import Period, Scope
from samrum_kit.figures.service import ServiceFile
from samrum_kit.figures.table import Cell, FigureTable, Kind, Row, cases_behind
from samrum_kit.figures.waiting import HORIZON_DAYS, Ending
from samrum_kit.locale import _, ngettext
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
    figures: RessursteamFigures
    table: FigureTable

    def to_json(self) -> dict[str, Any]:
        """Return the figures as the contract writes them."""
        return {
            "schema": SCHEMA,
            "model": self.model,
            "scope": self.scope.to_json(),
            "from": self.period.first.isoformat(),
            "to": self.period.last.isoformat(),
            "as_of": self.period.as_of.isoformat(),
            "released": False,
            **self.figures.to_json(),
        }


def key_figures(model: CollaborationModel, file: ServiceFile, scope: Scope, period: Period) -> KeyFigures:
    """Count what a model asks for; UsageError for a model that asks for nothing."""
    if not model.key_figures:
        raise UsageError(
            _("The model {model} asks for no key figures.").format(model=model.id),
            remedy=_("Choose a model that does, such as baerum_ressursteam."),
            code="usage.no_figures",
        )
    figures = ressursteam_figures(file, period)
    words = {figure.id: figure for figure in model.key_figures}
    rows = (_row(words[name], part, cell) for name, part, cell in _cells(figures) if name in words)
    return KeyFigures(model.id, scope, period, figures, FigureTable(model.name, (*_grounds(figures), *rows)))


def _grounds(found: RessursteamFigures) -> Iterator[Row]:
    """Yield what the others are taken from, which no model has to ask for."""
    held = _("Meetings that have been held in the period.")
    yield Row("meetings_held", _("Meetings held"), "", held, "", "", "", Cell(found.work.meetings, people=None))
    items = _("Items about single pupils that were discussed; a case in two meetings is two items.")
    counted = Cell(found.work.individual_items, people=cases_behind(found.individual_items))
    yield Row("individual_items_discussed", _("Individual items discussed"), "", items, "", "", "", counted)


def _row(figure: KeyFigure, part: str, cell: Cell) -> Row:
    """Return a figure, or one part of it, with the words of its model."""
    return Row(
        id=figure.id if not part else f"{figure.id}.{part}",
        figure=figure.label,
        part=_parts()[part] if part else "",
        definition=figure.definition,
        unit="" if part else figure.unit,
        source=figure.source or "",
        quote=figure.quote or "",
        cell=cell,
    )


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
