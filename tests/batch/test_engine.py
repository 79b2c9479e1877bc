"""The engine gives what papermill's own engine gives, and keeps notebooks apart from each other."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from difflib import unified_diff
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import nbformat
import papermill
import pytest
from nbclient.exceptions import CellTimeoutError
from papermill.engines import papermill_engines

from samrum_kit.batch.backends import FORK, SPAWN
from samrum_kit.batch.process import Processes
from samrum_kit.batch.spawned import Spawner
from samrum_kit.batch.stage import ENGINE
from samrum_kit.batch.zygote import Zygote
from tests.batch.corpus import CORPUS, RULES, normal, notebook

STOCK = "nbclient"
ALSO_SPAWNED = ("past the streams", "surroundings", "threads", "widgets")


@pytest.fixture(scope="module")
def processes() -> Iterator[Callable[[str], Processes]]:
    """What forks, or spawns, for all notebooks."""
    kinds: dict[str, Callable[[], Any]] = {FORK: Zygote, SPAWN: Spawner}
    with ExitStack() as ending:
        yield cache(lambda backend: ending.enter_context(closing(kinds[backend]())))


def executed(source: Any, place: Path, engine: str, **options: Any) -> Any:
    """Return a notebook as it lies on the disk after a run, also after one that stopped, and where that was."""
    out = place / "out.ipynb"
    try:
        with patch.dict(os.environ):
            os.environ.pop("PYTEST_CURRENT_TEST", None)  # within a test a kernel leaves the file descriptors alone
            papermill.execute_notebook(source, str(out), {"n": 1}, engine_name=engine, progress_bar=False, **options)
    except papermill.PapermillExecutionError as stop:
        return nbformat.read(out, 4), (stop.ename, stop.evalue, stop.cell_index)
    return nbformat.read(out, 4), None


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[Any]]:
    """What papermill's own engine makes of a notebook of the corpus in two runs, each with how it stopped."""

    @cache
    def twice(name: str) -> list[Any]:
        place = tmp_path_factory.mktemp("stock")
        return [patiently(CORPUS[name], place) for _run in range(2)]

    return twice


def patiently(source: Any, place: Path) -> Any:
    """Return what papermill's own engine makes; a kernel can lose its port to another, and then nothing comes."""
    for _attempt in range(2):
        with suppress(CellTimeoutError, RuntimeError):
            return executed(source, place, STOCK, cwd=str(place), execution_timeout=40)
    return executed(source, place, STOCK, cwd=str(place), execution_timeout=40)


@pytest.mark.parametrize(
    ("backend", "name"),
    [*((FORK, name) for name in CORPUS), *((SPAWN, name) for name in ALSO_SPAWNED)],
)
def test_a_notebook_comes_out_as_from_papermills_own_engine(
    backend: str, name: str, stock: Callable[[str], list[Any]], processes: Callable[[str], Processes], tmp_path: Path
) -> None:
    options = {"processes": processes(backend), "folder": str(tmp_path)}
    own, own_stop = executed(CORPUS[name], tmp_path, ENGINE, **options)
    (first, first_stop), (second, second_stop) = stock(name)
    own.metadata.papermill.output_path = first.metadata.papermill.output_path
    assert own_stop == first_stop == second_stop
    for other in (first, second):
        assert differences(own, other) == ""


def differences(one: Any, other: Any) -> str:
    """Return the lines in which two notebooks differ."""
    lines = [json.dumps(normal(each), indent=1, sort_keys=True).splitlines() for each in (one, other)]
    return "\n".join(unified_diff(*lines, n=0, lineterm=""))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_what_is_not_compared_differs_between_two_runs_of_papermills_own_engine(
    rule: Callable[[dict[str, Any]], None], stock: Callable[[str], list[Any]]
) -> None:
    others = [one for one in RULES if one is not rule]
    assert any(
        normal(first, others) != normal(second, others) for (first, _stop), (second, _again) in map(stock, CORPUS)
    )


@pytest.mark.parametrize("backend", [FORK, SPAWN])
def test_half_a_letter_costs_itself_alone(
    backend: str, processes: Callable[[str], Processes], tmp_path: Path
) -> None:
    cells = notebook("print('før \\ud83d')", "display({'text/plain': '\\ud83d'}, raw=True)", "print('efter')")
    done, stop = executed(cells, tmp_path, ENGINE, processes=processes(backend), folder=str(tmp_path))
    assert stop is None
    printed, displayed, last = (cell.outputs[0] for cell in done.cells[-3:])
    assert (printed.text, displayed.data["text/plain"], last.text) == ("før ?\n", "?", "efter\n")


def test_papermill_finds_the_engine_by_its_name(tmp_path: Path) -> None:
    assert papermill_engines.get_engine(ENGINE).__name__ == "SamrumEngine"
    done, stop = executed(CORPUS["results"], tmp_path, ENGINE)
    assert stop is None
    assert done.cells[3].outputs[0]["data"]["text/plain"] == "2"
