"""Commands about the workbench itself: lab, move, doctor."""

from typing import Annotated

import typer

from samrum_kit.cli.commands import state
from samrum_kit.cli.terminal import print_text, say
from samrum_kit.errors import UsageError
from samrum_kit.locale import _


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("lab", help=_("Open JupyterLab on the workspace."))(lab)
    app.command("move", help=_("Take the workspace to the office's database, or home."))(move)
    app.command("doctor", help=_("Versions, paths, kernel and rights."))(doctor)


def lab(
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help=_("Open the browser."))] = True,
    port: Annotated[int, typer.Option("--port", help=_("The port on this machine."))] = 8888,
) -> None:
    """Open JupyterLab on the workspace."""
    from samrum_kit.ui.lab import run_lab
    from samrum_kit.workspace.lab import prepare_lab

    notebooks, environment = prepare_lab(state.workspace)
    say(_("JupyterLab opens in the browser. Close it here with Ctrl-C."))
    options = [f"--port={port}", *([] if browser else ["--no-browser"])]
    raise typer.Exit(run_lab(notebooks, environment, options))


def move(
    address: Annotated[
        str | None, typer.Argument(metavar="ADDRESS", help=_("postgresql://user@host/database, without a password."))
    ] = None,
    home: Annotated[bool, typer.Option("--home", help=_("Back into a file in the workspace's folder."))] = False,
) -> None:
    """Take the workspace's data to an empty database of the office, or home; nothing is lost on the way."""
    from samrum_kit.workspace.moving import move_workspace

    if home is (address is not None):
        raise UsageError(_("Say where the workspace is to go."), remedy=_("Write an address, or --home."))
    move_workspace(state.workspace, address)
    say(_("The data lie in the workspace's folder.") if home else _("The data lie in the office's database."))


def doctor() -> None:
    """Print what the workbench stands on."""
    from samrum_kit.workspace.doctor import examine

    for name, value in examine(state.workspace):
        print_text(f"{name:<24} {value}\n")
