"""Questions about records: what figures are counted from, and what they come to."""

from collections.abc import Iterable
from datetime import date

from samrum_kit.domain.fields import Record
from samrum_kit.domain.records import Case, School
from samrum_kit.domain.vocabulary import Forum
from samrum_kit.figures.basis import Basis
from samrum_kit.figures.counters import COUNTERS
from samrum_kit.figures.scope import Extent, Period, Scope
from samrum_kit.figures.service import COUNTED, Tables, service_file
from samrum_kit.figures.table import Cell
from samrum_kit.measure.school_days import SchoolDays
from samrum_kit.models import shipped_models
from samrum_kit.review.registry import signatures
from tests import builders

YEAR = Period(date(2025, 8, 1), date(2026, 7, 31), date(2026, 7, 31))


def tables_of(facts: Iterable[Record]) -> Tables:
    """Return records as tables; one school and one case are there by default."""
    every = list(facts)
    every += [] if any(isinstance(one, School) for one in every) else [builders.school()]
    every += [] if any(isinstance(one, Case) for one in every) else [builders.case()]
    return {record: tuple(one for one in every if type(one) is record) for record in COUNTED}


def basis_of(
    *facts: Record, model: str = "trivselsforum_ssp", period: Period = YEAR, school: str | None = None,
    calendar: SchoolDays | None = None, forum: Forum | None = None,
) -> Basis:  # fmt: skip
    """Return a question about records."""
    scope = Scope(Extent.SCHOOL, school) if school else Scope(Extent.ALL)
    file = service_file(tables_of(facts), scope, period.as_of)
    return Basis(file, shipped_models(signatures())[model], period, calendar, forum)


def counted(figure: str, basis: Basis) -> dict[str, Cell]:
    """Return the cells of a figure by the ids of its parts."""
    return {part.id: part.cell for part in COUNTERS[figure](basis)}


def shares(figure: str, basis: Basis, forum: str = "") -> dict[str, tuple[int | None, int | None]]:
    """Return the shares of a figure as so many of so many."""
    prefix = f"{forum}." if forum else ""
    return {name.removeprefix(prefix): (cell.count, cell.of) for name, cell in counted(figure, basis).items()
            if cell.count is not None}  # fmt: skip
