"""The child that renders: reads one job a line from its input, writes one result a line to its output."""

import json
import os
import signal
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from threading import Thread, main_thread
from typing import IO, Any
from uuid import uuid4

from samrum_kit.batch.backends import PAPERMILL, READY, Rendered, answer_of
from samrum_kit.batch.manifest import Status
from samrum_kit.batch.stage import OwnStage, stage_of
from samrum_kit.domain.questions import VARIABLE, questions_in
from samrum_kit.errors import SamrumError, UsageError, unexpected
from samrum_kit.locale import _, use_language
from samrum_kit.report.charts.chart import Chart
from samrum_kit.report.deliver import make, report_one
from samrum_kit.report.loading import load_nbformat
from samrum_kit.report.notebooks import read_notebook
from samrum_kit.report.publish import hashes_by_format, names_aside
from samrum_kit.report.run import LOST, Stage


def main(backend: str, descriptor: int | None) -> None:
    """Render by a backend until the input ends, in the midst of a report too; an interrupt is the parent's to answer.

    `descriptor` is that of a socket to a zygote that others ask too.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit(0))
    requests: SimpleQueue[bytes] = SimpleQueue()
    with _answers() as answers:
        Thread(target=_read, args=[requests], daemon=True).start()
        _rehearse()  # the zygote takes longer to load what its notebooks use
        with stage_of(backend, descriptor) as stage:
            answers.write(f"{READY}\n")
            answers.flush()
            while line := requests.get():
                answers.write(answer_of(render(json.loads(line), stage)) + "\n")
                answers.flush()


def _rehearse() -> None:
    """Make a page with a chart of nobody's: what is loaded and read for it once is there for every report."""
    nbformat = load_nbformat()
    from samrum_kit.report.exporter import to_page

    chart = Chart("n", "n", {"layer": [{"mark": "point", "data": {"values": []}}]}).handed()
    shown = nbformat.v4.new_output("display_data", data=chart)
    to_page(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(outputs=[shown])]))


def _read(requests: "SimpleQueue[bytes]") -> None:
    """Read requests; when the input ends the parent is gone, however it ended, and nobody waits for a report."""
    # Without a buffer: its lock, held by a thread that waits, would not let the process end.
    with open(0, "rb", buffering=0, closefd=False) as told:
        for line in told:
            requests.put(line)
    requests.put(b"")
    if sys.platform != "win32":
        signal.pthread_kill(main_thread().ident or 0, signal.SIGTERM)


def render(request: dict[str, Any], stage: OwnStage | None) -> Rendered:
    """Make one report; one whose process is lost on a stage is made once more by papermill's own engine."""
    use_language(request["lang"])
    if request["verify"] and stage is not None and _differs(request, stage):
        return Rendered(
            Status.MISMATCH, code="batch.mismatch", backend=stage.backend,
            message=_("Papermill itself makes another page of it; nothing more was made."),
        )  # fmt: skip
    made = _made(request, stage)
    if stage is None:
        return replace(made, backend=PAPERMILL)
    if made.code != LOST:
        return replace(made, backend=stage.backend)
    again = _made(request, None)
    return replace(again, backend=PAPERMILL, status=Status.CRASHED if again.code == LOST else again.status)


def _differs(request: dict[str, Any], stage: Stage) -> bool:
    """Tell whether papermill's own engine makes another page; where one of them makes none the report will tell."""
    notebook, parameters = Path(request["notebook"]), request["parameters"]
    try:
        pages = []
        for each in (stage, None):
            _private_folder()
            made = make(read_notebook(notebook), notebook.stem, parameters, ["html"], {}, stage=each)
            pages.append(made[1]["html"])
    except SamrumError:
        return False
    return pages[0] != pages[1]


def _made(request: dict[str, Any], stage: Stage | None) -> Rendered:
    """Make one report; whatever goes wrong becomes a status, a code and a sentence without data."""
    started = time.monotonic()
    asked = _private_folder() / f"samrum-{uuid4().hex}"
    try:
        report = report_one(
            Path(request["notebook"]),
            request["parameters"],
            request["formats"],
            Path(request["out"]),
            {VARIABLE: str(asked)},
            name=request["name"],
            written=request["written"],
            stage=stage,
        )
        answers = questions_in(asked.read_bytes()) if asked.exists() else {}
    except SamrumError as error:
        cell = getattr(error, "cell", None)
        spent = time.monotonic() - started
        return Rendered(_status(error), spent, error.code, cell, message=str(error))
    except Exception as error:  # noqa: BLE001  # the text of an unknown error could hold data: its kind must do
        return Rendered(Status.FAILED, time.monotonic() - started, "batch.unexpected", message=unexpected(error))
    finally:
        asked.unlink(missing_ok=True)
    files, aside = hashes_by_format(report.files), names_aside(report.files)
    return Rendered(Status.OK, report.seconds, files=files, answers=answers, aside=aside)


def _private_folder() -> Path:
    """Return the folder of the batch, which is made again where a notebook of the same batch has taken it away."""
    folder = Path(tempfile.gettempdir())
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _status(error: SamrumError) -> Status:
    """Return how a job that raised has ended."""
    if error.code == "report.timeout":
        return Status.TIMEOUT
    return Status.INVALID if error.exit_code == UsageError.exit_code else Status.FAILED


def _answers() -> IO[str]:
    """Return the output for results alone; whatever else is printed in this process goes nowhere."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None)
