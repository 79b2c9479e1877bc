"""What stands in a cell is what is read, and a cell whose content can't be known says so."""

import datetime as dt

import pytest
from openpyxl import Workbook, load_workbook

from samrum_kit.intake import read_sources
from samrum_kit.intake.source import CellFault
from tests.intake.workbooks import BASE, SCHOOLS, codes, open_document, pack, parts, plan, plan_of, rows, write

ERROR, NO_RESULT = CellFault("cell.error"), CellFault("formula.no_result")


def read(path, data, **more):
    """Return the rows of a sheet written as XML, its header among them."""
    (source,) = read_sources([pack(path / "skole.xlsx", parts(data, **more))])
    assert source.refused == ()
    (sheet,) = source.sheets
    return [(sheet.header_row, list(sheet.header)), *sheet.rows]


def read_ods(path, table):
    """Return the rows of a sheet of an .ods written as XML."""
    contents = open_document(f'<table:table table:name="Skoler">{table}</table:table>')
    (source,) = read_sources([pack(path / "skole.ods", contents)])
    assert source.refused == ()
    return [(source.sheets[0].header_row, list(source.sheets[0].header)), *source.sheets[0].rows]


HEADER = '<row r="1"><c r="A1" t="str"><v>h</v></c></row>'


def row_of(path, cells, **more):
    """Return the cells of row 2."""
    return read(path, rows(HEADER, f'<row r="2">{cells}</row>'), **more)[1][1]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A2"><v>101</v></c>', 101.0),
        ('<c r="A2"><v>1.5</v></c>', 1.5),
        ('<c r="A2" t="b"><v>1</v></c>', True),
        ('<c r="A2" t="b"><v>0</v></c>', False),
        ('<c r="A2" s="1"><v>46090</v></c>', dt.date(2026, 3, 9)),
        ('<c r="A2" t="d"><v>2026-03-09</v></c>', dt.date(2026, 3, 9)),
        ('<c r="A2" s="1"><v>46090.5</v></c>', dt.datetime(2026, 3, 9, 12)),  # noqa: DTZ001
        ('<c r="A2" t="inlineStr"><is><t xml:space="preserve"> a &amp;&#230;&#10;b </t></is></c>', " a &æ\nb "),
        ('<c r="A2" t="inlineStr"><is><r><t>ri</t></r><r><rPr><b/></rPr><t>g</t></r></is></c>', "rig"),
        ('<c r="A2" t="inlineStr"><is><t>a_x000D_b</t></is></c>', "a\rb"),
        ('<c r="A2" t="str"><f>B1</f><v>tekst</v></c>', "tekst"),
        ('<c r="A2"><f>1+1</f><v>2</v></c>', 2.0),
        ('<c r="A2"><f t="shared" si="0"/><v>2</v></c>', 2.0),
        ('<c r="A2" t="e"><v>#N/A</v></c>', ERROR),
        ('<c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', ERROR),
        ('<c r="A2"><f>B1</f></c>', NO_RESULT),
        ('<c r="A2"><f>B1</f><v></v></c>', NO_RESULT),
        ('<c r="A2"><f>B1</f><v/></c>', NO_RESULT),
        (
            '<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="A2"><x:f>B1</x:f></x:c>',
            NO_RESULT,
        ),
    ],
)
def test_a_cell_is_read_for_what_it_is(tmp_path, cell, value):
    (read_back,) = row_of(tmp_path, cell)
    assert read_back == value
    assert type(read_back) is type(value)


def test_a_formula_whose_result_is_an_empty_text_is_a_blank(tmp_path):
    data = rows(HEADER, '<row r="2"><c r="A2" t="str"><f>""</f><v></v></c><c r="B2"><v>1</v></c></row>')
    assert read(tmp_path, data)[1] == (2, ["", 1.0])


def test_shared_strings_with_parts_and_sounds_are_put_together(tmp_path):
    shared = '<si><r><t>ri</t></r><r><t xml:space="preserve"> g</t></r><rPh sb="0" eb="1"><t>LYD</t></rPh></si>'
    assert row_of(tmp_path, '<c r="A2" t="s"><v>0</v></c>', shared=shared) == ["ri g"]


def test_days_counted_from_1904_are_the_same_days(tmp_path):
    properties = '<workbookPr date1904="1"/>'
    assert row_of(tmp_path, '<c r="A2" s="1"><v>44628</v></c>', properties=properties) == [dt.date(2026, 3, 9)]


