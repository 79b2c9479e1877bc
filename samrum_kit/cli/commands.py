"""The commands by name; each is thin: parse, ask the workspace, print."""

import os
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from samrum_kit import __version__
from samrum_kit.cli.terminal import say
from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.locale import _

if TYPE_CHECKING:
    from samrum_kit.workspace import Workspace


@dataclass(slots=True)
class State:
    """What the options before the command said."""

    workspace: Path | None = None
    debug: bool = False


state = State()


class Commands(TyperGroup):
    """The commands; one that isn't there is answered with the nearest names."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that the line names."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            raise UnknownName(_("The command"), args[0], self.commands)
        return super().resolve_command(ctx, args)


COMMAND_MODULES = ("cases", "setup", "models", "reports", "packet", "figures", "tools")


@cache
def application() -> typer.Typer:
    """Return the command line with all its commands."""
    app = typer.Typer(
        name="samrum",
        cls=Commands,
        help=_("What schools have documented, held against the municipality's own model of cooperation."),
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_options)
    for name in COMMAND_MODULES:
        import_module(f"samrum_kit.cli.{name}").register(app)
    return app


def _options(
    ctx: typer.Context,
    workspace: Annotated[
        Path | None, typer.Option(help=_("The workspace's folder; else SAMRUM_WORKSPACE, else this folder."))
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help=_("Show the traceback of an error."))] = False,
    version: Annotated[bool, typer.Option("--version", help=_("Show the version."), is_eager=True)] = False,
) -> None:
    """Take the options that every command has; without a command, say which there are."""
    if version:
        typer.echo(__version__)
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        say(ctx.get_help())
        raise typer.Exit(UsageError.exit_code)
    state.workspace, state.debug = workspace, debug


def opened(folder: str | None = None) -> "Workspace":
    """Open the workspace of a folder, else the one that the command line names."""
    from samrum_kit.workspace import Workspace

    return Workspace.open(folder or state.workspace, lang=os.environ.get("SAMRUM_LANG"))
