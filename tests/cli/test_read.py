"""`samrum template plan.docx`, `samrum read` and `samrum import` together: from Word into the workspace."""

from pathlib import Path

import openpyxl
import pytest
from docx import Document

from tests.cli.command_line import made, samrum
from tests.intake.documents.papers import filled_form, paper, sections
from tests.intake.workbooks import CASES, SCHOOLS, write

NAME = "plan.til-gennemsyn.xlsx"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return a workspace with a school and a case."""
    folder = made(tmp_path / "arbejdsrum")
    base = write(tmp_path / "skole.xlsx", {"Skoler": SCHOOLS, "Sager": [CASES[0], ["S-01", *CASES[1][1:]]]})
    assert samrum("import", base, workspace=folder).code == 0
    return folder


@pytest.mark.parametrize(("lang", "title"), [("da", "Mål- og indsatsplan"), ("nb", "Mål- og tiltaksplan")])
def test_the_form_is_written_by_the_ending_of_its_name(tmp_path: Path, lang: str, title: str) -> None:
    done = samrum("template", "plan.docx", "--lang", lang, cwd=tmp_path)
    assert (done.code, done.out) == (0, "")
    assert "samrum read" in done.err
    assert Document(str(tmp_path / "plan.docx")).paragraphs[0].text == title
    again = samrum("template", "plan.docx", cwd=tmp_path)
    assert again.code == 2
    assert again.is_one_sentence


def test_a_filled_form_goes_from_word_into_the_workspace(tmp_path: Path, workspace: Path) -> None:
    filled_form(tmp_path / "plan.docx")
    done = samrum("read", tmp_path / "plan.docx")
    assert done.code == 0
    assert [line.split() for line in done.out.splitlines()] == [
        ["Planer", "1"], ["Mål", "2"], ["Tegn", "3"], ["Tiltag", "2"], ["Evalueringer", "1"]]
    assert done.err == f"Intet er gemt endnu. Se {NAME} igennem, og indlæs det.\n"
    imported = samrum("import", tmp_path / NAME, workspace=workspace)
    assert (imported.code, imported.err) == (0, "Gemt.\n")
    review = samrum("review", "--gate", "ppv", "--case", "S-01", "--as-of", "2026-03-09", workspace=workspace)
    assert "P-01" in review.out


def test_a_plan_of_a_school_is_imported_when_somebody_has_filled_the_gaps(tmp_path: Path, workspace: Path) -> None:
    paper(tmp_path / "plan.docx", sections)
    done = samrum("read", "plan.docx", "--plan", "P-7", "--case", "S-01", cwd=tmp_path)
    assert done.code == 0
    assert "2 tekster er ikke forstået" in done.err
    early = samrum("import", NAME, cwd=tmp_path, workspace=workspace)
    assert early.code == 1
    assert "[sheet.not_settled]" in early.err
    assert "Ring til skolen" not in early.err
    fill_the_gaps(tmp_path / NAME)
    late = samrum("import", NAME, cwd=tmp_path, workspace=workspace)
    assert (late.code, late.err) == (0, "Gemt.\n")


def fill_the_gaps(path: Path) -> None:
    """Do what the guide of the workbook asks for."""
    book = openpyxl.load_workbook(path)
    for row in (2, 3):
        book["Ikke forstået"].cell(row, 5).value = "x"
    gaps = {("Planer", "Indsatsniveau"): "Foregribende", ("Planer", "Rettet mod"): "Eleven",
            ("Planer", "Start"): "12-01-2026", ("Mål", "Rettet mod"): "Individ", ("Tegn", "Mål-id"): "P-7-M1",
            ("Tiltag", "Rettet mod"): "Individ", ("Tiltag", "Udføres af"): "Klasselærer"}
    for (sheet, column), value in gaps.items():
        page = book[sheet]
        at = next(cell.column for cell in page[1] if cell.value == column)
        for row in range(2, page.max_row + 1):
            if page.cell(row, 1).value:
                page.cell(row, at).value = page.cell(row, at).value or value
    book.save(path)


def test_a_workbook_that_is_there_already_is_never_overwritten(tmp_path: Path) -> None:
    paper(tmp_path / "plan.docx", sections)
    (tmp_path / NAME).write_bytes(b"rettet")
    done = samrum("read", "plan.docx", cwd=tmp_path)
    assert (done.code, done.is_one_sentence) == (2, True)
    assert (tmp_path / NAME).read_bytes() == b"rettet"
    assert samrum("read", "plan.docx", "--out", "ny.xlsx", cwd=tmp_path).code == 0


def test_one_refused_document_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"ikke noget")
    paper(tmp_path / "b.docx", sections)
    done = samrum("read", "a.docx", "b.docx", "--case", "S-01", cwd=tmp_path)
    assert done.code == 1
    assert done.err.startswith("a.docx: Det er ikke et Word-dokument.")
    assert (tmp_path / "b.til-gennemsyn.xlsx").exists()


@pytest.mark.parametrize(
    "arguments",
    [["a.docx", "b.docx", "--plan", "P-1"], ["a.docx", "b.docx", "--out", "x.xlsx"], ["plan.docx", "--out", "x.docx"],
     ["plan.docx", "--plan", "P 1"], ["plan.docx", "--case", "310210-0000"], ["plan.docx", "--lang", "sv"],
     ["plan.docx", "--out", "ingen/her.xlsx"]],
)
def test_wrong_use_is_told_in_a_sentence_and_writes_nothing(tmp_path: Path, arguments: list[str]) -> None:
    paper(tmp_path / "plan.docx", sections)
    done = samrum("read", *arguments, cwd=tmp_path)
    assert (done.code, done.is_one_sentence) == (2, True)
    assert "310210" not in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["plan.docx"]
