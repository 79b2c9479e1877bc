"""Commands about the workbench itself: lab, doctor."""

from typing import Annotated

import typer

from samrum_kit.cli.commands import state
from samrum_kit.cli.terminal import print_text, say
from samrum_kit.locale import _


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("lab", help=_("Open JupyterLab on the workspace."))(lab)
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


def doctor() -> None:
    """Print what the workbench stands on."""
    from samrum_kit.workspace.doctor import examine

    for name, value in examine(state.workspace):
        print_text(f"{name:<24} {value}\n")
