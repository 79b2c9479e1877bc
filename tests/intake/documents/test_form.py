"""Our own form of a plan: filled in, also saved by another program, it reads to the same rows."""

import shutil
import zipfile
from datetime import date

import pytest
from docx import Document

from samrum_kit.domain.fields import columns
from samrum_kit.domain.records import Evaluation, Goal, Measure, Plan, Sign
from samrum_kit.intake.documents import read_document, write_form
from samrum_kit.intake.documents.form import BASICS
from samrum_kit.intake.documents.hints import HINTS, is_hint
from tests.intake.documents.papers import cell_text, filled_form, remarks, saved_by_libreoffice, values

WORDS = {
    "da": ("Klassen arbejder i grupper.", "Jeg vil gerne sidde ved vinduet.", "Eleven deltager i gruppearbejde"),
    "nb": ("Klassen arbeider i grupper.", "Jeg vil gjerne sitte ved vinduet.", "Eleven deltar i gruppearbeid"),
}


@pytest.mark.parametrize("lang", ["da", "nb"])
def test_the_filled_form_reads_to_its_rows_without_a_remark(tmp_path, lang):
    reading = read_document(filled_form(tmp_path / "plan.docx", lang))
    context, voice, goal = WORDS[lang]
    (plan,) = values(reading, Plan)
    assert (plan["level"], plan["scope"], plan["starts_on"]) == ("targeted", "pupil", date(2026, 1, 12))
    assert (plan["ends_on"], plan["evaluation_due_on"]) == (date(2026, 6, 30), date(2026, 4, 1))
    assert (plan["context"], plan["child_voice"]) == (context, voice)
    assert values(reading, Goal)[0]["text"] == goal
    assert values(reading, Goal)[0]["target"] == "individual"
    assert values(reading, Evaluation)[0]["result"] == "partly"
    assert remarks(reading) == []
    assert reading.gaps == ()


def test_the_reason_why_a_voice_is_missing_is_read_from_the_line_below_the_box(tmp_path):
    (plan,) = values(read_document(filled_form(tmp_path / "plan.docx")), Plan)
    assert plan["parent_perspective_missing_reason"] == "Forældrene er inviteret til den 20. januar."
    assert "parent_perspective" not in plan


def test_signs_belong_to_the_goal_of_their_row_and_measures_to_the_plan(tmp_path):
    reading = read_document(filled_form(tmp_path / "plan.docx"))
    assert [(sign["goal_id"], sign["text"]) for sign in values(reading, Sign)] == [
        ("P-01-M1", "Rækker hånden op"), ("P-01-M1", "Bliver i gruppen"), ("P-01-M2", "Rollekort ligger på bordet"),
    ]
    assert [(measure["measure_id"], measure["actor_role"]) for measure in values(reading, Measure)] == [
        ("P-01-I1", "class_team"), ("P-01-I2", "class_teacher"),
    ]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
@pytest.mark.parametrize("lang", ["da", "nb"])
def test_the_form_reads_to_the_same_rows_when_libreoffice_has_saved_it(tmp_path, lang):
    path = filled_form(tmp_path / "plan.docx", lang)
    first, again = read_document(path), read_document(saved_by_libreoffice(path))
    assert again.rows == first.rows
    assert again.remarks == ()


@pytest.mark.parametrize("lang", ["da", "nb"])
def test_the_empty_form_says_nothing(tmp_path, lang):
    write_form(tmp_path / "plan.docx", lang)
    reading = read_document(tmp_path / "plan.docx")
    assert {record: rows for record, rows in reading.rows.items() if values(reading, record) not in ([], [{}])} == {}
    assert remarks(reading) == []


@pytest.mark.parametrize("lang", ["da", "nb"])
def test_the_form_calls_every_field_as_the_records_do(tmp_path, lang):
    write_form(tmp_path / "plan.docx", lang)
    document = Document(tmp_path / "plan.docx")
    written = {paragraph.text for paragraph in document.paragraphs}
    written |= {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    labels = {column.label(lang) for column in columns(Plan) if column.name in BASICS}
    labels |= {column.label(lang) for column in columns(Measure) if column.name in {"text", "actor_role", "method_id"}}
    assert labels <= written


def test_a_choice_of_the_form_offers_the_words_of_the_vocabulary(tmp_path):
    write_form(tmp_path / "plan.docx", "da")
    with zipfile.ZipFile(tmp_path / "plan.docx") as archive:
        xml = archive.read("word/document.xml").decode()
    for word in ("Foregribende", "Klasselærer", "Delvist nået", "Næste niveau", "Kontekst/fællesskab"):
        assert f'w:displayText="{word}"' in xml


def test_the_properties_of_the_form_tell_of_nobody(tmp_path):
    write_form(tmp_path / "plan.docx", "da")
    properties = Document(tmp_path / "plan.docx").core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")


def test_a_hint_that_somebody_has_written_in_is_a_text(tmp_path):
    write_form(tmp_path / "plan.docx", "da")
    document = Document(tmp_path / "plan.docx")
    hint = next(paragraph for paragraph in document.paragraphs if paragraph.text == HINTS["goals"]())
    hint.add_run(" Husk klassen.")
    document.save(tmp_path / "plan.docx")
    assert any("Husk klassen." in row["text"] for row in values(read_document(tmp_path / "plan.docx"), Goal))
    assert is_hint("  vælg ")


def test_a_value_that_is_not_on_the_list_is_left_out_of_its_column_and_told_of(tmp_path):
    path = filled_form(tmp_path / "plan.docx")
    document = Document(path)
    cell_text(document.tables[0].cell(1, 1), "midt imellem")
    document.save(path)
    reading = read_document(path)
    assert "level" not in values(reading, Plan)[0]
    assert [(one.place, one.kind, one.text) for one in reading.remarks] == [
        ("tabel 1, række 2, kolonne 2", "value", "midt imellem")]
    assert "Ordet er ikke på listen" in reading.remarks[0].why
    assert [gap.column.label_da for gap in reading.gaps] == ["Indsatsniveau"]
