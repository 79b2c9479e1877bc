"""What a report of a batch costs, against papermill and nbconvert as a loop and as commands, all with two processes."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter
from typing import Any

import nbformat
import psutil
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from samrum_kit.batch import BatchPlan, Job, run_batch
from samrum_kit.batch.backends import FORK, SPAWN

TWO = 2
WINDOWS = 5
SIZES = (10, 100, 1000)
IN_A_WINDOW = {"own": 500, "warm": 100, "spawn": 20, "loop": 6, "commands": 4}

CELLS = (
    ("import pandas as pd\nfrom samrum_kit.report.charts.chart import Chart\n"
    "frame = pd.DataFrame({'uge': range(1, 13), 'antal': [(n * week) % 7 for week in range(1, 13)]})\nframe"),
    "frame.describe().round(1)",
    "frame.groupby(frame['uge'] % 4)['antal'].agg(['sum', 'mean'])",
    ("marks = {'mark': 'bar', 'data': {'values': frame.to_dict('records')}, 'encoding': {\n"
    "    'x': {'field': 'uge', 'type': 'ordinal'}, 'y': {'field': 'antal', 'type': 'quantitative'}}}\n"
    "Chart('Antal pr. uge', f'I alt {frame.antal.sum()}.', {'layer': [marks]})"),
    "print(int(frame['antal'].sum()))",
)

LOOP = """
import sys, papermill
from nbconvert import HTMLExporter
for n in range(int(sys.argv[3])):
    papermill.execute_notebook(sys.argv[1], f"{sys.argv[2]}.ipynb", {"n": n}, progress_bar=False)
    page, _ = HTMLExporter().from_filename(f"{sys.argv[2]}.ipynb")
    open(f"{sys.argv[2]}.html", "w").write(page)
"""
WARM = """
import json, os, sys, time
os.environ["SAMRUM_CHARTS"] = "later"  # the exporter draws, as in a batch; nbconvert's can't, so there the kernel does
out = os.fdopen(os.dup(1), "w")
import papermill
from papermill.engines import Engine, papermill_engines
from samrum_kit.batch.client import ProcessNotebookClient
from samrum_kit.batch.spawned import SpawnedProcess
from samrum_kit.report.exporter import to_page
from samrum_kit.report.notebooks import read_notebook
class Warm(Engine):
    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, **_options):
        client = ProcessNotebookClient(nb_man, kernel_name=kernel_name)
        client.process = process
        return client.execute()
process = SpawnedProcess()
process.receive()
process.send_multipart([json.dumps({"folder": os.getcwd(), "environment": dict(os.environ)}).encode()])
papermill_engines.register("warm", Warm)
def one(n):
    done = papermill.execute_notebook(read_notebook(sys.argv[1]), None, {"n": n}, engine_name="warm",
                                      progress_bar=False, request_save_on_cell_execute=False)
    with open(f"{sys.argv[2]}.html", "w") as file:
        file.write(to_page(done))
for n in range(3): one(n)
began = time.perf_counter()
for n in range(int(sys.argv[3])): one(n)
print(time.perf_counter() - began, file=out, flush=True)
process.end()
"""


def main() -> None:
    """Print the cost of a report and the ratios, then how it goes with the number of reports."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        notebook = place / "let.ipynb"
        nbformat.write(light(), notebook)
        own_batch(notebook, place / "first", 4)
        ways: dict[str, Callable[[int], float]] = {
            "own": lambda number: own_batch(notebook, place / "own", number),
            "spawn": lambda number: own_batch(notebook, place / "spawn", number, SPAWN),
            "warm": lambda number: in_two(WARM, notebook, place, number),
            "loop": lambda number: in_two(LOOP, notebook, place, number),
            "commands": lambda number: by_commands(notebook, place, number),
        }
        costs: dict[str, list[float]] = {name: [] for name in ways}
        for _window in range(WINDOWS):
            for name, way in ways.items():
                costs[name].append(1000 * taken(way, IN_A_WINDOW[name]) / IN_A_WINDOW[name])
        report(costs)
        for number in SIZES:
            with memory_watched() as seen:
                cost = 1000 * own_batch(notebook, place / str(number), number) / number
            print(f"{number:6} reports: {cost:7.1f} ms each; at most {max(seen) / 1e6:.0f} MB")


def light() -> Any:
    """Return a light report: tables and a chart."""
    cells = [new_code_cell("n: int = 1", metadata={"tags": ["parameters"]}), new_markdown_cell("# Et let eksempel")]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells + [new_code_cell(source) for source in CELLS], metadata={"kernelspec": kernel})


def taken(way: Callable[[int], float], number: int) -> float:
    """Return the seconds of a window; one in which a kernel lost its port to another is taken once more."""
    try:
        return way(number)
    except subprocess.CalledProcessError:
        print("A report failed; the window is taken once more.")
        return way(number)


def own_batch(notebook: Path, out: Path, number: int, backend: str = FORK) -> float:
    """Return how many seconds a batch takes, with all that it has to start first."""
    jobs = tuple(Job(f"let-{n}", str(n), {"n": str(n)}, str(n)) for n in range(number))
    began = perf_counter()
    plan = BatchPlan(notebook, jobs)
    result = run_batch(plan, ["html"], out, TWO, backend=backend, environment={}, progress=False)
    spent = perf_counter() - began
    assert not result.failures, result.failures[0].rendered
    assert result.backends == {backend: number}
    return spent


@contextmanager
def memory_watched() -> Iterator[list[int]]:
    """Look four times a second at the memory that the processes of a batch have for themselves; give what was seen."""
    seen: list[int] = []
    over = Event()

    def watch() -> None:
        while not over.wait(0.25):
            with suppress(psutil.NoSuchProcess):
                children = psutil.Process().children(recursive=True)
                seen.append(sum(child.memory_full_info().uss for child in children))

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()


def in_two(script: str, notebook: Path, place: Path, number: int) -> float:
    """Return the seconds that two processes take side by side for so many reports, as they tell them or as a whole."""
    half = number // TWO
    began = perf_counter()
    with ThreadPoolExecutor(TWO) as threads:
        asked = ([sys.executable, "-c", script, notebook, place / str(n), half] for n in range(TWO))
        said = list(threads.map(run, asked))
    return max(map(float, said)) if all(said) else perf_counter() - began


def by_commands(notebook: Path, place: Path, number: int) -> float:
    """Return the seconds that the two commands take for so many reports, two at a time."""

    def one(n: int) -> None:
        out = place / f"command-{n}.ipynb"
        run([sys.executable, "-m", "papermill", notebook, out, "-p", "n", n, "--no-progress-bar"])
        run([sys.executable, "-m", "jupyter", "nbconvert", "--to", "html", out])

    began = perf_counter()
    with ThreadPoolExecutor(TWO) as threads:
        list(threads.map(one, range(number)))
    return perf_counter() - began


def run(command: list[object]) -> str:
    """Run a command and return what it printed."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def report(costs: dict[str, list[float]]) -> None:
    """Print each way's cost of a report, and the ratios within each window."""
    for name, each in costs.items():
        print(f"{name:10} {median(each):8.1f} ms a report")
    for name, to in (("loop", "own"), ("commands", "own"), ("warm", "own"), ("loop", "spawn"), ("commands", "spawn")):
        ratios = [other / one for one, other in zip(costs[to], costs[name], strict=True)]
        print(json.dumps({f"{name} / {to}": [round(ratio, 2) for ratio in ratios], "median": round(median(ratios), 2)}))
    print("load average:", *(round(load, 2) for load in os.getloadavg()))


if __name__ == "__main__":
    main()
