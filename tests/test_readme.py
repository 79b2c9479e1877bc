"""What the README says can be done can be done."""

import os
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from typer.main import get_command

from samrum_kit.cli.commands import application
from samrum_kit.models import known_models
from samrum_kit.review.registry import signatures

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = "".join(re.findall(r"^```\n(.*?)^```", README, re.DOTALL | re.MULTILINE)).splitlines()
COMMANDS = [shlex.split(line)[1:] for line in LINES if line.startswith("samrum ")]
STARTED = [shlex.split(line)[2:] for line in LINES if line.startswith("python start.py ")]


@cache
def help_of(*command: str) -> str:
    """Return what a command says of itself; one that does not exist fails."""
    wide = {**os.environ, "COLUMNS": "300", "NO_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run([sys.executable, "-m", "samrum_kit", *command, "--help"], cwd=ROOT, env=wide,
                          capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"samrum {' '.join(command)}: {done.stderr}"
    return done.stdout


def test_the_readme_shows_the_commands_and_how_to_start_them() -> None:
    assert {"init", "template", "import", "review", "prepare", "report", "batch"} <= {words[0] for words in COMMANDS}
    assert {"demo", "test", "lab"} <= {command[0] for command in STARTED}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_of_the_readme_exists_with_its_options(command: list[str]) -> None:
    words = command[:2] if command[0] == "models" and len(command) > 2 else command[:1]
    said = help_of(*words)
    options = {word for word in command if re.fullmatch(r"--?[a-z][a-z-]*", word)}
    assert {option for option in options if not re.search(rf"(?<![\w-]){option}(?![\w-])", said)} == set()


def test_every_file_that_the_readme_names_is_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures
    assert [path for path in pictures if not (ROOT / path).is_file()] == []


def test_the_model_in_the_readme_loads_without_a_change_of_code(tmp_path: Path) -> None:
    (example,) = re.findall(r"^```toml\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    (tmp_path / "vores.toml").write_text(example, encoding="utf-8")
    ours = known_models(tmp_path, signatures())["vores"]
    severities = {requirement.id: requirement.severity for requirement in ours.requirements}
    assert ours.terms.plan == "Handleplan"
    assert (severities["ppv.signs"], severities["ppv.concern"]) == ("should", "must")


def test_every_command_is_shown_in_the_readme() -> None:
    commands = get_command(application()).commands
    assert set(commands) - {words[0] for words in COMMANDS + STARTED} == set()
