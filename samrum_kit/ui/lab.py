"""JupyterLab on a workspace: on this machine alone, without news, updates, terminals or a history of what was typed."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from samrum_kit.locale import language

HISTORY_OFF = {"HistoryManager": {"enabled": False}}
"""IPython would otherwise keep every cell that was run in a file outside the vault."""

CLOSING_SECONDS = 5
"""How long JupyterLab may take to end its kernels."""


def run_lab(notebooks: Path, environment: Mapping[str, str], options: Sequence[str] = ()) -> int:
    """Run JupyterLab in a folder of notebooks until it is closed; return its exit code.

    `environment` reaches the kernels: the workspace's folder and its passphrase. What JupyterLab and its kernels need
    while they run lies in a private folder, which goes when they do.
    """
    with as_file(files(__package__) / "jupyter") as config, TemporaryDirectory(prefix="samrum-") as private:
        profile = Path(private) / "profile_default"
        profile.mkdir(mode=0o700)
        (profile / "ipython_kernel_config.json").write_text(json.dumps(HISTORY_OFF), encoding="utf-8")
        own = {
            "SAMRUM_LANG": language(),
            "IPYTHONDIR": private,
            "JUPYTER_RUNTIME_DIR": private,
            "JUPYTER_CONFIG_PATH": str(config),
        }
        command = [sys.executable, "-P", "-m", "jupyterlab", f"--ServerApp.root_dir={notebooks}", *options]
        return _run(command, {**os.environ, **environment, **own})


def without_outputs(model: dict[str, Any], **_: Any) -> None:
    """Take out of a notebook that is about to be saved what its cells have shown; what was written stays.

    What a cell shows can be a name that was asked for with `reveal`, and no name may lie outside the vault.
    """
    notebook = model.get("content")
    if model.get("type") == "notebook" and notebook:
        notebook["metadata"].pop("widgets", None)
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"], cell["execution_count"] = [], None


def _run(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a program until it ends or this one is told to; it ends before this one does."""
    with subprocess.Popen(command, env=environment) as program:  # our own interpreter

        def pass_on(*_: Any) -> None:
            program.terminate()
            raise KeyboardInterrupt

        before = signal.signal(signal.SIGTERM, pass_on)
        try:
            return program.wait()
        except KeyboardInterrupt:
            return _ended(program)
        finally:
            program.kill()
            signal.signal(signal.SIGTERM, before)


def _ended(program: subprocess.Popen[bytes]) -> int:
    """Wait for a program that has been told to end; what it does not hear, it is told again, and then it is ended."""
    for insist in (program.terminate, program.kill):
        try:
            return program.wait(CLOSING_SECONDS)
        except subprocess.TimeoutExpired:
            insist()
    return program.wait()
