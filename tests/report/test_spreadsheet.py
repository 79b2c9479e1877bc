"""Figures as a workbook: every text can be read whole, and every sheet says on paper what it is about."""

import io

import pytest
from openpyxl import load_workbook

from samrum_kit.figures.beside import Beside
from samrum_kit.figures.key_figures import count_figures
from samrum_kit.figures.scope import Extent, Scope
from samrum_kit.figures.table import Cell, FigureTable, Kind, Row
from samrum_kit.locale import speaking
from samrum_kit.report.figures import FigureReport
from samrum_kit.report.spreadsheet import figures_workbook
from tests.figures.asking import basis_of
from tests.report.charts.figure_tables import row, schools, series, share

LONG = "Det, der står her, er skrevet, som kommunens folk skriver: langt, med »anførsel« og komma. " * 4


def book(*, over_time=(), by_school=(), rows: tuple[Row, ...] = ()):
    """Return the workbook of some tables, read back."""
    basis = basis_of()
    found = count_figures(basis, Scope(Extent.ALL), basis.model)
    if rows:
        object.__setattr__(found, "table", FigureTable("Nøgletal & mere", rows))
    report = FigureReport(found, Beside((), tuple(over_time), tuple(by_school)), 5)
    with speaking("da"):
        return load_workbook(io.BytesIO(figures_workbook(report)))


def test_a_long_text_has_a_row_that_is_high_enough_for_it():
    sheet = book(rows=(row("Kort", share(1, 2), LONG), row("Kort", share(1, 2), "kort")))["1 Nøgletal & mere"]
    assert sheet.row_dimensions[2].height > 8 * 15
    assert sheet.row_dimensions[3].height in {None, 15}
    assert sheet.row_dimensions[1].height > 15


def test_the_rows_of_a_table_are_named_by_what_they_are():
    sheets = book(over_time=[series([1.0, 2.0])], by_school=[schools((1, 2), (2, 3))]).worksheets
    assert [sheet["A1"].value for sheet in sheets] == ["Nøgletal", "Måned eller møde", "Skole", "Nøgletal"]


@pytest.mark.parametrize(
    ("title", "name"),
    [("Kort", "2 Kort"), ("Fra første bekymring, til sagen er afsluttet", "2 Fra første bekymring, til"),
     ("Enmegetlangtitelsomingenkanbrydenogetsteds", "2 Enmegetlangtitelsomingenkanbr"),
     ("Alle fora: møder med referat?", "2 Alle fora – møder med referat")],
)  # fmt: skip
def test_a_sheet_is_named_in_whole_words_where_they_fit(title, name):
    table = FigureTable(title, series([1.0]).rows)
    found = book(over_time=[table]).worksheets[1].title
    assert found == name
    assert len(found) <= 31


def test_every_sheet_says_on_paper_what_it_is_about_and_that_it_stays():
    for sheet in book(rows=(row("Kort", share(1, 2)),)).worksheets:
        assert sheet.oddHeader.left.text.startswith("Nøgletal && mere · Alle skoler · 1. august 2025")
        assert sheet.oddFooter.left.text == "Må ikke forlade teamet"
        assert sheet.print_title_rows == "$1:$1"


def test_numbers_stand_below_their_headings():
    sheet = book(rows=(row("Kort", share(1, 2)),)).worksheets[0]
    assert [cell.alignment.horizontal for cell in sheet[1]] == [None, None, *["right"] * 7, None]


def test_a_number_of_days_says_so():
    sheet = book(rows=(row("Ventetid", Cell(217.0, Kind.DAYS, of=9)), row("Andel", share(1, 2)))).worksheets[0]
    assert [(sheet.cell(line, 3).value, sheet.cell(line, 10).value) for line in (2, 3)] == [(217, "dage"), (0.5, "")]
