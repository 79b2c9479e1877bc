"""A report is published whole or not at all, and whatever goes wrong tells nothing of the data."""

import hashlib
import tempfile
from pathlib import Path

import pytest

from samrum_kit.errors import ReportFailed, UnknownName, UsageError
from samrum_kit.report import report_one
from samrum_kit.report.notebooks import read_notebook
from samrum_kit.report.publish import publish
from samrum_kit.report.run import CellStopped, run_notebook
from tests.report.notebooks import code, notebook, text, written

NAME = "Canaria Fuglsang"

LOOKS_AROUND = """
import os, sys, tempfile
from IPython import get_ipython
from IPython.display import HTML, display
print(f"{name}")
print(name, file=sys.stderr)
open(tempfile.mkstemp()[1], "w").write(name)
display(HTML(f"<p>emne={subject} sprog={lang} nøgle={os.environ['SAMRUM_PASSPHRASE'] == 'hemmelig nok'}</p>"))
display(HTML(f"<p>mappe={os.environ['SAMRUM_WORKSPACE'].endswith('min-mappe')}</p>"))
display(HTML(f"<p>historik={get_ipython().history_manager.hist_file}</p>"))
""".replace("{name}", NAME).replace("(name", f"({NAME!r}")


@pytest.fixture
def private(tmp_path, monkeypatch) -> Path:
    """Let temporary files of this process and its kernels go to a folder of the test."""
    folder = tmp_path / "t"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_report_is_one_file_and_nothing_else_is_left_anywhere(tmp_path, private, capfd):
    source = written(tmp_path, code(LOOKS_AROUND))
    before = source.read_bytes()
    out = tmp_path / "out"
    asked = {"subject": "S-7", "lang": "nb", "workspace": str(tmp_path / "min-mappe")}
    report = report_one(source, asked, ["html"], out, {"SAMRUM_PASSPHRASE": "hemmelig nok"})

    page = (out / "02_gennemgang-S-7.html").read_text(encoding="utf-8")
    for seen in ("emne=S-7 sprog=nb nøgle=True", "mappe=True", "historik=:memory:", "<title>Gjennomgang · S-7</title>"):
        assert seen in page
    assert [word for word in (NAME, "hemmelig nok", "min-mappe", "print(") if word in page] == []
    assert [path.name for path in out.iterdir()] == ["02_gennemgang-S-7.html"]
    assert [(file.path, file.sha256) for file in report.files] == [
        (out / "02_gennemgang-S-7.html", hashlib.sha256(page.encode()).hexdigest())
    ]
    assert list(private.iterdir()) == []
    assert source.read_bytes() == before
    assert capfd.readouterr() == ("", "")


def test_a_notebook_that_raises_gives_no_report_and_tells_only_where_and_of_what_kind(tmp_path, private, capfd):
    stops = [text("Prosa"), code("1 + 1"), code(f"print({NAME!r}); raise ValueError({NAME!r})"), code("2 + 2")]
    with pytest.raises(CellStopped) as stopped:
        report_one(written(tmp_path, *stops), {"subject": "S-7"}, ["html"], tmp_path / "out", {})

    assert str(stopped.value) == "Kodecelle 3: Notebooken stoppede med en fejl af typen ValueError."
    assert (stopped.value.cell, stopped.value.code, stopped.value.exit_code) == (3, "report.cell", 1)
    assert stopped.value.__cause__ is None
    assert stopped.value.__suppress_context__
    assert not (tmp_path / "out").exists()
    assert list(private.iterdir()) == []
    assert capfd.readouterr() == ("", "")


def test_an_error_of_the_workbench_is_told_in_its_own_words():
    raising = code("from samrum_kit.errors import UnknownName\nraise UnknownName('Sagen', 'S-2', ['S-1'])")
    with pytest.raises(CellStopped, match=r"Kodecelle 2: Sagen kendes ikke her\. Mente du S-1\?") as stopped:
        run_notebook(notebook(raising), {}, {})
    assert (stopped.value.code, stopped.value.exit_code) == ("usage.unknown", 2)


def test_an_error_that_only_borrows_a_name_of_the_workbench_is_not_trusted():
    raising = code(f"class UnknownName(Exception): pass\nraise UnknownName({NAME!r})")
    with pytest.raises(CellStopped) as stopped:
        run_notebook(notebook(raising), {"subject": "S-1"}, {})
    assert NAME not in str(stopped.value)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import time; time.sleep(60)", "report.timeout"),
        ("import os; os._exit(1)", "report.kernel"),
        ("raise SystemExit", "report.cell"),
    ],
)
def test_a_notebook_that_does_not_come_to_its_end_gives_no_report(source, expected, capfd):
    with pytest.raises(ReportFailed) as failed:
        run_notebook(notebook(code(source)), {"subject": "S-1"}, {}, seconds=3)
    assert failed.value.code == expected
    assert capfd.readouterr() == ("", "")


def test_what_cannot_be_asked_is_refused_before_anything_runs(tmp_path, monkeypatch):
    monkeypatch.setattr("samrum_kit.report.deliver.run_notebook", None)
    source = written(tmp_path)
    for parameters, formats, expected in (
        ({"subjet": "S-1"}, ["html"], UnknownName),
        ({"subject": NAME}, ["html"], UsageError),
        ({"subject": "S-1"}, ["htm"], UnknownName),
    ):
        with pytest.raises(expected):
            report_one(source, parameters, formats, tmp_path / "out", {})
    assert not (tmp_path / "out").exists()


def test_a_file_that_cannot_be_published_leaves_the_old_one(tmp_path, monkeypatch):
    path = tmp_path / "rapport.html"
    publish(path, b"gammel")
    monkeypatch.setattr("samrum_kit.report.deliver.os.fsync", full_disk)
    with pytest.raises(ReportFailed) as failed:
        publish(path, b"ny")
    assert failed.value.code == "report.unwritable"
    assert path.read_bytes() == b"gammel"
    assert list(tmp_path.iterdir()) == [path]


def full_disk(_number):
    """Fail as a full disk does."""
    raise OSError(28, "No space left on device")


def test_running_a_notebook_leaves_the_one_that_was_read_as_it_was(tmp_path):
    source = read_notebook(written(tmp_path, code("subject")))
    done = run_notebook(source, {"subject": "S-7"}, {})
    assert [cell.get("outputs") for cell in source.cells] == [[], []]
    assert done.cells[-1].outputs[0].data["text/plain"] == "'S-7'"


@pytest.mark.parametrize(("source", "told"), [
    (f"raise type({NAME!r}, (Exception,), {{}})", "Notebooken stoppede med en fejl."),
    ("raise type('Canar' + 'ia', (Exception,), {})", "Notebooken stoppede med en fejl."),
    ("class Uventet(Exception): pass\nraise Uventet", "Notebooken stoppede med en fejl af typen Uventet."),
    ("import json\njson.loads('{')", "Notebooken stoppede med en fejl af typen JSONDecodeError."),
])  # fmt: skip
def test_the_kind_of_an_error_is_told_where_it_can_be_no_name_from_the_data(source, told):
    with pytest.raises(CellStopped) as stopped:
        run_notebook(notebook(code(source)), {"subject": "S-1"}, {})
    assert str(stopped.value) == f"Kodecelle 2: {told}"
    assert NAME not in str(stopped.value)
