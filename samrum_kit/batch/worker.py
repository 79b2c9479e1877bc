"""The child that renders: reads one job a line from its input, writes one result a line to its output."""

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import IO, Any

from samrum_kit.batch.backends import Rendered, answer_of
from samrum_kit.batch.manifest import Status
from samrum_kit.errors import SamrumError, UsageError
from samrum_kit.locale import use_language
from samrum_kit.report.deliver import report_one


def main() -> None:
    """Render until the input ends; an interrupt is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with _answers() as answers:
        for line in sys.stdin:
            answers.write(answer_of(render(json.loads(line))) + "\n")
            answers.flush()


def render(request: dict[str, Any]) -> Rendered:
    """Make one report; whatever goes wrong becomes a status, a code and a sentence without data."""
    use_language(request["lang"])
    started = time.monotonic()
    try:
        report = report_one(
            Path(request["notebook"]),
            request["parameters"],
            request["formats"],
            Path(request["out"]),
            {},
            name=request["name"],
        )
    except SamrumError as error:
        cell = getattr(error, "cell", None)
        spent = time.monotonic() - started
        return Rendered(_status(error), spent, error.code, cell, message=str(error))
    except Exception as error:  # noqa: BLE001  # the text of an unknown error could hold data: its kind must do
        return Rendered(Status.FAILED, time.monotonic() - started, "batch.unexpected", message=type(error).__name__)
    files = {file.path.suffix.lstrip("."): file.sha256 for file in report.files}
    return Rendered(Status.OK, report.seconds, files=files)


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
    main()
