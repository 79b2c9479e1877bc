"""The stage of a batch: every notebook runs in a process of its own that was forked for it, where that works."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from samrum_kit.batch.zygote import Zygote
from samrum_kit.errors import ReportFailed
from samrum_kit.report.kernel import surroundings
from samrum_kit.report.run import run_notebook

ENGINE = "samrum"
"""The name by which papermill finds the engine."""
_PATIENCE = 60
"""So many seconds the first notebook may take: everything is loaded before it."""


class ForkingStage:
    """Runs notebooks in processes forked from one zygote, which is started anew when it is lost."""

    def __init__(self) -> None:
        """Start the zygote."""
        self._renewing = Lock()
        self.zygote = Zygote()

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
        """End the zygote and whatever it forked."""
        self.zygote.close()


@contextmanager
def fastest_stage() -> Iterator[ForkingStage | None]:
    """Give a stage that has shown that it works; None, which means papermill's own engine, where there is none."""
    if not sys.platform.startswith("linux"):
        yield None
        return
    stage = ForkingStage()
    try:
        yield stage if stage.works() else None
    finally:
        stage.close()
