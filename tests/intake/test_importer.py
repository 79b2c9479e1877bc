"""An import says row by row what it would do: nothing half saved, nothing dropped, nothing twice."""

from datetime import date

import pytest

from tests.intake.workbooks import BASE, CASES, DAY, PLANS, SCHOOLS, codes, plan, plan_of, write

PLAN = PLANS[1]
MEASURE_HEADER = ["Tiltags-id", "Plan-id", "Sags-id", "Tiltag", "Rettet mod", "Udføres af"]
MEASURE = ["T-1", "P-1", "S-1", "Makkerlæsning", "Individ", "Klasselærer"]


def case(case_id, *more):
    """Return the row of a class's case."""
    return [case_id, "Klasse", "SK-1", "Uro", DAY, *more]


def stored(path, sheets=BASE):
    """Return the records of a first import."""
    made = plan_of(path, sheets)
    assert made.saved
    return made.to_save


def test_a_first_import_counts_what_is_new_and_saves_parents_first(tmp_path):
    made = plan_of(tmp_path, {**BASE, "Tiltag": [MEASURE_HEADER, MEASURE]})
    assert (made.saved, made.updated, made.unchanged, made.rejected) == (True, {}, {}, ())
    assert made.accepted == {"schools": 1, "cases": 1, "plans": 1, "measures": 1}
    assert [record.table for record in made.to_save] == ["schools", "cases", "plans", "measures"]


def test_the_same_import_again_changes_nothing(tmp_path):
    made = plan_of(tmp_path, BASE, known=stored(tmp_path))
    assert (made.saved, made.accepted, made.updated, made.to_save) == (True, {}, {}, ())
    assert made.unchanged == {"schools": 1, "cases": 1, "plans": 1}


def test_other_content_under_the_same_key_is_an_update(tmp_path):
    before = stored(tmp_path)
    made = plan_of(tmp_path, {**BASE, "Skoler": [SCHOOLS[0], ["SK-1", "Søskolen", *SCHOOLS[1][2:]]]}, known=before)
    assert (made.updated, made.accepted) == ({"schools": 1}, {})
    assert [record.name for record in made.to_save] == ["Søskolen"]


def test_one_bad_row_keeps_everything_out(tmp_path):
    made = plan_of(tmp_path, {**BASE, "Sager": [*CASES, [*case("S-2")[:-1], "i går"]]})
    assert not made.saved
    assert codes(made) == [("Sager", 3, "Første bekymring", "date.unreadable")]
    assert made.accepted == {"schools": 1, "cases": 1, "plans": 1}


def test_good_rows_are_saved_when_that_is_asked_for(tmp_path):
    made = plan_of(tmp_path, {**BASE, "Sager": [*CASES, ["", *case("S-2")[1:]]]}, accept_valid=True)
    assert made.saved
    assert codes(made) == [("Sager", 3, "Sags-id", "value.missing")]
    assert made.accepted == {"schools": 1, "cases": 1, "plans": 1}


def test_nothing_is_saved_when_every_row_is_bad(tmp_path):
    made = plan_of(tmp_path, {"Sager": CASES}, accept_valid=True)
    assert (made.saved, made.to_save) == (False, ())


def test_every_fault_of_a_row_is_told(tmp_path):
    row = ["S 1", "Klub", "SK-9", "Mor 310210-0000", date(1989, 12, 31)]
    made = plan_of(tmp_path, {"Skoler": SCHOOLS, "Sager": [CASES[0], row]})
    assert {(column, code) for _, _, column, code in codes(made)} == {
        ("Sags-id", "id.form"),
        ("Sagstype", "word.unknown"),
        ("Skole-id", "reference.unknown"),
        ("Emne", "text.national_id"),
        ("Første bekymring", "date.too_early"),
    }


def test_what_is_wrong_with_a_row_is_told_of_that_row_each_time_it_stands_there(tmp_path):
    bad, good = ["", "Klub", *case("S-2")[2:]], case("S-3")
    made = plan_of(tmp_path, {**BASE, "Sager": [*CASES, bad, good, bad, case("S-4")]}, accept_valid=True)
    assert codes(made) == [
        ("Sager", row, column, code)
        for row in (3, 5)
        for column, code in (("Sagstype", "word.unknown"), ("Sags-id", "value.missing"))
    ]
    assert made.accepted["cases"] == 3


def test_no_message_holds_a_cells_value(tmp_path):
    row = ["Anna Hemmelig", "Annabella", "AnnaSkole", "Anna 310210-0000", "Annadag", "Annalukket", "Annasom"]
    made = plan_of(tmp_path, {"Skoler": SCHOOLS, "Sager": [[*CASES[0], "Afsluttet", "Afsluttet som"], row]})
    assert len(made.rejected) >= 6
    assert not [one for one in made.rejected if "Anna" in str(one) or "310210" in str(one)]


