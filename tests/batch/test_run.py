"""A batch makes what it can, says what it could not, and can be interrupted and taken up again."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from samrum_kit.batch import Subject, plan_batch, run_batch
from samrum_kit.batch.backends import AUTO, SPAWN
from samrum_kit.batch.manifest import MANIFEST, Manifest, Status
from samrum_kit.errors import UnknownName, UsageError
from tests.report.notebooks import code, written

NAME = "Canaria Fuglsang"
PASSPHRASE = "hemmelig nok"

GOES_WRONG = f"""
import os, signal, sys, time
from IPython.display import HTML, display
from samrum_kit.errors import UnknownName
print({NAME!r}, file=sys.stderr)
display(HTML(f"<h2>Om {{subject}}</h2>"))
if os.environ["TROUBLE"] == "yes":
    if subject == "S-2":
        raise ValueError({NAME!r})
    if subject == "S-3":
        raise UnknownName("Sagen", "S-3", ["S-1"])
    if subject == "S-4":
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)  # one that goes on would be done before its own end comes
"""


def cases(*names):
    """Return subjects for cases."""
    return [Subject(name, {"subject": name}) for name in names]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Run a batch in which three of five reports go wrong, and return its folder beside the notebook."""
    folder = tmp_path_factory.mktemp("batch")
    planned = plan_batch(written(folder, code(GOES_WRONG)), cases("S-1", "S-2", "S-3", "S-4", "S-5"), {"lang": "da"})
    environment = {"SAMRUM_PASSPHRASE": PASSPHRASE, "TROUBLE": "yes"}
    result = run_batch(planned, ["html"], folder / "out", 2, environment=environment)
    messages = json.dumps([each.rendered.message for each in result.outcomes])
    folder.joinpath("exit_code").write_text(str(result.exit_code), encoding="utf-8")
    folder.joinpath("messages").write_text(messages, encoding="utf-8")
    return folder


def lines(out):
    """Return what a manifest holds."""
    return [json.loads(line) for line in (out / MANIFEST).read_text(encoding="utf-8").splitlines()]


def test_one_failure_stays_one(folder):
    told = {line["subject"]: (line["status"], line["code"], line["cell"]) for line in lines(folder / "out")}
    assert told == {
        "S-1": ("ok", "", None),
        "S-2": ("failed", "report.cell", 2),
        "S-3": ("invalid", "usage.unknown", 2),
        "S-4": ("crashed", "batch.process_lost", None),
        "S-5": ("ok", "", None),
    }
    made = {path.name for path in (folder / "out").iterdir()}
    assert made == {"02_gennemgang-S-1.html", "02_gennemgang-S-5.html", "index.html", MANIFEST}
    assert (folder / "exit_code").read_text(encoding="utf-8") == "1"


def test_each_report_is_about_its_own_subject(folder):
    for subject, other in (("S-1", "S-5"), ("S-5", "S-1")):
        page = (folder / "out" / f"02_gennemgang-{subject}.html").read_text(encoding="utf-8")
        assert f"Om {subject}" in page
        assert other not in page


def test_nothing_of_the_data_stands_beside_the_reports(folder):
    written_down = {path.name: path.read_text(encoding="utf-8") for path in (folder / "out").iterdir()}
    written_down["messages"] = (folder / "messages").read_text(encoding="utf-8")
    for secret in (NAME, PASSPHRASE, str(folder)):
        assert [name for name, text in written_down.items() if secret in text] == []


def test_the_index_says_in_words_how_each_went_and_links_to_what_there_is(folder):
    page = (folder / "out" / "index.html").read_text(encoding="utf-8")
    assert '<a href="./02_gennemgang-S-1.html">' in page
    assert "02_gennemgang-S-2.html" not in page
    for words in ("2 lavet", "1 afvist af notebooken", "1 mislykkedes", "mislykkedes, kodecelle 2 (report.cell)"):
        assert words in page


