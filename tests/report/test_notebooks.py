"""Notebooks are found by name or path, and a report is named by kind, ids and days alone."""

import json
from pathlib import Path

import pytest

from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.locale import speaking
from samrum_kit.report.notebooks import find_notebook, notebooks_folder, read_notebook, report_name, report_title
from samrum_kit.report.run import run_notebook
from tests.report.notebooks import notebook, written


def test_a_notebook_of_the_workbench_is_found_by_its_name():
    found = find_notebook("02_gennemgang")
    assert found == notebooks_folder() / "arbejde" / "02_gennemgang.ipynb"
    assert find_notebook("02_gennemgang.ipynb") == found


def test_a_notebook_of_ones_own_is_found_by_its_path(tmp_path):
    own = written(tmp_path, name="vores_egen")
    assert find_notebook(str(own)) == own


def test_an_unknown_notebook_is_refused_with_the_one_that_was_meant():
    with pytest.raises(UnknownName, match="Mente du 02_gennemgang"):
        find_notebook("02_gennemgan")


def test_a_file_that_is_no_notebook_is_refused(tmp_path):
    broken = tmp_path / "broken.ipynb"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(UsageError):
        read_notebook(broken)


def test_a_report_is_named_by_its_notebook_and_its_ids_and_days():
    asked = {"on": "2026-03-09", "school": "SK-1", "forum": "samrum", "model": "haderslev"}
    assert report_name(Path("01_moede.ipynb"), asked) == "01_moede-samrum-SK-1-2026-03-09"
    assert report_name(Path("02_gennemgang.ipynb"), {"gate": "ppv", "subject": "S-01"}) == "02_gennemgang-S-01"


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("da", "Gennemgang · SamRumsmøde · SK-1 · 9. marts 2026"),
        ("nb", "Gjennomgang · SamRumsmøde · SK-1 · 9. mars 2026"),
    ],
)
def test_a_report_is_titled_in_the_language_of_its_reader(lang, title):
    with speaking(lang):
        told = report_title(notebook(), {"forum": "samrum", "school": "SK-1", "on": "2026-03-09"}, "01_moede")
    assert told == title


def test_the_days_of_a_period_are_told_as_one():
    with speaking("da"):
        told = report_title(notebook(), {"from_day": "2025-08-01", "to_day": "2026-03-16"}, "04_noegletal")
        began = report_title(notebook(), {"from_day": "2025-08-01"}, "04_noegletal")
    assert told == "Gennemgang · 1. august 2025 til 16. marts 2026"
    assert began == "Gennemgang · 1. august 2025"


PYTHON = {"name": "python3", "display_name": "Python 3", "language": "python"}
CELL = {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": [], "source": "1"}
OLD_CELL = {"cell_type": "code", "language": "python", "metadata": {}, "input": "1", "outputs": [], "collapsed": False}
SHEET = {"metadata": {}, "cells": [OLD_CELL]}
OLD = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [SHEET]}


def saved(folder, content):
    """Write what is said to be a notebook and return where it lies."""
    path = folder / "egen.ipynb"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def with_metadata(**metadata):
    """Return a notebook of one cell that says this of itself."""
    return {"nbformat": 4, "nbformat_minor": 4, "metadata": metadata, "cells": [CELL]}


@pytest.mark.parametrize("content", [
    "[]", "[" * 100_000, "null", {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [1, 2]},
    with_metadata(samrum=None), with_metadata(samrum=[]), with_metadata(samrum={"titles": ["Gennemgang"]}),
    with_metadata(samrum={"profiles": "intern"}), with_metadata(kernelspec="python3"),
    with_metadata(samrum={"profiles": [1]}), with_metadata(samrum={"titles": {"da": 1}}),
    {**with_metadata(), "cells": [{**CELL, "metadata": {"tags": None}}]},
])  # fmt: skip
def test_whatever_else_a_file_holds_is_refused_as_no_notebook(tmp_path, content):
    with pytest.raises(UsageError) as refused:
        read_notebook(saved(tmp_path, content))
    assert refused.value.code == "usage.notebook"


@pytest.mark.parametrize("metadata", [
    {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}}, {"language_info": {"name": "julia"}},
])  # fmt: skip
def test_a_notebook_in_another_language_is_refused_before_it_runs_as_python(tmp_path, metadata):
    with pytest.raises(UsageError) as refused:
        read_notebook(saved(tmp_path, with_metadata(**metadata)))
    assert refused.value.code == "usage.language"


@pytest.mark.parametrize("content", [
    with_metadata(), with_metadata(kernelspec={}), OLD,
    with_metadata(kernelspec={"name": "min-egen", "display_name": "Min", "language": "python"}),
])  # fmt: skip
def test_a_notebook_in_python_runs_whatever_its_kernel_was_called_where_it_was_written(tmp_path, content):
    done = run_notebook(read_notebook(saved(tmp_path, content)), {}, {})
    assert [cell.outputs[0].data["text/plain"] for cell in done.cells] == ["1"]
