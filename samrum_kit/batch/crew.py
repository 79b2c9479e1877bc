"""The processes of a worker that make reports: started once, kept between chunks, and ended with the worker."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from queue import Empty, LifoQueue
from threading import Lock
from typing import Any

from samrum_kit.batch.backends import Rendered, RenderProcess
from samrum_kit.batch.manifest import Status
from samrum_kit.batch.private import private_folder


class Crew:
    """As many processes as there are chunks at a time; each ends when this process does, however that ends."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Take what opens the workspace; the processes keep their temporary files in one folder."""
        self._holding = ExitStack()
        private = self._holding.enter_context(private_folder())
        self._environment = {**environment, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), private)}
        self._idle: LifoQueue[RenderProcess] = LifoQueue()
        self._busy: dict[RenderProcess, str] = {}
        self._ended: set[str] = set()
        self._changing = Lock()

    def render(self, run: str, requests: Sequence[Mapping[str, Any]]) -> tuple[Rendered, ...]:
        """Make the reports of a chunk; those of a run that is ended come back as cancelled."""
        process = self._taken(run)
        if process is None:
            return tuple(Rendered(Status.CANCELLED) for _request in requests)
        try:
            return tuple(process.render(request) for request in requests)
        finally:
            self._give_back(process)

    def end(self, run: str) -> None:
        """End what is being made for a run; nothing more is made for it."""
        with self._changing:
            self._ended.add(run)
            ending = [process for process, busy_with in self._busy.items() if busy_with == run]
        for process in ending:
            process.close()

    def _taken(self, run: str) -> RenderProcess | None:
        """Take a process for a run, a new one where none is idle; None for a run that is ended."""
        with self._changing:
            if run in self._ended:
                return None
            process = RenderProcess(self._environment)
            with suppress(Empty):
                process = self._idle.get_nowait()
            self._busy[process] = run
            return process

    def _give_back(self, process: RenderProcess) -> None:
        """Keep a process for the next chunk, unless its run was ended while it was at work."""
        with self._changing:
            if self._busy.pop(process) not in self._ended:
                self._idle.put(process)
