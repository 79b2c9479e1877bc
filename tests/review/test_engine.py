"""Holding a gate against a file: what it says, in which order, and what it refuses."""

import csv
from pathlib import Path

import pytest

from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.review.engine import review
from samrum_kit.review.findings import Status
from tests.builders import contract, file_of, goal, meeting, meeting_file_of, plan
from tests.review.examples import models


def contract_rows(model: str, gate: str) -> list[dict[str, str]]:
    """Return the contract's requirements at a gate."""
    path = Path(__file__).parents[1] / "contract" / "requirements.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if (row["model"], row["gate"]) == (model, gate)]


def test_a_review_is_written_as_the_contract_says() -> None:
    written = review(file_of(plan(), goal()), models()["haderslev"], "ppv").to_json()
    rows = contract_rows("haderslev", "ppv")
    assert {key: value for key, value in written.items() if key != "findings"} == {
        "schema": "samrum.review/1", "model": "haderslev", "gate": "ppv", "subject": {"table": "cases", "id": "S-1"},
        "as_of": "2026-03-09"}
    assert [(f["id"], f["severity"], f["source"]["document"], f["source"]["quote"]) for f in written["findings"]] == [
        (row["id"], row["severity"], row["source"], row["quote"]) for row in rows]
    assert written["findings"][0]["evidence"] == [{"table": "plans", "id": "P-1", "on": "2026-01-08"}]


def test_only_what_is_missing_has_a_next_step() -> None:
    found = review(file_of(plan(), goal()), models()["haderslev"], "ppv")
    assert all((finding.next_step is not None) == (finding.status is Status.MISSING) for finding in found.findings)
    assert found.missing
    assert found.documented


def test_a_review_tells_whether_a_must_is_missing() -> None:
    guide = models()["samarbejdsguiden"]
    assert review(file_of(plan()), guide, "samarbejde").lacks_a_must
    only_shoulds = review(file_of(plan(), contract()), guide, "samarbejde")
    assert {finding.severity for finding in only_shoulds.missing} == {"should"}
    assert not only_shoulds.lacks_a_must


def test_a_gate_that_the_model_does_not_have_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName) as error:
        review(file_of(), models()["haderslev"], "ppw")
    assert error.value.near[0] == "ppv"


def test_a_gate_about_another_kind_of_subject_is_refused() -> None:
    with pytest.raises(UsageError) as error:
        review(file_of(), models()["samarbejdsguiden"], "handleplan")
    assert (error.value.code, error.value.exit_code) == ("usage.gate", 2)


def test_a_meeting_gate_is_refused_on_another_forums_meeting() -> None:
    file = meeting_file_of(meeting(forum="dialogue", case_id="S-1"))
    assert review(file, models()["aalborg_samrum"], "dialogue_meeting").subject_id == "M-1"
    with pytest.raises(UsageError) as error:
        review(file, models()["aalborg_samrum"], "samrum_meeting")
    assert error.value.code == "usage.forum"
