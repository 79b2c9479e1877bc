"""The notebooks for work give the reports they promise, in the reader's language, and tell no name."""

import csv
import json
import re

import pytest

from samrum_kit.batch import Subject, plan_batch, run_batch
from samrum_kit.batch.manifest import MANIFEST
from samrum_kit.locale import _, speaking
from samrum_kit.report import find_notebook
from tests.notebooks.municipality import EXAMPLES, MODELS, PASSPHRASE, environment_of, workspace_in

DAY = "2026-03-16"
REVIEWS = [
    ("HA-S-001", {"gate": "ppv", "lang": "da"}),
    ("HA-S-001-P1", {"gate": "mellemform", "lang": "da"}),
    ("AA-SK-01-SR-08", {"gate": "samrum_meeting", "lang": "da"}),
    ("BA-S-004", {"gate": "ppt_referral", "lang": "nb"}),
    ("HA-S-999", {"gate": "ppv", "lang": "da"}),
]
MEETINGS = [
    {"forum": "samrum", "school": "AA-SK-01", "on": "2026-04-07", "lang": "da"},
    {"forum": "ressursteam", "school": "BA-SK-01", "on": "2026-03-18", "lang": "nb"},
]
COURSES = [
    ("HA-S-001", {"profile": "intern", "lang": "da"}),
    ("BA-S-004", {"profile": "foraeldre", "lang": "nb"}),
]


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """Make every kind of report from a real workspace, and return their folder."""
    folder = tmp_path_factory.mktemp("notebooks")
    environment = environment_of(workspace_in(folder / "arbejdsrum"))
    reviewing, preparing = find_notebook("02_gennemgang"), find_notebook("01_moede")
    chosen = [Subject(name, asked | {"subject": name}) for name, asked in REVIEWS]
    reviews = plan_batch(reviewing, chosen, {"as_of": DAY})
    meetings = plan_batch(preparing, [Subject(asked["school"], asked) for asked in MEETINGS], {})
    told = [Subject(name, asked | {"case": name}) for name, asked in COURSES]
    courses = plan_batch(find_notebook("03_sagsforloeb"), told, {"as_of": DAY})
    run_batch(courses, ["html"], folder / "out", 2, environment=environment)
    run_batch(reviews, ["html"], folder / "out", 2, environment=environment)
    run_batch(meetings, ["html"], folder / "out", 2, environment=environment)
    return folder / "out"


def page(out, name):
    """Return a report."""
    return (out / f"{name}.html").read_text(encoding="utf-8")


def headings(text, level=2):
    """Return the headings of a level, without their markup."""
    return [re.sub(r"<.*?>", "", found) for found in re.findall(rf"<h{level}>(.*?)</h{level}>", text, re.DOTALL)]


def test_every_report_is_made_but_that_of_a_case_that_is_not_there(out):
    lines = [json.loads(line) for line in (out / MANIFEST).read_text(encoding="utf-8").splitlines()]
    told = {line["job"]: (line["status"], line["code"]) for line in lines}
    assert told.pop("02_gennemgang-HA-S-999") == ("invalid", "usage.unknown")
    assert told == dict.fromkeys(told, ("ok", ""))
    assert len(told) == 8


@pytest.mark.parametrize(("name", "lang"), [("02_gennemgang-HA-S-001", "da"), ("02_gennemgang-BA-S-004", "nb")])
def test_a_review_of_a_case_begins_with_the_child_and_the_community_in_the_readers_language(out, name, lang):
    text = page(out, name)
    with speaking(lang):
        expected = [_("The child's own words"), _("What has been done, the community first")]
        last = _("What has happened in the case")
    found = headings(text)
    assert f'<html lang="{lang}">' in text
    assert found[:2] == expected
    assert found[-1] == last


def test_a_review_names_records_and_sources(out):
    text = page(out, "02_gennemgang-HA-S-001")
    assert "HA-S-001-P1" in text
    assert text.count("<details>") == text.count("<p>»") > 10


def test_a_plan_is_reviewed_within_its_case_and_a_meeting_by_itself(out):
    assert len(headings(page(out, "02_gennemgang-HA-S-001-P1"))) == 6
    assert len(headings(page(out, "02_gennemgang-AA-SK-01-SR-08"))) == 1


@pytest.mark.parametrize(
    ("name", "lang"),
    [("01_moede-samrum-AA-SK-01-2026-04-07", "da"), ("01_moede-ressursteam-BA-SK-01-2026-03-18", "nb")],
)
def test_the_preparation_of_a_meeting_has_every_part_in_the_readers_language(out, name, lang):
    text = page(out, name)
    assert f'<html lang="{lang}">' in text
    assert len(headings(text)) == 10
    with speaking(lang):
        assert _("What falls due") in headings(text)


@pytest.mark.parametrize(
    ("name", "lang", "plain"), [("03_sagsforloeb-HA-S-001", "da", False), ("03_sagsforloeb-BA-S-004", "nb", True)]
)
def test_the_course_of_a_case_has_every_part_and_its_charts_in_the_readers_language(out, name, lang, plain):
    text = page(out, name)
    with speaking(lang):
        parts = [_("The child's own words"), _("What it is about"), _("How the adults describe it"),
                 _("Plans: goals, measures and evaluations"), _("Measurements"), _("Meetings"), _("Open agreements"),
                 _("Steps and decisions"), _("What has happened in the case"),
                 _("What is held, and what is left out here")]  # fmt: skip
        parts += [_("What the words mean")] if plain else []
        charts = {_("Who has described the case, and when"), _("Who solves what together with whom")}
    assert f'<html lang="{lang}">' in text
    assert [heading for heading in headings(text) if heading in parts] == parts
    assert charts <= set(headings(text))
    assert ('<th scope="col">Id</th>' in text) == (not plain)


def test_the_title_of_a_report_says_kind_and_ids_and_nothing_of_the_case(out):
    told = [re.search(r"<title>(.*?)</title>", path.read_text(encoding="utf-8"))[1] for path in out.glob("0*.html")]
    assert sorted(told) == [
        "Gennemgang · AA-SK-01-SR-08",
        "Gennemgang · HA-S-001",
        "Gennemgang · HA-S-001-P1",
        "Gjennomgang · BA-S-004",
        "Mødeforberedelse · SamRumsmøde · AA-SK-01 · 7. april 2026",
        "Møteforberedelse · Ressursteam · BA-SK-01 · 18. mars 2026",
        "Sagsforløb · HA-S-001",
        "Saksforløp · BA-S-004",
    ]


def test_no_name_national_id_passphrase_or_path_is_in_anything_that_was_made(out):
    secrets = {PASSPHRASE, str(out.parent), "arbejdsrum"}
    for model in MODELS:
        with (EXAMPLES / model / "identities.csv").open(encoding="utf-8-sig") as file:
            for _pupil, given_name, family_name, national_id, *_more in list(csv.reader(file, delimiter=";"))[1:]:
                secrets |= {f"{given_name} {family_name}", family_name, national_id}
    made = {path.name: path.read_text(encoding="utf-8") for path in out.iterdir()}
    assert len(secrets) > 30
    assert [(name, secret) for secret in secrets - {""} for name, text in made.items() if secret in name + text] == []


def test_no_title_of_a_case_stands_in_a_file_name_the_manifest_or_the_index(out):
    beside = " ".join([*(path.name for path in out.iterdir()), page(out, "index"), (out / MANIFEST).read_text("utf-8")])
    for model in MODELS:
        with (EXAMPLES / model / "cases.csv").open(encoding="utf-8-sig") as file:
            assert [row for row in csv.reader(file, delimiter=";") if row[5] in beside] == []
