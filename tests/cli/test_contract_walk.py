"""The contract walked through at the command line, with files as a teacher writes them and calls as they go wrong."""

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook as Book
from openpyxl import load_workbook

from samrum_kit.domain.fields import columns
from samrum_kit.domain.records import TABLES, Identity
from samrum_kit.workspace import Workspace
from tests.cli.command_line import PASSPHRASE, made, needs_signals, samrum, started

Row = Sequence[Any]
Rows = Sequence[Row]

SCHOOLS: list[Row] = [["Skole-id", "Navn", "Kommune", "Skoletype"], ["SK-1", "Engskolen", "Åby", "Hele forløbet"]]
PUPILS: list[Row] = [["Elev-id", "Skole-id"], ["ELEV-0001", "SK-1"]]
CASE: Row = ["Sags-id", "Sagstype", "Skole-id", "Elev-id", "Emne", "Første bekymring"]
CASES: list[Row] = [CASE, ["S-01", "Elev", "SK-1", "ELEV-0001", "Uro", "01-09-2025"]]
ALL: dict[str, Rows] = {"Skoler": SCHOOLS, "Elever": PUPILS, "Sager": CASES}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workspace that nothing is saved into."""
    return made(tmp_path_factory.mktemp("walk") / "rum")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """An empty workspace of the test's own, with a blank and Danish letters in its path."""
    return made(tmp_path / "et rum på øen")


def book(path: Path, sheets: Mapping[str, Rows], change: Callable[[Book], None] | None = None) -> Path:
    """Write a workbook."""
    written = Book()
    del written["Sheet"]
    for name, rows in sheets.items():
        sheet = written.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change is not None:
        change(written)
    written.save(path)
    return path


def taken(workspace: Path, *arguments: str | Path) -> dict[str, Any]:
    """Import and return the receipt."""
    done = samrum("import", *arguments, "--format", "json", workspace=workspace)
    receipt: dict[str, Any] = json.loads(done.out)
    assert done.code == (1 if receipt["rejected"] else 0), done.err
    return receipt


def codes(receipt: Mapping[str, Any]) -> dict[tuple[str, int, str], str]:
    """Return the code of each rejection by its sheet, row and column."""
    return {(one["sheet"], one["row"], one["column"]): one["code"] for one in receipt["rejected"]}


def cases_in(workspace: Path) -> list[dict[str, Any]]:
    """Return what is stored of the cases."""
    with Workspace.open(workspace, passphrase=PASSPHRASE) as opened:
        return [case.model_dump() for case in opened.store.records(TABLES["cases"])]


def test_a_command_line_without_a_command_shows_which_there_are() -> None:
    bare, version = samrum(), samrum("--version")

    assert (bare.code, bare.out) == (2, "")
    assert "review" in bare.err
    assert (version.code, version.err) == (0, "")
    assert version.out.strip().count(".") == 2


def test_a_receipt_has_the_keys_of_the_contract_alone(empty: Path, tmp_path: Path) -> None:
    receipt = taken(empty, book(tmp_path / "skole.xlsx", {"Sager": CASES}), "--dry-run")

    assert list(receipt) == ["schema", "saved", "accepted", "updated", "unchanged", "rejected"]
    assert {tuple(one) for one in receipt["rejected"]} == {("file", "sheet", "row", "column", "code", "message")}


def test_a_workbook_as_a_teacher_types_it_is_taken_in(workspace: Path, tmp_path: Path) -> None:
    def hide(written: Book) -> None:
        written["elever"].sheet_state = "hidden"
        written["saGER"].row_dimensions[2].hidden = True

    sheets: dict[str, Rows] = {
        "  SKOLER ": [[" skole-ID ", "NAVN ", "kommune", "skoletype"], ["SK-2 ", "Bakken", "Åby", " hele FORLØBET "]],
        "elever": [["Elev-id", "SKOLE-ID", "Klassetrin"], [12, "SK-2", "3,0"], ["007", "SK-2", "3.0"]],
        "saGER": [
            [*CASE, "Sag i Familie- og Beskæftigelsesforvaltningen", None],
            ["S.2", "elev", "SK-2", "12", "Læsning", "1.9.2025", "x"],
            ["S_3", " INDIVIDUAL", "SK-2", "007", "Læsning", "09-03-2026", "nej"],
            ["S-4", "Elev", "SK-2", 12, "Læsning", date(2026, 3, 9), None],
            [None, "  ", None, " "],
        ],
    }
    receipt = taken(workspace, book(tmp_path / "Skolens ark æøå (1).xlsx", sheets, hide))

    assert (receipt["saved"], receipt["rejected"]) == (True, [])
    stored = {case["case_id"]: case for case in cases_in(workspace)}
    assert {(name, case["pupil_id"], case["open_social_case"]) for name, case in stored.items()} == {
        ("S.2", "12", True), ("S_3", "007", False), ("S-4", "12", None)
    }  # fmt: skip
    assert stored["S.2"]["first_concern_on"] == date(2025, 9, 1)


