"""Papermill's engine `samrum`: each notebook in a process of its own, forked or spawned, that has loaded what it uses.

The outputs are those of papermill's own engine. Papermill loads this module by its name while it is being loaded
itself: nothing heavy is imported here, and nothing else imports it.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papermill.engines import Engine

if TYPE_CHECKING:
    from samrum_kit.batch.process import NotebookProcess, Processes

_LOADED_WITHIN = 120
"""So many seconds a process may take until it can run a notebook."""


class SamrumEngine(Engine):  # type: ignore[misc]  # papermill has no types
    """Runs notebooks in processes that end with them."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, processes: "Processes | None" = None,
        environment: dict[str, str] | None = None, folder: str | None = None, execution_timeout: float | None = None,
        **_options: Any,
    ) -> Any:  # fmt: skip
        """Run a notebook; `environment` and `folder` are those of its process, `execution_timeout` seconds of a cell.

        Raises what papermill's own engine raises: CellTimeoutError, and DeadKernelError for a process that is lost.
        """
        from nbclient.exceptions import DeadKernelError

        from samrum_kit.batch.client import ProcessNotebookClient
        from samrum_kit.batch.process import ProcessLost

        where = {
            "folder": folder or str(Path.cwd()),
            "environment": dict(os.environ) if environment is None else environment,
        }
        try:
            with _ready(processes or _own(), where) as process:
                client = ProcessNotebookClient(nb_man, kernel_name=kernel_name, timeout=execution_timeout)
                client.process = process
                nb_man.nb = client.execute()
        except ProcessLost:
            raise DeadKernelError("The process ended before its notebook.") from None
        return nb_man.nb


@contextmanager
def _ready(processes: "Processes", where: dict[str, Any]) -> Iterator["NotebookProcess"]:
    """Give a process that knows where its notebook runs, and end it afterwards."""
    from samrum_kit.batch.process import ProcessLost

    process = processes.begin()
    try:
        try:
            process.receive(_LOADED_WITHIN)
        except TimeoutError:
            raise ProcessLost from None
        process.send_multipart([json.dumps(where).encode()])
        yield process
    finally:
        process.end()


@cache
def _own() -> "Processes":
    """Return what gives this process its processes, for papermill without a batch."""
    from samrum_kit.batch.spawned import Spawner
    from samrum_kit.batch.zygote import Zygote

    return Zygote() if sys.platform == "linux" else Spawner()
