"""A report in a real browser: nothing it holds comes alive, nothing leaves, and it prints and reads in any light."""

import pytest

from samrum_kit.report.exporter import to_page
from tests.report.notebooks import HOSTILE, notebook, shown, text

ROWS = "".join(f"<tr><th scope='row'>S-{number}</th><td>{'Ord ' * 30}</td></tr>" for number in range(60))
HEAD = "<caption>Mål</caption><thead><tr><th scope='col'>Id</th><th scope='col'>Tekst</th></tr></thead>"
TABLE = f"<table>{HEAD}<tbody>{ROWS}</tbody></table>"


@pytest.fixture
def report(tmp_path):
    """Write a report that holds hostile text in every kind of output, and a long table."""
    made = notebook(
        shown({"text/html": TABLE}),
        *(text(payload) for payload in HOSTILE),
        *(shown({"text/html": f"<p>{payload}</p>"}) for payload in HOSTILE),
        *(shown({"text/markdown": payload}) for payload in HOSTILE),
        *(shown({"text/plain": payload}) for payload in HOSTILE),
        *(shown({"image/svg+xml": f"<svg xmlns='http://www.w3.org/2000/svg'>{payload}</svg>"}) for payload in HOSTILE),
    )
    path = tmp_path / "rapport.html"
    path.write_text(to_page(made), encoding="utf-8")
    return path


def test_hostile_text_neither_acts_nor_calls_anybody(report, watched):
    watched.page.goto(report.as_uri())
    for summary in watched.page.locator("summary").all():
        summary.click()
    for link in watched.page.locator("main a").all():
        link.click(force=True)
    watched.page.wait_for_timeout(500)
    assert watched.dialogs == []
    assert [url for url in watched.requests if not url.startswith(("data:image/", report.as_uri()))] == []
    assert watched.page.url.split("#")[0] == report.as_uri()
    assert watched.page.locator("main script, main style, main iframe, main form, main object").count() == 0


def test_a_report_can_be_read_with_the_keyboard_alone(report, watched):
    watched.page.goto(report.as_uri())
    watched.page.keyboard.press("Tab")
    assert watched.page.evaluate("document.activeElement.className") == "samrum-skip"
    watched.page.keyboard.press("Enter")
    watched.page.wait_for_url("**#samrum-content")


@pytest.mark.parametrize("width", [360, 1000])
def test_no_text_runs_out_of_the_page(report, watched, width):
    watched.page.set_viewport_size({"width": width, "height": 900})
    watched.page.goto(report.as_uri())
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_a_report_follows_the_light_of_the_screen_and_prints_on_white(report, watched, scheme, dark):
    watched.page.emulate_media(color_scheme=scheme)
    watched.page.goto(report.as_uri())
    paper = "getComputedStyle(document.documentElement).getPropertyValue('--samrum-paper').trim()"
    assert (watched.page.evaluate(paper) != "#ffffff") is dark
    watched.page.emulate_media(media="print")
    assert watched.page.evaluate(paper) == "#ffffff"


def test_a_printed_report_fills_several_a4_pages(report, watched):
    watched.page.goto(report.as_uri())
    pages = watched.page.pdf(prefer_css_page_size=True)
    assert pages.count(b"/MediaBox [0 0 594.95996 841.91998]") > 2