def test_a_reference_must_exist_in_the_import_or_in_the_workspace(tmp_path):
    alone = {"Planer": PLANS}
    assert codes(plan_of(tmp_path, alone)) == [("Planer", 2, "Sags-id", "reference.unknown")]
    assert plan_of(tmp_path, alone, known=stored(tmp_path, {"Skoler": SCHOOLS, "Sager": CASES})).saved


def test_several_files_are_one_import(tmp_path):
    plans = write(tmp_path / "planer.xlsx", {"Planer": PLANS})
    rest = write(tmp_path / "resten.xlsx", {"Skoler": SCHOOLS, "Sager": CASES})
    assert plan(plans, rest).saved
    (tmp_path / "ingen.xlsx").write_bytes(b"")
    made = plan(plans, rest, tmp_path / "ingen.xlsx")
    assert not made.saved
    assert [one.file for one in made.rejected] == ["ingen.xlsx"]
    assert plan(plans, rest, tmp_path / "ingen.xlsx", accept_valid=True).saved


def test_the_same_file_given_twice_counts_once(tmp_path):
    path = write(tmp_path / "skole.xlsx", BASE)
    copy = write(tmp_path / "kopi.xlsx", BASE)
    assert plan(path, path, copy).accepted == {"schools": 1, "cases": 1, "plans": 1}


def test_the_same_key_with_other_content_rejects_every_row_that_has_it(tmp_path):
    cases = [CASES[0], case("S-1"), case("S-1"), ["S-1", *case("S-1")[1:3], "Noget andet", DAY], case("S-2")]
    made = plan_of(tmp_path, {"Skoler": SCHOOLS, "Sager": cases}, accept_valid=True)
    assert codes(made) == [("Sager", row, "Sags-id", "key.conflict") for row in (2, 3, 4)]
    assert made.accepted == {"schools": 1, "cases": 1}


def test_a_row_that_refers_to_a_rejected_row_is_rejected_too_and_so_on(tmp_path):
    sheets = {
        "Skoler": SCHOOLS,
        "Sager": [*CASES, ["S-2", "Klub", *case("S-2")[2:]]],
        "Planer": [*PLANS, ["P-2", "S-2", *PLAN[2:]], ["P-2", "S-2", *PLAN[2:]]],
        "Mål": [
            ["Mål-id", "Plan-id", "Mål", "Rettet mod"],
            ["G-1", "P-1", "Ro", "Individ"],
            ["G-2", "P-2", "Ro", "Individ"],
        ],
        "Tegn": [
            ["Tegn-id", "Mål-id", "Tegn"],
            ["X-2", "G-2", "Færre afbrydelser"],
            ["X-1", "G-1", "Færre afbrydelser"],
        ],
    }
    made = plan_of(tmp_path, sheets, accept_valid=True)
    assert codes(made) == [
        ("Sager", 3, "Sagstype", "word.unknown"),
        ("Planer", 3, "Sags-id", "reference.rejected"),
        ("Planer", 4, "Sags-id", "reference.rejected"),
        ("Mål", 3, "Plan-id", "reference.rejected"),
        ("Tegn", 2, "Mål-id", "reference.rejected"),
    ]
    assert made.accepted == {"schools": 1, "cases": 1, "plans": 1, "goals": 1, "signs": 1}
    assert codes(plan_of(tmp_path, sheets)) == [("Sager", 3, "Sagstype", "word.unknown")]


def test_a_composite_key_refers_too(tmp_path):
    sheets = {
        **BASE,
        "Måleserier": [
            ["Serie-id", "Sags-id", "Hvad måles", "Enhed", "Skala", "Ønsket retning"],
            ["R-1", "S-1", "Uro", "gange", "Antal", "op"],
        ],
        "Målinger": [["Serie-id", "Dato", "Fase", "Værdi"], ["R-1", DAY, "A", 3]],
    }
    assert codes(plan_of(tmp_path, sheets, accept_valid=True)) == [
        ("Måleserier", 2, "Ønsket retning", "word.unknown"),
        ("Målinger", 2, "Serie-id", "reference.rejected"),
    ]


def test_a_rejected_update_leaves_what_is_stored_to_refer_to(tmp_path):
    before = stored(tmp_path)
    sheets = {"Sager": [CASES[0], ["S-1", "Klub", *case("S-1")[2:]]], "Planer": [PLANS[0], ["P-2", *PLAN[1:]]]}
    made = plan_of(tmp_path, sheets, known=before, accept_valid=True)
    assert made.accepted == {"plans": 1}


