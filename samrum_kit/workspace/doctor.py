"""What the workbench stands on: versions, folders, kernel and rights."""

import os
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from samrum_kit import __version__
from samrum_kit.errors import SamrumError
from samrum_kit.locale import _
from samrum_kit.report.fonts import FAMILIES
from samrum_kit.report.look import OWN_LOOK, look_in
from samrum_kit.workspace.settings import read_settings, workspace_folder

PACKAGES = (
    "jupyterlab", "ipywidgets", "pandas", "nbconvert", "papermill", "pydantic", "sqlalchemy", "sqlcipher3", "altair",
    "vl-convert-python", "typst", "python-docx",
)  # fmt: skip


def examine(folder: Path | None) -> Iterator[tuple[str, str]]:
    """Yield what there is to say, a name and a sentence each; the vault is not opened."""
    yield "samrum_kit", __version__
    yield "Python", f"{platform.python_version()} ({sys.executable})"
    yield _("System"), platform.platform()
    for package in PACKAGES:
        try:
            yield package, version(package)
        except PackageNotFoundError:
            yield package, _("is not installed")
    yield _("Kernel"), _kernel()
    yield _("Fonts"), ", ".join(FAMILIES)
    place = workspace_folder(folder)
    yield _("Workspace"), str(place)
    try:
        yield _("Models"), ", ".join(read_settings(place).models)
    except SamrumError as error:
        yield _("Models"), error.message
    yield _("Look of reports"), _look(place)
    yield _("Folder can be written"), _("yes") if os.access(place, os.W_OK) else _("no")


def _look(place: Path) -> str:
    """Say whose look reports from the workspace have, or why it can't be read."""
    try:
        look = look_in(place)
    except SamrumError as error:
        return str(error)
    if look == OWN_LOOK:
        return _("the workbench's own")
    return _("the municipality's own, with logo") if look.logo else _("the municipality's own")


def _kernel() -> str:
    """Say whether notebooks can run in this environment."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        return str(KernelSpecManager().get_kernel_spec("python3").display_name)
    except NoSuchKernel:
        return _("is not installed")
