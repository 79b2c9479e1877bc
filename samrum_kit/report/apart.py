"""Programs that a notebook started and set apart: they end with its kernel, since they know what it knew."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

_ROUNDS = 10
"""So often it looks again: what is ended may have started something in the meantime."""


@contextmanager
def ended_with(folder: Path) -> Iterator[None]:
    """End after the block whatever still runs with this private folder in its environment."""
    try:
        yield
    finally:
        for _round in range(_ROUNDS):
            found = list(_started_in(str(folder)))
            for process in found:
                with suppress(psutil.Error):
                    process.kill()
            if not found:
                break
            psutil.wait_procs(found, timeout=1)


def _started_in(folder: str) -> Iterator[psutil.Process]:
    """Yield the processes in whose environment a folder stands."""
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if any(folder in value for value in process.environ().values()):
                yield process
