"""The stage of a batch: every notebook runs in a process of its own, forked for it or spawned, where that works."""

import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from samrum_kit.batch.backends import AUTO, FORK, PAPERMILL, SPAWN
from samrum_kit.batch.process import Processes
from samrum_kit.batch.spawned import Spawner
from samrum_kit.batch.zygote import Zygote, ZygoteLine
from samrum_kit.errors import ReportFailed
from samrum_kit.report.kernel import surroundings
from samrum_kit.report.run import run_notebook

ENGINE = "samrum"
"""The name by which papermill finds the engine."""
_PATIENCE = 60
"""So many seconds the first notebook may take: everything is loaded before it."""
_TRIED = {AUTO: (FORK, SPAWN), FORK: (FORK,), SPAWN: (SPAWN,), PAPERMILL: ()}
_PROCESSES: Mapping[str, Callable[[], Processes]] = {FORK: Zygote, SPAWN: Spawner}


class OwnStage:
    """Runs notebooks in processes of their own; what gives them is started anew when it is lost."""

    def __init__(self, backend: str, processes: Processes | None = None) -> None:
        """Take what forks or spawns, or start it."""
        self.backend = backend
        self._renewing = Lock()
        self.processes = processes or _PROCESSES[backend]()

    @property
    def ends_all(self) -> bool:
        """Tell whether it ends what a notebook started and set apart: a zygote does."""
        return self.backend == FORK

    def __call__(self, folder: Path, environment: Mapping[str, str]) -> Mapping[str, Any]:
        """Return what papermill is told."""
        with self._renewing:
            if not self.processes.lives:
                self.processes.close()
                self.processes = _PROCESSES[self.backend]()
        return {
            "engine_name": ENGINE, "processes": self.processes, "folder": str(folder),
            "environment": surroundings(folder, environment),
        }  # fmt: skip

    def works(self) -> bool:
        """Tell whether a notebook runs to its end."""
        from nbformat.v4 import new_code_cell, new_notebook

        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook = new_notebook(cells=[new_code_cell("6 * 7")], metadata={"kernelspec": kernel})
        try:
            done = run_notebook(notebook, {}, {}, seconds=_PATIENCE, stage=self)
        except ReportFailed:
            return False
        return bool(done.cells[0].outputs[0].data["text/plain"] == "42")

    def close(self) -> None:
        """End every process that waits for a notebook."""
        self.processes.close()


def may_fork(backend: str) -> bool:
    """Tell whether a backend tries to fork on this system; macOS can, but its libraries may not survive it."""
    return FORK in _TRIED[backend] and sys.platform == "linux"


@contextmanager
def stage_of(backend: str, descriptor: int | None = None) -> Iterator[OwnStage | None]:
    """Give the first stage of a backend that shows that it works; None where papermill's own engine is left.

    `descriptor` is that of a socket to a zygote that others ask too.
    """
    for tried in _TRIED[backend]:
        if tried == FORK and not may_fork(backend):
            continue
        shared = None
        if tried == FORK and descriptor is not None:
            shared = ZygoteLine(socket.socket(fileno=descriptor))
        with closing(OwnStage(tried, shared)) as stage:
            if stage.works():
                yield stage
                return
    yield None
