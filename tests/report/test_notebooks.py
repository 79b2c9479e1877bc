"""Notebooks are found by name or path, and a report is named by kind, ids and days alone."""

from pathlib import Path

import pytest

from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.locale import speaking
from samrum_kit.report.notebooks import find_notebook, notebooks_folder, read_notebook, report_name, report_title
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
