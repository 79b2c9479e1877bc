"""What a workspace remembers about itself in the open: its models and its language, nothing about any child."""

import os
import tomllib
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from samrum_kit.errors import WorkspaceMissing
from samrum_kit.locale import _
from samrum_kit.store import KEY_FILE

SETTINGS_FILE = "samrum.toml"
MODELS_FOLDER = "models"
REPORTS_FOLDER = "reports"


class Settings(BaseModel):
    """The settings of a workspace."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    models: tuple[str, ...]
    lang: Literal["da", "nb", "en"] = "da"
    made_on: date
    synthetic: bool = False
    """Only made-up data lie here: a demonstration or a course."""


def workspace_folder(folder: str | Path | None) -> Path:
    """Return the folder given, else that of SAMRUM_WORKSPACE, else the current one."""
    return Path(folder or os.environ.get("SAMRUM_WORKSPACE") or ".").resolve()


def read_settings(folder: Path) -> Settings:
    """Read a workspace's settings.

    Raises WorkspaceMissing where there are none, or none that can be read.
    """
    path = folder / SETTINGS_FILE
    try:
        return Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValidationError, tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        if isinstance(fault, FileNotFoundError) and not (folder / KEY_FILE).exists():
            raise WorkspaceMissing(
                _("There is no workspace in this folder."),
                remedy=_("Make one with “samrum init”, or name another folder with --workspace."),
            ) from None
        raise WorkspaceMissing(
            _("The settings of the workspace can't be read."),
            place=SETTINGS_FILE,
            remedy=_("Put the file back from a backup; the data in the vault are untouched."),
            code="workspace.settings",
        ) from None


def write_settings(folder: Path, settings: Settings) -> None:
    """Write a workspace's settings in one step, so that an interruption leaves the old ones or the new ones."""
    models = ", ".join(f'"{model}"' for model in settings.models)
    text = (
        f"models = [{models}]\n"
        f'lang = "{settings.lang}"\n'
        f"made_on = {settings.made_on.isoformat()}\n"
        f"synthetic = {'true' if settings.synthetic else 'false'}\n"
    )
    temporary = folder / f"{SETTINGS_FILE}.new"
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(folder / SETTINGS_FILE)
