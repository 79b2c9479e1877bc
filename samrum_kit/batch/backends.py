"""What renders a job: the interface, and a process that lives for many jobs and runs each notebook apart."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock
from typing import IO, Any, Protocol

from samrum_kit.batch.manifest import Status
from samrum_kit.batch.plan import Job
from samrum_kit.batch.process import SAFE_PATH
from samrum_kit.batch.zygote import ZygoteLine
from samrum_kit.errors import ReportFailed
from samrum_kit.locale import _, language

FORK, SPAWN, PAPERMILL = "fork", "spawn", "papermill"
"""A notebook ran in a process forked for it, in an interpreter started for it, or in papermill's own kernel."""
AUTO = "auto"
BACKENDS = (AUTO, FORK, SPAWN, PAPERMILL)
"""What can be asked for: the fastest that works, or one of them, and papermill where that doesn't work."""
JOBS_PER_PROCESS = 1000
"""After so many jobs a process is replaced, so that what libraries leave behind in memory doesn't add up."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """How the rendering of a job ended; `message` is one sentence for the user, without anything from the data."""

    status: Status
    seconds: float = 0.0
    code: str = ""
    cell: int | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    backend: str = ""
    """What ran the notebook: `fork`, `spawn` or `papermill`; nothing where none ran."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """What the notebook asked the vault for, each with the seal of the answer."""
    aside: Mapping[str, str] = field(default_factory=dict)
    """What the files are called now that somebody had changed, by the names which the new ones have."""


class Backend(Protocol):
    """Renders one job at a time."""

    def prepare(self) -> None:
        """Start what renders and return when it can take a job; what fails then will show with the first job."""

    def render(self, job: Job, *, verify: bool = False) -> Rendered:
        """Render a job and publish its files; whatever goes wrong is in the result.

        To verify is to make the page by papermill's own engine too: one that differs is published by neither.
        """

    def close(self) -> None:
        """End what is running; a job that is being rendered comes back as cancelled."""


class WorkerBackend:
    """Renders in a child process, which runs each notebook in a process of its own."""

    def __init__(
        self, notebook: Path, formats: Sequence[str], out: Path, environment: Mapping[str, str], *,
        backend: str, zygote: ZygoteLine | None = None,
    ) -> None:  # fmt: skip
        """Take what is the same for every job, and a zygote that others ask too."""
        self._common = {"notebook": str(notebook), "formats": list(formats), "out": str(out)}
        self._process = RenderProcess(environment, backend, zygote)

    def prepare(self) -> None:
        """Start the child."""
        self._process.prepare()

    def render(self, job: Job, *, verify: bool = False) -> Rendered:
        """Send a job to the child and wait for its answer; whatever becomes of the child costs this job alone."""
        told = {"name": job.name, "parameters": dict(job.parameters), "written": job.written}
        about = told | {"lang": language(), "verify": verify}
        return self._process.render(self._common | about)

    def close(self) -> None:
        """End the child, and with it what runs there."""
        self._process.close()


class RenderProcess:
    """A child process that makes one report after the other, of whatever notebooks it is told."""

    def __init__(
        self, environment: Mapping[str, str], backend: str = AUTO, zygote: ZygoteLine | None = None
    ) -> None:
        """Take what the child finds in its environment beside what is there; it starts with the first report."""
        self._backend = backend
        self._inherited = [] if zygote is None else [zygote.descriptor]
        self._environment = {**os.environ, **environment}
        self._child: subprocess.Popen[str] | None = None
        self._rendered = 0
        self._closed = False
        self._starting = Lock()

    def prepare(self) -> None:
        """Start the child and wait until it can take a request; one that is lost is started anew when it is asked."""
        with suppress(OSError, ValueError):
            self._ready()

    def render(self, request: Mapping[str, Any]) -> Rendered:
        """Send a request to the child and wait for its answer; where the child is lost another one is asked once."""
        for _time in range(2):
            try:
                return rendered_from(self._ask(request))
            except (OSError, ValueError):
                self._end()
        return self._lost()

    def close(self) -> None:
        """End the child, and with it what runs there; whatever is asked from then on comes back as cancelled."""
        with self._starting:
            self._closed = True
        self._end()

    def _ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Write a request and read the answer, one line each; a child that is gone raises OSError or ValueError."""
        if self._rendered == JOBS_PER_PROCESS or (self._child is not None and self._child.poll() is not None):
            self._end()
        requests, answers = self._ready()
        requests.write(json.dumps(request) + "\n")
        requests.flush()
        answer: dict[str, Any] = json.loads(answers.readline())
        self._rendered += 1
        return answer

    def _ready(self) -> tuple[IO[str], IO[str]]:
        """Return what leads to a child that can take a request, and from it; OSError or ValueError where none can."""
        with self._starting:
            if self._closed:
                raise OSError
            child, is_new = self._child or self._start(), self._child is None
            self._child = child
        if child.stdin is None or child.stdout is None:
            raise OSError
        if is_new:
            self._rendered = 0
            json.loads(child.stdout.readline())
        return child.stdin, child.stdout

    def _start(self) -> "subprocess.Popen[str]":
        """Start a child that knows the workspace by its environment; its error stream could hold anything."""
        return subprocess.Popen(
            [sys.executable, SAFE_PATH, "-m", "samrum_kit.batch.worker", self._backend, *map(str, self._inherited)],
            pass_fds=self._inherited,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self._environment,
            encoding="utf-8",
        )

    def _lost(self) -> Rendered:
        """Say what became of a job whose child is gone, and the second one too."""
        if self._closed:
            return Rendered(Status.CANCELLED)
        lost = ReportFailed(
            _("The process that made the report was lost."),
            remedy=_("Close programs that take much memory, and see what “samrum doctor” says."),
            code="batch.process_lost",
        )
        return Rendered(Status.CRASHED, code=lost.code, message=str(lost))

    def _end(self) -> None:
        """End the child: asked first, so that it can end its kernel, then without asking."""
        child, self._child = self._child, None
        if child is None:
            return
        child.terminate()
        try:
            child.wait(timeout=5)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


READY = "{}"
"""The line that a child writes when it can take a request."""


def answer_of(rendered: Rendered) -> str:
    """Return a result as the line that a child writes."""
    return json.dumps(asdict(rendered))


def rendered_from(answer: Mapping[str, Any]) -> Rendered:
    """Return the result that such a line tells; TypeError, ValueError or KeyError for one that tells none."""
    return Rendered(**{**answer, "status": Status(answer["status"])})
