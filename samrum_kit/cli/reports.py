"""Commands that make reports: report, batch."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from samrum_kit.cli.commands import opened, say
from samrum_kit.errors import UsageError
from samrum_kit.locale import _


class WithParameters(TyperCommand):
    """A command whose `-p` takes two words, a name and a value; typer has no repeated option of two words."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Join each name with its value, so that typer sees one word."""
        joined: list[str] = []
        waiting = iter(args)
        for word in waiting:
            joined.append(word)
            if word == "-p":
                joined.append("=".join([next(waiting, ""), *(value for value in [next(waiting, None)] if value is not None)]))
        return super().parse_args(ctx, joined)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("report", cls=WithParameters, help=_("Make one report from a notebook."))(report)


ParameterOption = Annotated[
    list[str], typer.Option("-p", metavar="NAME VALUE", help=_("A parameter of the notebook; may be repeated."))
]
FormatsOption = Annotated[str, typer.Option("--to", help=_("Formats, separated by commas."))]
OutOption = Annotated[Path | None, typer.Option("--out", help=_("Where the run goes; else the workspace's reports."))]
NotebookArgument = Annotated[str, typer.Argument(metavar="NOTEBOOK", help=_("A notebook by name, such as 02_gennemgang."))]


def report(
    notebook: NotebookArgument,
    parameter: ParameterOption = [],  # noqa: B006  # typer reads the default and never changes it
    to: FormatsOption = "html",
    out: OutOption = None,
) -> None:
    """Make one report and print where it lies."""
    from samrum_kit.workspace.reports import make_report

    with opened() as workspace:
        made = make_report(workspace, notebook, pairs(parameter), to.split(","), out)
    for file in made.files:
        sys.stdout.write(f"{file.path}\n")


def pairs(parameters: list[str]) -> dict[str, str]:
    """Return the parameters by name.

    Raises UsageError for a name without a value, or one that is given twice.
    """
    named = [parameter.partition("=") for parameter in parameters]
    if any(not sign for _name, sign, _value in named) or len({name for name, *_rest in named}) < len(named):
        raise UsageError(_("A parameter is given twice or lacks its value."), remedy=_("Write -p NAME VALUE for each."))
    return {name: value for name, _sign, value in named}
