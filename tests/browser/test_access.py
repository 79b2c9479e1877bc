"""Every report can be read by everybody: by ear, enlarged, in the dark and on paper, and without a network."""

from importlib.resources import files

import pytest

from tests.browser.reports import REPORTS, make_reports

GUIDELINE = {
    "light": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "dark": {"type": "rule", "values": ["color-contrast"]},
}
"""Everything in the guideline, and once more what alone depends on the light."""

CHECK = "async only => (await axe.run(document, {preload: false, runOnly: only})).violations"
PAGES = [
    *(f"rapporter/{name}" for name in [*REPORTS, "index"]),
    *(f"pakke/{name}" for name in ["dagsorden-*", "sag-*", "aftaler-*", "opsamling-*", "referat-*", "index"]),
]
TOO_WIDE = """width => [...document.querySelectorAll('body *:not(table *)')]
    .filter(part => part.getBoundingClientRect().right > width + 1 && part.checkVisibility())
    .map(part => part.tagName + '.' + part.className + ': ' + part.textContent.trim().slice(0, 40))"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make every report once."""
    return make_reports(tmp_path_factory.mktemp("reports"))


@pytest.fixture(params=PAGES)
def report(request, made):
    """Give the address of each report and of one paper of each kind."""
    return min(made.glob(f"{request.param}.html")).as_uri()


def test_nothing_hinders_a_reader_in_light_or_in_the_dark(report, watched):
    axe = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    for scheme, only in GUIDELINE.items():
        watched.page.emulate_media(color_scheme=scheme)
        watched.page.goto(report)
        watched.page.evaluate(axe)
        found = watched.page.evaluate(CHECK, only)
        assert [(fault["id"], [node["target"] for node in fault["nodes"]][:3]) for fault in found] == []


def test_no_request_leaves_and_everything_stands_on_a_narrow_screen(report, watched):
    watched.page.set_viewport_size({"width": 320, "height": 640})
    watched.page.goto(report)
    assert watched.page.evaluate(TOO_WIDE, 320) == []  # a table is as wide as it must be, and moves within its place
    assert watched.page.evaluate("document.documentElement.scrollWidth") == 320
    assert [url for url in watched.requests if not url.startswith((report, "data:image/"))] == []
    assert watched.dialogs == []


def test_a_table_that_is_wider_than_the_screen_is_moved_with_the_keyboard(made, watched):
    page = watched.page
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto((made / "rapporter" / "02_gennemgang-intern.html").as_uri())
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "TABLE":
            break
    page.keyboard.press("ArrowRight")
    for _ in range(100):  # the page's own policy forbids to wait inside it
        if page.evaluate("document.activeElement.scrollLeft"):
            break
        page.wait_for_timeout(20)
    assert page.evaluate("[document.activeElement.tagName, document.activeElement.scrollLeft > 0]") == ["TABLE", True]


def test_a_report_wears_the_look_of_its_workspace_and_can_be_printed(report, watched):
    watched.page.goto(report)
    assert watched.page.locator("footer").inner_text() == "PPR i Lykkeborg · tlf. 00 00 00 00"
    assert watched.page.locator("header img").get_attribute("alt") == "Lykkeborg Kommune"
    assert watched.page.pdf(prefer_css_page_size=True, tagged=True).startswith(b"%PDF-")
    assert watched.page.evaluate("document.querySelectorAll('h1').length") == 1
