"""Run a batch: some reports at a time, each written down when it is done, and an index of the whole at the end."""

import math
import os
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from contextvars import copy_context
from dataclasses import replace
from itertools import chain
from pathlib import Path
from queue import SimpleQueue

from samrum_kit.batch.backends import AUTO, BACKENDS, Backend, Rendered, WorkerBackend
from samrum_kit.batch.cluster import Cluster, rendered_there
from samrum_kit.batch.index import write_index
from samrum_kit.batch.manifest import Manifest, Status, entries, is_still_there, written_in
from samrum_kit.batch.plan import BatchPlan, Job
from samrum_kit.batch.private import private_folder
from samrum_kit.batch.progress import progress_bar
from samrum_kit.batch.result import BatchResult, Outcome, entry_of
from samrum_kit.batch.stage import may_fork
from samrum_kit.batch.zygote import Zygote
from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.locale import _
from samrum_kit.report.deliver import refuse_unknown_formats
from samrum_kit.report.look import look_for
from samrum_kit.report.publish import UNWRITABLE, clear_halves


def run_batch(
    plan: BatchPlan,
    formats: Sequence[str],
    out: Path,
    jobs: int = 2,
    *,
    resume: bool = False,
    verify: float = 0.0,
    backend: str = AUTO,
    environment: Mapping[str, str],
    progress: bool = True,
    cluster: Cluster | None = None,
) -> BatchResult:
    """Render the jobs of a plan into a folder, `jobs` at a time, and write `manifest.jsonl` and `index.html` there.

    With `resume` a job that the manifest calls done, and whose files are as they were, is kept. An interrupt ends what
    is running, writes down what was not reached and is raised again; the same call with `resume` finishes the run.
    `verify` is the share of the reports that papermill's own engine makes too, and one that differed before is among
    them; one that differs ends the run, and so does a disk that takes no more. `backend`, one of BACKENDS, runs the
    notebooks; papermill where that doesn't work. A `cluster` needs to know what the jobs rest on. Raises UsageError
    where another batch is at work in the folder.
    """
    _refuse_what_cannot_be(formats, jobs, verify, backend)
    look = look_for(os.environ | environment)
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept, ended = _kept(plan, formats, out) if resume else {}, dict[str, Rendered]()
    with Manifest(out).alone() as manifest, progress_bar(len(plan.jobs), shown=progress) as advance:
        try:
            left, sample = _to_make(plan, kept, verify, out)
            done = [(job, kept[job.name]) for job in plan.jobs if job.name in kept]
            here = _backends(plan, formats, out, environment, backend=backend, number=min(jobs, len(left)))
            with closing(
                rendered_there(cluster, plan.notebook, left, sample, formats=formats, out=out)
                if cluster else _rendered_here(here, left, sample)
            ) as made:  # fmt: skip
                _write_down(chain(done, made), ended, lambda job, one: manifest.add(entry_of(plan, job, one)), advance)
        finally:
            result = _ended(plan, ended, manifest, out)
            write_index(plan, result.outcomes, out, look)
    return result


def _write_down(
    made: Iterable[tuple[Job, Rendered]], ended: dict[str, Rendered], add: Callable[[Job, Rendered], None],
    advance: Callable[[Status], None],
) -> None:  # fmt: skip
    """Write down each job that has ended, until one shows that it is no use to go on."""
    for job, rendered in made:
        ended[job.name] = rendered  # first, so that an interrupt can't call a finished job cancelled
        add(job, rendered)
        advance(rendered.status)
        if rendered.status is Status.MISMATCH or rendered.code == UNWRITABLE:
            break


def _rendered_here(
    starting: AbstractContextManager[Sequence[Backend]], jobs: Sequence[Job], sample: frozenset[str]
) -> Generator[tuple[Job, Rendered], None, None]:
    """Yield jobs as they are rendered on this machine; leaving early ends what is running."""
    with starting as backends:
        yield from _rendered(jobs, backends, sample)


