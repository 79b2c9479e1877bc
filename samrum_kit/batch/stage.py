"""The stage of a batch: every notebook runs in a process of its own that was forked for it, where that works."""

import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from samrum_kit.batch.zygote import Zygote, ZygoteLine
from samrum_kit.errors import ReportFailed
from samrum_kit.report.kernel import surroundings
from samrum_kit.report.run import run_notebook

ENGINE = "samrum"
"""The name by which papermill finds the engine."""
_PATIENCE = 60
"""So many seconds the first notebook may take: everything is loaded before it."""


class ForkingStage:
    """Runs notebooks in processes forked from a zygote; when that is lost, from one of its own."""

    def __init__(self, zygote: ZygoteLine) -> None:
        """Take a zygote that is asked for as long as it lives."""
        self._renewing = Lock()
        self.zygote = zygote

    def __call__(self, folder: Path, environment: Mapping[str, str]) -> Mapping[str, Any]:
        """Return what papermill is told."""
        with self._renewing:
            if not self.zygote.lives:
                self.zygote.close()
                self.zygote = Zygote()
        return {
            "engine_name": ENGINE, "zygote": self.zygote, "folder": str(folder),
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
        """Ask no more; a zygote of one's own ends with whatever it forked."""
        self.zygote.close()


def forks() -> bool:
    """Tell whether processes are forked on this system; macOS can, but its libraries may not survive it."""
    return sys.platform.startswith("linux")


@contextmanager
def fastest_stage(descriptor: int | None) -> Iterator[ForkingStage | None]:
    """Give a stage that has shown that it works; None, which means papermill's own engine, where there is none.

    `descriptor` is that of the socket to a zygote that others ask too.
    """
    if descriptor is None:
        yield None
        return
    stage = ForkingStage(ZygoteLine(socket.socket(fileno=descriptor)))
    try:
        yield stage if stage.works() else None
    finally:
        stage.close()
