"""Key figures: `samrum figures`."""

from enum import StrEnum
from typing import Annotated

import typer

from samrum_kit.cli.commands import opened
from samrum_kit.cli.terminal import print_json, print_text
from samrum_kit.locale import _


class Format(StrEnum):
    """How figures are printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("figures", help=_("Key figures of a school, a district or all schools, for the team itself."))(figures)


def figures(  # one parameter per option
    model: Annotated[str, typer.Option("--model", help=_("The model that asks for the figures."))],
    school: Annotated[str | None, typer.Option("--school", help=_("The id of a school."))] = None,
    district: Annotated[str | None, typer.Option("--district", help=_("The name of a district."))] = None,
    everything: Annotated[bool, typer.Option("--all", help=_("All schools of the workspace."))] = False,
    from_day: Annotated[str | None, typer.Option("--from", help=_("The first day of the period."))] = None,
    to_day: Annotated[str | None, typer.Option("--to", help=_("The last day of the period."))] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help=_("The day; when left out that of --to, or today where that is earlier.")),
    ] = None,
    format: Annotated[  # noqa: A002  # the option's own name
        Format, typer.Option("--format", help=_("Text to read, JSON or CSV."))
    ] = Format.TEXT,
    release: Annotated[bool, typer.Option("--release", help=_("Hold back what mustn't leave the team."))] = False,
) -> None:
    """Print the key figures of a model."""
    from samrum_kit.figures.scope import scope_given

    scope_given(school, district, everything=everything)
    with opened() as workspace:
        found = workspace.figures(
            model, school=school, district=district, from_day=from_day, to_day=to_day, as_of=as_of, release=release
        )
    if format is Format.JSON:
        print_json(found.to_json())
    else:
        from samrum_kit.figures.written import as_csv, as_text

        print_text(as_csv(found) if format is Format.CSV else as_text(found))
