"""`samrum figures` from a real workspace: the contract's JSON, text with definitions, rows for a spreadsheet."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

import samrum_kit.models
from samrum_kit.domain.records import School
from samrum_kit.figures.table import is_defined
from samrum_kit.figures.written import unrun
from samrum_kit.workspace import Workspace
from tests.cli.command_line import PASSPHRASE, samrum
from tests.notebooks.municipality import EXAMPLES

MODEL = "baerum_ressursteam"
YEAR = ("--from", "2025-08-01", "--to", "2026-07-31")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the small Norwegian municipality."""
    place = tmp_path_factory.mktemp("tal")
    workspace, _recovery_key = Workspace.create(place, [MODEL], PASSPHRASE)
    with workspace:
        assert workspace.import_files([EXAMPLES / MODEL]).saved
    return place


def figures(folder: Path, *arguments: str):
    return samrum("figures", "--model", MODEL, *arguments, workspace=folder)


def test_the_json_is_that_of_the_contract_and_stdout_holds_nothing_else(folder: Path) -> None:
    done = figures(folder, "--all", *YEAR, "--as-of", "2026-07-31", "--format", "json")
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    assert list(found) == [
        "schema", "model", "scope", "from", "to", "as_of", "released", "meetings_held", "system_items_discussed",
        "system_measures_started", "staff_benefiting", "individual_items_discussed", "individual_items_per_meeting",
        "system_measures_from_individual", "individual_measures_started", "time_from_concern",
    ]  # fmt: skip
    assert (found["schema"], found["scope"], found["released"]) == ("samrum.figures/1", {"all": True}, False)
    assert found["meetings_held"] > 0 < found["time_from_concern"]["cases"]


def test_left_out_the_day_is_the_last_of_the_period_where_that_has_passed(folder: Path) -> None:
    found = json.loads(figures(folder, "--all", "--from", "2025-08-01", "--to", "2025-12-31", "--format", "json").out)
    assert found["as_of"] == "2025-12-31"


def test_schools_and_districts_add_up_to_all_of_them(folder: Path) -> None:
    with Workspace.open(folder, passphrase=PASSPHRASE) as workspace:
        schools = workspace.store.records(School)
        year = {"from_day": "2025-08-01", "to_day": "2026-07-31", "as_of": "2026-07-31"}
        whole = workspace.figures(MODEL, **year).to_json()
        by_school = [workspace.figures(MODEL, school=one.school_id, **year).to_json() for one in schools]
        districts = {one.district for one in schools if one.district}
        by_district = [workspace.figures(MODEL, district=name, **year).to_json() for name in districts]
    for name in ("meetings_held", "individual_items_discussed", "system_measures_started"):
        assert sum(one[name] for one in by_school) == whole[name]
    assert sum(one["time_from_concern"]["cases"] for one in by_district) <= whole["time_from_concern"]["cases"]


def test_the_text_tells_each_figure_with_its_definition_and_its_source(folder: Path) -> None:
    done = figures(folder, "--all", *YEAR)
    with Workspace.open(folder, passphrase=PASSPHRASE) as workspace:
        model = workspace.model(MODEL)
    for figure in model.key_figures:
        assert figure.definition in done.out
        assert figure.quote in done.out
    assert "må ikke gives videre" in done.out


def test_the_rows_hold_the_numbers_of_the_json(folder: Path) -> None:
    written = figures(folder, "--all", *YEAR, "--format", "csv").out
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(written))}
    found = json.loads(figures(folder, "--all", *YEAR, "--format", "json").out)
    assert int(rows["meetings_held"]["value"]) == found["meetings_held"]
    assert float(rows["individual_items_per_meeting"]["value"]) == found["individual_items_per_meeting"]
    assert float(rows["time_from_concern.share_open"]["value"]) == found["time_from_concern"]["share_open"]
    assert rows["time_from_concern.share_open"]["of"] == str(found["time_from_concern"]["cases"])


@pytest.mark.parametrize("text", ["=1+1", "+45", "-2", "@navn", "\tx"])
def test_no_text_is_a_formula_to_a_spreadsheet(text: str) -> None:
    assert unrun(text) == f"'{text}"
    assert (unrun(-2.5), unrun("Nord")) == (-2.5, "Nord")


