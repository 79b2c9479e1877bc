"""A program that is killed, and a folder that somebody has prepared, give nothing away and take nothing along."""

import json
import os
import signal
import time

import psutil
import pytest

from samrum_kit.batch.manifest import MANIFEST, Manifest
from samrum_kit.domain.records import Event
from samrum_kit.errors import ReportFailed
from samrum_kit.report.publish import publish
from samrum_kit.store import Store
from samrum_kit.teach.workbooks import write_workbooks
from tests import builders
from tests.privacy.canaries import PASSPHRASE, SAID, WHO, Scratch, found_in, school
from tests.report.notebooks import code, written

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and links are others here")

INIT = ("--model", "haderslev", "--model", "aalborg_samrum")
MANY = 3000


@pytest.fixture
def scratch(tmp_path):
    return Scratch(tmp_path)


def killed(scratch, moment, *arguments):
    """Start a command and kill it as soon as the moment has come; return what was running below it then."""
    with scratch.start(*arguments) as program:
        while not moment() and program.poll() is None:
            time.sleep(0.002)
        below = psutil.Process(program.pid).children(recursive=True)
        program.kill()
    assert program.returncode in {-signal.SIGKILL, 0}, (scratch.folder / "err").read_text(encoding="utf-8")
    return below


def has_ended(processes):
    """Tell whether some processes end by themselves within a while."""
    _gone, alive = psutil.wait_procs(processes, timeout=20)
    return not alive


@pytest.mark.parametrize("part", ["samrum.keys", "samrum.db.new"])
def test_an_init_that_is_killed_can_be_repeated(scratch, part):
    unfinished = scratch.workspace / ".samrum-unfinished"
    killed(scratch, (unfinished / part).exists, "init", scratch.workspace, *INIT)
    whole = (scratch.workspace / "samrum.toml").exists()
    said = scratch.samrum("init", scratch.workspace, *INIT)
    assert said.code == (2 if whole else 0), said
    Store.open(scratch.workspace, PASSPHRASE).close()
    assert {path.name for path in scratch.workspace.iterdir()} - {".samrum-unfinished"} == {
        "models", "reports", "samrum.db", "samrum.keys", "samrum.toml",
    }  # fmt: skip


def many_events():
    """Return a school with so many rows that saving them takes a while."""
    events = tuple(builders.event(f"H-{number}", text=f"{number}: {SAID}") for number in range(MANY))
    return school() | {Event: events}


def test_an_import_that_is_killed_has_saved_all_or_nothing_and_leaves_no_text_behind(scratch):
    assert scratch.samrum("init", scratch.workspace, *INIT).code == 0
    (workbook,) = write_workbooks(many_events(), scratch.school, "da")
    log = scratch.workspace / "samrum.db-wal"
    moments = [log.exists, lambda: log.exists() and log.stat().st_size > 200_000]
    for moment in moments:
        assert has_ended(killed(scratch, moment, "import", workbook))
        with Store.open(scratch.workspace, PASSPHRASE) as store:
            assert len(store.ids("events")) in {0, MANY}
        traces = [path for path in scratch.folder.rglob("*") if path.is_file() and path != workbook]
        assert {path.name for path in traces if found_in(path, (*WHO, "Om concerns.text"))} == set()
    assert scratch.samrum("import", workbook).code == 0
    with Store.open(scratch.workspace, PASSPHRASE) as store:
        assert len(store.ids("events")) == MANY
        assert store.verify_audit() == ()


SHOWS = """
from IPython.display import HTML, display
import samrum_kit as sk
who = sk.open().reveal("ELEV-0001", why="prøve")
display(HTML(f"<h2>Om {subject}</h2>"))
"""


def test_a_batch_that_is_killed_ends_whole_leaves_no_name_and_can_be_taken_up_again(scratch):
    assert scratch.samrum("init", scratch.workspace, *INIT).code == 0
    (workbook,) = write_workbooks(school(), scratch.school, "da")
    assert scratch.samrum("import", workbook).code == 0
    notebook = written(scratch.school, code(SHOWS), name="viser")
    run = scratch.folder / "ud"
    batch = ("batch", notebook, "--for-each", "meetings", "--jobs", "1", "--out", run)
    manifest = run / MANIFEST
    below = killed(scratch, lambda: manifest.exists() and manifest.stat().st_size, *batch)
    assert has_ended(below)
    left = [path for place in (run, scratch.temporary, scratch.home) for path in place.rglob("*") if path.is_file()]
    assert {path.name for path in left if found_in(path, (*WHO, PASSPHRASE))} == set()
    assert scratch.samrum(*batch, "--resume").code == 0
    told = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    assert {line["subject"] for line in told if line["status"] == "ok"} == {"M-1", "M-2"}
    assert "cached" in {line["status"] for line in told}
    assert [path.name for path in run.iterdir() if path.name.endswith(".part")] == []


WAITS = "import pathlib, time; pathlib.Path('er_her').touch(); time.sleep(60)"


def test_a_report_that_is_asked_to_end_clears_away_what_it_needed(scratch):
    assert scratch.samrum("init", scratch.workspace, *INIT).code == 0
    notebook = written(scratch.school, code(WAITS), name="venter")
    with scratch.start("report", notebook, "-p", "subject", "S-1") as program:
        while program.poll() is None and not list(scratch.temporary.rglob("er_her")):
            time.sleep(0.05)
        below = psutil.Process(program.pid).children(recursive=True)
        program.send_signal(signal.SIGTERM)
    assert program.returncode == 130
    assert has_ended(below)
    assert list(scratch.temporary.iterdir()) == []


def test_a_report_goes_through_no_link(tmp_path):
    mine, run = tmp_path / "mit", tmp_path / "ud"
    mine.write_bytes(b"mit")
    run.mkdir()
    page = run / "02_gennemgang-S-1.html"
    for name in (page.name, f".{page.name}.part", MANIFEST):
        (run / name).symlink_to(mine)
    publish(page, b"side")
    with pytest.raises(ReportFailed):
        Manifest(run)
    assert mine.read_bytes() == b"mit"
    assert (page.is_symlink(), page.read_bytes(), page.stat().st_mode & 0o777) == (False, b"side", 0o600)


def test_rejected_rows_go_through_no_link(scratch):
    assert scratch.samrum("init", scratch.workspace, *INIT).code == 0
    mine = scratch.folder / "mit"
    (scratch.school / "events.csv").write_text("Hændelses-id;Sags-id\nH-1;S-9\n", encoding="utf-8")
    for target in (scratch.folder / "findes ikke", mine):
        back = scratch.school / "events.afvist.xlsx"
        back.unlink(missing_ok=True)
        back.symlink_to(target)
        assert scratch.samrum("import", scratch.school / "events.csv").code == 1
        assert not target.exists()
