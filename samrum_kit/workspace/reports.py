"""Reports from a workspace: which folder a run goes to, what reaches the kernel, and what a single report leaves."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path

from samrum_kit.batch import BatchPlan, BatchResult, Choice, Outcome, Subject, plan_batch, run_batch, subjects
from samrum_kit.batch.backends import AUTO, Rendered
from samrum_kit.batch.cluster import Cluster
from samrum_kit.batch.index import write_index
from samrum_kit.batch.manifest import MANIFEST, Entry, Manifest, Status, entries, written_in
from samrum_kit.batch.result import entry_of, outcome_of
from samrum_kit.domain.vocabulary import Forum
from samrum_kit.errors import ReportFailed, UnknownName, UsageError
from samrum_kit.locale import _, ngettext
from samrum_kit.report import Report, find_notebook, report_one
from samrum_kit.report.deliver import refuse_unknown_formats
from samrum_kit.report.notebooks import about, read_notebook
from samrum_kit.report.parameters import WORKSPACE, parameters_of, values_for
from samrum_kit.report.publish import hashes_by_format, names_aside, unwritable
from samrum_kit.store import handed_key
from samrum_kit.workspace.days import day_given
from samrum_kit.workspace.grounds import asked_again, grounded
from samrum_kit.workspace.passphrase import VARIABLE
from samrum_kit.workspace.settings import REPORTS_FOLDER
from samrum_kit.workspace.workspace import Workspace

_SCOPES: Mapping[str, str] = {"cases": "case", "plans": "plan", "meetings": "meeting"}
"""What a gate is about, by what a batch goes through."""


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
    """Make one report into a run of its own, with manifest and index; it is made of the workspace that is open.

    In a folder that holds another report of the same name, for other readers say, it gets a name of its own.

    Raises UsageError where a parameter is lacking without which nobody could know what the report is about.
    """
    path = find_notebook(notebook)
    own = {name: value for name, value in parameters.items() if name != WORKSPACE}
    values_for(parameters_of(read_notebook(path)), own)
    _refuse_what_lacks(_must_be_told(path), own)
    named = "-".join(str(value) for _name, value in about(own))
    plan = plan_batch(path, [Subject(named, own)], {})
    with run_folder(workspace, path.stem, out) as run:
        plan = _apart_from(plan, entries(run))
        try:
            name = plan.jobs[0].name
            written = written_in(run).get(name, ())
            report = report_one(path, own, formats, run, environment_of(workspace), name=name, written=written)
        except ReportFailed as error:
            if error.exit_code == UsageError.exit_code:  # what was asked for is not there, and could be a name
                raise
            failed = Rendered(Status.FAILED, code=error.code, cell=getattr(error, "cell", None))
            _write_down(workspace, plan, failed, run)
            raise
        files, aside = hashes_by_format(report.files), names_aside(report.files)
        _write_down(workspace, plan, Rendered(Status.OK, report.seconds, files=files, aside=aside), run)
    return report


def plan_reports(
    workspace: Workspace, notebook: str, wanted: Wanted, parameters: Mapping[str, str], formats: Sequence[str]
) -> BatchPlan:
    """Return the checked jobs of a batch; nothing has run yet.

    Raises UnknownName or UsageError for what could become of no job: a format, a gate, a gate about something else.
    """
    refuse_unknown_formats(formats)
    _refuse_a_gate_of_others(workspace, wanted.kind, parameters)
    chosen = subjects(wanted.kind, workspace.store.records, wanted.choice())
    plan = plan_batch(find_notebook(notebook), chosen, parameters)
    names = _must_be_told(plan.notebook)
    for job in plan.jobs:
        _refuse_what_lacks(names, job.parameters)
    return grounded(workspace, plan)


def make_reports(  # each is the user's own
    workspace: Workspace,
    plan: BatchPlan,
    formats: Sequence[str],
    *,
    out: Path | None = None,
    jobs: int = 2,
    resume: bool = False,
    verify: float = 0.0,
    backend: str = AUTO,
    progress: bool = True,
    cluster: Cluster | None = None,
) -> BatchResult:
    """Make the reports of a plan; `resume` goes on with the newest run of these reports where no folder is named.

    `verify` is the share of them that papermill's own engine makes too, to see that it makes the same. `backend` says
    what runs the notebooks: `auto`, or one of `fork`, `spawn` and `papermill`. With a `cluster` its workers make all.
    """
    earlier = out or (newest_run(workspace, plan) if resume else None)
    surroundings = environment_of(workspace)
    with run_folder(workspace, plan.notebook.stem, earlier) as run:
        known = asked_again(workspace, plan, run) if resume else plan
        return run_batch(
            known, formats, run, jobs, resume=resume, verify=verify, backend=backend, environment=surroundings,
            progress=progress, cluster=cluster,
        )  # fmt: skip


def reports_made(made: int, failed: int) -> str:
    """Return how many reports were made and how many failed, in words."""
    text = ngettext("{made} report, {failed} failed", "{made} reports, {failed} failed", made)
    return text.format(made=made, failed=failed)


def environment_of(workspace: Workspace) -> dict[str, str]:
    """Return what a kernel needs to open the workspace; nothing of it is written down."""
    return {"SAMRUM_WORKSPACE": str(workspace.folder), VARIABLE: handed_key(workspace.folder, workspace.passphrase)}


def new_run(workspace: Workspace, name: str) -> Path:
    """Make a folder for a run and for no other: the day, what is made, and a number from the second on."""
    first = f"{date.today().isoformat()}-{name}"  # the user's own day
    reports = workspace.folder / REPORTS_FOLDER
    for number in count(1):
        run = reports / (first if number == 1 else f"{first}-{number}")
        with suppress(FileExistsError):
            run.mkdir(mode=0o700, parents=True)
            break
    return run


def newest_run(workspace: Workspace, plan: BatchPlan) -> Path | None:
    """Return the newest run in which any of the plan's reports was to be made, if there is one."""
    asked = {(job.name, job.parts.get("asked", job.key)) for job in plan.jobs}
    folders = (found.parent for found in (workspace.folder / REPORTS_FOLDER).glob(f"*/{MANIFEST}"))
    runs = (run for run in folders if not asked.isdisjoint(
        (name, one.parts.get("asked", one.key)) for name, one in entries(run).items()
    ))  # fmt: skip
    return max(runs, key=lambda run: run.stat().st_mtime, default=None)


