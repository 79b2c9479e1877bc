"""The command that makes the papers of a meeting: packet."""

import sys
from typing import Annotated

import typer

from samrum_kit.cli.cases import ModelOption
from samrum_kit.cli.commands import opened
from samrum_kit.cli.reports import FormatsOption, OutOption
from samrum_kit.cli.terminal import say
from samrum_kit.locale import _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("packet", help=_("Make the papers of a meeting: agenda, case briefs and a minutes form."))(packet)


def packet(
    forum: Annotated[str, typer.Option("--forum", help=_("The forum, such as samrum or ressursteam."))],
    school: Annotated[str, typer.Option("--school", help=_("The id of the school."))],
    on: Annotated[str | None, typer.Option("--on", help=_("The day of the meeting; today when left out."))] = None,
    model: ModelOption = None,
    at: Annotated[str | None, typer.Option("--at", metavar="HH:MM", help=_("When the meeting begins."))] = None,
    to: FormatsOption = "html",
    out: OutOption = None,
) -> None:
    """Make a packet and print where each file lies; an index leads to them all."""
    from samrum_kit.batch.summary import kept_aside
    from samrum_kit.workspace.packet import make_packet

    with opened() as workspace:
        made = make_packet(workspace, forum, school, on, to.split(","), model=model, at=at, out=out)
    for paper in made.papers:
        if paper.trouble:
            say(f"{paper.name}: {paper.trouble}")
        if paper.aside:
            say(kept_aside(paper.aside))
        for file in paper.files:
            sys.stdout.write(f"{file}\n")
    say(_("Begin with {name}: it leads to every paper.").format(name=made.index.name))
    raise typer.Exit(made.exit_code)
