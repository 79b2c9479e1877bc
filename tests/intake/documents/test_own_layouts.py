"""Plans as schools write them themselves: each kind of layout reads to the rows that a person would write."""

import pytest

from samrum_kit.domain.records import Evaluation, Goal, Measure, Plan, Sign
from samrum_kit.intake.documents import read_document
from samrum_kit.intake.documents.headings import heading_of
from tests.intake.documents.papers import grid, paper, remarks, sections, values


def read(tmp_path, write):
    """Write a document and read it."""
    return read_document(paper(tmp_path / "plan.docx", write))


def said(reading, record, *names):
    """Return some columns of every row of a table."""
    return [tuple(row.get(name) for name in names) for row in values(reading, record)]


def smtte(document):
    document.add_heading("SMTTE-model", 1)
    grid(document, [
        ["Sags-id", "S-11"], ["Plan-id", "P-11"], ["Start", "d. 12/1-2026"],
        ["S – Sammenhæng", "Klassen har fået nye elever.\nDer er uro i overgange."],
        ["Mål\nHvad vil vi opnå?", "Eleverne kender overgangene\nEleverne hjælper hinanden"],
        ["Tegn", "Alle sidder inden for to minutter"], ["Tiltag", "Billedskema\nFast makker"],
        ["Evaluering", "Skemaet bruges hver dag."],
    ])


def test_a_smtte_table_has_its_headings_beside_their_texts(tmp_path):
    reading = read(tmp_path, smtte)
    (plan,) = values(reading, Plan)
    assert (plan["case_id"], plan["plan_id"], plan["starts_on"].isoformat()) == ("S-11", "P-11", "2026-01-12")
    assert plan["context"] == "Klassen har fået nye elever.\nDer er uro i overgange."
    assert said(reading, Goal, "text") == [("Eleverne kender overgangene",), ("Eleverne hjælper hinanden",)]
    assert said(reading, Sign, "text", "goal_id") == [("Alle sidder inden for to minutter", None)]
    assert said(reading, Measure, "text") == [("Billedskema",), ("Fast makker",)]
    assert said(reading, Evaluation, "text", "evaluated_on") == [("Skemaet bruges hver dag.", None)]
    assert remarks(reading) == []


def columns_beneath(document):
    document.add_heading("Handleplan", 1)
    for line in ("Sags-id: S-12", "Plan-id:\tP-12", "Indsatsniveau: Foregribende"):
        document.add_paragraph(line)
    grid(document, [
        ["Sammenhæng", "Mål", "Tegn", "Tiltag", "Evaluering"],
        ["Uro i 3. b.", "Ro i overgange", "Klar til tiden\nIngen venter", "Billedskema\nFast makker", "Virker."],
    ], bold_first=True)


def test_a_row_of_headings_stands_over_one_row_of_texts(tmp_path):
    reading = read(tmp_path, columns_beneath)
    assert said(reading, Plan, "case_id", "plan_id", "level", "context") == [
        ("S-12", "P-12", "targeted", "Uro i 3. b.")]
    assert said(reading, Goal, "text") == [("Ro i overgange",)]
    assert said(reading, Sign, "goal_id", "text") == [
        ("P-12-M1", "Klar til tiden"), ("P-12-M1", "Ingen venter")]
    assert said(reading, Measure, "text") == [("Billedskema",), ("Fast makker",)]
    assert said(reading, Evaluation, "text") == [("Virker.",)]
    assert remarks(reading) == []


def test_headings_stand_over_paragraphs(tmp_path):
    reading = read(tmp_path, sections)
    assert said(reading, Plan, "context", "child_voice") == [
        ("Klassen er urolig.\nDer er tre nye elever.", "“Må jeg sidde ved vinduet?”")]
    assert said(reading, Goal, "text") == [("Ro i overgange",), ("Makkere hjælper",)]
    assert said(reading, Measure, "text", "actor_role") == [("Billedskema", "class_teacher"), ("Rollekort", None)]
    ((day, result, why),) = said(reading, Evaluation, "evaluated_on", "result", "text")
    assert (day.isoformat(), result, why) == ("2026-05-01", "met", "Alle kender skemaet.")
    assert remarks(reading) == [("heading", "5. Kontakt"), ("paragraph", "Ring til skolen.")]


