"""Run one notebook in private: what comes back is scrubbed, and what goes wrong is one sentence without any data."""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol, TypeVar

from samrum_kit.errors import ReportFailed, SamrumError
from samrum_kit.locale import _
from samrum_kit.report.charts.chart import LATER
from samrum_kit.report.scrub import INJECTED, scrub

CELL_SECONDS = 600
"""How long one cell may run."""

LOST = "report.kernel"
"""The code of a notebook whose process was lost."""

_NOWHERE = logging.NullHandler()
_WORD = re.compile(r"\w+")

E = TypeVar("E", bound=BaseException)


class CellStopped(ReportFailed):
    """A cell of the notebook raised; `cell` counts code cells from 1, as the notebook shows them when run by hand."""

    code = "report.cell"

    def __init__(self, message: str, *, cell: int, code: str | None = None, exit_code: int = 1) -> None:
        """Take the sentence, the cell, and the code and exit code of an error of the workbench's own."""
        super().__init__(message, place=_("Code cell {number}").format(number=cell), code=code)
        self.cell, self.exit_code = cell, exit_code


class Stage(Protocol):
    """Where a notebook runs."""

    @property
    def ends_all(self) -> bool:
        """Tell whether it ends what a notebook started and set apart, once the notebook is over."""

    def __call__(self, folder: Path, environment: Mapping[str, str]) -> Mapping[str, Any]:
        """Return what papermill is told, so that it runs a notebook there in a private folder."""


def run_notebook(
    notebook: Any,
    parameters: Mapping[str, Any],
    environment: Mapping[str, str],
    *,
    seconds: int = CELL_SECONDS,
    stage: Stage | None = None,
) -> Any:
    """Return the notebook executed with these parameters, scrubbed; no copy of it reaches the disk.

    It runs in a fresh kernel, or on another stage that holds nothing of other notebooks either. Raises CellStopped
    where a cell raised, ReportFailed where a cell takes too long or the kernel is lost.
    """
    import papermill
    from papermill.engines import papermill_engines
    from papermill.execute import raise_for_execution_errors

    from samrum_kit.report.apart import ended_with
    from samrum_kit.report.kernel import fresh_kernel

    logging.getLogger("papermill").addHandler(_NOWHERE)
    with (
        TemporaryDirectory(prefix="samrum-", ignore_cleanup_errors=True) as folder,
        nullcontext() if stage and stage.ends_all else ended_with(Path(folder)),
        _told(notebook, seconds, injected=bool(parameters)),
    ):
        # In two steps: in one, papermill would write out everything that was shown, for no file.
        told = dict((stage or fresh_kernel)(Path(folder), {**environment, **LATER}))
        engine = papermill_engines.get_engine(told.pop("engine_name", None))
        prepared = papermill.execute_notebook(notebook, None, dict(parameters), prepare_only=True)
        done = engine.execute_notebook(
            prepared, engine.nb_kernel_name(prepared), progress_bar=False, execution_timeout=seconds, **told
        )
        raise_for_execution_errors(done, None)
    _refuse_early_end(done)
    return scrub(done)


@contextmanager
def _told(notebook: Any, seconds: int, *, injected: bool) -> Iterator[None]:
    """Tell what goes wrong inside the block in a sentence without any data."""
    import papermill
    from nbclient.exceptions import CellTimeoutError

    try:
        yield
    except papermill.PapermillExecutionError as stop:
        raise _stopped(notebook, stop, injected=injected) from None
    except CellTimeoutError:
        raise ReportFailed(
            _("A cell of the notebook took more than {seconds} seconds.").format(seconds=seconds),
            code="report.timeout",
        ) from None
    except RuntimeError:
        raise ReportFailed(
            _("The notebook's kernel did not start or was lost."),
            remedy=_("Close programs that take much memory, and see what “samrum doctor” says."),
            code=LOST,
        ) from None


def _stopped(notebook: Any, stop: Any, *, injected: bool) -> CellStopped:
    """Say where the notebook stopped; an error of the workbench's own speaks for itself, any other is only named."""
    parameters_at = next((at for at, cell in enumerate(notebook.cells) if "parameters" in _tags(cell)), -1)
    at = stop.cell_index - (1 if injected and stop.cell_index > parameters_at else 0)
    number = sum(cell.cell_type == "code" for cell in notebook.cells[: at + 1])
    own = {kind.__name__: kind for kind in _below(SamrumError)}.get(stop.ename)
    if own and stop.traceback == [stop.evalue]:
        return CellStopped(stop.evalue, cell=number, code=own.code, exit_code=own.exit_code)
    if not _tells_no_data(notebook, stop.ename):
        return CellStopped(_("The notebook stopped with an error."), cell=number)
    message = _("The notebook stopped with an error of the kind {kind}.").format(kind=stop.ename)
    return CellStopped(message, cell=number)


def _tells_no_data(notebook: Any, kind: str) -> bool:
    """Tell whether the kind of an error is one that programs have, or a word that whoever wrote the notebook wrote.

    A class can be made while a notebook runs, and be called by a name from the data.
    """
    if any(known.__name__ == kind for known in _below(BaseException)):
        return True
    return any(kind in _WORD.findall(cell.source) for cell in notebook.cells if cell.cell_type == "code")


def _refuse_early_end(done: Any) -> None:
    """Refuse a notebook that ended itself: papermill takes that for success, but the rest of the report is lacking."""
    code_cells = [cell for cell in done.cells if cell.cell_type == "code" and INJECTED not in _tags(cell)]
    for number, cell in enumerate(code_cells, start=1):
        if any(output.output_type == "error" for output in cell.outputs):
            raise CellStopped(_("The notebook ended before its last cell."), cell=number)


def _below(kind: type[E]) -> Iterator[type[E]]:
    """Yield a kind of error and every kind that this process knows below it."""
    yield kind
    for below in kind.__subclasses__():
        yield from _below(below)


def _tags(cell: Any) -> list[str]:
    """Return the tags of a cell."""
    return list(cell.metadata.get("tags", []))
