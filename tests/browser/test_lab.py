"""The notebooks for work in a real JupyterLab: run from top to bottom by a person, offline, without an error."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from samrum_kit.report.notebooks import notebooks_folder
from samrum_kit.workspace.lab import copy_notebooks
from tests.notebooks.municipality import environment_of, workspace_in

TOKEN = "test-token"
LAB = """
import sys
from pathlib import Path
from samrum_kit.ui.lab import run_lab
options = ["--no-browser", "--allow-root", "--LabApp.expose_app_in_browser=True", *sys.argv[2:]]
raise SystemExit(run_lab(Path(sys.argv[1]), {}, options))
"""
RUN_ALL = """async () => {
    const app = window.jupyterapp, panel = app.shell.currentWidget;
    await panel.context.ready; await panel.sessionContext.ready;
    await app.commands.execute('notebook:run-all-cells');
}"""

KEEP_OPENER = "() => { const open = window.open; window.open = (address, tab) => open(address, tab); }"
"""A download of a tab that knows nothing of its opener can't be seen from here."""


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Start the workbench's JupyterLab on a workspace; give its address."""
    folder = tmp_path_factory.mktemp("lab")
    workspace = workspace_in(folder / "arbejdsrum")
    copy_notebooks(workspace / "notebooks")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [f"--port={port}", f"--IdentityProvider.token={TOKEN}"]
    command = [sys.executable, "-c", LAB, str(workspace / "notebooks"), *options]
    places = ("HOME", "TMPDIR", "JUPYTER_RUNTIME_DIR", "XDG_DATA_HOME")
    home = dict.fromkeys(places, str(folder))
    with (folder / "log").open("w", encoding="utf-8") as log:
        surroundings = os.environ | environment_of(workspace) | home
        server = subprocess.Popen(command, env=surroundings, stdout=log, stderr=log, start_new_session=True)
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(f"{address}/api", server)
            yield address
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=30)


def wait_for(address, server):
    """Wait until a server answers."""
    until = time.monotonic() + 90
    while True:
        assert server.poll() is None
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310  # our own server
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.3)
        else:
            return


@pytest.mark.parametrize("name", [path.stem for path in sorted((notebooks_folder() / "arbejde").glob("*.ipynb"))])
def test_a_notebook_runs_from_top_to_bottom_by_hand(lab, watched, name):
    page = watched.page
    page.goto(f"{lab}/lab/tree/arbejde/{name}.ipynb?reset&token={TOKEN}", timeout=90_000)
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=90_000)
    page.evaluate(RUN_ALL)
    wrong = ", ".join(f"[data-mime-type='application/vnd.jupyter.{kind}']" for kind in ("error", "stderr"))
    assert page.locator(wrong).all_inner_texts() == []
    assert page.locator(".jp-OutputArea-output table caption").count() > 2
    cell = "getComputedStyle(document.querySelector('.jp-OutputArea-output tbody :is(th, td)')).textAlign"
    assert page.evaluate(cell) == "left"
    here = (lab, lab.replace("http", "ws"), "data:", "blob:")
    assert [url for url in watched.requests if not url.startswith(here)] == []


def test_the_menu_offers_reports_of_the_workbench_alone_and_each_is_made_anew(lab, watched):
    page = watched.page
    page.goto(f"{lab}/lab/tree/arbejde/02_gennemgang.ipynb?reset&token={TOKEN}", timeout=90_000)
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=90_000)
    page.locator("#jp-MainMenu li[data-command='filemenu:open'], #jp-MainMenu .lm-MenuBar-item").first.click()
    page.locator(".lm-Menu-item", has_text=re.compile("Save and Export Notebook As")).click()
    entries = page.locator("#jp-mainmenu-file-notebookexport .lm-Menu-itemLabel")
    entries.first.wait_for()
    assert entries.all_inner_texts() == ["Rapport som HTML", "Rapport som PDF", "Rapport som Word-dokument"]
    page.evaluate(KEEP_OPENER)
    with page.expect_download(timeout=60_000) as downloaded:
        entries.first.click()
    loaded = downloaded.value
    assert loaded.suggested_filename == "02_gennemgang-HA-S-001.html"
    assert_is_a_report(loaded.path().read_text(encoding="utf-8"))
    printed = page.evaluate("async () => (await fetch('/nbconvert/html/arbejde/02_gennemgang.ipynb')).text()")
    assert_is_a_report(printed)


def assert_is_a_report(text):
    """Check that a page has results, and neither code nor parameters nor an address."""
    assert text.count("<caption>") > 2
    assert [word for word in ("import samrum_kit", "subject: str", "fx ppv", "https:") if word in text] == []
