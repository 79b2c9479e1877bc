"""A measure's case is its plan's case, whichever of the two an import changes."""

from tests.intake.test_importer import MEASURE, MEASURE_HEADER, case, stored
from tests.intake.workbooks import BASE, CASES, PLANS, codes, plan_of

PLAN = PLANS[1]
TWO_CASES = {**BASE, "Sager": [*CASES, case("S-2")]}
WITH_MEASURE = {**TWO_CASES, "Tiltag": [MEASURE_HEADER, MEASURE]}


def measures(*rows):
    return {"Tiltag": [MEASURE_HEADER, *rows]}


def test_a_measure_of_another_case_than_its_plans_is_rejected(tmp_path):
    made = plan_of(tmp_path, {**TWO_CASES, **measures(["T-1", "P-1", "S-2", *MEASURE[3:]])})
    assert codes(made) == [("Tiltag", 2, "Sags-id", "measure.case_mismatch")]


def test_a_measure_without_a_case_or_without_a_plan_is_no_mismatch(tmp_path):
    meetings = {"Møder": [["Møde-id", "Forum", "Skole-id"], ["M-1", "Ressursteam", "SK-1"]]}
    header = [*MEASURE_HEADER, "Møde-id"]
    rows = [["T-1", "P-1", None, *MEASURE[3:], None], ["T-2", None, "S-2", *MEASURE[3:], "M-1"]]
    assert plan_of(tmp_path, {**TWO_CASES, **meetings, "Tiltag": [header, *rows]}).rejected == ()


def test_a_measure_is_held_against_the_stored_plan(tmp_path):
    made = plan_of(tmp_path, measures(["T-2", "P-1", "S-2", *MEASURE[3:]]), known=stored(tmp_path, TWO_CASES))
    assert codes(made) == [("Tiltag", 2, "Sags-id", "measure.case_mismatch")]


def test_a_measure_is_held_against_its_plan_as_the_import_changes_it(tmp_path):
    moved = {"Planer": [PLANS[0], ["P-1", "S-2", *PLAN[2:]]]}
    before = stored(tmp_path, TWO_CASES)
    assert plan_of(tmp_path, {**moved, **measures(["T-2", "P-1", "S-2", *MEASURE[3:]])}, known=before).rejected == ()
    made = plan_of(tmp_path, {**moved, **measures(["T-2", "P-1", "S-1", *MEASURE[3:]])}, known=before)
    assert codes(made) == [("Tiltag", 2, "Sags-id", "measure.case_mismatch")]


def test_a_plan_that_moves_away_from_its_stored_measures_is_rejected(tmp_path):
    moved = {"Planer": [PLANS[0], ["P-1", "S-2", *PLAN[2:]]]}
    before = stored(tmp_path, {**TWO_CASES, **measures(MEASURE, ["T-2", *MEASURE[1:]])})
    assert codes(plan_of(tmp_path, moved, known=before)) == [("Planer", 2, "Sags-id", "plan.case_mismatch")]
    both = measures(*([measure, "P-1", "S-2", *MEASURE[3:]] for measure in ("T-1", "T-2")))
    assert plan_of(tmp_path, {**moved, **both}, known=before).rejected == ()


def test_a_plan_that_would_move_alone_after_its_measure_is_rejected_is_rejected_too(tmp_path):
    moved = {
        "Planer": [PLANS[0], ["P-1", "S-2", *PLAN[2:]]],
        **measures(["T-1", "P-1", "S-2", "310210-0000", *MEASURE[4:]]),
    }
    made = plan_of(tmp_path, moved, known=stored(tmp_path, WITH_MEASURE), accept_valid=True)
    assert codes(made) == [("Planer", 2, "Sags-id", "plan.case_mismatch"), ("Tiltag", 2, "Tiltag", "text.national_id")]
    assert made.to_save == ()


def test_what_refers_to_a_plan_that_is_rejected_for_its_link_goes_with_it(tmp_path):
    sheets = {
        **TWO_CASES,
        "Planer": [*PLANS, ["P-2", "S-9", *PLAN[2:]]],
        **measures(["T-1", "P-2", "S-2", *MEASURE[3:]]),
    }
    made = plan_of(tmp_path, sheets, accept_valid=True)
    assert codes(made) == [
        ("Planer", 3, "Sags-id", "reference.unknown"),
        ("Tiltag", 2, "Plan-id", "reference.rejected"),
    ]


def test_an_item_may_carry_on_an_action_of_the_same_import(tmp_path):
    meetings = [["Møde-id", "Forum", "Skole-id"], ["M-1", "SamRumsmøde", "SK-1"]]
    actions = [["Aftale-id", "Møde-id", "Aftale", "Status"], ["A-1", "M-1", "Ringe til forældrene", "Åben"]]
    items = [
        ["Punkt-id", "Møde-id", "Nr.", "Del", "Emne", "Opfølgning på aktion"],
        ["I-1", "M-1", 1, "System", "Sidst", "A-1"],
    ]
    made = plan_of(tmp_path, {**BASE, "Møder": meetings, "Dagsordenspunkter": items, "Aftaler": actions})
    assert made.rejected == ()
    order = [record.table for record in made.to_save]
    assert order.index("actions") < order.index("agenda_items")
