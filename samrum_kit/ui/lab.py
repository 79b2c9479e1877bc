"""JupyterLab on a workspace: on this machine alone, without news, updates, terminals or a history of what was typed."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

HISTORY_OFF = {"HistoryManager": {"enabled": False}}
"""IPython would otherwise keep every cell that was run in a file outside the vault."""


def run_lab(notebooks: Path, environment: Mapping[str, str], options: Sequence[str] = ()) -> int:
    """Run JupyterLab in a folder of notebooks until it is closed; return its exit code.

    `environment` reaches the kernels: the workspace's folder and its passphrase.
    """
    with as_file(files(__package__) / "jupyter") as config, TemporaryDirectory(prefix="samrum-") as private:
        profile = Path(private) / "profile_default"
        profile.mkdir(mode=0o700)
        (profile / "ipython_kernel_config.json").write_text(json.dumps(HISTORY_OFF), encoding="utf-8")
        surroundings = {**os.environ, **environment, "IPYTHONDIR": private, "JUPYTER_CONFIG_PATH": str(config)}
        command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={notebooks}", *options]
        return subprocess.run(command, env=surroundings, check=False).returncode  # our own interpreter
