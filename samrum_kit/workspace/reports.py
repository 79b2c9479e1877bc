"""Reports from a workspace: which folder a run goes to, what reaches the kernel, and what a single report leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from samrum_kit.batch import BatchPlan, BatchResult, Choice, Outcome, Subject, plan_batch, run_batch, subjects
from samrum_kit.batch.backends import Rendered
from samrum_kit.batch.index import write_index
from samrum_kit.batch.manifest import Manifest, Status
from samrum_kit.batch.result import entry_of
from samrum_kit.domain.vocabulary import Forum
from samrum_kit.errors import ReportFailed, UnknownName, UsageError
from samrum_kit.locale import _
from samrum_kit.report import Report, find_notebook, report_one
from samrum_kit.report.notebooks import about, read_notebook
from samrum_kit.report.parameters import WORKSPACE, parameters_of, values_for
from samrum_kit.workspace.days import day_given
from samrum_kit.workspace.passphrase import VARIABLE
from samrum_kit.workspace.settings import REPORTS_FOLDER
from samrum_kit.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which subjects a batch is to be made for, as the user said it."""

    kind: str
    school: str | None = None
    forum: str | None = None
    from_day: str | None = None
    to_day: str | None = None

    def choice(self) -> Choice:
        """Return the choice in the batch's terms.

        Raises UnknownName for an unknown forum, UsageError for a day that can't be read.
        """
        if self.forum is not None and self.forum not in set(Forum):
            raise UnknownName(_("The forum"), self.forum, Forum)
        first, last = (day_given(day) if day else None for day in (self.from_day, self.to_day))
        return Choice(self.school, Forum(self.forum) if self.forum else None, first, last)


def make_report(
    workspace: Workspace, notebook: str, parameters: Mapping[str, str], formats: Sequence[str], out: Path | None = None
) -> Report:
    """Make one report into a run of its own, with manifest and index."""
    path = find_notebook(notebook)
    own = {name: value for name, value in parameters.items() if name != WORKSPACE}
    values_for(parameters_of(read_notebook(path)), own)
    named = "-".join(str(value) for _name, value in about(own))
    plan = plan_batch(path, [Subject(named, own)], {})
    run = out or new_run(workspace, path)
    try:
        report = report_one(path, parameters, formats, run, environment_of(workspace))
    except ReportFailed as error:
        if error.exit_code == UsageError.exit_code:  # what was asked for is not there, and could be a name
            raise
        _write_down(plan, Rendered(Status.FAILED, code=error.code, cell=getattr(error, "cell", None)), formats, run)
        raise
    hashes = {file.path.suffix.lstrip("."): file.sha256 for file in report.files}
    _write_down(plan, Rendered(Status.OK, report.seconds, files=hashes), formats, run)
    return report


def plan_reports(workspace: Workspace, notebook: str, wanted: Wanted, parameters: Mapping[str, str]) -> BatchPlan:
    """Return the checked jobs of a batch; nothing has run yet."""
    chosen = subjects(wanted.kind, workspace.store.records, wanted.choice())
    return plan_batch(find_notebook(notebook), chosen, parameters)


def make_reports(  # each is the user's own
    workspace: Workspace,
    plan: BatchPlan,
    formats: Sequence[str],
    *,
    out: Path | None = None,
    jobs: int = 2,
    resume: bool = False,
    progress: bool = True,
) -> BatchResult:
    """Make the reports of a plan; `resume` goes on with the notebook's newest run where no folder is named."""
    run = out or (newest_run(workspace, plan.notebook) if resume else None) or new_run(workspace, plan.notebook)
    return run_batch(plan, formats, run, jobs, resume=resume, environment=environment_of(workspace), progress=progress)


def environment_of(workspace: Workspace) -> dict[str, str]:
    """Return what a kernel needs to open the workspace; nothing of it is written down."""
    return {"SAMRUM_WORKSPACE": str(workspace.folder), VARIABLE: workspace.passphrase}


def new_run(workspace: Workspace, notebook: Path) -> Path:
    """Return a folder for a run that isn't there yet: the day, the notebook, and a number from the second on."""
    first = f"{date.today().isoformat()}-{notebook.stem}"  # the user's own day
    reports = workspace.folder / REPORTS_FOLDER
    numbered = (reports / (first if number == 1 else f"{first}-{number}") for number in range(1, 10_000))
    return next(run for run in numbered if not run.exists())


def newest_run(workspace: Workspace, notebook: Path) -> Path | None:
    """Return the newest run of a notebook, if there is any."""
    runs = (workspace.folder / REPORTS_FOLDER).glob(f"*-{notebook.stem}*/manifest.jsonl")
    return max((run.parent for run in runs), key=lambda run: run.stat().st_mtime, default=None)


def _write_down(plan: BatchPlan, rendered: Rendered, formats: Sequence[str], run: Path) -> None:
    """Write manifest and index of a single report."""
    run.mkdir(mode=0o700, parents=True, exist_ok=True)
    with Manifest(run) as manifest:
        manifest.add(entry_of(plan, plan.jobs[0], rendered))
    write_index(plan, (Outcome(plan.jobs[0], rendered),), formats, run)
