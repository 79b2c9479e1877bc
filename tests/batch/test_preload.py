"""What one notebook had to load is there for the next ones, so that no report loads it again."""

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from typing import Any

import pytest
from nbformat.v4 import new_code_cell

from samrum_kit.batch.backends import FORK
from samrum_kit.batch.preload import Uses
from samrum_kit.batch.stage import OwnStage
from samrum_kit.report.notebooks import find_notebook, read_notebook
from samrum_kit.report.run import run_notebook
from samrum_kit.store.moving import move_to_office
from tests.batch.corpus import notebook
from tests.notebooks.municipality import PASSPHRASE, environment_of, workspace_in
from tests.store.postgres import running_server

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")

_PATIENCE = 60
LOADED = "import sys\nprint(*sys.modules)"
ASKED = {
    "01_moede": {"on": "2026-04-07"},
    "02_gennemgang": {"as_of": "2026-03-16"},
    "03_sagsforloeb": {"as_of": "2026-03-16"},
    "04_noegletal": {},
    "05_forum_status": {},
}


@pytest.fixture(scope="module", params=["file", "office"])
def environment(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What opens a workspace of made-up municipalities, in its file or in the office's database."""
    folder = workspace_in(tmp_path_factory.mktemp("preload") / "arbejdsrum")
    with ExitStack() as ending:
        if request.param == "office":
            move_to_office(folder, PASSPHRASE, ending.enter_context(running_server()).new_database())
        yield environment_of(folder)


@pytest.fixture(scope="module")
def stage() -> Iterator[OwnStage]:
    """A stage for all notebooks."""
    with closing(OwnStage(FORK)) as started:
        yield started


def loaded(source: Any, asked: Mapping[str, str], environment: Mapping[str, str], stage: OwnStage) -> set[str]:
    """Return the names of what is loaded in the process of a notebook when its last cell has run."""
    source.cells.append(new_code_cell(LOADED))
    done = run_notebook(source, asked, environment, stage=stage)
    return set(done.cells[-1].outputs[0].text.split())


@pytest.mark.parametrize("name", ASKED)
def test_what_a_notebook_had_to_load_is_there_for_the_next(
    name: str, environment: dict[str, str], stage: OwnStage
) -> None:
    used = loaded(read_notebook(find_notebook(name)), ASKED[name], environment, stage)
    until = time.monotonic() + _PATIENCE
    while missing := used - loaded(notebook("pass"), {}, environment, stage):
        assert time.monotonic() < until, missing
        time.sleep(0.1)


def test_what_no_notebook_uses_is_not_loaded(environment: dict[str, str]) -> None:
    with closing(OwnStage(FORK)) as fresh:
        for _time in range(2):
            found = loaded(notebook("import pandas"), {}, environment, fresh)
            assert "pandas" in found
            assert {"scipy", "holidays", "samrum_kit.report.packet", "psycopg"}.isdisjoint(found)


def test_what_a_notebook_only_calls_by_the_name_of_a_library_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    uses = Uses()
    uses.show()
    assert uses.load_next()
    while uses.load_next():
        pass