def goal_by_goal(document):
    document.add_paragraph().add_run("MÅL FOR ELEVEN").bold = True
    grid(document, [
        ["Mål", "Tegn", "Tiltag", "Ansvarlig", "Hvornår"],
        ["Læse en side hver dag", "Vælger selv bog", "Makkerlæsning", "Klasselærer", "hver dag"],
        ["", "Læser højt", "Læsebånd", "en voksen", ""],
        ["Skrive en mail", "Bruger ordbog", "Skriveværksted", "Kontaktlærer", ""],
    ], bold_first=True)
    table = document.tables[0]
    table.cell(1, 0).merge(table.cell(2, 0))


def test_each_row_is_a_measure_and_a_merged_goal_goes_on_below(tmp_path):
    reading = read(tmp_path, goal_by_goal)
    assert said(reading, Goal, "text") == [("Læse en side hver dag",), ("Skrive en mail",)]
    assert said(reading, Measure, "text", "actor_role") == [
        ("Makkerlæsning", "class_teacher"), ("Læsebånd", None), ("Skriveværksted", "contact_teacher")]
    assert sorted(remarks(reading)) == [("heading", "Hvornår"), ("paragraph", "hver dag"), ("value", "en voksen")]


def test_signs_of_a_merged_goal_belong_to_it(tmp_path):
    def write(document):
        document.add_paragraph("Plan-id: P-13")
        goal_by_goal(document)

    assert said(read(tmp_path, write), Sign, "goal_id", "text") == [
        ("P-13-M1", "Vælger selv bog"), ("P-13-M1", "Læser højt"), ("P-13-M2", "Bruger ordbog")]


def boxes(document):
    grid(document, [
        ["Sags-id: S-14", "Plan-id: P-14"], ["Mål: Ro i timerne", "Tegn: Alle hører beskeder"],
        ["Barnets stemme:\n“Må jeg være med?”", "Forældrenes perspektiv:\nVi hører om det hjemme."],
    ])


def test_cells_hold_a_heading_and_its_text(tmp_path):
    reading = read(tmp_path, boxes)
    assert said(reading, Plan, "case_id", "child_voice", "parent_perspective") == [
        ("S-14", "“Må jeg være med?”", "Vi hører om det hjemme.")]
    assert said(reading, Goal, "goal_id", "text") == [("P-14-M1", "Ro i timerne")]
    assert said(reading, Sign, "goal_id", "text") == [("P-14-M1", "Alle hører beskeder")]
    assert remarks(reading) == []


def goals_beside_each_other(document):
    document.add_paragraph("Plan-id: P-16")
    grid(document, [["Mål", "Ro i timerne", "Flere er med"], ["Tegn", "Alle hører beskeder", "Alle svarer"]])


def test_goals_beside_each_other_have_their_signs_below(tmp_path):
    assert said(read(tmp_path, goals_beside_each_other), Sign, "goal_id", "text") == [
        ("P-16-M1", "Alle hører beskeder"), ("P-16-M2", "Alle svarer")]


def norwegian(document):
    document.add_heading("Tiltaksplan", 1)
    grid(document, [["Saks-id", "S-15", "Plan-id", "P-15"], ["Tiltaksnivå", "Målrettet", "Rettet mot", "Fellesskapet"],
                    ["Start", "12.1.2026", "Slutt", "30.6.2026"]])
    for heading, text in (("Sammenheng", "Klassen er urolig."), ("Foreldrenes perspektiv", "Vi er fornøyde.")):
        document.add_heading(heading, 2)
        document.add_paragraph(text)
    document.add_heading("Tiltak", 2)
    grid(document, [["Tiltak", "Utføres av", "Start", "Rettet mot"],
                    ["Dagsplan på tavla", "Kontaktlærer", "12. januar 2026", "System/fellesskap"]], bold_first=True)


def test_a_norwegian_plan_is_read_alike(tmp_path):
    reading = read(tmp_path, norwegian)
    assert said(reading, Plan, "case_id", "level", "scope", "context", "parent_perspective") == [
        ("S-15", "targeted", "community", "Klassen er urolig.", "Vi er fornøyde.")]
    ((text, role, day, target),) = said(reading, Measure, "text", "actor_role", "starts_on", "target")
    assert (text, role, day.isoformat(), target) == ("Dagsplan på tavla", "contact_teacher", "2026-01-12", "context")
    assert remarks(reading) == []


