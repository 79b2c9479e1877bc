"""The stage of a batch: every notebook runs in a process of its own that was forked for it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from samrum_kit.batch.engine import ENGINE, SamrumEngine
from samrum_kit.batch.zygote import Zygote
from samrum_kit.report.kernel import surroundings


class ForkingStage:
    """Runs notebooks in processes forked from one zygote, which is started anew when it is lost."""

    def __init__(self) -> None:
        """Start the zygote."""
        from papermill.engines import papermill_engines

        papermill_engines.register(ENGINE, SamrumEngine)  # an installed package has told papermill of it already
        self._zygote = Zygote()

    def __call__(self, folder: Path, environment: Mapping[str, str]) -> Mapping[str, Any]:
        """Return what papermill is told."""
        return {
            "engine_name": ENGINE, "zygote": self._zygote, "folder": str(folder),
            "environment": surroundings(folder, environment),
        }  # fmt: skip

    def close(self) -> None:
        """End the zygote and whatever it forked."""
        self._zygote.close()