def test_a_period_without_anything_is_told_as_that(folder: Path) -> None:
    with Workspace.open(folder, passphrase=PASSPHRASE) as workspace:
        empty = workspace.figures(MODEL, from_day="2001-01-01", to_day="2001-01-02")
    assert not is_defined(empty.table.row("time_from_concern.median").cell)
    told = figures(folder, "--all", "--from", "2001-01-01", "--to", "2001-01-02").out
    assert "kan ikke beregnes: intet at tælle" in told


@pytest.mark.parametrize(
    "arguments",
    [[], ["--all", "--school", "BA-SK-01"], ["--school", "findes-ikke"], ["--district", "findes-ikke"],
     ["--all", "--from", "2026-01-02", "--to", "2026-01-01"], ["--all", "--from", "i går"]],
    ids=["no scope", "two scopes", "unknown school", "unknown district", "backwards", "no day"],
)  # fmt: skip
def test_wrong_use_is_one_sentence(folder: Path, arguments: list[str]) -> None:
    done = figures(folder, *arguments)
    assert (done.code, done.is_one_sentence) == (2, True)
    assert "findes-ikke" not in done.err


def test_a_model_that_asks_for_no_figures_says_so(folder: Path) -> None:
    text = (Path(samrum_kit.models.__file__).parent / "samarbejdsguiden.toml").read_text(encoding="utf-8")
    silent = re.sub(r"\[\[key_figures\]\]\n(?:.+\n)+", "", text).replace('id = "samarbejdsguiden"', 'id = "tavs"', 1)
    (folder / "models" / "tavs.toml").write_text(silent, encoding="utf-8")
    done = samrum("figures", "--model", "tavs", "--all", workspace=folder)
    assert (done.code, done.is_one_sentence) == (2, True)
    assert "nøgletal" in done.err


@pytest.mark.parametrize("model", ["aalborg_samrum", "haderslev", "samarbejdsguiden", "trivselsforum_ssp"])
def test_any_known_model_tells_its_figures_by_their_ids_also_one_the_workspace_was_not_made_with(
    folder: Path, model: str
) -> None:
    done = samrum("figures", "--model", model, "--all", *YEAR, "--format", "json", workspace=folder)
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    assert list(found)[:8] == ["schema", "model", "scope", "from", "to", "as_of", "released", "figures"]
    told = {name for figure in found["figures"].values() for part in figure.values() for name in part}
    assert told <= {"value", "count", "of", "lower", "upper", "at_least", "at_most"}


@pytest.mark.parametrize("model", ["aalborg_samrum", "haderslev", "samarbejdsguiden", "trivselsforum_ssp"])
def test_each_figure_is_printed_with_its_definition_and_with_its_source_or_that_it_has_none(
    folder: Path, model: str
) -> None:
    out = samrum("figures", "--model", model, "--all", *YEAR, workspace=folder).out
    with Workspace.open(folder, passphrase=PASSPHRASE) as workspace:
        figures = workspace.model(model).key_figures
        counted = {row.figure for row in workspace.figures(model).table.rows}
    for figure in figures:
        if figure.label in counted:
            assert figure.definition in out
            assert (figure.quote or "Ingen kilde beder om tallet") in out


def test_one_forum_is_asked_how_it_keeps_to_its_form_and_nothing_else(folder: Path) -> None:
    done = samrum("figures", "--forum", "ressursteam", "--all", *YEAR, "--format", "json", workspace=folder)
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    assert (found["model"], found["forum"]) == (MODEL, "ressursteam")
    assert "time_from_concern" not in found
    assert found["figures"]["meeting_documents"]
    unknown = samrum("figures", "--forum", "findes-ikke", "--all", workspace=folder)
    assert (unknown.code, unknown.is_one_sentence) == (2, True)


def test_left_out_the_model_is_the_only_one_of_the_workspace(folder: Path) -> None:
    left_out = samrum("figures", "--all", *YEAR, "--format", "json", workspace=folder)
    assert (left_out.code, left_out.out) == (0, figures(folder, "--all", *YEAR, "--format", "json").out)


def test_counting_is_written_down(folder: Path) -> None:
    with Workspace.open(folder, passphrase=PASSPHRASE) as workspace:
        workspace.figures(MODEL)
        assert workspace.store.audit_lines()[-1].action == "tables.opened"
