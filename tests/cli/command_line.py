"""The real command line, run as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PASSPHRASE = "kun til prøver"


def samrum(*arguments: str | Path, workspace: Path | None = None, cwd: Path | None = None, **variables: str) -> "Ran":
    """Run `samrum` with these arguments in Danish; `variables` are added to the environment."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SAMRUM_")}
    environment |= {"SAMRUM_PASSPHRASE": PASSPHRASE, **variables}
    options = [] if workspace is None else ["--workspace", str(workspace)]
    command = [sys.executable, "-m", "samrum_kit", *map(str, arguments), *options]
    done = subprocess.run(  # our own interpreter and our own arguments
        command,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        cwd=cwd,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


class Ran:
    """What a command printed and how it left."""

    def __init__(self, code: int, out: str, err: str) -> None:
        """Take the exit code and both streams."""
        self.code, self.out, self.err = code, out, err

    @property
    def is_one_sentence(self) -> bool:
        """Tell whether stderr is a single line without a traceback, and stdout is empty."""
        return self.out == "" and len(self.err.strip().splitlines()) == 1 and "Traceback" not in self.err


def started(*arguments: str | Path, workspace: Path | None = None) -> "subprocess.Popen[str]":
    """Start a command without waiting for it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SAMRUM_")}
    command = [sys.executable, "-m", "samrum_kit", *map(str, arguments)]
    return subprocess.Popen(
        command + ([] if workspace is None else ["--workspace", str(workspace)]),
        env=environment | {"SAMRUM_PASSPHRASE": PASSPHRASE},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip


def made(folder: Path) -> Path:
    """Make a workspace."""
    assert samrum("init", folder, "--model", "haderslev").code == 0
    return folder


needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="an interrupt can't be sent to a process there")
