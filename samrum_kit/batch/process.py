"""A process that runs the cells of one notebook, as whoever asks for it sees it, however it came to be."""

import os
import signal
import sys
from contextlib import suppress
from typing import Protocol

import psutil

from samrum_kit.batch.messages import Frames, Line

SAFE_PATH = "-P"
"""So an interpreter is started in which no file of the folder where somebody works passes for a module."""
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
SEED = {"PYTHONHASHSEED": "0"}
"""Sets have the same order in every report."""


class ProcessLost(RuntimeError):
    """There is no process to ask, or none any more."""


class NotebookProcess(Protocol):
    """A process for one notebook: it says that it is there, is told where the notebook runs, then answers requests."""

    def send_multipart(self, message: Frames, *, copy: bool = True) -> None:
        """Send a message; ProcessLost where nobody takes it."""

    def receive(self, seconds: float | None = None) -> list[bytes]:
        """Return the next message; ProcessLost where none comes any more, TimeoutError where none comes in time."""

    def end(self) -> None:
        """End the process and what it started."""


class LineProcess:
    """A process that is spoken to on a line."""

    def __init__(self, line: Line) -> None:
        """Take the line to it."""
        self._line = line

    def send_multipart(self, message: Frames, *, copy: bool = True) -> None:  # noqa: ARG002  # called as zmq's are
        """Send a message; ProcessLost where nobody takes it."""
        try:
            self._line.send_multipart(message)
            self._line.flush()
        except OSError:
            raise ProcessLost from None


class Processes(Protocol):
    """Gives a process for every notebook."""

    @property
    def lives(self) -> bool:
        """Tell whether a process can still be asked for."""

    def begin(self) -> NotebookProcess:
        """Return a process that nobody has used; ProcessLost where there can be none."""

    def close(self) -> None:
        """End every process that waits for a notebook."""


def empty_handed(place: str) -> dict[str, str]:
    """Return what a process finds in its environment before its notebook: nothing that opens a workspace.

    What it must write lies in a place of its own.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAMRUM_")}
    return {**kept, **ONE_THREAD, **SEED, "IPYTHONDIR": place}


def end_all_of(process: int) -> None:
    """End what a process has started, and where there are groups of processes what is left in its own, itself too."""
    with suppress(psutil.Error):
        for started in psutil.Process(process).children(recursive=True):
            with suppress(psutil.Error):
                started.kill()
    if sys.platform != "win32":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process, signal.SIGKILL)
