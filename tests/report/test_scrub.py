"""An executed notebook tells nothing of how it was run."""

import json

import nbformat

from samrum_kit.report.scrub import scrub
from tests.report.notebooks import code, notebook, text


def executed():
    """Return a notebook as papermill leaves it, with a canary in every place that it writes to."""
    done = notebook(code("subject = 'CANARY'", "injected-parameters"), text("Prosa"), code("show()", "mine"))
    done.metadata["papermill"] = {"parameters": {"subject": "CANARY"}, "input_path": "/CANARY", "start_time": "CANARY"}
    done.metadata["widgets"] = {"state": "CANARY"}
    cell = done.cells[-1]
    cell.execution_count = 3
    cell.metadata |= {"papermill": {"duration": "CANARY"}, "execution": {"iopub.status.busy": "CANARY"}}
    cell.outputs = [nbformat.v4.new_output("execute_result", data={"text/html": "<p>Vist</p>"}, execution_count=3)]
    return done


def test_no_parameter_path_or_time_is_left():
    assert "CANARY" not in json.dumps(scrub(executed()))


def test_what_was_shown_stays_with_its_cell_and_tags():
    clean = scrub(executed())
    assert [cell.cell_type for cell in clean.cells] == ["code", "markdown", "code"]
    assert clean.cells[-1].metadata.tags == ["mine"]
    assert clean.cells[-1].outputs[0].data == {"text/html": "<p>Vist</p>"}
    assert clean.cells[-1].execution_count is None
    assert clean.metadata.samrum.titles.da == "Gennemgang"
    nbformat.validate(clean)


def test_the_executed_notebook_itself_is_not_changed():
    done = executed()
    before = json.dumps(done)
    scrub(done)
    assert json.dumps(done) == before
