"""A notebook finds nothing of those before it, whatever they did, and leaves nothing behind."""

import hashlib
import os
import random
import re
import shutil
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import psutil
import pytest

from samrum_kit.batch.backends import AUTO, FORK, PAPERMILL, SPAWN
from samrum_kit.batch.process import ProcessLost
from samrum_kit.batch.spawned import Spawner
from samrum_kit.batch.stage import OwnStage, stage_of
from samrum_kit.batch.zygote import Zygote, ZygoteLine
from samrum_kit.errors import ReportFailed
from samrum_kit.report.run import LOST, CellStopped, run_notebook
from tests.batch.corpus import notebook

POISON = """
import atexit, builtins, locale, os, pandas, random, sys, tempfile, threading, time, warnings
import numpy as np
builtins.sorted = lambda *_: 'forgiftet'
builtins.gift = 1
pandas.DataFrame._repr_html_ = lambda self: 'forgiftet'
pandas.set_option('display.max_rows', 1)
os.environ['GIFT'] = '1'
os.chdir('/')
os.umask(0)
random.seed(1); np.random.seed(1)
warnings.simplefilter('error')
sys.path.insert(0, '/gift'); sys.modules['json'] = None; sys.setrecursionlimit(90)
tempfile.tempdir = '/gift'
threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
get_ipython().user_global_ns['__builtins__']
sys.stdout = None
"""
CANARY = """
import builtins, os, pandas, random, sys, tempfile, threading, warnings
import numpy as np
import json
print(sorted([2, 1]), hasattr(builtins, 'gift'), 'gift' in dir(), os.environ.get('GIFT'))
print(os.getcwd() == os.environ['TMPDIR'] == tempfile.gettempdir())
print(pandas.get_option('display.max_rows'), pandas.DataFrame({'a': [1]})._repr_html_()[:5], threading.active_count())
print(('error', None, Warning, None, 0) in warnings.filters, '/gift' in sys.path, sys.getrecursionlimit())
print(os.listdir())
"""


TOKEN = re.compile(r"TEGN-\d{4}-[0-9a-f]{12}")


@pytest.fixture(scope="module", params=[FORK, SPAWN])
def stage(request: pytest.FixtureRequest) -> Iterator[OwnStage]:
    """One stage of each kind for all notebooks."""
    with closing(OwnStage(request.param)) as started:
        yield started


@pytest.fixture(scope="module")
def forking() -> Iterator[OwnStage]:
    """A stage of the kind that costs little for a notebook."""
    with closing(OwnStage(FORK)) as started:
        yield started


def said(done: Any) -> str:
    """Return everything that the cells of a notebook printed."""
    return "".join(out.get("text", "") for cell in done.cells if cell.cell_type == "code" for out in cell.outputs)


def test_a_notebook_is_as_it_would_be_alone_after_one_that_spoils_everything(stage: OwnStage) -> None:
    alone = said(run_notebook(notebook(CANARY), {}, {}, stage=stage))
    assert alone.startswith("[1, 2] False False None\nTrue")
    for poison in (POISON, f"{POISON}\nraise SystemExit", f"{POISON}\nos._exit(3)"):
        with suppress(ReportFailed):
            run_notebook(notebook(poison), {}, {}, stage=stage)
        assert said(run_notebook(notebook(CANARY), {}, {}, stage=stage)) == alone


def test_chance_is_another_in_each_notebook(stage: OwnStage) -> None:
    rolled = notebook("import random\nimport numpy as np\nprint(random.random(), np.random.random())")
    found = [said(run_notebook(rolled, {}, {}, stage=stage)).split() for _run in range(3)]
    assert len({one for pair in found for one in pair}) == 6


