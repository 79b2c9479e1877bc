"""The page of a report: plain structure, one first heading, nothing that acts, loads or is for the screen alone."""

import re
from html.parser import HTMLParser

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markupsafe import escape

from samrum_kit.report.clean import clean
from samrum_kit.report.exporter import SamrumHTML, prose, to_page
from samrum_kit.report.visible import visible
from tests.report.notebooks import HOSTILE, code, notebook, shown, text

ACTING = {
    "script", "style", "iframe", "object", "embed", "form", "input", "button", "link", "meta", "base", "svg", "math",
}
MARKUP = [
    "<", ">", "/", "script", "img", " src=", "x", "onerror=", "'", '"', "style", "&lt;", "svg", "a href=",
]


class Elements(HTMLParser):
    """Collects the elements of a page."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def page_of(*cells, **about):
    """Return the page of a notebook with these cells."""
    made = notebook(*cells)
    made.metadata["samrum"].update(about)
    return to_page(made)


def content(page):
    """Return what stands in the main part of a page."""
    return page[page.index("<main") : page.index("</main>")]


def test_a_page_has_one_first_heading_and_its_title_is_the_same():
    page = page_of(text("# Overskrift"), shown({"text/html": "<h1>Mål</h1><h2>Tegn</h2>"}), title="Gennemgang · S-1")
    assert re.findall(r"<h1>(.*?)</h1>", page) == ['Gennemgang ·\u00a0<span class="samrum-whole">S-1</span>']
    assert "<title>Gennemgang · S-1</title>" in page
    assert re.findall(r"<h([2-6])>(.*?)</h", page) == [("2", "Overskrift"), ("2", "Mål"), ("3", "Tegn")]


def test_what_goes_on_from_something_else_keeps_its_place_below_it():
    said = '<section class="samrum-course samrum-continued"><h4>Tegn</h4></section>'
    page = page_of(shown({"text/html": "<h2>Mål</h2><h3>Ro</h3>"}), shown({"text/html": said}))
    assert re.findall(r"<h([2-6])>(.*?)</h", page) == [("2", "Mål"), ("3", "Ro"), ("4", "Tegn")]
    alone = page_of(shown({"text/html": said.replace(" samrum-continued", "")}))
    assert re.findall(r"<h([2-6])>(.*?)</h", alone) == [("2", "Tegn")]


@pytest.mark.parametrize(("lang", "words"), [("da", ("Side", "af")), ("nb", ("Side", "av")), ("en", ("Page", "of"))])
def test_a_page_speaks_its_language(lang, words):
    page = page_of(lang=lang)
    assert f'<html lang="{lang}">' in page
    assert f'"{words[0]} " counter(page) " {words[1]} "' in page


def test_what_is_for_the_person_at_the_screen_is_left_out():
    cells = [text("Kør cellen", "vejledning"), code("1", "skjul"), code("secret = 'CODE'")]
    cells[1].outputs = [nbformat.v4.new_output("display_data", data={"text/html": "HIDDEN"})]
    cells[2].outputs = [
        nbformat.v4.new_output("stream", name="stdout", text="STREAM"),
        nbformat.v4.new_output("error", ename="E", evalue="VALUE", traceback=["TRACE"]),
        nbformat.v4.new_output(
            "display_data", data={"application/vnd.jupyter.widget-view+json": {"model_id": "x"}, "text/plain": "WIDGET"}
        ),
        nbformat.v4.new_output("display_data", data={"application/javascript": "alert(1)", "text/plain": "SCRIPT"}),
    ]
    page = page_of(*cells)
    left = ("Kør", "HIDDEN", "CODE", "STREAM", "VALUE", "TRACE", "WIDGET", "SCRIPT", "subject")
    assert [word for word in left if word in content(page)] == []


def test_what_a_cell_ends_with_is_shown_like_what_it_displays():
    page = page_of(shown({"text/html": "<p>Til sidst</p>", "text/plain": "?"}, kind="execute_result"))
    assert "<p>Til sidst</p>" in page


def test_tables_keep_their_captions_and_the_scope_of_their_headings():
    table = (
        '<table class="samrum-table"><caption>Mål</caption><thead><tr><th scope="col">Id</th></tr></thead>'
        '<tbody><tr><th scope="row">G-1</th></tr></tbody></table>'
    )
    details = "<details><summary>Kilde</summary><blockquote>Citat</blockquote></details>"
    page = page_of(shown({"text/html": table + details}))
    assert table in page
    assert details in page


def test_a_picture_keeps_the_words_that_say_what_it_shows():
    svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    page = page_of(shown({"image/svg+xml": svg, "text/plain": "?"}, {"image/svg+xml": {"alt": 'Tre "planer"'}}))
    pictures = [attributes for tag, attributes in Elements(page).found if tag == "img"]
    assert [picture["alt"] for picture in pictures] == ['Tre "planer"']
    assert pictures[0]["src"].startswith("data:image/svg+xml;base64,")


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_text_is_dead_wherever_it_comes_from(payload):
    page = page_of(
        text(payload),
        shown({"text/html": f"<p>{payload}</p>"}),
        shown({"text/markdown": payload}),
        shown({"text/plain": payload}),
        shown({"image/png": f'x"{payload}', "text/plain": payload}),
        title=payload,
    )
    body = Elements(content(page)).found
    assert {tag for tag, _ in body} & ACTING == set()
    assert [name for _, attributes in body for name in attributes if name.startswith("on") or name == "style"] == []
    addresses = [value for _, attributes in body for name, value in attributes.items() if name in {"href", "src"}]
    assert [value for value in addresses if not value.startswith(("#", "data:image/"))] == []
    assert [tag for tag, _ in Elements(page).found if tag in {"script", "link", "base"}] == []


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text(st.characters(), min_size=1) | st.sampled_from(HOSTILE), min_size=100, max_size=100))
def test_any_text_arrives_on_the_page_as_that_very_text(texts):
    fragment = "".join(f"<p>§{escape(each)}§</p>" for each in texts)
    cells = [shown({"text/html": fragment}), *(shown({"text/plain": f"§{each}§"}) for each in texts)]
    page = html.document_fromstring(page_of(*cells))
    expected = [f"§{visible(each)}§".split() for each in texts]
    assert [found.text_content().split() for found in page.iter("p")] == expected
    assert [found.text_content().split() for found in page.iter("pre")] == expected


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(MARKUP)))
def test_cleaning_leaves_nothing_that_acts_and_nothing_more_to_clean(pieces):
    once = clean("".join(pieces))
    assert {tag for tag, _ in Elements(once).found} & ACTING == set()
    assert clean(once) == once


def test_a_page_forbids_everything_but_its_own_look():
    page = page_of()
    policy = next(attributes["content"] for tag, attributes in Elements(page).found if "http-equiv" in attributes)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    assert re.findall(r"(?:https?:)?//[a-z]", page) == []


def test_the_exporter_is_known_to_nbconvert_by_its_name():
    from nbconvert.exporters import get_exporter

    assert get_exporter("samrum-html") is SamrumHTML


PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def test_a_picture_that_was_pasted_into_a_text_stands_in_the_page():
    cell = text("![Skolens plan](attachment:plan.png)")
    cell.attachments = {"plan.png": {"image/png": PICTURE}}
    assert f'<img src="data:image/png;base64,{PICTURE}" alt="Skolens plan"' in page_of(cell)


def test_a_picture_that_has_got_lost_is_told_by_its_words():
    page = content(page_of(text("Se ![Skolens <b>plan](attachment:plan.png)")))
    assert "Skolens &lt;b&gt;plan" in page
    assert "<img" not in page


@pytest.mark.parametrize("lost", [{"plan.png": {}}, {"plan.png": None}, {"plan.png": []}, ["plan.png"], "plan.png"])
def test_an_attachment_that_holds_no_picture_is_one_that_has_got_lost(lost):
    page = prose("Se ![Skolens plan](attachment:plan.png)", lost)
    assert "Se Skolens plan" in page
    assert "<img" not in page
