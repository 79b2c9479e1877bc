"""Whatever goes wrong on the command line is one clear Danish sentence with the right exit code."""

import shutil
from pathlib import Path

import pytest

from samrum_kit.errors import UnknownName
from tests.cli.command_line import PASSPHRASE, Ran, samrum

HISTORY = Path(__file__).parents[1] / "contract" / "histories" / "ppv_klar.xlsx"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one history, shared by tests that change nothing in it."""
    folder = tmp_path_factory.mktemp("cli") / "rum"
    assert samrum("init", folder, "--model", "haderslev").code == 0
    assert samrum("import", HISTORY, workspace=folder).code == 0
    return folder


def review(workspace: Path, *arguments: str, **variables: str) -> Ran:
    """Run a review with these arguments."""
    return samrum("review", *arguments, workspace=workspace, **variables)


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["--model", "haderslef", "--gate", "ppv", "--case", "S-01"], "Mente du haderslev"),
        (["--model", "haderslev", "--gate", "pvv", "--case", "S-01"], "Mente du ppv"),
        (["--model", "haderslev", "--gate", "ppv", "--case", "S-O1"], "Mente du S-01"),
        (["--model", "haderslev", "--gate", "ppv", "--plan", "P-01"], "sag"),
        (["--model", "haderslev", "--gate", "mellemform", "--case", "S-01"], "plan"),
        (["--gate", "ppv", "--case", "S-01", "--as-of", "31-02-2026"], "2026-03-09"),
        (["--gate", "ppv"], "--case"),
        (["--gate", "ppv", "--case", "S-01", "--plan", "P-01"], "--case"),
        (["--gate", "ppv", "--case", "S-01", "--format", "xml"], "--format"),
        (["--gatee", "ppv"], "--gate"),
        (["--case", "S-01"], "--gate"),
    ],
)
def test_wrong_use_is_one_sentence_with_a_hint_and_exit_code_2(
    workspace: Path, arguments: list[str], hint: str
) -> None:
    """Unknown names get the nearest known ones."""
    done = review(workspace, *arguments)

    assert done.code == 2
    assert done.is_one_sentence
    assert hint in done.err


def test_what_was_typed_is_never_repeated(workspace: Path) -> None:
    """Somebody may type a child's name where an id belongs."""
    done = review(workspace, "--gate", "ppv", "--case", "Sofie Hansen")

    assert done.code == 2
    assert "Sofie" not in done.err


def test_an_unknown_command_gets_the_nearest_one() -> None:
    """As for any other name."""
    done = samrum("revew")

    assert (done.code, done.is_one_sentence) == (2, True)
    assert "Mente du review" in done.err


def test_a_wrong_passphrase_is_exit_code_3(workspace: Path) -> None:
    """The vault stays shut."""
    done = review(workspace, "--gate", "ppv", "--case", "S-01", SAMRUM_PASSPHRASE="noget andet")

    assert (done.code, done.is_one_sentence) == (3, True)


def test_without_a_passphrase_nobody_is_let_in(workspace: Path) -> None:
    """There is no terminal to ask at, so the command says where to put it."""
    done = review(workspace, "--gate", "ppv", "--case", "S-01", SAMRUM_PASSPHRASE="")

    assert (done.code, done.is_one_sentence) == (3, True)
    assert "SAMRUM_PASSPHRASE" in done.err


def test_a_missing_workspace_is_exit_code_2(tmp_path: Path) -> None:
    """The sentence says how to make one."""
    done = review(tmp_path, "--gate", "ppv", "--case", "S-01")

    assert (done.code, done.is_one_sentence) == (2, True)
    assert "samrum init" in done.err


@pytest.mark.parametrize("file", ["samrum.db", "samrum.keys"])
def test_a_damaged_workspace_is_exit_code_3(workspace: Path, tmp_path: Path, file: str) -> None:
    """Whichever part is damaged."""
    copy = tmp_path / "rum"
    shutil.copytree(workspace, copy)
    damaged = bytearray((copy / file).read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    damaged[:64] = bytes(64)
    (copy / file).write_bytes(damaged)

    done = review(copy, "--gate", "ppv", "--case", "S-01")

    assert (done.code, done.is_one_sentence) == (3, True), done.err


def test_settings_that_can_not_be_read_are_told(workspace: Path, tmp_path: Path) -> None:
    """The data are not lost with them."""
    copy = tmp_path / "rum"
    shutil.copytree(workspace, copy)
    (copy / "samrum.toml").write_text("models = [", encoding="utf-8")

    done = review(copy, "--gate", "ppv", "--case", "S-01")

    assert (done.code, done.is_one_sentence) == (2, True)


def test_strict_tells_by_its_exit_code_that_a_must_is_missing(workspace: Path) -> None:
    """The findings are printed all the same."""
    complete = review(workspace, "--gate", "ppv", "--case", "S-01", "--as-of", "2026-03-16", "--strict")
    lacking = review(workspace, "--gate", "pku", "--case", "S-01", "--as-of", "2026-03-16", "--strict")

    assert (complete.code, lacking.code) == (0, 1)
    assert "Mangler" in lacking.out


def test_global_options_may_stand_anywhere(workspace: Path) -> None:
    """Before the command as well as after it."""
    done = samrum("--workspace", workspace, "review", "--gate", "ppv", "--case", "S-01")

    assert done.code == 0


def test_the_workspace_can_come_from_the_environment(workspace: Path) -> None:
    """As a notebook server or a batch gives it."""
    done = samrum("review", "--gate", "ppv", "--case", "S-01", SAMRUM_WORKSPACE=str(workspace))

    assert done.code == 0


def test_a_second_init_leaves_the_first_alone(workspace: Path) -> None:
    """A workspace is never overwritten."""
    done = samrum("init", workspace, "--model", "haderslev")

    assert (done.code, done.is_one_sentence) == (2, True)
    assert review(workspace, "--gate", "ppv", "--case", "S-01").code == 0


def test_init_with_an_unknown_model_makes_nothing(tmp_path: Path) -> None:
    """No half workspace is left behind."""
    done = samrum("init", tmp_path / "rum", "--model", "haderslv")

    assert done.code == 2
    assert not (tmp_path / "rum").exists()


def test_a_traceback_is_shown_with_debug_alone(workspace: Path) -> None:
    """For those who mend the program."""
    done = review(workspace, "--gate", "pvv", "--case", "S-01", "--debug")

    assert "Traceback" in done.err


def test_norwegian_is_spoken_where_it_is_asked_for(workspace: Path) -> None:
    """The language of a command follows SAMRUM_LANG."""
    done = review(workspace, "--gate", "ppv", "--case", "S-01", "--as-of", "x", SAMRUM_LANG="nb")

    assert "Datoen kan ikke leses." in done.err


def test_the_recovery_key_opens_the_workspace(tmp_path: Path) -> None:
    """It is shown once, by init, and serves when the passphrase is forgotten."""
    made = samrum("init", tmp_path / "rum", "--model", "haderslev")
    key = next(line.split(": ")[1] for line in made.err.splitlines() if line.startswith("Gendannelsesnøgle"))

    done = samrum("import", HISTORY, workspace=tmp_path / "rum", SAMRUM_PASSPHRASE=key)

    assert done.code == 0
    assert PASSPHRASE not in made.err + made.out


def test_what_is_unknown_among_many_is_answered_with_how_it_is_written():
    told = str(UnknownName("Skolen", "?", [f"SK-{number:02}" for number in range(1, 31)]))
    assert "Kendte: 30, skrevet som SK-01." in told