def test_the_same_call_with_resume_makes_what_is_lacking_and_keeps_the_rest(folder, tmp_path, capfd):
    out = tmp_path / "out"
    out.mkdir()
    for path in (folder / "out").iterdir():
        out.joinpath(path.name).write_bytes(path.read_bytes())
    (out / "02_gennemgang-S-5.html").write_text("altered", encoding="utf-8")
    before = (out / "02_gennemgang-S-1.html").stat().st_mtime_ns
    planned = plan_batch(folder / "02_gennemgang.ipynb", cases("S-1", "S-2", "S-3", "S-4", "S-5"), {"lang": "da"})
    result = run_batch(planned, ["html"], out, 2, resume=True, environment={"TROUBLE": "no"})

    assert [each.rendered.status for each in result.outcomes] == [Status.CACHED, *[Status.OK] * 4]
    assert result.exit_code == 0
    assert (out / "02_gennemgang-S-1.html").stat().st_mtime_ns == before
    assert "Om S-5" in (out / "02_gennemgang-S-5.html").read_text(encoding="utf-8")
    assert capfd.readouterr() == ("", "")


AS_EVER = "from IPython.display import HTML, display\ndisplay(HTML(f'<h2>Om {subject}</h2>'))"
OTHERWISE = "get_ipython().history_manager.enabled  # no history is kept in a forked process"


def test_a_sample_is_made_by_papermill_too_and_where_it_is_the_same_nothing_is_said(tmp_path):
    planned = plan_batch(written(tmp_path, code(AS_EVER)), cases("S-1", "S-2"), {"lang": "da"})
    result = run_batch(planned, ["html"], tmp_path / "out", 1, verify=0.5, environment={})
    assert [one.rendered.status for one in result.outcomes] == [Status.OK, Status.OK]


