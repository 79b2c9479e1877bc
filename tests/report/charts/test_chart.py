"""A chart is a picture and its words: in JupyterLab it is drawn at once, in a report later, and it trusts nobody."""

import base64
import json
import re
from functools import cache

import pytest
from markupsafe import escape

from samrum_kit.locale import speaking
from samrum_kit.models import shipped_models
from samrum_kit.report.charts import (
    Chart,
    perspectives_chart,
    referral_flow_chart,
    timeline_chart,
    together_chart,
    waiting_chart,
)
from samrum_kit.report.charts.chart import LATER, MEDIA, chart_html, handed_over
from samrum_kit.report.clean import clean
from samrum_kit.report.exporter import to_page
from samrum_kit.report.structure import read_page
from tests.report.charts.cases import poor, rich
from tests.report.notebooks import HOSTILE, notebook, shown

KINDS = [timeline_chart, perspectives_chart, together_chart, waiting_chart]


@cache
def model():
    """Return a model with a long flow; it is read once."""
    return shipped_models()["haderslev"]


def charts_of(file):
    """Return every chart of a case."""
    return [*(kind(file) for kind in KINDS), referral_flow_chart(model(), file)]


def bundle(chart):
    """Return what IPython is given of a chart."""
    return chart._repr_mimebundle_(include=None, exclude=None)


@pytest.fixture
def in_a_report(monkeypatch):
    """Be the kernel of a report."""
    for name, value in LATER.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("words", ["", " \n"])
def test_a_chart_without_words_is_refused(words):
    with pytest.raises(ValueError, match="words"):
        Chart("Forløb", words, {"mark": "point"})


def test_in_jupyterlab_a_chart_is_drawn_at_once():
    chart = timeline_chart(rich())
    shown_there = bundle(chart)
    assert set(shown_there) == {"text/html", "text/plain"}
    assert shown_there["text/plain"] == chart.alt
    picture = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', shown_there["text/html"])
    assert base64.b64decode(picture[1]).startswith(b"<svg")


@pytest.mark.usefixtures("in_a_report")
def test_the_kernel_of_a_report_hands_the_chart_over_without_drawing_it():
    chart = timeline_chart(rich())
    handed = bundle(chart)
    assert set(handed) == {MEDIA, "text/plain"}
    whole = {"title": chart.title, "alt": chart.alt, "spec": dict(chart.spec), "level": 2}
    assert json.loads(json.dumps(handed[MEDIA])) == whole


@pytest.mark.usefixtures("in_a_report")
def test_a_report_shows_the_chart_that_was_handed_over_as_jupyterlab_does(monkeypatch):
    chart = timeline_chart(rich())
    later = to_page(notebook(shown(bundle(chart), kind="execute_result")))
    monkeypatch.delenv("SAMRUM_CHARTS")
    at_once = to_page(notebook(shown(bundle(chart))))
    assert later == at_once
    assert f"<h2>{chart.title}</h2>" in later
    (picture,) = [block for block in read_page(later).blocks if hasattr(block, "alt")]
    assert (picture.alt, picture.media) == (chart.alt, "image/svg+xml")


@pytest.mark.usefixtures("in_a_report")
def test_where_there_is_nothing_to_draw_a_sentence_stands_alone():
    for chart in (timeline_chart(poor()), perspectives_chart(poor()), together_chart(poor())):
        page = to_page(notebook(shown(bundle(chart))))
        assert f"<p>{escape(chart.alt)}</p>" in page
        assert "Figuren" not in chart.alt
        assert "<img" not in page


def test_a_picture_stands_on_a_card_of_its_own_in_any_light():
    for chart in charts_of(rich()):
        html = bundle(chart)["text/html"]
        svg = base64.b64decode(re.search(r"base64,([^\"]+)", html)[1]).decode()
        width, height = re.search(r'width="(\d+)" height="([\d.]+)"', svg).groups()
        assert f'<rect width="{width}" height="{height}" fill="#ffffff"/>' in svg
        assert int(width) == 680


def test_no_text_is_smaller_than_eleven_pixels_and_none_begins_outside():
    for chart in charts_of(rich()):
        svg = base64.b64decode(re.search(r"base64,([^\"]+)", bundle(chart)["text/html"])[1]).decode()
        assert min(int(size) for size in re.findall(r'font-size="(\d+)px"', svg)) >= 11
        left = float(re.search(r'<g fill="none"[^>]*translate\(([\d.]+),', svg)[1])
        starts = re.findall(r'<text text-anchor="start" transform="translate\((-?[\d.]+),', svg)
        assert all(0 <= left + float(x) <= 680 for x in starts)


def test_altair_reads_and_accepts_every_chart():
    for chart in charts_of(rich()):
        assert chart.altair().to_dict()["layer"]
    with pytest.raises(ValueError, match="no picture"):
        timeline_chart(poor()).altair()


def test_what_cannot_be_drawn_is_told_in_words():
    html = str(chart_html(Chart("Forløb", "Der er 2 planer.", {"mark": "no such mark"})))
    assert "Figuren kan ikke tegnes" in html
    assert "Der er 2 planer." in html
    assert "<img" not in html


@pytest.mark.parametrize(("level", "heading"), [(3, "<h3>Emne</h3>"), (2, "<h2>"), ("3><b>", "<h2>"), ([], "<h2>")])
def test_a_chart_that_is_handed_over_keeps_the_level_of_its_heading(level, heading):
    assert heading in clean(str(handed_over({"title": "Emne", "alt": "Ord.", "level": level})))


@pytest.mark.parametrize("content", [None, 3, "x", [], {}, {"spec": []}, {"alt": 5, "title": {}, "spec": {"mark": 1}}])
def test_nonsense_that_was_handed_over_becomes_a_sentence(content):
    html = str(handed_over(content))
    assert "uden den tekst" in html
    assert "<img" not in html


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_words_are_only_words(payload):
    page = to_page(notebook(shown({MEDIA: {"title": payload, "alt": payload or "?", "spec": {}}})))
    (heading,) = [block for block in read_page(page).blocks if getattr(block, "level", 0) == 2]
    assert "".join(run.text for run in heading.runs) == " ".join(payload.split())
    assert "<script" not in page


@pytest.mark.parametrize(("lang", "words"), [("da", "Figuren viser"), ("nb", "Figuren viser"), ("en", "The chart")])
def test_the_words_are_in_the_language_of_the_user(lang, words):
    with speaking(lang):
        assert all(chart.alt.startswith(words) for chart in charts_of(rich()))