def test_rows_have_the_numbers_that_a_spreadsheet_shows(tmp_path):
    data = rows(
        '<row r="3"><c r="B3" t="str"><v>h</v></c></row>',
        '<row r="4"/>',
        '<row r="7"><c r="B7"><v>1</v></c></row>',
        "<row><c><v>2</v></c></row>",
    )
    assert read(tmp_path, data) == [(3, ["", "h"]), (7, ["", 1.0]), (8, [2.0])]


def test_merged_cells_hidden_rows_and_hidden_sheets_are_data(tmp_path):
    path = write(tmp_path / "skole.xlsx", BASE)
    book = load_workbook(path)
    book["Sager"].sheet_state = "veryHidden"
    book["Planer"].row_dimensions[2].hidden = True
    book["Planer"].column_dimensions["C"].hidden = True
    book["Skoler"].merge_cells("E2:F4")
    book.save(path)
    assert plan(path).accepted == {"schools": 1, "cases": 1, "plans": 1}


def test_a_formula_without_a_result_rejects_its_row(tmp_path):
    made = plan_of(tmp_path, {"Skoler": [*SCHOOLS, ["SK-2", "=1+1", "Lykkeborg", "Specialskole"]]})
    assert codes(made) == [("Skoler", 3, "Navn", "formula.no_result")]


def test_an_error_rejects_its_row_even_where_nothing_need_stand(tmp_path):
    header, school = SCHOOLS
    error = '<c r="E2" t="e"><v>#REF!</v></c>'
    data = rows(f'<row r="1">{texts(1, [*header, "Distrikt"])}</row>', f'<row r="2">{texts(2, school)}{error}</row>')
    made = plan(pack(tmp_path / "skole.xlsx", parts(data)))
    assert codes(made) == [("Skoler", 2, "Distrikt", "cell.error")]


def texts(row, cells):
    """Return a row's cells as XML."""
    return "".join(
        f'<c r="{letter}{row}" t="str"><v>{cell}</v></c>' for letter, cell in zip("ABCDE", cells, strict=False)
    )


def test_a_sheet_of_charts_alone_is_a_sheet_without_rows(tmp_path):
    book = Workbook()
    book.active.title = "Skoler"
    book.create_chartsheet("Sager")
    book.save(tmp_path / "skole.xlsx")
    assert [sheet.rows for sheet in read_sources([tmp_path / "skole.xlsx"])[0].sheets] == [(), ()]


TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
ODS_HEADER = f"<table:table-row>{TEXT.format('h')}</table:table-row>"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (
            '<table:table-cell office:value-type="float" office:value="101"><text:p>101</text:p></table:table-cell>',
            101.0,
        ),
        ('<table:table-cell office:value-type="date" office:date-value="2026-03-09"/>', dt.date(2026, 3, 9)),
        ('<table:table-cell office:value-type="boolean" office:boolean-value="true"/>', True),
        (
            '<table:table-cell office:value-type="string"><text:p>a</text:p><text:p>b</text:p></table:table-cell>',
            "a\nb",
        ),
        (
            '<table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/>b</text:p></table:table-cell>',
            "a  b",
        ),
        ('<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>', 2.0),
        ('<table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"/>', ERROR),
        ('<table:table-cell table:formula="of:=[.B1]"/>', NO_RESULT),
    ],
)
def test_a_cell_of_an_open_document_is_read_for_what_it_is(tmp_path, cell, value):
    assert read_ods(tmp_path, f"{ODS_HEADER}<table:table-row>{cell}</table:table-row>")[1] == (2, [value])


def test_repeated_rows_of_an_open_document_have_their_numbers(tmp_path):
    table = (
        f'{ODS_HEADER}<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        f'<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"/>'
        f"{TEXT.format('x')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row>"
    )
    assert read_ods(tmp_path, table)[1:] == [(5, ["", "", "x"]), (6, ["", "", "x"])]


def test_a_table_inside_a_cell_is_refused_since_it_would_be_lost(tmp_path):
    inner_row = f"<table:table-row>{TEXT.format('x')}</table:table-row>"
    inner = f'<table:table table:name="I" table:is-sub-table="true">{inner_row}</table:table>'
    table = f"<table:table-row><table:table-cell>{inner}</table:table-cell></table:table-row>"
    contents = open_document(f'<table:table table:name="Skoler">{table}</table:table>')
    (source,) = read_sources([pack(tmp_path / "skole.ods", contents)])
    assert [one.code for one in source.refused] == ["file.unreadable"]