@pytest.mark.parametrize(("backend", "threads", "number"), [(FORK, (1, 2, 4), 500), (SPAWN, (1, 2), 4)])
def test_a_report_holds_its_own_token_alone_in_whatever_order_and_number_they_are_made(
    backend: str, threads: tuple[int, ...], number: int
) -> None:
    cells = notebook("seen = globals().get('seen', []) + [token]\nprint(seen)", "hash(token), {token, 'a', 'b'}")
    tokens = [f"TEGN-{at:04}-{hashlib.sha256(str(at).encode()).hexdigest()[:12]}" for at in range(number)]
    cells.cells[0].source = "token = ''"

    def made(token: str) -> str:
        done = run_notebook(cells, {"token": token}, {}, stage=stage)
        return str([cell.outputs for cell in done.cells[1:] if cell.cell_type == "code"])

    found = []
    with closing(OwnStage(backend)) as stage:
        for at_a_time in threads:
            shuffled = random.sample(tokens, len(tokens))
            with ThreadPoolExecutor(at_a_time) as pool:
                found.append(dict(zip(shuffled, pool.map(made, shuffled), strict=True)))
    assert all(one == found[0] for one in found)
    assert all(set(TOKEN.findall(text)) == {token} for token, text in found[0].items())


def test_the_zygote_has_one_thread_and_never_holds_what_a_notebook_was_told() -> None:
    with closing(OwnStage(FORK)) as stage:
        secret = "hemmeligt-" + "ord-og-nøgle"
        run_notebook(notebook("print(n)"), {"n": secret}, {"SAMRUM_PASSPHRASE": secret}, stage=stage)
        zygote = psutil.Process(stage.processes.pid)
        assert zygote.num_threads() == 1
        assert secret.encode() not in memory_of(zygote.pid)
        assert b"papermill" in memory_of(zygote.pid)
        assert "SAMRUM_PASSPHRASE" not in zygote.environ()


def test_an_interpreter_that_waits_knows_nothing_of_a_workspace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMRUM_PASSPHRASE", "hemmeligt-ord")
    monkeypatch.setenv("SAMRUM_WORKSPACE", "et sted")
    with closing(Spawner()) as spawner:
        found = psutil.Process(spawner._next._process.pid).environ()
    assert [name for name in found if name.startswith("SAMRUM_")] == []
    assert "hemmeligt-ord" not in found.values()


def test_no_interpreter_runs_a_second_notebook() -> None:
    with closing(OwnStage(SPAWN)) as stage:
        ran = [said(run_notebook(notebook("import os\nprint(os.getpid())"), {}, {}, stage=stage)) for _run in range(3)]
    assert len(set(ran)) == 3


def memory_of(process: int) -> bytes:
    """Return what a process holds in memory that it can write to."""
    found = bytearray()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text(encoding="utf-8").splitlines():
            span, rights = line.split()[:2]
            if rights.startswith("rw"):
                first, last = (int(end, 16) for end in span.split("-"))
                memory.seek(first)
                found += memory.read(last - first) or b""
    return bytes(found)


@pytest.mark.parametrize("ending", ["None", "1 / 0", "import os\nos._exit(0)", "while True: pass"])
def test_nothing_that_a_notebook_started_outlives_it(stage: OwnStage, ending: str) -> None:
    mark = f"0.{random.randrange(10**12):012}"
    # Nobody finds a program that was set apart from a process when that process is gone at once, but whoever forked it.
    own = "(False,)" if stage.backend == SPAWN and "_exit" in ending else "(False, True)"
    start = f"import subprocess\nfor own in {own}:\n    subprocess.Popen(['sleep', %r], start_new_session=own)"
    with suppress(ReportFailed):
        run_notebook(notebook(start % f"9{mark}", ending), {}, {}, seconds=2, stage=stage)
    run_notebook(notebook("None"), {}, {}, stage=stage)  # the next fork comes after the clearing
    deadline = time.monotonic() + 10
    while (left := [one for one in psutil.process_iter(["cmdline"]) if f"9{mark}" in (one.info["cmdline"] or ())]):
        assert time.monotonic() < deadline, left
        time.sleep(0.1)


@pytest.mark.parametrize(
    ("cell", "code"),
    [("import os\nos._exit(0)", LOST), ("import os\nos.kill(os.getpid(), 9)", LOST),
     ("import os, time\nif os.fork() == 0:\n    time.sleep(60)\nos._exit(0)", LOST),
     ("while True: pass", "report.timeout"), ("import time\ntime.sleep(60)", "report.timeout")],
)  # fmt: skip
def test_a_notebook_that_takes_its_process_with_it_is_told_as_that(stage: OwnStage, cell: str, code: str) -> None:
    with pytest.raises(ReportFailed) as lost:
        run_notebook(notebook("print('før')", cell), {}, {}, seconds=2, stage=stage)
    assert lost.value.code == code


