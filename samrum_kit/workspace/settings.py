"""What a workspace remembers about itself in the open: its models and its language, nothing about any child."""

import os
import re
import tomllib
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from samrum_kit.errors import WorkspaceMissing
from samrum_kit.locale import _
from samrum_kit.report import look
from samrum_kit.store import KEY_FILE

SETTINGS_FILE = look.SETTINGS_FILE
MODELS_FOLDER = "models"
REPORTS_FOLDER = "reports"
FIGURES_TABLE = "figures"
_READ_BY_THEMSELVES = frozenset({look.TABLE, FIGURES_TABLE})


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
    """Read a workspace's settings; the look of its reports and the threshold of its figures are read by themselves.

    Raises WorkspaceMissing where there are none, or none that can be read.
    """
    path = folder / SETTINGS_FILE
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        return Settings.model_validate({name: value for name, value in told.items() if name not in _READ_BY_THEMSELVES})
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
    """Write a workspace's settings in one step, so that an interruption leaves the old ones or the new ones.

    Whatever else a person wrote into the file stays as it was: the look of the reports, remarks, the order of lines.
    """
    path = folder / SETTINGS_FILE
    wanted = {
        "models": "[" + ", ".join(f'"{model}"' for model in settings.models) + "]",
        "lang": f'"{settings.lang}"',
        "made_on": settings.made_on.isoformat(),
        "synthetic": "true" if settings.synthetic else "false",
    }
    statements, tables = _parted(path.read_text(encoding="utf-8") if path.exists() else "")
    lines: list[str] = []
    for statement in statements:
        told = tomllib.loads(statement)
        name = next(iter(told), "")
        if name in wanted:
            now = f"{name} = {wanted.pop(name)}\n"
            lines.append(statement if told == tomllib.loads(now) else now)
        else:
            lines.append(statement)
    # What belongs to no table must stand before the first of them.
    text = "".join([*lines, *(f"{name} = {value}\n" for name, value in wanted.items()), tables])
    temporary = folder / f"{SETTINGS_FILE}.new"
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def _parted(text: str) -> tuple[list[str], str]:
    """Return the statements that stand in no table, some of them over several lines, and everything from there on."""
    statements: list[str] = []
    begun = ""
    for line in re.finditer(r".*\n|.+", text):
        if not begun and line.group().lstrip().startswith("["):
            return statements, text[line.start() :]
        begun += line.group()
        with suppress(tomllib.TOMLDecodeError):
            tomllib.loads(begun)
            statements.append(begun if begun.endswith("\n") else f"{begun}\n")
            begun = ""
    return statements, begun