def test_two_files_may_refer_to_each_other_in_one_call(workspace: Path, tmp_path: Path) -> None:
    one = book(tmp_path / "sager.xlsx", {"Skoler": SCHOOLS, "Sager": CASES})
    other = book(tmp_path / "elever.xlsx", {"Elever": PUPILS})

    assert codes(taken(workspace, one)) == {("Sager", 2, "Elev-id"): "reference.unknown"}
    assert taken(workspace, one, other, one)["accepted"] == {"schools": 1, "pupils": 1, "cases": 1}
    assert taken(workspace, other, one)["unchanged"] == {"schools": 1, "pupils": 1, "cases": 1}


def test_an_update_keeps_what_a_blank_leaves_and_clears_it_on_request(workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "skole.xlsx"
    led: list[Row] = [[*CASE, "Ansvarlig leder"], [*CASES[1], "leder-A"]]
    taken(workspace, book(file, {**ALL, "Sager": led}))

    blank: list[Row] = [led[0], [*CASES[1], None]]
    assert taken(workspace, book(file, {"Sager": blank}))["unchanged"] == {"cases": 1}
    assert taken(workspace, book(file, {"Sager": [["Sags-id", "Emne"], ["S-01", "Ro"]]}))["updated"] == {"cases": 1}
    assert [(case["title"], case["responsible_leader"]) for case in cases_in(workspace)] == [("Ro", "leder-A")]
    assert taken(workspace, book(file, {"Sager": blank}), "--clear-blank")["updated"] == {"cases": 1}
    assert [(case["title"], case["responsible_leader"]) for case in cases_in(workspace)] == [("Uro", None)]


def test_the_rejected_rows_of_a_chain_come_back_and_are_taken_in_when_corrected(
    workspace: Path, tmp_path: Path
) -> None:
    chain: dict[str, Rows] = {
        **ALL,
        "Sager": [*CASES, ["S-02", "Elev", "SK-1", "ELEV-0001", "Uro", "engang i maj"]],
        "Planer": [
            ["Plan-id", "Sags-id", "Indsatsniveau", "Rettet mod", "Start"],
            ["P-1", "S-02", "Forebyggende", "Eleven", "2026-01-01"],
            ["P-2", "S-01", "Forebyggende", "Eleven", "2026-01-01"],
        ],
        "Mål": [["Mål-id", "Plan-id", "Mål", "Rettet mod"], ["G-1", "P-1", "Ro", "Individ"]],
        "Tegn": [["Tegn-id", "Mål-id", "Tegn"], ["T-1", "G-1", "Ro"]],
    }
    file = book(tmp_path / "kæde.xlsx", chain)

    receipt = taken(workspace, file, "--accept-valid")

    assert receipt["accepted"] == {"schools": 1, "pupils": 1, "cases": 1, "plans": 1}
    assert codes(receipt) == {
        ("Sager", 3, "Første bekymring"): "date.unreadable",
        ("Planer", 2, "Sags-id"): "reference.rejected",
        ("Mål", 2, "Plan-id"): "reference.rejected",
        ("Tegn", 2, "Mål-id"): "reference.rejected",
    }
    back = load_workbook(tmp_path / "kæde.afvist.xlsx")
    assert [cell.value for cell in back["Sager"][2]][:6] == ["S-02", "Elev", "SK-1", "ELEV-0001", "Uro", "engang i maj"]
    back["Sager"]["F2"] = "02-03-2026"
    back.save(tmp_path / "kæde.afvist.xlsx")
    assert taken(workspace, tmp_path / "kæde.afvist.xlsx")["accepted"] == {
        "cases": 1, "plans": 1, "goals": 1, "signs": 1
    }  # fmt: skip


def test_one_bad_row_keeps_a_file_out_and_says_how_to_go_on(workspace: Path, tmp_path: Path) -> None:
    file = book(tmp_path / "skole.xlsx", {**ALL, "Sager": [*CASES, ["S-02", "Klasse", "SK-9", None, "Uro", "x"]]})

    done = samrum("import", file, workspace=workspace)

    assert done.code == 1
    assert "skole.afvist.xlsx" in done.err
    assert "Intet er gemt." in done.err
    assert "--accept-valid" in done.err
    assert cases_in(workspace) == []


@pytest.mark.parametrize("number", ["310210-0000", "31 02 10 12345", 3102100000, 101100000])
def test_a_national_id_in_any_free_text_rejects_its_row(empty: Path, tmp_path: Path, number: str | int) -> None:
    sheets: dict[str, Rows] = {}
    expected = set()
    for name, record in TABLES.items():
        fields = {column.name: _plain(column.kind, column.vocabulary) for column in columns(record)}
        if record is Identity:
            fields["national_id"] = "310210-0000"
        texts = [column.name for column in columns(record) if column.kind == "text" and column.name != "national_id"]
        sheets[name] = [list(fields), *([*(fields | {text: number}).values()] for text in texts)]
        expected |= {(name, row, text) for row, text in enumerate(texts, 2)}

    receipt = taken(empty, book(tmp_path / "numre.xlsx", sheets), "--dry-run")

    assert {where for where, code in codes(receipt).items() if code == "text.national_id"} == expected
    assert str(number) not in json.dumps(receipt)


def _plain(kind: str, vocabulary: Any) -> Any:
    """Return a cell of a kind."""
    if vocabulary is not None:
        return next(iter(vocabulary)).value
    return {"number": 1, "date": date(2026, 1, 1), "yes_no": "ja", "text": "ord"}.get(kind, "X-1")


def test_days_have_their_limits(empty: Path, tmp_path: Path) -> None:
    today = date.today()
    starts = [
        date(1989, 12, 31),
        date(1990, 1, 1),
        today.replace(year=today.year + 2, day=min(today.day, 28)),
        date(today.year + 3, 1, 1),
    ]
    ends = [None, None, date(today.year + 9, 12, 31), date(today.year + 11, 1, 1)]
    plans: list[Row] = [["Plan-id", "Sags-id", "Indsatsniveau", "Rettet mod", "Start", "Slut"]]
    plans += [[f"P-{n}", "S-01", "targeted", "pupil", *days] for n, days in enumerate(zip(starts, ends, strict=True))]

    assert codes(taken(empty, book(tmp_path / "dage.xlsx", {**ALL, "Planer": plans}), "--dry-run")) == {
        ("Planer", 2, "Start"): "date.too_early",
        ("Planer", 5, "Start"): "date.too_late",
        ("Planer", 5, "Slut"): "date.too_late",
    }


def test_two_people_may_import_at_the_same_time(workspace: Path, tmp_path: Path) -> None:
    files = [
        book(
            tmp_path / f"skole{n}.xlsx",
            {
                "Skoler": [SCHOOLS[0], [f"SK-{n}", *SCHOOLS[1][1:]]],
                "Sager": [CASE, *([f"S-{n}-{k}", "Klasse", f"SK-{n}", None, "Uro", "2026-01-01"] for k in range(800))],
            },
        )
        for n in range(3)
    ]
    running = [started("import", file, workspace=workspace) for file in files]

    assert [(process.communicate()[1], process.returncode) for process in running] == [("Gemt.\n", 0)] * 3
    assert len(cases_in(workspace)) == 2400


@needs_signals
def test_an_interrupted_import_says_so_and_saves_all_or_nothing(workspace: Path, tmp_path: Path) -> None:
    rows = [CASE, *([f"S-{k}", "Klasse", "SK-1", None, "Uro " * 20, "2026-01-01"] for k in range(30_000))]
    file = book(tmp_path / "stor.xlsx", {"Skoler": SCHOOLS, "Sager": rows})
    running = started("import", file, workspace=workspace)
    time.sleep(1)
    running.send_signal(signal.SIGINT)
    said = running.communicate()[1]

    assert (running.returncode, said) in {(130, "Afbrudt.\n"), (0, "Gemt.\n")}
    assert len(cases_in(workspace)) == (0 if running.returncode else 30_000)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the names of files are text")
def test_a_file_with_a_name_in_unknown_bytes_is_told_of_all_the_same(workspace: Path, tmp_path: Path) -> None:
    good = book(tmp_path / "skole.xlsx", {**ALL, "Sager": [*CASES, ["S-02", "Elev", "SK-1", "ELEV-0001", "Uro", "x"]]})
    named = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe5rsplan.xlsx"))
    good.rename(named)

    done = samrum("import", named, "--accept-valid", workspace=workspace)

    assert done.code == 1
    assert "[date.unreadable]" in done.err
    assert "Gemt." in done.err
    assert taken(workspace, named, "--accept-valid")["unchanged"] == {"schools": 1, "pupils": 1, "cases": 1}
