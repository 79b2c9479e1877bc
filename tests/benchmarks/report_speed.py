"""How long an executed review takes to become a page, a PDF and a Word document, against nbconvert's own page of it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import nbformat
from nbconvert import HTMLExporter

from samrum_kit.report import FORMATS, find_notebook
from samrum_kit.report.exporter import to_page
from samrum_kit.report.look import OWN_LOOK
from samrum_kit.report.notebooks import read_notebook
from samrum_kit.report.run import run_notebook
from samrum_kit.teach.synthetic import synthetic_municipality
from samrum_kit.workspace import Workspace
from samrum_kit.workspace.reports import environment_of

MODEL = "haderslev"
ASKED = {"gate": "ppv", "subject": "HA-S-001", "as_of": "2026-03-16", "lang": "da"}
PASSPHRASE = "en lang sætning som ingen gætter"
ROUNDS = 15
LIMITS = {"html": 60, "pdf": 250, "docx": 250}


def main() -> None:
    """Run a review once, and print how long each format takes and how that compares."""
    notebook = executed()
    stock = HTMLExporter()
    jobs: dict[str, Callable[[], object]] = {
        "nbconvert": lambda: stock.from_notebook_node(notebook),
        "html": lambda: to_page(notebook),
    }
    page = to_page(notebook)
    for ending in ("pdf", "docx"):
        jobs[ending] = lambda ending=ending: FORMATS[ending](page, OWN_LOOK)  # type: ignore[misc]
    taken = {name: median(times) for name, times in measured(jobs).items()}
    command = by_command(notebook)
    print(f"jupyter nbconvert --to html  {command:7.0f} ms, as a command")
    print(f"nbconvert's HTMLExporter     {taken['nbconvert']:7.0f} ms, in a process that is up")
    for ending, limit in LIMITS.items():
        own = taken[ending]
        ratios = f"{own / command:6.3f} and {own / taken['nbconvert']:5.2f} times those"
        print(f"{ending:<28} {own:7.0f} ms, {ratios}   (at most {limit} ms)")


def executed() -> Any:
    """Return the notebook of a review, run on a made-up municipality."""
    records = synthetic_municipality(MODEL)
    with TemporaryDirectory() as folder:
        workspace, _ = Workspace.create(Path(folder) / "workspace", [MODEL], PASSPHRASE)
        with workspace:
            with workspace.store.writing() as transaction:
                transaction.save(record for rows in records.values() for record in rows)
            done = run_notebook(read_notebook(find_notebook("02_gennemgang")), ASKED, environment_of(workspace))
    done.metadata["samrum"] = {"title": "Gennemgang", "lang": "da"}
    return done


def measured(jobs: dict[str, Callable[[], object]]) -> dict[str, list[float]]:
    """Return the times of each job, all of them in turn, after each has run once."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(ROUNDS + 1):
        for name, job in jobs.items():
            spent = milliseconds(job)
            if number:
                times[name].append(spent)
    return times


def by_command(notebook: Any) -> float:
    """Return how long nbconvert takes as a command."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "review.ipynb"
        nbformat.write(notebook, path)
        command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "html", str(path)]
        return median(milliseconds(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(3))


def milliseconds(job: Callable[[], object]) -> float:
    """Return how long a job takes."""
    begun = perf_counter()
    job()
    return (perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