@contextmanager
def run_folder(workspace: Workspace, name: str, out: Path | None) -> Iterator[Path]:
    """Give the folder of a run, a new one where none is named; one in which nothing was written goes again."""
    was_there = out is not None and out.exists()
    try:
        run = out or new_run(workspace, name)
        run.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise unwritable() from None
    try:
        yield run
    finally:
        if not was_there:
            with suppress(OSError):  # it is not empty when anything was written
                run.rmdir()


def _refuse_a_gate_of_others(workspace: Workspace, kind: str, parameters: Mapping[str, str]) -> None:
    """Refuse a gate that isn't there, or that is about something else than what the batch goes through."""
    gate, model, scope = parameters.get("gate"), parameters.get("model"), _SCOPES.get(kind)
    if not gate or scope is None:
        return
    chosen = workspace.model(model) if model else workspace.model_with_gate(gate)
    asks_about = chosen.requirements_at(gate)[0].scope
    if asks_about != scope:
        fitting = next(name for name, of in _SCOPES.items() if of == asks_about)
        raise UsageError(
            _("The gate is about something else than the batch goes through."),
            remedy=_("Write --for-each {kind}.").format(kind=fitting),
            code="usage.gate_scope",
        )


def _must_be_told(notebook: Path) -> tuple[str, ...]:
    """Return the words among a notebook's first two parameters: by itself it shows them of an example."""
    first_two = list(parameters_of(read_notebook(notebook)).values())[:2]
    return tuple(one.name for one in first_two if one.kind == "str" and one.default is not None)


def _refuse_what_lacks(names: Sequence[str], given: Mapping[str, str]) -> None:
    """Raise UsageError when one of the parameters without which nobody knows what a report is about is not given."""
    if lacking := [name for name in names if not given.get(name, "").strip()]:
        raise UsageError(
            _("The notebook must be told: {names}.").format(names=", ".join(lacking)),
            remedy=_("Write -p NAME VALUE for each."),
            code="usage.parameter_missing",
        )


def _apart_from(plan: BatchPlan, there: Mapping[str, Entry]) -> BatchPlan:
    """Return a plan whose single report takes the name of no other report that is there."""
    (job,) = plan.jobs
    if job.name not in there or there[job.name].key == job.key:
        return plan
    return replace(plan, jobs=(replace(job, name=f"{job.name}-{job.key[:8]}"),))


def _write_down(workspace: Workspace, plan: BatchPlan, rendered: Rendered, run: Path) -> None:
    """Write a single report into the manifest, and an index of everything that the manifest holds."""
    (job,) = plan.jobs
    with Manifest(run) as manifest:
        manifest.add(entry_of(plan, job, rendered))
    others = (outcome_of(entry) for name, entry in entries(run).items() if name != job.name)
    write_index(plan, (*others, Outcome(job, rendered)), run, workspace.look)
