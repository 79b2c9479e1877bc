"""The workers of a cluster make the reports that this machine would make, whatever becomes of one of them."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from threading import Timer

import pytest

from samrum_kit.batch.backends import Rendered
from samrum_kit.batch.cluster import seen
from samrum_kit.batch.manifest import MANIFEST, Status
from samrum_kit.errors import ReportFailed
from samrum_kit.store import handed_key
from samrum_kit.workspace import Workspace
from samrum_kit.workspace.chunks import cluster_at
from samrum_kit.workspace.reports import Wanted, make_reports, plan_reports
from tests import builders
from tests.batch.clusters import Relay, Running, certificates, cluster, still_running, wait_until
from tests.cli.command_line import PASSPHRASE
from tests.report.notebooks import code, written

CASES = 6
CANARY = "Kanariefuglen Pip blev væk fra timen"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Path:
    """A workspace of a few cases, each with a concern."""
    folder = tmp_path_factory.mktemp("klynge") / "rum"
    made, _recovery_key = Workspace.create(folder, ["haderslev"], PASSPHRASE)
    with made, made.store.writing() as transaction:
        transaction.save([
            builders.school(), *(builders.pupil(f"E-{n}") for n in range(CASES)),
            *(builders.case(f"S-{n}", pupil_id=f"E-{n}") for n in range(CASES)),
            *(builders.concern(f"B-{n}", case_id=f"S-{n}", text=CANARY) for n in range(CASES)),
        ])  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def recorded(tmp_path_factory, workspace) -> Iterator[tuple[Running, Relay]]:
    """A cluster behind a relay: one worker that can open the workspace, and one that can't."""
    relay = Relay()
    folder = tmp_path_factory.mktemp("c")
    with cluster(folder / "c", workspace, (PASSPHRASE, "forkert kode"), through=relay) as running:
        yield running, relay


def batch(workspace: Path, *words: str, **variables: str) -> subprocess.Popen:
    """Start a batch of the cases of the workspace."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAMRUM_", "DASK_"))}
    own = {"SAMRUM_PASSPHRASE": PASSPHRASE, "SAMRUM_WORKSPACE": str(workspace), **variables}
    command = [sys.executable, "-m", "samrum_kit", "batch", *words, "--for-each", "cases"]
    return subprocess.Popen(command, env=kept | own, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True)  # fmt: skip


def lines(out: Path) -> dict[str, dict]:
    """Return the newest line of each job of a manifest by its subject."""
    path = out / MANIFEST
    told = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {line["subject"]: line for line in map(json.loads, told)}


def pages(out: Path) -> dict[str, bytes]:
    """Return the files of a run but its manifest."""
    return {path.name: path.read_bytes() for path in out.iterdir() if path.name != MANIFEST}


def test_a_worker_that_is_killed_in_the_midst_costs_no_report_and_changes_none(tmp_path, workspace) -> None:
    asked = ["02_gennemgang", "-p", "gate", "ppv"]
    far, near = tmp_path / "far", tmp_path / "near"
    with cluster(tmp_path / "c", workspace, protocol="tls", **certificates(tmp_path / "tls")) as running:
        run = batch(workspace, *asked, "--scheduler", running.address, "--out", str(far), **running.settings)
        wait_until(lambda: lines(far))
        running.workers[0].kill()
        said, complaint = run.communicate(timeout=120)
    assert (run.returncode, said.strip()) == (0, str(far)), complaint
    assert {line["status"] for line in lines(far).values()} == {"ok"}
    assert len(lines(far)) == CASES
    with Workspace.open(workspace, passphrase=PASSPHRASE) as opened:
        plan = plan_reports(opened, "02_gennemgang", Wanted("cases"), {"gate": "ppv"}, ["html"])
        make_reports(opened, plan, ["html"], out=near, jobs=1, progress=False)
    assert pages(far) == pages(near)
    for name in ("key", "answers"):
        assert [line[name] for line in lines(far).values()] == [lines(near)[subject][name] for subject in lines(far)]
    wait_until(lambda: not still_running(tmp_path / "c"))


OPENED = """
import samrum_kit
from IPython.display import HTML, display
text = samrum_kit.open().case(subject).concerns[0].text
if subject == "S-2":
    raise ValueError(text)
display(HTML(f"<p>{text}</p>"))
"""


def test_neither_key_nor_passphrase_nor_text_travels_and_a_worker_that_cannot_serve_costs_nothing(
    tmp_path, workspace, recorded
) -> None:
    running, relay = recorded
    source = written(tmp_path, code(OPENED))
    asked = [str(source), "--scheduler", running.address, "--verify", "0.1"]
    run = batch(workspace, *asked, "--out", str(tmp_path / "out"))
    said, complaint = run.communicate(timeout=120)

    statuses = {subject: line["status"] for subject, line in lines(tmp_path / "out").items()}
    assert statuses == {f"S-{n}": "failed" if n == 2 else "ok" for n in range(CASES)}
    assert CANARY in (tmp_path / "out" / "02_gennemgang-S-1.html").read_text(encoding="utf-8")
    key = handed_key(workspace, PASSPHRASE).split(":")[-1]
    everything = bytes(relay.record) + (running.logs + said + complaint).encode()
    assert b"02_gennemgang-S-5" in everything
    for secret in (PASSPHRASE, "forkert kode", key, CANARY, "Kanariefuglen"):
        assert secret.encode() not in everything
        assert json.dumps(secret).strip('"').encode() not in everything
    assert bytes.fromhex(key) not in everything


WAITS = """
import time
from pathlib import Path
if subject != "S-0" and not Path({go_on!r}).exists():
    Path({asleep!r}).touch()
    time.sleep(600)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="an interrupt is sent to a group of processes")