def test_a_blank_or_missing_cell_keeps_what_is_stored(tmp_path):
    schools = [[*SCHOOLS[0], "Distrikt"], [*SCHOOLS[1], "Nord"]]
    before = stored(tmp_path, {"Skoler": schools})
    kept = plan_of(tmp_path, {"Skoler": [["Skole-id", "Navn", "Distrikt"], ["SK-1", "Søskolen", None]]}, known=before)
    assert [(one.name, one.municipality, one.district) for one in kept.to_save] == [("Søskolen", "Lykkeborg", "Nord")]
    same = plan_of(tmp_path, {"Skoler": [["Skole-id", "Navn"], ["SK-1", None]]}, known=before)
    assert same.unchanged == {"schools": 1}


def test_blank_cells_clear_when_that_is_asked_for_but_missing_columns_never_do(tmp_path):
    schools = [[*SCHOOLS[0], "Distrikt", "Antal ansatte"], [*SCHOOLS[1], "Nord", 40]]
    before = stored(tmp_path, {"Skoler": schools})
    cleared = plan_of(tmp_path, {"Skoler": [["Skole-id", "Distrikt"], ["SK-1", None]]}, known=before, clear_blank=True)
    assert [(one.name, one.district, one.staff_count) for one in cleared.to_save] == [("Engskolen", None, 40)]
    made = plan_of(tmp_path, {"Skoler": [["Skole-id", "Navn"], ["SK-1", " "]]}, known=before, clear_blank=True)
    assert codes(made) == [("Skoler", 2, "Navn", "value.missing")]


def test_a_blank_in_a_required_yes_no_is_no_and_elsewhere_unknown(tmp_path):
    meetings = [["Møde-id", "Forum", "Skole-id"], ["M-1", "SamRumsmøde", "SK-1"]]
    people = [["Møde-id", "Rolle", "Person", "Til stede"], ["M-1", "PPR", "p-1", None]]
    made = plan_of(tmp_path, {**BASE, "Møder": meetings, "Deltagere": people})
    assert [one.present for one in made.to_save if one.table == "participants"] == [False]
    assert [one.open_social_case for one in made.to_save if one.table == "cases"] == [None]
    people[1][3] = "ja"
    before = stored(tmp_path, {**BASE, "Møder": meetings, "Deltagere": people})
    people[1][3] = None
    again = {"Deltagere": people}
    assert plan_of(tmp_path, again, known=before).unchanged == {"participants": 1}
    assert plan_of(tmp_path, again, known=before, clear_blank=True).updated == {"participants": 1}


@pytest.mark.parametrize(
    ("sheet", "header", "row", "column", "code"),
    [
        ("Planer", [*PLANS[0], "Slut"], [*PLAN, date(2025, 8, 10)], "Slut", "date.order"),
        ("Planer", [*PLANS[0], "Slut"], [*PLAN, date(2036, 3, 10)], "Slut", "date.too_late"),
        ("Planer", PLANS[0], [*PLAN[:-1], date(2028, 3, 10)], "Start", "date.too_late"),
        ("Sager", [*CASES[0], "Afsluttet"], case("S-1", DAY), "Afsluttet som", "case.outcome_missing"),
        ("Sager", CASES[0], ["S-1", "Elev", "SK-1", "Uro", DAY], "Elev-id", "case.pupil_missing"),
        ("Møder", ["Møde-id", "Forum", "Skole-id"], ["M-1", "Dialogmøde", "SK-1"], "Sags-id", "meeting.case_missing"),
        ("Tiltag", MEASURE_HEADER, ["T-1", None, *MEASURE[2:]], "Plan-id", "measure.origin_missing"),
    ],
)
def test_a_rule_of_the_row_points_at_its_column(tmp_path, sheet, header, row, column, code):
    assert codes(plan_of(tmp_path, {**BASE, sheet: [header, row]})) == [(sheet, 2, column, code)]


def test_days_are_checked_also_beside_a_cell_that_can_not_be_read(tmp_path):
    header = [*PLANS[0], "Slut", "Evalueres den"]
    made = plan_of(
        tmp_path, {**BASE, "Planer": [header, ["P-1", "S-1", "?", "Eleven", DAY, date(2025, 1, 1), date(1980, 1, 1)]]}
    )
    assert {code for *_, code in codes(made)} == {"word.unknown", "date.order", "date.too_early"}


def test_the_plan_is_written_as_the_contract_says(tmp_path):
    made = plan_of(tmp_path, {**BASE, "Planer": [PLANS[0], [*PLAN[:-1], "i går"]]})
    assert made.to_json() == {
        "schema": "samrum.import/1",
        "saved": False,
        "accepted": {"schools": 1, "cases": 1},
        "updated": {},
        "unchanged": {},
        "rejected": [
            {
                "file": "skole.xlsx",
                "sheet": "Planer",
                "row": 2,
                "column": "Start",
                "code": "date.unreadable",
                "message": "Dette er ikke en dato. Skriv den som 09-03-2026 eller 2026-03-09.",
            }
        ],
    }
    assert str(made.rejected[0]).startswith("skole.xlsx, ark Planer, række 2, kolonne Start: ")
