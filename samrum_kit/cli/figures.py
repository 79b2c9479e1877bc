"""Key figures: `samrum figures`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from samrum_kit.cli.commands import opened
from samrum_kit.cli.terminal import json_text, print_bytes, print_json, print_text, refuse_a_terminal, write_file
from samrum_kit.locale import _

if TYPE_CHECKING:
    from samrum_kit.report.figures import FigureReport


class Format(StrEnum):
    """How figures are printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("figures", help=_("Key figures of a school, a district or all schools."))(figures)


def figures(  # one parameter per option
    model: Annotated[
        str | None, typer.Option("--model", help=_("The model that asks for the figures; when left out the only one."))
    ] = None,
    forum: Annotated[
        str | None, typer.Option("--forum", help=_("A forum, to count how it keeps to its form; nothing else then."))
    ] = None,
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
        Format, typer.Option("--format", help=_("Text to read, JSON, CSV or an Excel workbook."))
    ] = Format.TEXT,
    out: Annotated[
        Path | None, typer.Option("--out", help=_("The file to write; when left out it is printed."))
    ] = None,
    release: Annotated[bool, typer.Option("--release", help=_("Hold back what mustn't leave the team."))] = False,
) -> None:
    """Print or write the key figures of a model, or of a forum."""
    from samrum_kit.figures.scope import scope_given

    scope_given(school, district, everything=everything)
    if format is Format.XLSX and out is None:
        refuse_a_terminal()
    with opened() as workspace:
        report = workspace.figure_report(
            model, forum=forum, school=school, district=district, from_day=from_day, to_day=to_day, as_of=as_of,
            release=release,
        )  # fmt: skip
    if out is not None:
        write_file(out, _content(report, format))
    else:
        _print(report, format)


def _print(report: "FigureReport", kind: Format) -> None:
    """Print figures in a format."""
    if kind is Format.XLSX:
        print_bytes(_content(report, kind))
    elif kind is Format.JSON:
        print_json(report.found.to_json())
    else:
        print_text(_content(report, kind).decode())


def _content(report: "FigureReport", kind: Format) -> bytes:
    """Return figures in a format."""
    from samrum_kit.figures.written import as_csv, as_text

    if kind is Format.XLSX:
        from samrum_kit.report.spreadsheet import figures_workbook

        return figures_workbook(report)
    if kind is Format.JSON:
        return json_text(report.found.to_json()).encode()
    return (as_csv(report.found) if kind is Format.CSV else as_text(report.found)).encode()