def test_an_interrupt_ends_what_the_workers_make_and_leaves_a_run_that_can_be_finished(
    tmp_path, workspace, recorded
) -> None:
    running, _relay = recorded
    go_on, asleep = tmp_path / "go_on", tmp_path / "asleep"
    waits = WAITS.format(go_on=str(go_on), asleep=str(asleep))
    asked = [str(written(tmp_path, code(waits))), "--scheduler", running.address, "--out", str(tmp_path / "out")]
    run = batch(workspace, *asked)
    wait_until(asleep.exists)
    os.killpg(run.pid, signal.SIGINT)
    _said, complaint = run.communicate(timeout=60)
    assert (run.returncode, len(complaint.splitlines())) == (130, 2), complaint
    assert {line["status"] for line in lines(tmp_path / "out").values()} <= {"ok", "cancelled"}
    assert set(pages(tmp_path / "out")) <= {"index.html", "02_gennemgang-S-0.html"}

    go_on.touch()
    again = batch(workspace, *asked, "--resume")
    _said, complaint = again.communicate(timeout=60)
    assert again.returncode == 0, complaint
    assert {line["status"] for line in lines(tmp_path / "out").values()} <= {"ok", "cached"}


def of_no_worker(text: str) -> str:
    """Answer as only this process can: the workers don't have the tests."""
    return text


def test_a_worker_that_has_not_the_program_fails_its_reports_in_a_sentence(tmp_path, workspace, recorded) -> None:
    with Workspace.open(workspace, passphrase=PASSPHRASE) as opened:
        plan = plan_reports(opened, "02_gennemgang", Wanted("cases"), {"gate": "ppv"}, ["html"])
        other = replace(cluster_at(recorded[0].address, opened), make=of_no_worker)
        result = make_reports(opened, plan, ["html"], out=tmp_path / "out", cluster=other, progress=False)
    assert {(one.rendered.status, one.rendered.code) for one in result.outcomes} == {("failed", "batch.worker_unfit")}


def test_a_report_that_is_not_here_as_the_worker_wrote_it_has_failed(tmp_path) -> None:
    told = Rendered(Status.OK, files={"html": sha256(b"skrevet").hexdigest()})
    assert seen(tmp_path, "S-1", told).code == "batch.other_folder"
    (tmp_path / "S-1.html").write_bytes(b"noget andet")
    assert seen(tmp_path, "S-1", told).code == "batch.other_folder"
    (tmp_path / "S-1.html").write_bytes(b"skrevet")
    assert seen(tmp_path, "S-1", told) == told


KILLS = """
import psutil
if subject == "S-4":
    psutil.Process().parents()[2].kill()
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere a notebook has other ancestors")
def test_a_report_that_kills_its_workers_is_given_up_and_takes_no_other_with_it(tmp_path, workspace) -> None:
    allowed = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    source = written(tmp_path, code(KILLS))
    with cluster(tmp_path / "c", workspace, [PASSPHRASE], nanny=True, **allowed) as running:
        run = batch(workspace, str(source), "--scheduler", running.address, "--out", str(tmp_path / "out"))
        run.communicate(timeout=120)
    told = {subject: (line["status"], line["code"]) for subject, line in lines(tmp_path / "out").items()}
    assert told == {f"S-{n}": ("crashed", "batch.worker_lost") if n == 4 else ("ok", "") for n in range(CASES)}


def test_a_batch_without_workers_ends_with_one_sentence_and_so_does_one_whose_scheduler_is_lost(
    tmp_path, workspace
) -> None:
    with cluster(tmp_path / "c", workspace, []) as running, Workspace.open(workspace, passphrase=PASSPHRASE) as opened:
        plan = plan_reports(opened, "02_gennemgang", Wanted("cases"), {"gate": "ppv"}, ["html"])
        alone = replace(cluster_at(running.address, opened), patience=0.5)
        with pytest.raises(ReportFailed) as nobody:
            make_reports(opened, plan, ["html"], out=tmp_path / "out", cluster=alone, progress=False)
        Timer(2, running.scheduler.kill).start()
        with pytest.raises(ReportFailed) as lost:
            make_reports(opened, plan, ["html"], out=tmp_path / "out", progress=False,
                         cluster=replace(alone, patience=60))  # fmt: skip
        with pytest.raises(ReportFailed) as silent:
            make_reports(opened, plan, ["html"], out=tmp_path / "out", cluster=alone, progress=False)
    codes = [error.value.code for error in (nobody, lost, silent)]
    assert codes == ["batch.no_workers", "batch.scheduler_lost", "batch.no_scheduler"]
    assert {line["status"] for line in lines(tmp_path / "out").values()} == {"cancelled"}
