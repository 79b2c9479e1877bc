"""Papermill's engine `samrum`: each notebook in a process forked from one that has everything loaded.

The outputs are those of papermill's own engine. Papermill loads this module by its name while it is being loaded
itself: nothing heavy is imported here, and nothing else imports it.
"""

import os
import signal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papermill.engines import Engine

if TYPE_CHECKING:
    from samrum_kit.batch.zygote import Zygote


class SamrumEngine(Engine):  # type: ignore[misc]  # papermill has no types
    """Runs notebooks in forked processes, where the system forks; elsewhere papermill's own engine is to be used."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, zygote: "Zygote | None" = None,
        environment: dict[str, str] | None = None, folder: str | None = None, execution_timeout: float | None = None,
        **_options: Any,
    ) -> Any:  # fmt: skip
        """Run a notebook; `environment` and `folder` are those of its process, `execution_timeout` seconds of a cell.

        Raises what papermill's own engine raises: CellTimeoutError, and DeadKernelError for a process that is lost.
        """
        from nbclient.exceptions import DeadKernelError

        from samrum_kit.batch.messages import receive, send

        request = {
            "notebook": nb_man.nb, "kernel": kernel_name, "folder": folder or str(Path.cwd()),
            "environment": dict(os.environ) if environment is None else environment,
        }  # fmt: skip
        with (zygote or _own()).fork() as line:
            send(line, request)
            told = receive(line)
            if told is None:
                raise DeadKernelError("The process ended before its notebook.")
            process, cell = told["pid"], None
            line.settimeout(execution_timeout)
            try:
                while told is not None and "notebook" not in told:
                    told = receive(line)
                    cell = told.get("cell", cell) if told else cell
            except TimeoutError:
                raise _too_slow(nb_man.nb.cells[cell or 0], execution_timeout) from None
            finally:
                _end(process)
            if told is None:
                raise DeadKernelError("The process ended before its notebook.")
        nb_man.nb = _notebook(told["notebook"])
        return nb_man.nb


def _notebook(plain: Any) -> Any:
    """Return a notebook from plain data."""
    import nbformat

    return nbformat.from_dict(plain)


def _too_slow(cell: Any, seconds: float | None) -> Exception:
    """Return the error of a cell that takes too long."""
    from nbclient.exceptions import CellTimeoutError

    return CellTimeoutError.error_from_timeout_and_cell("Cell execution timed out", int(seconds or 0), cell)


def _end(process: int) -> None:
    """End a process and what it started."""
    try:
        os.killpg(process, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


@cache
def _own() -> "Zygote":
    """Return the zygote of this process, for papermill without a batch."""
    from samrum_kit.batch.zygote import Zygote

    return Zygote()
