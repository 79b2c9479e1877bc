"""Commands that fill a workspace: init, template, read, import, demo."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from samrum_kit.cli.cases import Format, FormatOption
from samrum_kit.cli.commands import opened
from samrum_kit.cli.terminal import print_json, print_text, say
from samrum_kit.errors import ImportRejected, UsageError
from samrum_kit.locale import _, language, ngettext

if TYPE_CHECKING:
    from samrum_kit.workspace.documents import ReadPlan
    from samrum_kit.workspace.importing import Receipt


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("init", help=_("Make a new workspace."))(init)
    app.command("template", help=_("Write an empty workbook, or the form of a plan, to fill in."))(template)
    app.command("read", help=_("Make a workbook to look through from a plan written in Word."))(read)
    app.command("import", help=_("Take workbooks into the workspace."))(import_)
    app.command("demo", help=_("Make a workspace with made-up data, and its reports."))(demo)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=_("A new or empty folder."))],
    model: Annotated[list[str], typer.Option("--model", help=_("A model of cooperation; repeat it for several."))],
    lang: Annotated[str, typer.Option("--lang", help=_("da or nb."))] = "da",
) -> None:
    """Make a workspace and show its recovery key once."""
    from samrum_kit.workspace import Workspace
    from samrum_kit.workspace.passphrase import new_passphrase

    workspace, recovery_key = Workspace.create(folder, model, new_passphrase(), lang=lang)
    workspace.close()
    say(_("The workspace is ready."))
    say(_("Recovery key, shown this once: {key}").format(key=recovery_key))
    say(_("Keep it away from this computer. Without it a forgotten passphrase means lost data."))


def template(
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help=_("A name ending in .xlsx for the workbook, .docx for the form."))
    ],
    lang: Annotated[str, typer.Option("--lang", help=_("da or nb."))] = "da",
) -> None:
    """Write an empty workbook, or the form of a plan."""
    from samrum_kit.workspace.templates import write_empty_template

    write_empty_template(out, lang)
    if out.suffix.lower() == ".docx":
        say(_("The form is written. When it is filled in, read it with “samrum read”."))
    else:
        say(_("The workbook is written. Start with its guide sheet."))


def read(  # one parameter per option
    paths: Annotated[list[Path], typer.Argument(metavar="PLAN.docx...", help=_("Plans written in Word."))],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE.xlsx", help=_("The workbook; else beside the document."))
    ] = None,
    plan: Annotated[str | None, typer.Option("--plan", help=_("The id of the plan, where it is not in it."))] = None,
    case: Annotated[str | None, typer.Option("--case", help=_("The id of the case, where it is not in it."))] = None,
    lang: Annotated[str, typer.Option("--lang", help=_("da or nb."))] = "da",
) -> None:
    """Make a workbook of each plan; nothing is saved before somebody imports it."""
    from samrum_kit.workspace.documents import read_plan

    if len(paths) > 1 and (out or plan):
        raise UsageError(_("--out and --plan are for one document."), remedy=_("Read the documents one by one."))
    refused = False
    for path in paths:
        try:
            _print_read(read_plan(path, out, lang=lang, plan_id=plan, case_id=case))
        except ImportRejected as fault:
            refused = True
            say(str(fault))
    if refused:
        raise typer.Exit(ImportRejected.exit_code)


def _print_read(made: "ReadPlan") -> None:
    """Print what was found in a document on stdout, and what to do on stderr."""
    from samrum_kit.domain.records import TABLES

    for table, number in made.rows.items():
        print_text(f"{TABLES[table].sheet(language()):<20} {number}\n")
    if made.not_understood:
        say(
            ngettext(
                "{number} text was not understood: it stands on a sheet of its own, with what to do.",
                "{number} texts were not understood: they stand on a sheet of their own, with what to do.",
                made.not_understood,
            ).format(number=made.not_understood)
        )
    say(_("Nothing is saved yet. Look through {name}, and import it.").format(name=made.workbook.name))


def import_(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help=_("Workbooks, or folders of CSV files."))],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Say what would happen, and save nothing."))] = False,
    accept_valid: Annotated[bool, typer.Option("--accept-valid", help=_("Save the good rows of a file."))] = False,
    clear_blank: Annotated[bool, typer.Option("--clear-blank", help=_("A blank cell clears what is stored."))] = False,
    format: FormatOption = Format.TEXT,  # noqa: A002  # the option's own name
) -> None:
    """Take workbooks into the workspace, all together or none."""
    with opened() as workspace:
        receipt = workspace.import_files(paths, dry_run=dry_run, accept_valid=accept_valid, clear_blank=clear_blank)
    if format is Format.JSON:
        print_json(receipt.to_json())
    else:
        _print_receipt(receipt, all_or_none=not accept_valid)
    if receipt.ends_synthetic:
        say(_("From now on the workspace holds more than made-up data: it no longer serves for teaching."))
    if receipt.plan.rejected:
        raise typer.Exit(1)


def _print_receipt(receipt: "Receipt", *, all_or_none: bool) -> None:
    """Print what an import did: counts on stdout, rejections and what to do on stderr."""
    from samrum_kit.domain.records import TABLES

    counts = {
        _("new"): receipt.plan.accepted,
        _("updated"): receipt.plan.updated,
        _("unchanged"): receipt.plan.unchanged,
    }
    for table, record in TABLES.items():
        told = [f"{by_table[table]} {word}" for word, by_table in counts.items() if by_table.get(table)]
        if told:
            print_text(f"{record.sheet(language()):<20} {', '.join(told)}\n")
    for rejection in receipt.plan.rejected:
        say(str(rejection))
    if receipt.plan.rejected:
        number = len(receipt.plan.rejected)
        say(ngettext("{number} fault found.", "{number} faults found.", number).format(number=number))
    if receipt.not_given_back:
        say(receipt.not_given_back)
    for path in receipt.rejected_files:
        say(
            _("The rejected rows, with what is wrong, lie in {name}.").format(name=path.name)
            if all_or_none
            else _("The rejected rows lie in {name}: correct them there and import that file.").format(name=path.name)
        )
    say(_("Saved.") if receipt.saved else _("Nothing was saved."))
    if receipt.rejected_files and all_or_none:
        say(_("Correct the rows in your own file and import it again, or save the good rows with --accept-valid."))


def demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help=_("A new folder."))] = Path("demo"),
) -> None:
    """Make the synthetic municipality and its reports, and say where to look."""
    from samrum_kit.workspace.demo import run_demo

    run_demo(folder, say=typer.echo)