@pytest.mark.parametrize("written", ["Mål:", "2. Mål", "MÅL FOR ELEVEN", "Mål (M)", "M – Mål", "Mål nr. 2", "3.1 mål"])
def test_a_heading_is_known_in_each_of_its_usual_writings(written):
    heading = heading_of(written)
    assert heading is not None
    assert [(one.record, one.column.name) for one in heading.meanings] == [(Goal, "text")]


@pytest.mark.parametrize("line", ["Sags-id: 12", "Sags-id\t12", "Sags-id: 1.5"])
def test_a_number_behind_a_colon_is_a_value_and_no_part_of_the_heading(line):
    heading = heading_of(line)
    assert heading is not None
    assert heading.rest in {"12", "1.5"}


@pytest.mark.parametrize(
    "written", ["Sags-id 12", "Evaluering 1.5", "Målet er nået", "Måling", "Vi mangler mål", "1.", ":", "Tegninger"]
)
def test_what_only_looks_like_a_heading_is_none(written):
    assert heading_of(written) is None


def test_a_label_that_fits_the_plan_and_the_measure_is_not_guessed_at(tmp_path):
    def write(document):
        document.add_heading("Tiltag", 1)
        document.add_paragraph("Rollekort")
        document.add_paragraph("Start: 12-01-2026")

    reading = read(tmp_path, write)
    assert said(reading, Measure, "text", "starts_on") == [("Rollekort", None)]
    assert said(reading, Plan, "starts_on") == [(None,)]
    assert remarks(reading) == [("ambiguous", "Start: 12-01-2026")]


def test_a_day_alone_under_the_evaluation_is_not_guessed_at(tmp_path):
    def write(document):
        document.add_paragraph("Evaluering: 1.5.2026")

    reading = read(tmp_path, write)
    assert values(reading, Evaluation) == []
    assert remarks(reading) == [("evaluation_day", "1.5.2026")]


@pytest.mark.parametrize("day", ["uge 10", "9/3-26", "31-02-2026", "til sommer"])
def test_a_day_that_is_none_is_told_of_as_it_stood(tmp_path, day):
    reading = read(tmp_path, lambda document: document.add_paragraph(f"Evalueres den: {day}"))
    assert said(reading, Plan, "evaluation_due_on") == [(None,)]
    assert remarks(reading) == [("value", day)]


def test_a_second_value_does_not_replace_the_first(tmp_path):
    def write(document):
        document.add_paragraph("Sags-id: S-1")
        document.add_paragraph("Sags-id: S-2")

    reading = read(tmp_path, write)
    assert said(reading, Plan, "case_id") == [("S-1",)]
    assert remarks(reading) == [("twice", "S-2")]


def test_without_the_id_of_the_plan_no_row_gets_one(tmp_path):
    def write(document):
        document.add_paragraph("Mål: Ro i timerne")

    reading = read(tmp_path, write)
    assert (said(reading, Goal, "goal_id", "plan_id"), reading.proposals) == ([(None, None)], ())
    gaps = {(gap.record, gap.column.label_da) for gap in reading.gaps}
    assert gaps >= {(Goal, "Mål-id"), (Goal, "Plan-id"), (Plan, "Plan-id")}


def test_ids_given_beside_the_document_are_used_and_a_different_one_inside_is_told_of(tmp_path):
    path = paper(tmp_path / "plan.docx", boxes)
    reading = read_document(path, {"plan_id": "P-99", "case_id": "S-14"})
    assert said(reading, Goal, "goal_id", "plan_id") == [("P-99-M1", "P-99")]
    assert remarks(reading) == [("twice", "P-14")]


def test_what_stands_before_a_merged_heading_is_not_lost(tmp_path):
    def write(document):
        table = grid(document, [["", "Tiltag", "Rollekort"], ["note", "", "Makkerpar"]])
        table.cell(0, 1).merge(table.cell(1, 1))

    reading = read(tmp_path, write)
    assert said(reading, Measure, "text") == [("Rollekort",), ("Makkerpar",)]
    assert remarks(reading) == [("paragraph", "note")]
