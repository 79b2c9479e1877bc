"""A professional's note: it turns a missing requirement into one that is not relevant, and both are shown."""

from datetime import date

from samrum_kit.review.findings import Finding, Status
from tests.builders import TODAY, day, file_of, goal, note, plan, plan_file_of
from tests.review.examples import finding


def goals(*facts: object, as_of: date = TODAY) -> Finding:
    """Return how `ppv.goals` stands."""
    return finding(file_of(*facts, as_of=as_of), "haderslev", "ppv", "ppv.goals")


def test_a_note_turns_missing_into_not_relevant_and_keeps_what_was_found() -> None:
    found = goals(plan(), note("ppv.goals"))
    assert (found.status, found.found) == (Status.NOT_RELEVANT, Status.MISSING)
    assert found.next_step is None
    assert [evidence.id for evidence in found.evidence] == ["P-1"]
    assert found.to_json() | {"source": None, "evidence": None} == {
        "id": "ppv.goals", "severity": "must", "status": "not_relevant", "evidence": None, "next_step": None,
        "source": None, "found": "missing",
        "note": {"reason": "Er drøftet med skolen.", "by": "psychologist", "on": "2026-03-08"}}


def test_a_note_is_known_on_its_own_day_and_not_before() -> None:
    facts = (plan(), note("ppv.goals", noted_on=day(0)))
    assert goals(*facts).status is Status.NOT_RELEVANT
    assert goals(*facts, as_of=day(-1)).status is Status.MISSING
    assert goals(*facts, as_of=day(-1)).note is None


def test_the_newest_note_that_is_known_counts() -> None:
    older, newer, future = (note("ppv.goals", noted_on=day(offset)) for offset in (-5, -2, 1))
    for facts in ((older, newer, future), (future, newer, older)):
        assert goals(plan(), *facts).note == newer


def test_of_two_notes_of_one_day_the_last_recorded_counts() -> None:
    first, second = note("ppv.goals", reason="Først"), note("ppv.goals", reason="Siden")
    assert goals(plan(), first, second).note == second


def test_a_note_never_hides_what_is_documented() -> None:
    found = goals(plan(), goal(), note("ppv.goals"))
    assert (found.status, found.note) == (Status.DOCUMENTED, None)
    assert "note" not in found.to_json()


def test_a_note_is_about_one_model_gate_requirement_and_subject() -> None:
    elsewhere = (note("ppv.signs"), note("ppv.goals", gate="pku"), note("ppv.goals", model="aalborg_samrum"),
                 note("ppv.goals", subject_id="P-1"), note("ppv.goals", subject_table="plans"))
    assert goals(plan(), *elsewhere).status is Status.MISSING


def test_a_plan_has_notes_of_its_own() -> None:
    about_plan = {"model": "samarbejdsguiden", "gate": "handleplan", "subject_table": "plans", "subject_id": "P-1"}
    found = finding(plan_file_of(plan(), note("handleplan.goals", **about_plan)), "samarbejdsguiden", "handleplan",
                    "handleplan.goals")
    assert found.status is Status.NOT_RELEVANT
