"""Reports that the workers of a Dask cluster make: chunks of ids go out, hashes come back, and the files are looked at.

A chunk whose worker is lost is made by another. One that loses one worker after the other is taken apart, and its
reports are made one at a time at the end, so that only what is to blame for it is given up.
"""

import time
from asyncio import CancelledError
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING
from uuid import uuid4

from samrum_kit.batch.address import checked_address
from samrum_kit.batch.backends import Rendered
from samrum_kit.batch.chunk import Answer, Asked, Chunk, answer_from, parted
from samrum_kit.batch.manifest import DONE, Status
from samrum_kit.batch.plan import Job
from samrum_kit.batch.scheduler import connected, scheduler_lost
from samrum_kit.errors import ReportFailed
from samrum_kit.locale import _, language
from samrum_kit.report.notebooks import name_elsewhere
from samrum_kit.report.publish import hash_of, unwritable

if TYPE_CHECKING:
    from distributed import Client, Future

PATIENCE = 30.0
"""So many seconds a batch waits where no worker is left; one that was lost may come back."""
_LOOKS = 1.0
"""So many seconds without news until it looks which workers are there."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Machines that make the reports of a batch together, each of which opens the workspace by itself."""

    address: str
    """Of the scheduler."""
    folder: Path
    """Of the workspace, on this machine."""
    make: Callable[[str], str]
    """Makes a chunk on a worker and answers; a function of a module, since it travels by its name."""
    end: Callable[[str], None]
    """Ends on a worker what is being made for a run; as well a function of a module."""
    mark: str
    """Was written into the workspace, so that a worker's shows to be the same."""
    patience: float = PATIENCE
    """In seconds."""


def rendered_there(
    cluster: Cluster, notebook: Path, jobs: Sequence[Job], sample: frozenset[str], *, formats: Sequence[str], out: Path
) -> Generator[tuple[Job, Rendered], None, None]:
    """Yield jobs as the workers have made them; leaving early ends what they are making.

    Raises ReportFailed where the scheduler or every worker is gone, UsageError for workers that no safe line leads to.
    """
    if not jobs:
        return
    chunk = _chunk(cluster, notebook, formats, out)
    with _marked(out / chunk.mark), connected(cluster.address) as client:
        yield from _Dispatch(client, cluster, chunk, out, {job.name: job for job in jobs}).outcomes(
            [Asked(job.name, job.parameters, job.parts, job.key in sample, job.written) for job in jobs]
        )


def _chunk(cluster: Cluster, notebook: Path, formats: Sequence[str], out: Path) -> Chunk:
    """Return what is the same for all chunks of a run."""
    whole, folder = out.resolve(), cluster.folder.resolve()
    place = whole.relative_to(folder) if whole.is_relative_to(folder) else whole
    name = name_elsewhere(notebook)
    return Chunk(
        f"samrum-{uuid4().hex}", name, hash_of(notebook), tuple(formats), place.as_posix(), language(), cluster.mark
    )


def seen(out: Path, name: str, rendered: Rendered) -> Rendered:
    """Return what a worker tells of a report; a failure where its files are not here as it says that it wrote them."""
    files = (hash_of(out / f"{name}.{ending}") == told for ending, told in rendered.files.items())
    if rendered.status not in DONE or all(files):
        return rendered
    message = _("The worker does not write into the same folder.")
    return Rendered(Status.FAILED, rendered.seconds, "batch.other_folder", message=message)


@contextmanager
def _marked(mark: Path) -> Iterator[None]:
    """Leave a file in the folder of the run for as long as it goes on, so that a worker sees whether it is there."""
    try:
        mark.touch(mode=0o600)
    except OSError:
        raise unwritable() from None
    try:
        yield
    finally:
        mark.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class _Sent:
    """A chunk that was sent out: which workers alone may take it, nobody in particular for an empty set."""

    asked: tuple[Asked, ...]
    workers: frozenset[str]
    alone: bool
    """Nothing else is being made."""


