"""The process that was forked for one notebook: it runs the cells, answers once, and is gone."""

import os
import random
import resource
import signal
import socket
import sys
import tempfile
import time
from typing import Any, NoReturn

import nbformat
from papermill.engines import NotebookExecutionManager

from samrum_kit.batch.kernel import CapturedNotebookClient
from samrum_kit.batch.messages import receive, send

MEMORY = 2 << 30
"""So many bytes a notebook may take; one that wants more is told that there is none."""


def serve(line: socket.socket) -> NoReturn:
    """Run the notebook that comes on a socket and answer on it; nothing that it did outlives the process."""
    code = 1
    try:
        request = receive(line)
        if request is not None:
            send(line, {"pid": os.getpid()})
            send(line, {"notebook": _executed(line, request)})
            code = 0
    finally:
        os._exit(code)


def _executed(line: socket.socket, request: dict[str, Any]) -> Any:
    """Return the notebook of a request with the outputs of its cells."""
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    os.umask(0o077)
    time.tzset()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.path[0] = ""  # as a kernel has it
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    tempfile.tempdir = None  # it was looked up before the environment was this one
    random.seed()
    _seed_numpy()
    notebook = nbformat.from_dict(request["notebook"])
    manager = _Told(line, notebook)
    manager.notebook_start()
    CapturedNotebookClient(manager, kernel_name=request["kernel"]).execute()
    return manager.nb


class _Told(NotebookExecutionManager):  # type: ignore[misc]  # papermill has no types
    """Papermill's manager of one notebook, which tells whoever waits of each cell that begins."""

    def __init__(self, line: socket.socket, notebook: Any) -> None:
        """Take the socket and the notebook."""
        super().__init__(notebook, progress_bar=False, autosave_cell_every=0)
        self._line = line

    def cell_start(self, cell: Any, cell_index: int | None = None, **options: Any) -> None:
        """Tell that a cell begins."""
        send(self._line, {"cell": cell_index})
        super().cell_start(cell, cell_index, **options)

    def save(self, **options: Any) -> None:
        """Keep nothing on disk."""


def _seed_numpy() -> None:
    """Give numpy's own generator another beginning than that of the other forked processes."""
    sys.modules["numpy.random"].seed()  # it was loaded before the fork
