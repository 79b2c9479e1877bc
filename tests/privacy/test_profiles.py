"""A report shows its reader what it is for and nothing else: in every format, file and error."""

import base64
import json
import re
import shutil
import subprocess
from html import unescape

import nbformat
import pytest

from samrum_kit.batch import BatchPlan, Subject, plan_batch, run_batch
from samrum_kit.batch.manifest import MANIFEST
from samrum_kit.errors import ReportFailed
from samrum_kit.report import FORMATS, find_notebook, report_one
from samrum_kit.workspace.reports import environment_of
from tests.builders import TODAY, day
from tests.cli.command_line import samrum
from tests.privacy.canaries import canaries_in, found_in
from tests.privacy.several import (
    CLASS_CASE,
    OTHER,
    OTHER_CASE,
    OWN,
    OWN_CASE,
    OWN_PUPIL,
    OWN_SECOND,
    PERSON,
    SECOND,
    facts,
    workspace_in,
)
from tests.report.notebooks import code, notebook

NAME = ["Solsortine", "Vibeholt", "310210"]
OTHERS = ["fremmed", PERSON, *NAME]
ASKED = {"as_of": TODAY.isoformat(), "lang": "da"}
MEETING = {"forum": "samrum", "school": "SK-1", "on": day(7).isoformat(), "lang": "da"}
CASE, REVIEW = {"case": OWN_CASE}, {"subject": OWN_CASE, "gate": "pku", "model": "haderslev"}
REPORTS = {
    "foraeldre": ("03_sagsforloeb", CASE | ASKED, OTHERS),
    "pku": ("02_gennemgang", REVIEW | ASKED, [*OTHERS, SECOND, OWN_SECOND]),
    "ledelse": ("01_moede", MEETING, [*OTHERS, OWN, SECOND, "EGEN-", OWN_PUPIL]),
    "intern": ("03_sagsforloeb", CASE | ASKED, [*NAME, OTHER, PERSON]),
    "intern-moede": ("01_moede", MEETING, [*NAME, PERSON]),
    "undervisning": ("03_sagsforloeb", CASE | ASKED, [*NAME, OTHER, PERSON]),
}
"""For each profile a report, what it is asked, and what must not be found in it."""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make a report for each profile in every format, and return the folder of the runs."""
    folder = tmp_path_factory.mktemp("profiler")
    with workspace_in(folder, synthetic=True) as workspace:
        for name, (stem, asked, _hidden) in REPORTS.items():
            source, told = find_notebook(stem), asked | {"profile": name.partition("-")[0]}
            (job,) = plan_batch(source, [Subject("x", told)], {}).jobs
            result = run_batch(BatchPlan(source, (job,)), list(FORMATS), folder / name, 1,
                               environment=environment_of(workspace))  # fmt: skip
            assert [outcome.rendered for outcome in result.failures] == []
    return folder


def page_of(folder, name):
    """Return the page of a report."""
    (page,) = (folder / name).glob("0*.html")
    return page.read_text(encoding="utf-8")


def pictures_of(page):
    """Return what is drawn in a page, as text."""
    found = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', page)
    return "\n".join(base64.b64decode(content).decode() for content in found)


def readable(path):
    """Return what can be read in a PDF."""
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout


@pytest.mark.parametrize("name", REPORTS)
def test_no_file_of_a_report_tells_its_reader_what_is_not_theirs(made, name):
    hidden = REPORTS[name][2]
    files = [path for path in (made / name).iterdir() if path.is_file()]
    assert {path.suffix.lstrip(".") for path in files} >= set(FORMATS)
    assert {path.name: found for path in files if (found := found_in(path, hidden))} == {}
    assert canaries_in(pictures_of(page_of(made, name)).encode(), hidden) == set()


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="nothing here reads a PDF")
@pytest.mark.parametrize("name", REPORTS)
def test_no_pdf_tells_its_reader_what_is_not_theirs(made, name):
    for path in (made / name).glob("*.pdf"):
        text = readable(path)
        assert len(text) > 300
        assert canaries_in(text, REPORTS[name][2]) == set()


def test_the_search_finds_what_it_is_for(made):
    page = page_of(made, "intern")
    assert canaries_in(page.encode(), ["fremmed", OWN, SECOND]) == {"fremmed", OWN}
    assert canaries_in(page_of(made, "intern-moede").encode(), ["fremmed", OTHER, OWN]) == {"fremmed", OTHER, OWN}
    docx = next((made / "foraeldre").glob("*.docx"))
    assert found_in(docx, [OWN, SECOND]) == {OWN, SECOND}


def test_the_parents_get_every_text_about_their_child_with_the_ids_of_others_hidden(made):
    text = unescape(page_of(made, "foraeldre"))
    told = {value for fact in facts() for name, value in fact if isinstance(value, str)
            and value.startswith((OWN, SECOND)) and fact.table != "schools"}  # fmt: skip
    assert len(told) > 80
    shown = re.sub(r"\s+", " ", text)
    for value in told:
        beginning = value.partition(" Se også")[0]
        assert beginning in shown, beginning
    assert f"{OWN} notes.reason" in shown
    assert shown.count("Se også [anden sag], [anden sag] og [anden elev].") > 40
    assert "Oplysninger om andre er udeladt: 6 punkter fra møderne." in shown


def test_the_committee_gets_the_case_and_a_manifest(made):
    text = unescape(page_of(made, "pku"))
    for told in ("Vedlagt", "EC2", "EPE3", f"{OWN} plans.parent_perspective EP", f"{OWN} goals.text EG2"):
        assert told in text


def test_management_gets_counts_and_says_why_small_ones_are_not_there(made):
    text = unescape(page_of(made, "ledelse"))
    assert text.count("færre end 5") > 10
    assert "kun antal" in text


@pytest.mark.parametrize(
    ("name", "line"),
    [("foraeldre", "Til forældrene"), ("pku", "PKU"), ("ledelse", "Til ledelsen"), ("intern", "Internt arbejdspapir"),
     ("undervisning", "Til undervisning: Alle personer, skoler og sager er opdigtede")],
)  # fmt: skip
def test_a_report_says_under_its_title_whom_it_is_for(made, name, line):
    assert line in page_of(made, name).partition("</h1>")[2][:300]


def test_what_a_profile_refuses_is_told_in_one_sentence_that_names_nobody(made, tmp_path):
    run = made / "rum"
    for case_id, code_ in ((CLASS_CASE, "profile.forbids"), ("FREMMED-9", "usage.unknown")):
        source = find_notebook("03_sagsforloeb")
        with pytest.raises(ReportFailed) as refused:
            report_one(source, {"case": case_id, "profile": "foraeldre", "lang": "da"}, ["html"], tmp_path / "ud",
                       {"SAMRUM_WORKSPACE": str(run), "SAMRUM_PASSPHRASE": "kun til prøver"})  # fmt: skip
        assert (refused.value.code, refused.value.exit_code) == (code_, 2)
        assert canaries_in(str(refused.value).encode(), [*OTHERS, OWN_CASE]) == set()
    assert not (tmp_path / "ud").exists()


ROUND = {
    "another profile": 'ws = sk.open(profile="intern")\nws.case("FREMMED-1")',
    "the vault": 'sk.open().store.case_file("FREMMED-1", None)',
    "a table": 'sk.open().frame("cases")',
    "a name": 'sk.open().reveal("ELEV-EGEN", why="prøve")',
    "a second child": f'ws = sk.open()\nws.case("{OWN_CASE}")\nws.case("{OTHER_CASE}")',
}


@pytest.mark.parametrize("way", ROUND)
def test_a_notebook_of_ones_own_gets_no_further_than_the_profile(made, tmp_path, way):
    own = notebook(code("import samrum_kit as sk\n" + ROUND[way]),
                   parameters='case: str = "x"\nprofile: str = "foraeldre"')  # fmt: skip
    own.metadata["samrum"]["profiles"] = ["foraeldre"]
    nbformat.write(own, tmp_path / "egen.ipynb")
    with pytest.raises(ReportFailed) as refused:
        report_one(tmp_path / "egen.ipynb", {"case": OWN_CASE}, ["html"], tmp_path / "ud",
                   {"SAMRUM_WORKSPACE": str(made / "rum"), "SAMRUM_PASSPHRASE": "kun til prøver"})  # fmt: skip
    assert (refused.value.code, refused.value.exit_code) == ("profile.forbids", 2)
    assert canaries_in(str(refused.value).encode(), OTHERS) == set()


def test_teaching_refuses_a_workspace_that_is_not_made_up(tmp_path):
    workspace = workspace_in(tmp_path)
    workspace.close()
    asked = ["report", "03_sagsforloeb", "-p", "case", OWN_CASE, "-p", "profile", "undervisning"]
    done = samrum(*asked, workspace=workspace.folder)
    assert (done.code, done.is_one_sentence) == (2, True)
    assert "opdigtede" in done.err
    assert list((workspace.folder / "reports").rglob("*.html")) == []


def test_a_wrong_pair_of_notebook_and_profile_is_refused_before_anything_runs(made):
    for stem, asked, profile, serves in (
        ("01_moede", ["-p", "forum", "samrum", "-p", "school", "SK-1"], "foraeldre", "intern, ledelse, undervisning"),
        ("03_sagsforloeb", ["-p", "case", OWN_CASE], "pku", "intern, foraeldre, undervisning"),
    ):
        done = samrum("report", stem, *asked, "-p", "profile", profile, workspace=made / "rum")
        assert (done.code, done.is_one_sentence) == (2, True)
        assert serves in done.err


def test_every_report_is_written_down_as_made(made):
    for name in REPORTS:
        lines = (made / name / MANIFEST).read_text(encoding="utf-8").splitlines()
        assert {json.loads(line)["status"] for line in lines} == {"ok"}
