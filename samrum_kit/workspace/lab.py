"""What JupyterLab needs from a workspace: its notebooks, and what the kernels must know."""

import os
import shutil
from pathlib import Path

from samrum_kit.report.notebooks import notebooks_folder
from samrum_kit.workspace.demo import DEMO_FOLDER, DEMO_PASSPHRASE
from samrum_kit.workspace.passphrase import VARIABLE, passphrase_given
from samrum_kit.workspace.settings import SETTINGS_FILE, read_settings, workspace_folder
from samrum_kit.workspace.workspace import Workspace

NOTEBOOKS_FOLDER = "notebooks"


def prepare_lab(folder: Path | None) -> tuple[Path, dict[str, str]]:
    """Return the folder of notebooks to work in and the environment of the kernels, after trying the key.

    Without a workspace in the current folder the demonstration beside it is opened. The workspace gets copies of the
    notebooks that it doesn't have yet; one that was changed there is left alone.
    """
    place = workspace_folder(folder)
    if folder is None and not (place / SETTINGS_FILE).exists() and (place / DEMO_FOLDER / SETTINGS_FILE).exists():
        place = place / DEMO_FOLDER
    synthetic = read_settings(place).synthetic
    given = os.environ.get(VARIABLE) or (DEMO_PASSPHRASE if synthetic else passphrase_given())
    Workspace.open(place, passphrase=given).close()
    return copy_notebooks(place / NOTEBOOKS_FOLDER), {"SAMRUM_WORKSPACE": str(place), VARIABLE: given}


def copy_notebooks(target: Path) -> Path:
    """Copy the notebooks that a folder lacks; return the folder."""
    source = notebooks_folder()
    for notebook in sorted(source.rglob("*.ipynb")):
        copy = target / notebook.relative_to(source)
        if not copy.exists() and ".ipynb_checkpoints" not in notebook.parts:
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(notebook, copy)
    return target
