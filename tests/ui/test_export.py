"""An export from JupyterLab's menu: what the saved notebook says, or one sentence why there is no report."""

import pytest

from samrum_kit.errors import SamrumError, UsageError
from samrum_kit.locale import speaking
from samrum_kit.report.deliver import FORMATS
from samrum_kit.ui.export import MEDIA, _refusal, _report, kinds
from tests.report.notebooks import PARAMETERS, code, notebook

NAME = "Canaria Fuglsang"


def test_the_menu_offers_every_format_that_a_report_has_in_the_users_language():
    assert set(kinds().values()) == set(FORMATS) == set(MEDIA)
    with speaking("nb"):
        assert "Rapport som Word-dokument" in kinds()


def test_the_report_is_about_what_the_saved_cell_says():
    shown = code("from IPython.display import HTML\nHTML(f'<p>emne={subject} dag={as_of} lang={long}</p>')")
    cell = PARAMETERS.replace('"S-1"', '"S-7"').replace("= None", '= "2026-03-09"').replace("= False", "= True")
    name, content = _report(notebook(shown, parameters=cell), "02_gennemgang", "html")
    assert name == "02_gennemgang-S-7"
    assert "<title>Gennemgang · S-7</title>" in content.decode()
    assert "emne=S-7 dag=2026-03-09 lang=True" in content.decode()


@pytest.mark.parametrize("typed", [NAME, "310210-0000"])
def test_a_name_or_number_in_the_saved_cell_goes_into_no_report(typed):
    with pytest.raises(UsageError) as refused:
        _report(notebook(parameters=PARAMETERS.replace("S-1", typed)), "02_gennemgang", "html")
    assert typed not in str(refused.value)


def test_an_unknown_error_tells_its_kind_alone(monkeypatch):
    def fail(*_):
        raise ValueError(NAME)

    monkeypatch.setattr("samrum_kit.ui.export.make", fail)
    with pytest.raises(SamrumError, match="ValueError") as refused:
        _report(notebook(), "02_gennemgang", "html")
    assert NAME not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_refusal_is_a_page_with_one_sentence():
    told = _refusal(UsageError("Sagen <b> kendes ikke.", remedy="Mente du S-1?")).decode()
    assert "<p>Sagen &lt;b&gt; kendes ikke. Mente du S-1?</p>" in told
    assert "<h1>Der blev ikke lavet nogen rapport</h1>" in told
