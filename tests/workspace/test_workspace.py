"""The façade: opened once, asked in sentences."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import samrum_kit
from samrum_kit.domain.fields import columns
from samrum_kit.domain.records import TABLES, Case, Identity
from samrum_kit.errors import UnknownName, UsageError, WorkspaceMissing
from samrum_kit.locale import language
from samrum_kit.workspace import Workspace
from samrum_kit.workspace.days import day_given

HISTORIES = Path(__file__).parents[1] / "contract" / "histories"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with one history."""
    made, _key = Workspace.create(tmp_path / "rum", ["haderslev", "aalborg_samrum"], "en adgangskode")
    with made:
        made.import_files([HISTORIES / "ppv_klar.xlsx"])
        yield made


def test_a_workspace_opens_again_with_its_models_and_its_language(tmp_path: Path) -> None:
    """What was chosen at init is remembered."""
    made, _key = Workspace.create(tmp_path / "rum", ["baerum_ressursteam"], "en adgangskode", lang="nb")
    made.close()

    with samrum_kit.open(tmp_path / "rum", passphrase="en adgangskode") as opened:
        assert opened.settings.models == ("baerum_ressursteam",)
        assert language() == "nb"


def test_a_gate_finds_its_model_by_itself(workspace: Workspace) -> None:
    """A consultant names the gate and the case."""
    review = workspace.review("ppv", "S-01", as_of="2026-03-16")

    assert (review.model, len(review.findings), review.missing) == ("haderslev", 16, ())


def test_a_gate_of_another_known_model_is_used_when_it_is_named(workspace: Workspace) -> None:
    """Any model that is known serves a review."""
    assert workspace.review("samarbejde", "S-01", model="samarbejdsguiden", as_of="2026-03-16").missing


def test_a_gate_that_no_model_of_the_workspace_has_is_unknown(workspace: Workspace) -> None:
    """The nearest one is offered."""
    with pytest.raises(UnknownName, match="ppv"):
        workspace.review("ppvv", "S-01")


def test_a_dry_run_saves_nothing(workspace: Workspace) -> None:
    """It tells what would happen."""
    receipt = workspace.import_files([HISTORIES / "pku_mangler_to.xlsx"], dry_run=True)

    assert receipt.plan.accepted["plans"] == 3
    assert not receipt.saved
    assert receipt.to_json()["saved"] is False
    assert workspace.store.ids("cases") == ("S-01",)


def test_the_same_workbook_again_changes_nothing(workspace: Workspace) -> None:
    """Import is idempotent."""
    receipt = workspace.import_files([HISTORIES / "ppv_klar.xlsx"])

    assert (receipt.plan.accepted, receipt.plan.updated) == ({}, {})
    assert receipt.plan.unchanged["cases"] == 1


def test_every_table_is_a_frame_with_its_own_columns_even_when_it_is_empty(workspace: Workspace) -> None:
    """So that a notebook runs on an empty workspace too."""
    for table, record in TABLES.items():
        if record is not Identity:
            assert list(workspace.frame(table).columns) == [column.name for column in columns(record)]
    assert str(workspace.frame("series").dtypes["goal_value"]) == "float64"
    assert str(workspace.frame("cases").dtypes["first_concern_on"]).startswith("datetime64")


def test_identities_are_no_frame(workspace: Workspace) -> None:
    """Names come by `reveal` alone."""
    with pytest.raises(UnknownName):
        workspace.frame("identities")


def test_a_folder_without_a_workspace_says_so(tmp_path: Path) -> None:
    """Before any key is asked for."""
    with pytest.raises(WorkspaceMissing):
        samrum_kit.open(tmp_path)


@pytest.mark.parametrize("day", ["2026-03-09", "09-03-2026", "9.3.2026", date(2026, 3, 9)])
def test_a_day_may_be_written_as_people_write_it(day: date | str) -> None:
    """All of them are the same day."""
    assert day_given(day) == date(2026, 3, 9)


def test_a_day_that_can_not_be_read_is_told_without_repeating_it() -> None:
    """What was typed may be anything."""
    with pytest.raises(UsageError) as error:
        day_given("Sofies fødselsdag")
    assert "Sofie" not in str(error.value)


def test_a_case_is_opened_as_it_was_known_on_a_day(workspace: Workspace) -> None:
    """And every opening is in the audit log."""
    file = workspace.case("S-01", "2025-10-01")

    assert [plan.plan_id for plan in file.started_plans()] == ["P-01"]
    assert file.evaluations == ()
    assert isinstance(file.case, Case)
    assert any(line.subject == "S-01" for line in workspace.store.audit_lines())


def test_good_rows_are_reported_as_saved_also_where_the_rejected_ones_can_not_be_given_back(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The receipt says both, and nothing is kept silent."""
    file = tmp_path / "schools.csv"
    file.write_text(
        "school_id;name;municipality;school_type\nSK-8;Skoven;Fjordby;primary\nSK-9;Mosen;Fjordby;slot\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("tempfile.mkstemp", lambda **_: (_ for _ in ()).throw(PermissionError()))

    receipt = workspace.import_files(file, accept_valid=True)

    assert receipt.saved
    assert receipt.not_given_back
    assert "SK-8" in workspace.store.ids("schools")


def test_an_id_with_a_sign_that_is_none_is_not_taken_for_damage(workspace: Workspace) -> None:
    """A terminal can send what no text holds."""
    with pytest.raises(UsageError):
        workspace.case("S\udcff07")