def test_a_batch_ends_where_papermill_makes_another_page_of_a_report(tmp_path):
    planned = plan_batch(written(tmp_path, code(OTHERWISE)), cases("S-1", "S-2", "S-3"), {"lang": "da"})
    result = run_batch(planned, ["html"], tmp_path / "out", 1, verify=1, environment={})
    assert [one.rendered.status for one in result.outcomes] == [Status.MISMATCH, Status.CANCELLED, Status.CANCELLED]
    assert result.exit_code == 4
    assert "lavet anderledes af papermill" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert list((tmp_path / "out").glob("02*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a file can't be held there")
def test_a_second_batch_in_the_same_folder_is_refused_and_changes_nothing_there(tmp_path):
    planned, out = plan_batch(written(tmp_path, code(AS_EVER)), cases("S-1"), {"lang": "da"}), tmp_path / "out"
    out.mkdir()
    with Manifest(out).alone():
        with pytest.raises(UsageError) as refused:
            run_batch(planned, ["html"], out, 1, environment={})
        assert refused.value.code == "usage.busy"
        assert [(path.name, path.stat().st_size) for path in out.iterdir()] == [(MANIFEST, 0)]
    assert run_batch(planned, ["html"], out, 1, environment={}).exit_code == 0


@pytest.mark.parametrize("share", [-0.1, 1.5, float("nan")])
def test_a_share_that_is_none_is_refused(tmp_path, share):
    planned = plan_batch(written(tmp_path, code(AS_EVER)), cases("S-1"), {})
    with pytest.raises(UsageError):
        run_batch(planned, ["html"], tmp_path / "out", verify=share, environment={})


@pytest.mark.parametrize("backend", [AUTO, SPAWN])
def test_no_file_in_the_folder_where_somebody_works_passes_for_a_module(tmp_path, monkeypatch, backend):
    for name in ("json", "nbformat", "pandas", "random", "samrum_kit", "string"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('den forkerte')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    planned = plan_batch(written(tmp_path, code(AS_EVER)), cases("S-1"), {"lang": "da"})
    result = run_batch(planned, ["html"], tmp_path / "out", 1, backend=backend, environment={})
    assert [one.rendered.status for one in result.outcomes] == [Status.OK]


ENDS_ITSELF = "import os\nif subject == 'S-2':\n    os._exit(3)"


def test_in_interpreters_of_their_own_reports_are_made_and_lost_as_in_forked_processes(tmp_path):
    planned = plan_batch(written(tmp_path, code(ENDS_ITSELF), code(AS_EVER)), cases("S-1", "S-2"), {"lang": "da"})
    result = run_batch(planned, ["html"], tmp_path / "out", 1, backend=SPAWN, environment={})
    told = [(line["status"], line["backend"]) for line in lines(tmp_path / "out")]
    assert told == [("ok", "spawn"), ("crashed", "papermill")]
    assert result.backends == {"spawn": 1, "papermill": 1}
    assert "Om S-1" in (tmp_path / "out" / "02_gennemgang-S-1.html").read_text(encoding="utf-8")


INTERRUPTED = """
import sys
from pathlib import Path
from samrum_kit.batch import Subject, plan_batch, run_batch
subjects = [Subject(f"S-{number}", {"subject": f"S-{number}"}) for number in range(1, 5)]
run_batch(plan_batch(Path(sys.argv[1]), subjects, {}), ["html"], Path(sys.argv[2]), 2, backend=sys.argv[3],
          environment={})
"""


def begun(folder, backend):
    """Begin a batch that does not end by itself, and return it when its first report is made, with its mark."""
    source = written(folder, code("import time, pathlib\nif subject != 'S-1':\n    time.sleep(600)"))
    out, private = folder / "out", folder / "t"
    private.mkdir()
    command = [sys.executable, "-c", INTERRUPTED, str(source), str(out), backend]
    mark = {"MARK_OF_A_TEST": str(folder)}
    run = subprocess.Popen(command, env=os.environ | mark | {"TMPDIR": str(private)}, start_new_session=True,
                           stderr=subprocess.PIPE, text=True)  # fmt: skip
    wait_until(lambda: (out / MANIFEST).exists() and "ok" in (out / MANIFEST).read_text(encoding="utf-8"))
    return run, mark


@pytest.mark.skipif(sys.platform == "win32", reason="an interrupt is sent to a group of processes")
@pytest.mark.parametrize("backend", [AUTO, SPAWN])
def test_an_interrupt_ends_everything_and_leaves_a_run_that_can_be_finished(tmp_path, backend):
    run, mark = begun(tmp_path, backend)
    out, private = tmp_path / "out", tmp_path / "t"
    os.killpg(run.pid, signal.SIGINT)
    _out, said = run.communicate(timeout=30)

    assert said.splitlines()[-1] == "KeyboardInterrupt"
    statuses = {line["subject"]: line["status"] for line in lines(out)}
    assert statuses == {"S-1": "ok", "S-2": "cancelled", "S-3": "cancelled", "S-4": "cancelled"}
    assert {path.name for path in out.iterdir()} == {"02_gennemgang-S-1.html", "index.html", MANIFEST}
    wait_until(lambda: not still_running(mark))
    assert list(private.iterdir()) == []


@pytest.mark.parametrize("backend", [AUTO, SPAWN])
def test_where_a_batch_is_killed_nothing_of_it_goes_on(tmp_path, backend):
    run, mark = begun(tmp_path, backend)
    assert len(still_running(mark)) > 3
    with run:
        os.killpg(run.pid, signal.SIGKILL)
    wait_until(lambda: not still_running(mark))


def wait_until(happened, seconds=30):
    """Wait for something to happen."""
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.1)


def still_running(mark):
    """Return the processes that carry a mark in their environment."""
    found = []
    for process in psutil.process_iter():
        try:
            if mark.items() <= process.environ().items():
                found.append(process)
        except (psutil.AccessDenied, psutil.NoSuchProcess, psutil.ZombieProcess):
            continue
    return found


def test_a_format_or_a_backend_that_is_not_there_is_refused_before_anything_runs(tmp_path):
    planned = plan_batch(written(tmp_path), cases("S-1"), {})
    with pytest.raises(UnknownName):
        run_batch(planned, ["html"], tmp_path / "out", backend="spwan", environment={})
    with pytest.raises(UnknownName):
        run_batch(planned, ["htlm"], tmp_path / "out", environment={})
    with pytest.raises(UsageError):
        run_batch(planned, ["html"], tmp_path / "out", 0, environment={})
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("verify", [0, 1])
def test_a_notebook_that_takes_the_folder_of_the_batch_away_costs_no_other_report(tmp_path, verify):
    takes_away = "import os, shutil\nif subject == 'S-1':\n    shutil.rmtree(os.path.dirname(os.getcwd()))\nsubject"
    planned = plan_batch(written(tmp_path, code(takes_away)), cases("S-1", "S-2", "S-3"), {})
    result = run_batch(planned, ["html"], tmp_path / "out", 1, environment={}, progress=False, verify=verify)
    assert [each.rendered.status for each in result.outcomes] == [Status.OK] * 3
