"""Several programs write to one workspace and nothing is lost; one that is killed leaves no half work."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from samrum_kit.domain.records import Plan, School
from samrum_kit.store import Store
from samrum_kit.store.moving import MOVED
from tests import builders
from tests.store.conftest import PASSPHRASE

ROOT = Path(__file__).parents[2]
WRITERS, INCREMENTS = 8, 20

COUNT_UP = """
import sys
from pathlib import Path
from samrum_kit.domain.records import School
from samrum_kit.store import Store
store = Store.open(Path(sys.argv[1]), sys.argv[2])
for _ in range(int(sys.argv[3])):
    with store.writing() as transaction:
        school = transaction.known(School)["SK-1",]
        transaction.save([school.model_copy(update={"staff_count": school.staff_count + 1})])
"""

SAVE_IN_LOTS = """
import sys
from pathlib import Path
from samrum_kit.store import Store
from tests import builders
store = Store.open(Path(sys.argv[1]), sys.argv[2])
print("begun", flush=True)
for lot in range(int(sys.argv[3]), 10_000):
    with store.writing() as transaction:
        for number in range(10):
            transaction.save([builders.plan(f"L{lot}-{number}", basis="x" * 2000)])
    print(lot, flush=True)
"""


def started(script: str, folder: Path, argument: int) -> subprocess.Popen[str]:
    """Start another program on a workspace."""
    return subprocess.Popen([sys.executable, "-c", script, folder, PASSPHRASE, str(argument)], cwd=ROOT,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_eight_programs_that_count_up_at_once_lose_no_step(folder: Path, store: Store) -> None:
    with store.writing() as transaction:
        transaction.save([builders.school(staff_count=0)])
    writers = [started(COUNT_UP, folder, INCREMENTS) for _ in range(WRITERS)]
    ends = [(writer.communicate(timeout=120), writer.returncode) for writer in writers]
    assert ends == [(("", ""), 0)] * WRITERS
    assert store.records(School)[0].staff_count == WRITERS * INCREMENTS
    noted = [line for line in store.audit_lines() if line.action != MOVED]
    assert len(noted) == 2 + WRITERS * INCREMENTS + 1  # made, filled, counted, and the look at the table
    assert store.verify_audit() == ()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_program_that_is_killed_leaves_whole_lots_and_all_that_it_reported(folder: Path, store: Store) -> None:
    with store.writing() as transaction:
        transaction.save([builders.school(), builders.pupil(), builders.case()])
    reported: set[int] = set()
    for round_number in range(5):
        writer = started(SAVE_IN_LOTS, folder, round_number * 1000)
        writer.stdout.readline()
        time.sleep(random.uniform(0.02, 0.25))
        writer.send_signal(signal.SIGKILL)
        reported.update(int(line) for line in writer.communicate()[0].split())
        found = [plan.plan_id.split("-")[0] for plan in store.records(Plan)]
        lots = set(found)
        assert all(found.count(lot) == 10 for lot in lots)
        assert lots >= {f"L{lot}" for lot in reported}
        assert store.verify_audit() == ()
    assert reported


def in_fork(job: Callable[[], None]) -> int:
    """Run a job in a fork and return its process id; the fork of a test run never goes on as a test run."""
    child = os.fork()
    if child == 0:
        try:
            job()
        except BaseException:  # noqa: BLE001
            os._exit(1)
        os._exit(0)
    return child


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_process_and_its_fork_use_one_store_side_by_side(store: Store) -> None:
    with store.writing() as transaction:
        transaction.save([builders.school(staff_count=0)])
    child = in_fork(lambda: count_up(store, INCREMENTS))
    count_up(store, INCREMENTS)
    assert os.waitpid(child, 0)[1] == 0
    assert store.records(School)[0].staff_count == 2 * INCREMENTS
    assert store.verify_audit() == ()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_fork_keeps_its_own_locks_when_its_parent_closes_the_store_and_opens_it_anew(folder, store: Store) -> None:
    with store.writing() as transaction:
        transaction.save([builders.school(staff_count=0)])
    (reading, is_reading), (closed, has_closed) = os.pipe(), os.pipe()

    def read_and_then_count_up() -> None:
        with store._database.reading() as connection:
            connection.execute(text("SELECT count(*) FROM schools"))
            os.write(is_reading, b"x")
            os.read(closed, 1)
        count_up(store, INCREMENTS)

    child = in_fork(read_and_then_count_up)
    os.read(reading, 1)
    store.close()
    with Store.open(folder, PASSPHRASE) as again:
        os.write(has_closed, b"x")
        count_up(again, INCREMENTS)
        assert os.waitpid(child, 0)[1] == 0
        assert again.records(School)[0].staff_count == 2 * INCREMENTS
        assert again.verify_audit() == ()


def count_up(store: Store, times: int) -> None:
    """Add one to a number in the store, several times."""
    for _ in range(times):
        with store.writing() as transaction:
            school = transaction.known(School)["SK-1",]
            transaction.save([school.model_copy(update={"staff_count": school.staff_count + 1})])


def test_several_threads_use_one_store(store: Store) -> None:
    with store.writing() as transaction:
        transaction.save([builders.school(staff_count=0)])
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: count_up(store, 10), range(4)))
    assert store.records(School)[0].staff_count == 40
