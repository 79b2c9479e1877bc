"""`jupyter nbconvert` knows the three kinds of report by name, and makes each in the look of the workspace."""

import nbformat
import pytest
from nbconvert.exporters import get_exporter
from nbconvert.nbconvertapp import NbConvertApp

from samrum_kit.report.deliver import FORMATS
from samrum_kit.report.exporter import to_page
from samrum_kit.report.look import look_in
from tests.report.looks import dressed
from tests.report.notebooks import code, notebook, shown, text


@pytest.mark.parametrize("ending", ["html", "pdf", "docx"])
def test_nbconvert_makes_what_samrum_makes(tmp_path, monkeypatch, ending):
    workspace = dressed(tmp_path / "arbejdsrum")
    monkeypatch.setenv("SAMRUM_WORKSPACE", str(workspace))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    made = notebook(text("Kør cellen", "vejledning"), code("secret = 1"), shown({"text/html": "<h2>Mål</h2>"}))
    made.metadata["samrum"]["title"] = "Gennemgang · S-1"
    nbformat.write(made, tmp_path / "gennemgang.ipynb")

    app = NbConvertApp()
    app.initialize(["--to", f"samrum-{ending}", str(tmp_path / "gennemgang.ipynb")])
    app.start()

    look = look_in(workspace)
    expected = FORMATS[ending](to_page(made, look), look)
    assert (tmp_path / f"gennemgang.{ending}").read_bytes() == expected


def test_each_format_has_its_exporter():
    endings = [get_exporter(f"samrum-{ending}")().file_extension for ending in FORMATS]
    assert endings == [f".{ending}" for ending in FORMATS]
