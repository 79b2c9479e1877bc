"""`samrum note`: a professional's word stands beside what was found."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command_line import Ran, samrum

HISTORY = Path(__file__).parents[1] / "contract" / "histories" / "pku_mangler_to.xlsx"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace whose case lacks a party hearing."""
    folder = tmp_path / "rum"
    samrum("init", folder, "--model", "haderslev")
    samrum("import", HISTORY, workspace=folder)
    return folder


def note(workspace: Path, **changed: str) -> Ran:
    """Note that the party hearing is not relevant."""
    said = {
        "--gate": "pku",
        "--case": "S-07",
        "--requirement": "pku.party_hearing",
        "--reason": "Høringen er holdt på mødet.",
        "--by": "ppr",
        "--on": "2026-03-20",
    } | {f"--{name}": value for name, value in changed.items()}
    return samrum("note", *(word for pair in said.items() for word in pair), workspace=workspace)


def hearing(workspace: Path, as_of: str) -> dict[str, Any]:
    """Return the finding about the party hearing."""
    done = samrum(
        "review", "--gate", "pku", "--case", "S-07", "--as-of", as_of, "--format", "json", workspace=workspace
    )
    findings: list[dict[str, Any]] = json.loads(done.out)["findings"]
    return next(finding for finding in findings if finding["id"] == "pku.party_hearing")


def test_a_note_is_shown_beside_what_was_found(workspace: Path) -> None:
    """From its day on, and not before."""
    assert note(workspace).code == 0

    before, after = hearing(workspace, "2026-03-19"), hearing(workspace, "2026-03-20")
    assert before["status"] == "missing"
    assert "note" not in before
    assert (after["status"], after["found"]) == ("not_relevant", "missing")
    assert after["note"] == {"reason": "Høringen er holdt på mødet.", "by": "ppr", "on": "2026-03-20"}
    assert after["next_step"] is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"requirement": "pku.party_hering"},
        {"by": "pprr"},
        {"case": "S-70"},
        {"reason": " "},
        {"reason": "Se 310210-0000"},
        {"on": "i går"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_note_that_can_not_be_kept_is_refused(workspace: Path, wrong: dict[str, str]) -> None:
    """By one sentence, with exit code 2, and nothing is noted."""
    done = note(workspace, **wrong)

    assert (done.code, done.is_one_sentence) == (2, True)
    assert "310210" not in done.err
    assert hearing(workspace, "2026-03-23")["status"] == "missing"
