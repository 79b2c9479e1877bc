"""Every worked history gives its expected review through the real command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command_line import samrum

HISTORIES = Path(__file__).parents[1] / "contract" / "histories"
OPTION = {"cases": "--case", "plans": "--plan", "meetings": "--meeting"}


@pytest.mark.parametrize(
    "expected_file", sorted(HISTORIES.glob("*.expected.json")), ids=lambda path: path.name.split(".")[0]
)
def test_a_history_gives_its_expected_review(expected_file: Path, tmp_path: Path) -> None:
    """`init`, `import` and `review` as a user types them."""
    expected = json.loads(expected_file.read_text(encoding="utf-8"))
    workbook = expected_file.with_name(expected_file.name.replace(".expected.json", ".xlsx"))
    workspace = tmp_path / "rum"
    subject = expected["subject"]

    assert samrum("init", workspace, "--model", expected["model"]).code == 0
    imported = samrum("import", workbook, "--format", "json", workspace=workspace)
    assert imported.code == 0, imported.err
    assert json.loads(imported.out)["rejected"] == []
    reviewed = samrum(
        "review",
        "--model",
        expected["model"],
        "--gate",
        expected["gate"],
        OPTION[subject["table"]],
        subject["id"],
        "--as-of",
        expected["as_of"],
        "--format",
        "json",
        workspace=workspace,
    )

    assert reviewed.code == 0, reviewed.err
    found = json.loads(reviewed.out)
    assert {name: found[name] for name in expected if name != "findings"} == {
        name: value for name, value in expected.items() if name != "findings"
    }
    assert [told(f) for f in found["findings"]] == [told(f) for f in expected["findings"]]
    for ours, theirs in zip(found["findings"], expected["findings"], strict=True):
        assert named(theirs) <= named(ours), ours["id"]


def told(finding: dict[str, Any]) -> tuple[str, str, str]:
    """Return what every expected finding says."""
    return finding["id"], finding["severity"], finding["status"]


def named(finding: dict[str, Any]) -> set[tuple[str, str]]:
    """Return the records that a finding names."""
    return {(evidence["table"], evidence["id"]) for evidence in finding.get("evidence", [])}
