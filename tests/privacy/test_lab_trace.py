"""A name that somebody asks for in JupyterLab is seen on the screen, and is gone when the Lab is closed."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from uuid import uuid4

import psutil
import pytest
from websocket import create_connection

from samrum_kit.ui.lab import _ended, without_outputs
from tests.privacy.canaries import GIVEN, PASSPHRASE, WHO, Scratch, canaries_in, found_in, running, workbook

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are others here")

NOTEBOOK = "api/contents/arbejde/02_gennemgang.ipynb"
STOCK = ["asciidoc", "latex", "markdown", "notebook", "python", "rst", "script", "slides", "webpdf"]
WRITTEN = "Det har jeg skrevet."
REVEALS = """
import samrum_kit as sk
who = sk.open().reveal("ELEV-0001", why="prøve")
print(who)
who
"""


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    """Run the Lab once: reveal a name in a cell, save the notebook with what it shows, and close the Lab by Ctrl-C."""
    scratch = Scratch(tmp_path_factory.mktemp("lab"))
    assert scratch.samrum("init", scratch.workspace, "--model", "haderslev").code == 0
    assert scratch.samrum("import", workbook(scratch.school)).code == 0
    allowed = scratch.home / "config" / "jupyter_server_config.json"
    allowed.parent.mkdir()
    allowed.write_text('{"ServerApp": {"allow_root": true}}', encoding="utf-8")
    lab = scratch.start("lab", "--no-browser", "--port", "0")
    try:
        results = work_in(Server(scratch, lab))
        scratch.seen_running.update(running(lab.pid))
        below = psutil.Process(lab.pid).children(recursive=True)
        for process in (lab, below[0]):  # a terminal tells both
            process.send_signal(signal.SIGINT)
        results |= {"code": lab.wait(timeout=30), "running": len(psutil.wait_procs(below, timeout=5)[1])}
    finally:
        lab.terminate()
        lab.wait(timeout=30)
    (scratch.folder / "results").write_text(json.dumps(results), encoding="utf-8")
    return scratch


def work_in(server):
    """Reveal a name in a cell, save the notebook with what it shows, and return what was seen."""
    offered = json.loads(server.ask("GET", "api/nbconvert"))
    shown = server.run(REVEALS)
    notebook = json.loads(server.ask("GET", NOTEBOOK))["content"]
    notebook["metadata"]["widgets"] = {"state": shown}
    notebook["cells"][1] |= {"outputs": shown, "execution_count": 7}
    notebook["cells"][0]["source"] = WRITTEN
    server.ask("PUT", NOTEBOOK, {"type": "notebook", "format": "json", "content": notebook})
    server.ask("POST", f"{NOTEBOOK}/checkpoints", {})
    exports = {kind: server.code_of(f"nbconvert/{kind}/arbejde/02_gennemgang.ipynb") for kind in STOCK}
    return {"offered": offered, "exports": exports, "shown": shown}


class Server:
    """The running Lab, asked as its page in the browser asks."""

    def __init__(self, scratch, lab):
        until = time.monotonic() + 60
        while not (found := re.search(r"(http://127\.0\.0\.1:\d+/)lab\?token=([0-9a-f]{48})\s", said(scratch))):
            assert lab.poll() is None, said(scratch)
            assert time.monotonic() < until
            time.sleep(0.1)
        self.url, self.token = found.groups()
        while not self._answers():
            assert time.monotonic() < until
            time.sleep(0.1)

    def _answers(self):
        """Tell whether the Lab, which says where it is before it listens, listens by now."""
        try:
            return self.ask("GET", "api")
        except OSError:
            return b""

    def ask(self, method, path, data=None):
        content = None if data is None else json.dumps(data).encode()
        headers = {"Authorization": f"token {self.token}", "Content-Type": "application/json"}
        request = urllib.request.Request(self.url + path, content, headers, method=method)  # noqa: S310  # our own server
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return answer.read()

    def code_of(self, path):
        """Return the status of an answer."""
        try:
            self.ask("GET", path)
        except urllib.error.HTTPError as refused:
            return refused.code
        return 200

    def run(self, source):
        """Run a cell in a kernel of its own and return what it shows."""
        kernel = json.loads(self.ask("POST", "api/kernels", {"name": "python3", "path": "arbejde"}))["id"]
        address = self.url.replace("http", "ws") + f"api/kernels/{kernel}/channels"
        line = create_connection(address, header=[f"Authorization: token {self.token}"], timeout=60)
        asked = {"msg_id": uuid4().hex, "msg_type": "execute_request", "session": "s", "username": "", "version": "5.3"}
        content = {"code": source, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        message = {"channel": "shell", "header": asked, "parent_header": {}, "metadata": {}, "content": content}
        line.send(json.dumps(message))
        shown = []
        while True:
            told = json.loads(line.recv())
            if told["parent_header"].get("msg_id") != asked["msg_id"]:
                continue
            if told["msg_type"] in {"stream", "execute_result", "error"}:
                shown.append({"output_type": told["msg_type"], **told["content"]})
            if told["msg_type"] == "status" and told["content"]["execution_state"] == "idle":
                line.close()
                return shown


def said(scratch):
    return (scratch.folder / "err").read_text(encoding="utf-8")


def results(scratch):
    return json.loads((scratch.folder / "results").read_text(encoding="utf-8"))


def test_the_name_is_shown_to_the_one_who_asked(scratch):
    kinds = [output["output_type"] for output in results(scratch)["shown"]]
    assert kinds == ["stream", "execute_result"]
    assert GIVEN in json.dumps(results(scratch)["shown"])


def test_no_name_and_no_passphrase_is_left(scratch):
    files = scratch.written()
    assert {"02_gennemgang.ipynb", "02_gennemgang-checkpoint.ipynb"} <= {path.name for path in files}
    assert {path.name for path in files if found_in(path, (*WHO, PASSPHRASE))} == set()
    assert canaries_in(said(scratch).encode(), (*WHO, PASSPHRASE)) == set()
    assert canaries_in("\n".join(scratch.seen_running).encode(), (*WHO, PASSPHRASE)) == set()
    assert any("ipykernel" in line for line in scratch.seen_running)


def test_what_was_written_is_kept(scratch):
    saved = json.loads((scratch.workspace / "notebooks/arbejde/02_gennemgang.ipynb").read_text(encoding="utf-8"))
    assert saved["cells"][0]["source"] in (WRITTEN, [WRITTEN])
    assert saved["cells"][1]["source"]


def test_nothing_runs_and_nothing_lies_about_when_the_lab_is_closed(scratch):
    assert (results(scratch)["code"], results(scratch)["running"]) == (0, 0)
    assert list(scratch.temporary.iterdir()) == []
    assert [path.name for path in scratch.home.rglob("*.json") if path.name.startswith(("kernel-", "jpserver-"))] == []
    assert [path.name for path in scratch.home.rglob("history.sqlite*")] == []


def test_the_notebooks_are_for_their_owner_alone(scratch):
    for path in (scratch.workspace / "notebooks").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path.name


def test_the_lab_exports_reports_of_the_workbench_and_nothing_else(scratch):
    assert list(results(scratch)["offered"]) == ["Rapport som HTML", "Rapport som PDF", "Rapport som Word-dokument"]
    assert results(scratch)["exports"] == dict.fromkeys(STOCK, 404)


def test_a_lab_that_does_not_hear_is_ended_all_the_same(monkeypatch):
    monkeypatch.setattr("samrum_kit.ui.lab.CLOSING_SECONDS", 0.2)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE) as program:
        assert program.stdout.readline()
        assert _ended(program) == -signal.SIGKILL


@pytest.mark.parametrize(
    "model", [{"type": "file", "content": "x"}, {"type": "directory"}, {"type": "notebook", "content": None}]
)
def test_other_files_are_saved_as_they_are(model):
    before = json.dumps(model)
    without_outputs(model=model, path="x", contents_manager=None)
    assert json.dumps(model) == before
