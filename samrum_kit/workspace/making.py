"""Making a workspace: whole in a hidden folder first, then moved to its place."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.locale import LANGUAGES, _
from samrum_kit.models import known_models
from samrum_kit.review.registry import signatures
from samrum_kit.store import DATABASE_FILE, KEY_FILE, SERVER_FILE, create_vault
from samrum_kit.store.failures import guarded_files
from samrum_kit.workspace.days import day_given
from samrum_kit.workspace.settings import MODELS_FOLDER, REPORTS_FOLDER, SETTINGS_FILE, Settings, write_settings

_UNFINISHED = ".samrum-unfinished"
_PARTS = (KEY_FILE, DATABASE_FILE, SETTINGS_FILE)
_OWNER_ALONE = 0o700


def settings_for(folder: Path, models: Sequence[str], lang: str, *, synthetic: bool) -> Settings:
    """Return the settings of a workspace that is to be made in a folder.

    Raises UsageError for a folder that holds a workspace already, UnknownName for an unknown model or language.
    """
    refuse_a_second(folder)
    if lang not in LANGUAGES:
        raise UnknownName(_("The language"), lang, LANGUAGES)
    known = known_models(folder / MODELS_FOLDER, signatures())
    for model in models:
        known.named(model)
    return Settings(models=tuple(models), lang=lang, made_on=day_given(None), synthetic=synthetic)


def make_workspace(folder: Path, settings: Settings, passphrase: str) -> str:
    """Make a workspace in a folder and return its recovery key; when it is cut off, it can be made there anew.

    Raises UsageError for a folder that holds a workspace already, AccessError for one that can't be written to.
    """
    unfinished = folder / _UNFINISHED
    with guarded_files():
        refuse_a_second(folder)
        folder.mkdir(mode=_OWNER_ALONE, parents=True, exist_ok=True)
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=_OWNER_ALONE)
        try:
            recovery_key = create_vault(unfinished, passphrase)
            write_settings(unfinished, settings)
            for name in (MODELS_FOLDER, REPORTS_FOLDER):
                (folder / name).mkdir(mode=_OWNER_ALONE, exist_ok=True)
            refuse_a_second(folder)
            for name in _PARTS:
                (unfinished / name).replace(folder / name)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return recovery_key


def refuse_a_second(folder: Path) -> None:
    """Raise UsageError for a folder that holds a workspace, or a part of one that somebody may still need."""
    if any((folder / name).exists() for name in (*_PARTS, SERVER_FILE)):
        raise UsageError(
            _("There is a workspace in this folder already."), remedy=_("Choose another folder."), code="usage.exists"
        )
