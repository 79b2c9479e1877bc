"""What a worker of a cluster does: it opens the workspace of its own environment and makes the reports of a chunk.

It makes none where they would be of anything else than what was planned: of another workspace, a copy of it too,
of other settings, another program or notebook, or into another folder.
"""

import os
from functools import cache, lru_cache
from pathlib import Path

from samrum_kit.batch import BatchPlan, Job
from samrum_kit.batch.address import checked_address
from samrum_kit.batch.chunk import Answer, Asked, Chunk, chunk_from, refused
from samrum_kit.batch.cluster import Cluster
from samrum_kit.batch.crew import Crew
from samrum_kit.batch.keys import DATA, Grounds, on_grounds, what_changed
from samrum_kit.batch.plan import job_key
from samrum_kit.errors import AccessError, ReportFailed, SamrumError, unexpected
from samrum_kit.locale import _, speaking
from samrum_kit.report import find_notebook
from samrum_kit.report.notebooks import read_notebook
from samrum_kit.report.parameters import parameters_of, values_for
from samrum_kit.report.publish import hash_of
from samrum_kit.workspace.grounds import grounds_of
from samrum_kit.workspace.passphrase import VARIABLE
from samrum_kit.workspace.reports import environment_of
from samrum_kit.workspace.workspace import Workspace

_RUNS_REMEMBERED = 8


def cluster_at(scheduler: str, workspace: Workspace) -> Cluster:
    """Return the cluster of a scheduler, whose workers make reports from a workspace that they all share.

    Raises UsageError for an address that can't be understood, or of another machine without encryption.
    """
    return Cluster(checked_address(scheduler), workspace.folder, make_chunk, end_run, workspace.store.mark())


def make_chunk(text: str) -> str:
    """Make the reports of a chunk, or answer in one sentence why they are not made here; it never raises."""
    try:
        chunk = chunk_from(text)
        with speaking(chunk.lang):
            return _made(chunk).as_text()
    except SamrumError as error:
        return refused(error).as_text()
    except Exception as error:  # noqa: BLE001  # what is raised on a worker is logged there with its text
        return Answer(refusal=unexpected(error), code="batch.unexpected").as_text()


def end_run(run: str) -> None:
    """End what is being made here for a run."""
    if _crew.cache_info().currsize:
        _crew().end(run)


def _made(chunk: Chunk) -> Answer:
    """Return how the reports ended."""
    crew = _crew()
    notebook, out = find_notebook(chunk.notebook), Path(_environment()["SAMRUM_WORKSPACE"]) / chunk.out
    if not (out / chunk.mark).is_file():
        raise ReportFailed(
            _("A worker does not see the folder of the reports."),
            remedy=_("Name one with --out that all machines share under the same path."),
            code="batch.other_folder",
        )
    changed = _changed(chunk, notebook)
    if changed:
        raise ReportFailed(
            _("A worker would make the reports of something else: {parts}.").format(parts=", ".join(changed)),
            remedy=_("Give every machine the same workspace and the same program."),
            code="batch.other_grounds",
        )
    return Answer(crew.render(chunk.run, chunk.requests(notebook, out)))


def _changed(chunk: Chunk, notebook: Path) -> list[str]:
    """Return in words what the reports would rest on here other than they should; a new day changes nothing.

    What was written into the workspace since they were planned doesn't either: they are of the newest data.
    """
    source = read_notebook(notebook)
    declared = parameters_of(source)

    def here(one: Asked) -> Job:
        return Job(one.name, "", one.parameters, job_key(source, values_for(declared, one.parameters)))

    grounds, is_the_same = _grounds(chunk.run, chunk.workspace)
    plan = on_grounds(BatchPlan(notebook, tuple(map(here, chunk.asked))), grounds)
    asked = "" if hash_of(notebook) == chunk.notebook_hash else "another"
    found = [] if is_the_same else [_("the workspace")]
    for one, job in zip(chunk.asked, plan.jobs, strict=True):
        as_asked = {name: one.parts.get(name, "") for name in (DATA, "day")}
        now = {**job.parts, "asked": asked or job.parts["asked"], **as_asked}
        found += (word for word in what_changed(one.parts, now) if word not in found)
    return found


@lru_cache(_RUNS_REMEMBERED)
def _grounds(_run: str, mark: str) -> tuple[Grounds, bool]:
    """Return what reports rest on here, and whether a mark stands in the workspace; looked up once for a run."""
    environment = _environment()
    with Workspace.open(environment["SAMRUM_WORKSPACE"], passphrase=environment[VARIABLE]) as workspace:
        return grounds_of(workspace), workspace.store.holds(mark)


@cache
def _crew() -> Crew:
    """Return the processes of this worker."""
    return Crew(_environment())


@cache
def _environment() -> dict[str, str]:
    """Return what opens the workspace of this process's own environment.

    Raises AccessError where no passphrase lies there: on a worker nobody can be asked.
    """
    if not os.environ.get(VARIABLE):
        raise AccessError(
            _("A worker has no passphrase."),
            remedy=_("Put it into the variable {name} before the worker is started.").format(name=VARIABLE),
            code="access.no_passphrase",
        )
    with Workspace.open() as workspace:
        return environment_of(workspace)