class _Dispatch:
    """The chunks of one run, from the first that is sent out to the last that is answered."""

    def __init__(self, client: "Client", cluster: Cluster, chunk: Chunk, out: Path, jobs: Mapping[str, Job]) -> None:
        """Take the line to the scheduler, what is the same for all chunks, and the jobs by name."""
        self._client, self._cluster, self._chunk, self._out, self._jobs = client, cluster, chunk, out, jobs
        self._answered: SimpleQueue[Future[str]] = SimpleQueue()
        self._sent: dict[str, tuple[Future[str], _Sent]] = {}
        self._suspects: list[Asked] = []
        self._unfit: dict[str, str] = {}
        self._nobody_since: float | None = None

    def outcomes(self, asked: Sequence[Asked]) -> Generator[tuple[Job, Rendered], None, None]:
        """Yield each job that is asked for when it has ended."""
        try:
            for part in parted(asked, sum(self._workers().values())):
                self._send(_Sent(part, frozenset(), alone=False))
            while self._sent or self._suspects:
                if not self._sent:
                    self._send(_Sent((self._suspects.pop(),), frozenset(), alone=True))
                try:
                    future = self._answered.get(timeout=_LOOKS)
                except Empty:
                    self._look_after()
                    continue
                if future.key in self._sent:
                    yield from self._ended(future, self._sent.pop(str(future.key))[1])
        finally:
            self._end()

    def _send(self, sent: _Sent) -> None:
        """Send a chunk out."""
        key = f"{self._chunk.run}-{uuid4().hex}"
        self._await(self._client.submit(
            self._cluster.make, self._chunk.with_reports(sent.asked).as_text(), key=key, pure=False,
            workers=list(sent.workers) or None,
        ), sent)  # fmt: skip

    def _await(self, future: "Future[str]", sent: _Sent) -> None:
        """Wait for the answer to a chunk beside those to others."""
        self._sent[str(future.key)] = future, sent
        future.add_done_callback(self._answered.put)

    def _ended(self, future: "Future[str]", sent: _Sent) -> Iterator[tuple[Job, Rendered]]:
        """Yield what became of a chunk, or see to it that somebody else makes it."""
        from distributed.scheduler import KilledWorker

        if future.status == "cancelled":
            raise scheduler_lost()
        try:
            answer = answer_from(future.result(timeout=_LOOKS))
        except (TimeoutError, CancelledError):  # the worker was lost with its answer, and another one makes it anew
            self._await(future, sent)
            return
        except KilledWorker:
            if sent.alone:
                yield from self._all_of(sent, _worker_lost())
            else:
                self._suspects += sent.asked
            return
        except Exception:  # noqa: BLE001  # whatever a worker raises that can't even answer in our words
            yield from self._all_of(sent, _no_answer())
            return
        if answer.refusal:
            yield from self._refused(future, sent, answer)
        for one, rendered in zip(sent.asked, answer.made, strict=False):
            yield self._jobs[one.name], seen(self._out, one.name, rendered)

    def _all_of(self, sent: _Sent, rendered: Rendered) -> Iterator[tuple[Job, Rendered]]:
        """Yield the jobs of a chunk, all with the same result."""
        for one in sent.asked:
            yield self._jobs[one.name], rendered

    def _refused(self, future: "Future[str]", sent: _Sent, answer: Answer) -> Iterator[tuple[Job, Rendered]]:
        """Give a chunk to the workers that have not refused any; where there are none, say why."""
        self._unfit |= dict.fromkeys(self._client.who_has([future]).get(future.key, ()), answer.refusal)
        fit = frozenset(self._workers()) - self._unfit.keys()
        if fit:
            self._send(_Sent(sent.asked, fit, sent.alone))
        else:
            yield from self._all_of(sent, Rendered(Status.FAILED, code=answer.code, message=answer.refusal))

    def _workers(self) -> dict[str, int]:
        """Return the workers that are there, and how many chunks each makes at a time."""
        try:
            found: dict[str, int] = dict(self._client.nthreads())
        except (OSError, TimeoutError):
            raise scheduler_lost() from None
        for worker in found:
            checked_address(worker)
        return found

    def _look_after(self) -> None:
        """Send again what waits for workers that are gone; give up where nobody has been there for long."""
        fit = frozenset(self._workers()) - self._unfit.keys()
        if not fit:
            self._nobody_since = self._nobody_since or time.monotonic()
            if time.monotonic() - self._nobody_since > self._cluster.patience:
                raise _nobody_left(*self._unfit.values())
            return
        self._nobody_since = None
        for key, (future, sent) in list(self._sent.items()):
            if sent.workers and sent.workers.isdisjoint(fit):
                del self._sent[key]
                future.cancel()
                self._send(_Sent(sent.asked, fit, sent.alone))

    def _end(self) -> None:
        """End what was sent out and is not answered."""
        if self._sent:
            with suppress(Exception):  # whoever can't be reached any more needs no word that it is over
                self._client.cancel([future for future, _sent in self._sent.values()])
                self._client.run(self._cluster.end, self._chunk.run, on_error="ignore")


def _no_answer() -> Rendered:
    """Return the result of a job whose worker can't make any report."""
    message = _("The worker could not take the report on: it has another version of the program, or none.")
    return Rendered(Status.FAILED, code="batch.worker_unfit", message=message)


def _worker_lost() -> Rendered:
    """Return the result of a job that lost one worker after the other."""
    return Rendered(Status.CRASHED, code="batch.worker_lost", message=_("The workers that made the report were lost."))


def _nobody_left(*refusals: str) -> ReportFailed:
    """Return the error of a batch that nobody is left to make; why the last one refused comes first."""
    return ReportFailed(
        refusals[-1] if refusals else _("No worker is there to make the reports."),
        remedy=_("Start workers, then run the same command with --resume."),
        code="batch.no_workers",
    )