WANTS_ALL = notebook("held = [bytearray(1 << 28) for _n in range(16)]")


def test_one_that_wants_all_memory_is_told_that_there_is_none(stage: OwnStage) -> None:
    with pytest.raises(CellStopped, match="MemoryError"):
        run_notebook(WANTS_ALL, {}, {}, stage=stage)


def test_one_that_wants_all_memory_is_told_the_same_by_papermills_own_engine() -> None:
    with pytest.raises(CellStopped, match="MemoryError"):
        run_notebook(WANTS_ALL, {}, {})


@pytest.mark.skipif(sys.platform != "linux", reason="the system holds to no such limit")
@pytest.mark.parametrize("file", [
    "from multiprocessing.shared_memory import SharedMemory\nSharedMemory(create=True, size=3 << 30)",
    "with open('stor', 'wb') as file:\n    file.truncate(3 << 30)",
    "import os\nos.truncate('/proc/self/fd/1', 3 << 30)",
])  # fmt: skip
def test_a_file_that_is_larger_than_a_notebooks_memory_is_refused_since_it_could_lie_there(
    stage: OwnStage, file: str
) -> None:
    with pytest.raises(CellStopped, match="OSError"):
        run_notebook(notebook(file), {}, {}, stage=stage)


def test_one_that_prints_fifty_megabytes_is_made_like_any_other(stage: OwnStage) -> None:
    done = run_notebook(notebook("for n in range(50):\n    print('x' * 1_000_000)"), {}, {}, stage=stage)
    assert len(said(done)) > 50_000_000


def test_what_is_written_past_the_streams_is_there_to_its_last_word_when_the_cell_ends(stage: OwnStage) -> None:
    much = "[sys.executable, '-c', 'print(\"æ\" * 1_000_000, end=\"\")']"
    program, direct = f"import subprocess, sys\nsubprocess.run({much})\nNone", "import os\nos.write(1, b'forbi')\nNone"
    done = run_notebook(notebook(program, *[direct] * 9, "print('bagefter')"), {}, {}, stage=stage)
    words = ["".join(output.text for output in cell.outputs) for cell in done.cells[2:]]
    assert words == ["æ" * 1_000_000, *["forbi"] * 9, "bagefter\n"]


def test_a_zygote_that_is_killed_is_started_anew_with_the_next_notebook(forking: OwnStage) -> None:
    os.kill(forking.processes.pid, 9)
    while forking.processes.lives:
        time.sleep(0.01)
    assert forking.works()


def test_an_interpreter_that_is_lost_while_it_waits_costs_no_notebook() -> None:
    with closing(OwnStage(SPAWN)) as stage:
        waiting = stage.processes._next._process
        waiting.kill()
        waiting.wait()
        assert stage.works()


@pytest.mark.parametrize(("asked", "given"), [(AUTO, FORK), (SPAWN, SPAWN), (PAPERMILL, None)])
def test_a_stage_is_of_the_kind_that_is_asked_for_and_the_fastest_otherwise(asked: str, given: str | None) -> None:
    with stage_of(asked) as stage:
        assert (stage and stage.backend) == given


@pytest.mark.parametrize("asked", [AUTO, FORK, SPAWN])
def test_where_no_notebook_runs_in_a_process_of_its_own_papermill_is_left(
    asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    with stage_of(asked) as stage:
        assert stage is None


def test_what_was_forked_ends_with_the_zygote() -> None:
    zygote = Zygote()
    process = zygote.begin()
    process.receive(10)
    zygote.close()
    with pytest.raises(ProcessLost):
        process.receive(10)
    process.end()


def test_those_who_ask_one_zygote_notice_when_it_is_gone() -> None:
    with closing(Zygote()) as zygote, closing(ZygoteLine(socket.socket(fileno=os.dup(zygote.descriptor)))) as other:
        asked = other.begin()
        assert int(asked.receive(60)[0]) != zygote.pid
        assert other.lives
        os.kill(zygote.pid, 9)
        with pytest.raises(ProcessLost):
            asked.receive(10)
        asked.end()
        while other.lives:
            time.sleep(0.01)
        with pytest.raises(ProcessLost):
            other.begin()
