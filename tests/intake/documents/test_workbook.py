"""The workbook made from a document: what is read comes back, and no import passes what nobody has dealt with."""

import openpyxl
import pytest

from samrum_kit.domain.records import Goal, Measure, Plan
from samrum_kit.intake import read_sources
from samrum_kit.intake.documents import read_document, write_reading
from samrum_kit.intake.naming import REMARK_SHEET
from tests.intake.documents.papers import filled_form, paper, sections
from tests.intake.workbooks import CASES, SCHOOLS, codes, plan, write

CASE = [CASES[0], ["S-01", *CASES[1][1:]]]


def made(tmp_path, path, lang="da"):
    """Write the workbook of a document, and return its path."""
    write_reading(tmp_path / "plan.xlsx", read_document(path), lang)
    return tmp_path / "plan.xlsx"


def base(tmp_path):
    """Return a workbook with the case that the plans belong to."""
    return write(tmp_path / "skole.xlsx", {"Skoler": SCHOOLS, "Sager": CASE})


def guide(path):
    """Return the texts of the first sheet."""
    return [cell for row in openpyxl.load_workbook(path).worksheets[0].values for cell in row if cell]


def mark(path, sheet, text, *rows):
    """Write into the last column of some rows."""
    book = openpyxl.load_workbook(path)
    page = book[sheet]
    for row in rows or range(2, page.max_row + 1):
        page.cell(row, 5).value = text
    book.save(path)
    return path


def test_the_filled_form_is_imported_as_it_was_read(tmp_path):
    path = made(tmp_path, filled_form(tmp_path / "plan.docx"))
    planned = plan(base(tmp_path), path)
    assert planned.rejected == ()
    assert planned.accepted == {
        "schools": 1, "cases": 1, "plans": 1, "goals": 2, "signs": 3, "measures": 2, "evaluations": 1}
    reading = read_document(tmp_path / "plan.docx")
    saved = {record for record in planned.to_save if isinstance(record, Plan | Goal | Measure)}
    assert {dict(record)["text"] for record in saved if not isinstance(record, Plan)} == {
        record.text for record in (*reading.rows[Goal], *reading.rows[Measure])}


def test_a_workbook_of_which_all_was_understood_has_no_sheet_for_the_rest(tmp_path):
    path = made(tmp_path, filled_form(tmp_path / "plan.docx"))
    assert openpyxl.load_workbook(path).sheetnames == [
        "Vejledning", "Planer", "Mål", "Tegn", "Tiltag", "Evalueringer", "Valglister"]
    assert "Alle tekster i dokumentet er forstået." in guide(path)


@pytest.mark.parametrize("lang", ["da", "nb"])
def test_the_guide_says_what_is_missing_and_how_each_heading_was_taken(tmp_path, lang):
    path = made(tmp_path, paper(tmp_path / "plan.docx", sections), lang)
    texts = guide(path)
    for expected in {"da": ("Udfyldes før indlæsningen", "Indsatsniveau", "2. Mål", "EVALUERING", "Begrundelse"),
                     "nb": ("Fylles ut før innlesingen", "Tiltaksnivå", "2. Mål", "EVALUERING", "Begrunnelse")}[lang]:
        assert expected in texts


@pytest.mark.parametrize("lang", ["da", "nb"])
@pytest.mark.parametrize("mark_with", [None, "", " ", "nej", "nei"])
def test_no_import_passes_what_nobody_has_dealt_with(tmp_path, lang, mark_with):
    path = made(tmp_path, paper(tmp_path / "plan.docx", sections), lang)
    mark(path, REMARK_SHEET[lang], "x")
    assert "sheet.not_settled" not in {code for *_, code in codes(plan(path))}
    mark(path, REMARK_SHEET[lang], mark_with, 3)
    rejected = codes(plan(path))
    assert [one for one in rejected if one[3] == "sheet.not_settled"] == [
        (REMARK_SHEET[lang], None, None, "sheet.not_settled")]


def test_rows_that_are_deleted_are_dealt_with(tmp_path):
    path = made(tmp_path, paper(tmp_path / "plan.docx", sections))
    book = openpyxl.load_workbook(path)
    book["Ikke forstået"].delete_rows(2, 10)
    book.save(path)
    assert "sheet.not_settled" not in {code for *_, code in codes(plan(path))}


@pytest.mark.parametrize("change", ["rename", "no_column"])
def test_a_sheet_or_column_under_another_name_does_not_open_a_way_round(tmp_path, change):
    path = mark(made(tmp_path, paper(tmp_path / "plan.docx", sections)), "Ikke forstået", "x")
    book = openpyxl.load_workbook(path)
    if change == "rename":
        book["Ikke forstået"].title = "Andet"
    else:
        book["Ikke forstået"].cell(1, 5).value = "Set"
    book.save(path)
    wanted = {"rename": "sheet.unknown", "no_column": "sheet.not_settled"}[change]
    assert wanted in {code for *_, code in codes(plan(path))}


def test_good_rows_alone_give_the_rest_back_with_what_is_wrong(tmp_path):
    path = made(tmp_path, paper(tmp_path / "plan.docx", lambda document: (
        document.add_paragraph("Ring til skolen."), document.add_paragraph("Plan-id: P-1"))))
    planned = plan(base(tmp_path), path, accept_valid=True)
    assert "sheet.not_settled" in {one.code for one in planned.rejected}
    (sheet,) = (sheet for source in read_sources([path]) for sheet in source.sheets if sheet.name == "Ikke forstået")
    assert sheet.rows[0][1][2] == "Ring til skolen."


def test_a_document_is_sent_on_to_the_command_that_reads_it(tmp_path):
    (rejected,) = plan(paper(tmp_path / "plan.docx", sections)).rejected
    assert rejected.code == "file.document"
    assert "samrum read" in rejected.message


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("x")', "+45", "@SUM(A1)", "-1", "_x0041_"])
def test_a_text_of_the_document_never_becomes_a_formula(tmp_path, text):
    def write_it(document):
        document.add_paragraph(text)
        document.add_paragraph(f"Mål: {text}")

    book = openpyxl.load_workbook(made(tmp_path, paper(tmp_path / "plan.docx", write_it)))
    cells = [book["Ikke forstået"]["C2"], book["Mål"]["C2"]]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s"), (text, "s")]
