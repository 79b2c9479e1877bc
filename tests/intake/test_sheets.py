"""Sheets and columns are known by each of their names, and what is unknown says what was probably meant."""

import pytest

from samrum_kit.domain.fields import columns
from samrum_kit.domain.records import TABLES
from tests.intake.workbooks import BASE, CASES, DAY, PLANS, SCHOOLS, codes, plan, plan_of, write

PLAN = PLANS[1]


def with_header(header):
    """Return the base with another header for the plans."""
    return {**BASE, "Planer": [header, PLAN]}


@pytest.mark.parametrize("lang", ["en", "da", "nb"])
@pytest.mark.parametrize("change", [str, str.upper, " {} ".format])
def test_sheets_and_columns_are_known_by_identifier_and_by_both_labels(tmp_path, lang, change):
    sheets = {
        change(record.sheet(lang)): [[change(column.label(lang)) for column in columns(record)]]
        for record in TABLES.values()
    }
    assert len(sheets) == len(TABLES)
    assert plan_of(tmp_path, sheets).rejected == ()


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Plannner", "Planer"),
        ("Skole", "Skoler"),
        ("pupil", "pupils"),
        ("Tiltakk", "Tiltak"),
        ("Dagsorden-punkter", "Dagsordenspunkter"),
    ],
)
def test_an_unknown_sheet_says_which_was_probably_meant(tmp_path, name, meant):
    made = plan_of(tmp_path, {**BASE, name: [["x"], ["y"]]})
    assert codes(made) == [(name, None, None, "sheet.unknown")]
    assert made.rejected[0].message.endswith(f"Mente du {meant}?")
    assert not made.saved


def test_an_unknown_column_says_where_it_is_and_which_was_probably_meant(tmp_path):
    made = plan_of(tmp_path, with_header(["Plan-id", "Sags-id", "Indsatsnivau", "Rettet mod", "Start"]))
    assert ("Planer", 1, "C", "column.unknown") in codes(made)
    message = next(one.message for one in made.rejected if one.code == "column.unknown")
    assert message.endswith("Mente du Indsatsniveau?")


def test_a_heading_is_never_repeated_since_somebody_may_have_written_a_name(tmp_path):
    made = plan_of(tmp_path, with_header(["Plan-id", "Sags-id", "Indsatsniveau", "Rettet mod", "Start", "Annabella"]))
    assert "Annabella" not in repr(made)


def test_a_sheet_with_an_unknown_column_is_kept_out_whole(tmp_path):
    made = plan_of(tmp_path, {**BASE, "Planer": [[*PLANS[0], "Ekstra"], [*PLAN, "y"]]}, accept_valid=True)
    assert codes(made) == [("Planer", 1, "F", "column.unknown")]
    assert made.accepted == {"schools": 1, "cases": 1}


def test_something_below_a_missing_heading_is_not_dropped(tmp_path):
    made = plan_of(tmp_path, {**BASE, "Planer": [PLANS[0], [*PLAN, None, "vigtigt"]]})
    assert codes(made) == [("Planer", 1, "G", "column.unnamed")]
    assert plan_of(tmp_path, {**BASE, "Planer": [[*PLANS[0], None, ""], [*PLAN, "  "]]}).rejected == ()


def test_a_column_given_twice_is_refused(tmp_path):
    made = plan_of(tmp_path, {**BASE, "Planer": [[*PLANS[0], "starts_on"], [*PLAN, DAY]]})
    assert codes(made) == [("Planer", 1, "starts_on", "column.duplicate")]


def test_a_table_given_twice_in_one_file_is_refused(tmp_path):
    made = plan_of(tmp_path, {**BASE, "plans": PLANS})
    assert codes(made) == [("plans", None, None, "sheet.duplicate")]


def test_a_table_may_stand_in_several_files(tmp_path):
    first = write(tmp_path / "a.xlsx", BASE)
    second = write(tmp_path / "b.xlsx", {"plans": [PLANS[0], ["P-2", *PLAN[1:]]]})
    assert plan(first, second).accepted == {"schools": 1, "cases": 1, "plans": 2}


def test_the_column_that_says_what_is_wrong_is_passed_over(tmp_path):
    for name in ("Hvad er galt", "HVA ER GALT", "What is wrong"):
        assert plan_of(tmp_path, {**BASE, "Planer": [[*PLANS[0], name], [*PLAN, "Start: ..."]]}).rejected == ()


def test_the_guide_and_the_lists_of_a_template_are_passed_over(tmp_path):
    for name in ("Vejledning", "Veiledning", "Valglister"):
        assert plan_of(tmp_path, {**BASE, name: [["a"], ["b"]]}).rejected == ()


def test_missing_sheets_and_optional_columns_are_no_fault(tmp_path):
    assert plan_of(tmp_path, {"Skoler": SCHOOLS}).accepted == {"schools": 1}


def test_a_missing_column_that_must_be_filled_in_rejects_the_rows_that_need_it(tmp_path):
    made = plan_of(tmp_path, {**BASE, "Planer": [PLANS[0][:-1], PLAN[:-1]]})
    assert codes(made) == [("Planer", 2, "Start", "column.missing")]


def test_a_missing_key_column_rejects_every_row(tmp_path):
    made = plan_of(tmp_path, {"Skoler": [SCHOOLS[0][1:], SCHOOLS[1][1:]]})
    assert codes(made) == [("Skoler", 2, "Skole-id", "column.missing")]


def test_the_header_is_the_first_row_in_which_something_stands(tmp_path):
    made = plan_of(tmp_path, {"Skoler": [[], [], SCHOOLS[0], [], ["SK-1", "Engskolen", None, "Specialskole"]]})
    assert codes(made) == [("Skoler", 5, "Kommune", "value.missing")]


def test_rows_of_blanks_are_no_rows(tmp_path):
    made = plan_of(tmp_path, {**BASE, "Sager": [*CASES, ["", " ", None], [None, None, "\u00a0"]]})
    assert made.rejected == ()
    assert made.accepted["cases"] == 1
