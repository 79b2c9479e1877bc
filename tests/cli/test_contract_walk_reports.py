"""A walk through the contract at the command line: notes, reports, templates and the demonstration."""

import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.command_line import Ran, made, needs_signals, samrum, started

HISTORY = Path(__file__).parents[1] / "contract" / "histories" / "pku_mangler_to.xlsx"


@pytest.fixture(scope="module")
def lacking(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose case S-07 lacks two of what PKU asks for."""
    folder = made(tmp_path_factory.mktemp("pku") / "rum")
    assert samrum("import", HISTORY, workspace=folder).code == 0
    return folder


def noted(workspace: Path, requirement: str, day: str) -> Ran:
    """Note that a requirement is not relevant."""
    return samrum(
        "note", "--gate", "pku", "--case", "S-07", "--requirement", requirement, "--reason", "Aftalt på mødet.",
        "--by", "psychologist", "--on", day, workspace=workspace,
    )  # fmt: skip


def test_a_note_on_what_is_documented_is_said_to_stay_unseen(lacking: Path) -> None:
    unseen, seen = noted(lacking, "pku.goals", "2026-03-20"), noted(lacking, "pku.party_hearing", "2026-03-20")

    assert (unseen.code, seen.code) == (0, 0)
    assert "mangler" in unseen.err
    assert "mangler" not in seen.err


@pytest.mark.parametrize("day", ["1926-03-20", "2126-03-20"])
def test_a_note_of_an_impossible_day_is_refused(lacking: Path, day: str) -> None:
    done = noted(lacking, "pku.goals", day)

    assert (done.code, done.is_one_sentence) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["report", "02_gennemgang"], "gate, subject"),
        (["report", "02_gennemgang", "-p", "gate", "pku"], "subject"),
        (["report", "02_gennemgang", "-p", "subject", "S-07"], "gate"),
        (["report", "01_moede", "-p", "forum", "pku"], "school"),
        (["batch", "02_gennemgang", "--for-each", "cases", "--dry-run"], "gate"),
        (["batch", "01_moede", "--for-each", "schools", "--dry-run"], "forum"),
    ],
)
def test_no_report_is_made_about_the_example_of_a_notebook(lacking: Path, arguments: list[str], named: str) -> None:
    done = samrum(*arguments, workspace=lacking)

    assert (done.code, done.is_one_sentence) == (2, True)
    assert f": {named}." in done.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--for-each", "cases", "-p", "gate", "pku", "--to", "xps"], "Formatet"),
        (["--for-each", "cases", "-p", "gate", "pkv"], "pku?"),
        (["--for-each", "cases", "-p", "gate", "pku", "-p", "model", "haderslef"], "Mente du haderslev"),
        (["--for-each", "cases", "-p", "gate", "mellemform"], "--for-each plans"),
    ],
)
def test_a_batch_that_no_report_can_come_of_is_refused_before_it_runs(
    lacking: Path, arguments: list[str], told: str
) -> None:
    done = samrum("batch", "02_gennemgang", *arguments, "--dry-run", workspace=lacking)

    assert (done.code, done.is_one_sentence) == (2, True)
    assert told in done.err


def test_a_run_that_is_refused_leaves_no_folder(lacking: Path) -> None:
    words = ["report", "02_gennemgang", "-p", "gate", "pku", "-p", "subject", "S-07"]
    before = set((lacking / "reports").iterdir())

    assert samrum(*words, "--to", "html,xps", workspace=lacking).code == 2
    assert samrum("batch", *words[1:4], "pku", "--for-each", "cases", "--jobs", "0", workspace=lacking).code == 2
    assert set((lacking / "reports").iterdir()) == before


def test_a_batch_says_what_ran_its_notebooks_and_refuses_what_can_run_none(lacking: Path, tmp_path: Path) -> None:
    words = ["batch", "02_gennemgang", "-p", "gate", "pku", "--for-each", "cases", "--out", tmp_path / "ud"]

    ran = samrum(*words, "--backend", "spawn", workspace=lacking)
    refused = samrum(*words, "--backend", "spawm", workspace=lacking)

    assert (ran.code, ran.err.splitlines()[-1]) == (0, "Notebooks blev kørt af: spawn (1).")
    assert '"backend": "spawn"' in (tmp_path / "ud" / "manifest.jsonl").read_text(encoding="utf-8")
    assert (refused.code, refused.is_one_sentence) == (2, True)


def test_a_file_in_the_place_of_a_run_is_told_in_a_sentence(lacking: Path, tmp_path: Path) -> None:
    (tmp_path / "optaget").write_text("noget", encoding="utf-8")

    done = samrum("report", "02_gennemgang", "-p", "gate", "pku", "-p", "subject", "S-07",
                  "--out", tmp_path / "optaget", workspace=lacking)  # fmt: skip

    assert (done.code, done.is_one_sentence) == (1, True)
    assert "kan ikke skrives" in done.err


def test_a_report_is_made_of_the_workspace_that_its_parameter_names(lacking: Path, tmp_path: Path) -> None:
    words = ["-p", "gate", "pku", "-p", "workspace", str(lacking)]

    made = samrum("report", "02_gennemgang", *words, "-p", "subject", "S-07", cwd=tmp_path)
    listed = samrum("batch", "02_gennemgang", *words, "--for-each", "cases", "--dry-run", cwd=tmp_path)

    assert made.code == 0, made.err
    assert Path(made.out.strip()).is_relative_to(lacking / "reports")
    assert listed.out == "02_gennemgang-S-07\n"


def test_a_report_for_other_readers_does_not_take_the_place_of_the_first(lacking: Path, tmp_path: Path) -> None:
    words = ["report", "02_gennemgang", "-p", "gate", "pku", "-p", "subject", "S-07", "--out", tmp_path / "ud"]

    first = samrum(*words, workspace=lacking).out.strip()
    content = Path(first).read_bytes()
    second = samrum(*words, "-p", "profile", "pku", workspace=lacking).out.strip()
    again = samrum(*words, workspace=lacking).out.strip()

    assert Path(first).name == "02_gennemgang-S-07.html"
    assert second not in {first, ""}
    assert Path(first).read_bytes() == content
    assert samrum(*words, "-p", "profile", "pku", workspace=lacking).out.strip() == second
    assert again == first


def test_reports_in_one_folder_share_its_index(lacking: Path, tmp_path: Path) -> None:
    for gate, subject in (("pku", "S-07"), ("mellemform", "P-71")):
        done = samrum("report", "02_gennemgang", "-p", "gate", gate, "-p", "subject", subject,
                      "--out", tmp_path / "ud", workspace=lacking)  # fmt: skip
        assert done.code == 0, done.err

    index = (tmp_path / "ud" / "index.html").read_text(encoding="utf-8")
    assert "02_gennemgang-S-07.html" in index
    assert "02_gennemgang-P-71.html" in index


@pytest.mark.parametrize("name", ["skole.txt", "findes/ikke.xlsx"])
def test_a_template_that_can_not_be_written_is_told_in_a_sentence(tmp_path: Path, name: str) -> None:
    done = samrum("template", name, cwd=tmp_path)

    assert (done.code, done.is_one_sentence) == (2, True)
    assert list(tmp_path.iterdir()) == []


@needs_signals
def test_a_demonstration_can_be_made_again_and_leaves_what_somebody_wrote_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    assert interrupted_demo(folder, folder / "workbooks") == 130
    for own in ("notebooks/min.ipynb", "models/vores.toml", "noter.txt"):
        (folder / own).parent.mkdir(exist_ok=True)
        (folder / own).write_text("mit", encoding="utf-8")
    (folder / "workbooks" / "gammel").mkdir()

    assert interrupted_demo(folder, folder / "workbooks" / "haderslev") == 130
    assert not (folder / "workbooks" / "gammel").exists()
    for own in ("notebooks/min.ipynb", "models/vores.toml", "noter.txt"):
        assert (folder / own).read_text(encoding="utf-8") == "mit"


def interrupted_demo(folder: Path, sign: Path) -> int:
    """Make a demonstration, interrupt it when something new is there, and return its exit code."""
    before = changed(sign)
    running = started("demo", folder)
    while running.poll() is None and changed(sign) in {before, None}:
        time.sleep(0.05)
    while running.poll() is None:
        running.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):  # an interrupt can be lost in what Python may not interrupt
            running.communicate(timeout=10)
    return running.returncode


def changed(path: Path) -> int | None:
    """Return when something changed, in nanoseconds; None where nothing is there."""
    try:
        return path.stat().st_ctime_ns
    except FileNotFoundError:
        return None
