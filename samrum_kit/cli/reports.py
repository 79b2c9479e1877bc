"""Commands that make reports: report, batch."""

import sys
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from samrum_kit.cli.commands import opened
from samrum_kit.cli.terminal import say
from samrum_kit.errors import UsageError
from samrum_kit.locale import _

if TYPE_CHECKING:
    from samrum_kit.batch import BatchPlan, BatchResult


class WithParameters(TyperCommand):
    """A command whose `-p` takes two words, a name and a value; typer has no repeated option of two words."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Join each name with its value, so that typer sees one word."""
        joined: list[str] = []
        waiting = iter(args)
        for word in waiting:
            joined.append(word)
            if word == "-p":
                joined.append("=".join(islice(waiting, 2)))
        return super().parse_args(ctx, joined)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("batch", cls=WithParameters, help=_("Make many reports from a notebook."))(batch)
    app.command("report", cls=WithParameters, help=_("Make one report from a notebook."))(report)


ParameterOption = Annotated[
    list[str], typer.Option("-p", metavar="NAME VALUE", help=_("A parameter of the notebook; may be repeated."))
]
FormatsOption = Annotated[str, typer.Option("--to", help=_("Formats, separated by commas."))]
OutOption = Annotated[Path | None, typer.Option("--out", help=_("Where the run goes; else the workspace's reports."))]
BackendOption = Annotated[
    str, typer.Option("--backend", help=_("What runs the notebooks: auto, fork, spawn or papermill."))
]
SchedulerOption = Annotated[
    str | None, typer.Option("--scheduler", help=_("The address of a Dask cluster that makes them."))
]
VerifyOption = Annotated[
    float, typer.Option("--verify", help=_("The share that papermill makes too, to compare; 0.02 is one in fifty."))
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=_("List what would be made, and make nothing."))]
NotebookArgument = Annotated[
    str, typer.Argument(metavar="NOTEBOOK", help=_("A notebook by name, such as 02_gennemgang."))
]


def batch(
    notebook: NotebookArgument,
    for_each: Annotated[str, typer.Option("--for-each", help=_("cases, schools, meetings or plans."))],
    school: Annotated[str | None, typer.Option("--school", help=_("Only those of a school."))] = None,
    forum: Annotated[str | None, typer.Option("--forum", help=_("Only meetings of a forum."))] = None,
    from_day: Annotated[str | None, typer.Option("--from", help=_("Only from this day on."))] = None,
    to_day: Annotated[str | None, typer.Option("--until", help=_("Only until this day."))] = None,
    parameter: ParameterOption = [],  # noqa: B006  # typer reads the default and never changes it
    to: FormatsOption = "html",
    out: OutOption = None,
    jobs: Annotated[int, typer.Option("--jobs", help=_("How many are made at a time on this machine."))] = 2,
    resume: Annotated[bool, typer.Option("--resume", help=_("Finish an earlier run."))] = False,
    verify: VerifyOption = 0.0,
    backend: BackendOption = "auto",
    scheduler: SchedulerOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Make many reports; one that fails is reported and the others are made."""
    from samrum_kit.report.parameters import WORKSPACE
    from samrum_kit.workspace.chunks import cluster_at
    from samrum_kit.workspace.grounds import reasons
    from samrum_kit.workspace.reports import Wanted, make_reports, newest_run, plan_reports

    parameters, formats = pairs(parameter), to.split(",")
    with opened(parameters.get(WORKSPACE)) as workspace:
        cluster = cluster_at(scheduler, workspace) if scheduler else None
        wanted = Wanted(for_each, school, forum, from_day, to_day)
        plan = plan_reports(workspace, notebook, wanted, parameters, formats)
        if dry_run:
            return _list(plan, reasons(workspace, plan, formats, out or newest_run(workspace, plan)))
        try:
            result = make_reports(
                workspace, plan, formats, out=out, jobs=jobs, resume=resume, verify=verify, backend=backend,
                cluster=cluster,
            )  # fmt: skip
        except KeyboardInterrupt:
            say(_("What is made stays; the same command with --resume makes the rest."))
            raise
    _say_how_it_went(result)
    raise typer.Exit(result.exit_code)


def _say_how_it_went(result: "BatchResult") -> None:
    """Say which reports failed, how many there are and what ran their notebooks; print where they lie."""
    from samrum_kit.batch.summary import summary
    from samrum_kit.workspace.reports import reports_made

    for line in summary(result):
        say(line)
    made = len(result.outcomes) - len(result.failures)
    say(reports_made(made, len(result.failures)))
    if result.backends:
        ran = ", ".join(f"{name} ({number})" for name, number in result.backends.items())
        say(_("What ran the notebooks: {backends}.").format(backends=ran))
    sys.stdout.write(f"{result.out}\n")


def _list(plan: "BatchPlan", why: Mapping[str, str]) -> None:
    """Print what would be made, and beside it why."""
    for job in plan.jobs:
        sys.stdout.write(f"{job.name}\n")
        say(f"{job.name}: {why[job.name]}")


def report(
    notebook: NotebookArgument,
    parameter: ParameterOption = [],  # noqa: B006  # typer reads the default and never changes it
    to: FormatsOption = "html",
    out: OutOption = None,
) -> None:
    """Make one report and print where it lies."""
    from samrum_kit.batch.summary import kept_aside
    from samrum_kit.report.parameters import WORKSPACE
    from samrum_kit.report.publish import names_aside
    from samrum_kit.workspace.reports import make_report

    parameters = pairs(parameter)
    with opened(parameters.get(WORKSPACE)) as workspace:
        made = make_report(workspace, notebook, parameters, to.split(","), out)
    if aside := names_aside(made.files):
        say(kept_aside(list(aside.values())))
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
