"""Figures tell the same numbers as JSON, as rows and as a workbook, and no text of theirs is run."""

import csv
import io
import random
import zipfile
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from samrum_kit.domain.records import School
from samrum_kit.figures.basis import Basis
from samrum_kit.figures.beside import beside
from samrum_kit.figures.key_figures import KeyFigures, count_figures
from samrum_kit.figures.scope import Extent, Period, Scope
from samrum_kit.figures.service import service_file
from samrum_kit.figures.written import as_csv, unrun
from samrum_kit.models import shipped_models
from samrum_kit.report.figures import FigureReport
from samrum_kit.report.spreadsheet import figures_workbook
from samrum_kit.review.registry import signatures
from tests import builders
from tests.figures.asking import YEAR, tables_of
from tests.figures.towns import FIRST, town

MODELS = shipped_models(signatures())
PERIOD = Period(FIRST, date(2025, 3, 1), date(2025, 6, 2))
BESIDE_IT = ("count", "of", "lower", "upper", "at_least", "at_most")
NAMES = {
    "staff_benefiting.participations": ("staff_benefiting", "participations"),
    "staff_benefiting.median": ("staff_benefiting", "median"),
    "time_from_concern.median": ("time_from_concern", "median_days"),
    "time_from_concern.mean": ("time_from_concern", "mean_days_within_horizon"),
}
"""Where the contract's JSON calls a number by another name than its row."""


def figures(model: str, seed: int) -> KeyFigures:
    tables = town(random.Random(seed))
    basis = Basis(service_file(tables, Scope(Extent.ALL), PERIOD.as_of), MODELS[model], PERIOD)
    return count_figures(basis, Scope(Extent.ALL), basis.model)


def of_json(found: KeyFigures) -> dict[str, dict[str, Any]]:
    """Return the cells of the JSON by the ids of their rows."""
    told = found.to_json()
    if "figures" in told:
        return {f"{figure}.{part}": cell for figure, parts in told["figures"].items() for part, cell in parts.items()}
    flat = {}
    for row in found.table.rows:
        value: Any = told
        for name in NAMES.get(row.id, row.id.split(".")):
            value = value[name]
        flat[row.id] = {"value": value}
    return flat


@pytest.mark.parametrize("model", sorted(MODELS))
@pytest.mark.parametrize("seed", range(4))
def test_rows_and_workbook_hold_the_numbers_of_the_json(model: str, seed: int) -> None:
    found = figures(model, seed)
    cells = of_json(found)
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(as_csv(found)))}
    report = FigureReport(found, beside(found), 5)
    sheet = load_workbook(io.BytesIO(figures_workbook(report))).worksheets[0]
    lines = dict(zip((row.id for row in found.table.rows), sheet.iter_rows(min_row=2), strict=True))
    assert cells.keys() == rows.keys() == lines.keys()
    for name, cell in cells.items():
        for place, what in enumerate(("value", *BESIDE_IT), 2):
            told, written, shown = cell.get(what), rows[name][what], lines[name][place].value
            if what in cell:
                assert written == ("" if told is None else str(told)), f"{name}: {what}"
                if told is None:
                    assert shown is None or what == "value", f"{name}: {what}"
                else:
                    assert shown == pytest.approx(told, rel=1e-14), f"{name}: {what}"


def test_numbers_are_numbers_with_a_format_of_their_kind() -> None:
    found = figures("baerum_ressursteam", 5)
    sheet = load_workbook(io.BytesIO(figures_workbook(FigureReport(found, beside(found), 5)))).worksheets[0]
    formats = {row.id: line[2].number_format
               for row, line in zip(found.table.rows, sheet.iter_rows(min_row=2), strict=True)}  # fmt: skip
    assert formats["meetings_held"] == "0"
    assert formats["individual_items_per_meeting"] == "0.0"
    assert formats["time_from_concern.share_open"] == "0.0 %"


HOSTILE = ["=1+1", " =1+1", "+45", "-2", "@navn", "\tx", "Nord;=1+1", "Nord\n=1+1", 'Nord";@navn']


@pytest.mark.parametrize("text", HOSTILE)
def test_no_name_from_the_data_is_run_in_rows_or_in_a_workbook(text: str) -> None:
    tables = tables_of([builders.school("SK-1", district=text), builders.school("SK-2", district=text)])
    scope = Scope(Extent.DISTRICT, text)
    basis = Basis(service_file(tables, scope, YEAR.as_of), MODELS["haderslev"], YEAR)
    found = count_figures(basis, scope, basis.model)
    for parted in (",", ";", "\t"):  # as a spreadsheet may read it, whichever sign it takes for the end of a cell
        cells = [cell for row in csv.reader(io.StringIO(as_csv(found)), delimiter=parted) for cell in row]
        assert not [cell for cell in cells if cell.strip().startswith(("=", "+", "-", "@"))]
    with zipfile.ZipFile(io.BytesIO(figures_workbook(FigureReport(found, beside(found), 5)))) as book:
        assert not [name for name in book.namelist() if b"<f>" in book.read(name)]
    assert tables[School]


@pytest.mark.parametrize("model", sorted(MODELS))
def test_the_words_of_a_model_are_written_as_they_stand(model: str) -> None:
    for figure in MODELS[model].key_figures:
        assert unrun(figure.definition) == figure.definition
