"""A notebook of the workbench reads as prose with a few lines of code, and asks for what the contract says."""

import json
import re

import pytest

from samrum_kit.locale import LANGUAGES
from samrum_kit.report.notebooks import notebooks_folder, read_notebook
from samrum_kit.report.parameters import parameters_of

WORK = sorted((notebooks_folder() / "arbejde").glob("*.ipynb"))
ASKED = {
    "01_moede": ["forum", "school", "on", "model"],
    "02_gennemgang": ["gate", "subject", "model", "as_of"],
    "03_sagsforloeb": ["case", "as_of"],
    "04_noegletal": ["model", "school", "district", "from_day", "to_day", "as_of"],
    "05_forum_status": ["forum", "school", "from_day", "to_day"],
}
ASKED_EVERYWHERE = ["workspace", "profile", "lang"]


def name(path):
    """Return a notebook's name."""
    return path.stem


@pytest.fixture(params=WORK, ids=name)
def path(request):
    """Give each notebook for work."""
    return request.param


def test_every_notebook_is_there():
    assert [name(path) for path in WORK] == list(ASKED)


def test_a_notebook_asks_for_what_the_contract_says(path):
    assert list(parameters_of(read_notebook(path))) == ASKED[name(path)] + ASKED_EVERYWHERE


def test_every_parameter_is_explained(path):
    cell = next(cell for cell in read_notebook(path).cells if "parameters" in cell.metadata.get("tags", []))
    assert [line for line in cell.source.splitlines() if not re.search(r"  # \w.{8,}", line)] == []


def test_prose_comes_first_and_is_for_the_person_at_the_screen(path):
    cells = read_notebook(path).cells
    assert cells[0].cell_type == "markdown"
    prose = [cell for cell in cells if cell.cell_type == "markdown"]
    assert [cell.source for cell in prose if cell.metadata.tags != ["vejledning"]] == []
    in_a_row = "".join(cell.cell_type[0] for cell in cells)
    assert "cccc" not in in_a_row


def test_code_is_a_few_lines_and_names_no_place(path):
    for cell in read_notebook(path).cells:
        if cell.cell_type == "code":
            assert len(cell.source.splitlines()) <= 10
            assert re.findall(r"[\"'](?:/|~|[A-Z]:\\|\.\.)", cell.source) == []


def test_a_notebook_is_titled_in_every_language_and_runs_on_any_python_kernel(path):
    about = json.loads(path.read_text(encoding="utf-8"))["metadata"]
    assert set(about["samrum"]["titles"]) == set(LANGUAGES)
    assert about["kernelspec"]["name"] == "python3"