def _ended(plan: BatchPlan, ended: dict[str, Rendered], manifest: Manifest, out: Path) -> BatchResult:
    """Return how a batch ended; what was not reached is written down, and what was half written is removed."""
    for job in plan.jobs:
        if job.name not in ended:
            ended[job.name] = Rendered(Status.CANCELLED)
            manifest.add(entry_of(plan, job, ended[job.name]))
    clear_halves(out)
    return BatchResult(out, tuple(Outcome(job, ended[job.name]) for job in plan.jobs))


def _refuse_what_cannot_be(formats: Sequence[str], jobs: int, verify: float, backend: str) -> None:
    """Refuse a format or backend that is not there, a batch without anybody to make it, and a share that is none."""
    refuse_unknown_formats(formats)
    if backend not in BACKENDS:
        raise UnknownName(_("The way to run notebooks"), backend, BACKENDS)
    if jobs < 1:
        raise UsageError(_("At least one report must be made at a time."), code="usage.jobs")
    if not 0 <= verify <= 1:
        raise UsageError(
            _("The share to verify lies between 0 and 1."),
            remedy=_("Write 0.02 for one in fifty."),
            code="usage.verify",
        )


def _kept(plan: BatchPlan, formats: Sequence[str], out: Path) -> dict[str, Rendered]:
    """Return the jobs that an earlier run has done, by name."""
    found = entries(out)
    return {
        job.name: Rendered(Status.CACHED, files=found[job.name].files, answers=found[job.name].answers)
        for job in plan.jobs
        if job.name in found and is_still_there(found[job.name], job.key, formats, out)
    }


def _to_make(plan: BatchPlan, kept: Collection[str], verify: float, out: Path) -> tuple[list[Job], frozenset[str]]:
    """Return the jobs that are to be made, each with what earlier runs have written under its name.

    Beside them come the keys of those that papermill's own engine makes too: a share, and what differed before.
    """
    before, written = entries(out), written_in(out)
    left = [replace(job, written=written.get(job.name, ())) for job in plan.jobs if job.name not in kept]
    differed = {job.key for job in left if job.name in before and before[job.name].status is Status.MISMATCH}
    return left, frozenset(differed.union(sorted(job.key for job in left)[: math.ceil(verify * len(left))]))


@contextmanager
def _backends(
    plan: BatchPlan, formats: Sequence[str], out: Path, environment: Mapping[str, str], *, backend: str, number: int
) -> Iterator[list[Backend]]:
    """Give backends that keep their temporary files in one folder, and end and clear all of it afterwards."""
    with ExitStack() as ending:
        private = ending.enter_context(private_folder())
        zygote = ending.enter_context(closing(Zygote(private))) if number and may_fork(backend) else None
        surroundings = {**environment, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), private)}
        backends: list[Backend] = []
        for _number in range(number):
            backends.append(WorkerBackend(plan.notebook, formats, out, surroundings, backend=backend, zygote=zygote))
            ending.callback(backends[-1].close)
        yield backends


def _rendered(
    jobs: Sequence[Job], backends: Sequence[Backend], sample: frozenset[str]
) -> Generator[tuple[Job, Rendered], None, None]:
    """Yield jobs as they are rendered, as many at a time as there are backends; leaving early ends what is running."""
    idle: SimpleQueue[Backend] = SimpleQueue()

    def prepare() -> None:
        for backend in backends:  # one after the other: side by side all of them would be there later
            try:
                backend.prepare()
            finally:
                idle.put(backend)

    def render(job: Job) -> Rendered:
        backend = idle.get()
        try:
            return backend.render(job, verify=job.key in sample)
        finally:
            idle.put(backend)

    with ThreadPoolExecutor(1) as starting, ThreadPoolExecutor(max(1, len(backends))) as threads:
        starting.submit(prepare)
        # A thread begins with an empty context: the language in use must be carried over.
        waiting = {threads.submit(copy_context().run, render, job): job for job in jobs}
        try:
            for future in as_completed(waiting):
                yield waiting[future], future.result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            for backend in backends:
                backend.close()
