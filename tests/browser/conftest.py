"""A real browser without a network of its own; where it is missing the tests are skipped, but never in a check."""

import os
from pathlib import Path

import pytest

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]


@pytest.fixture(scope="session")
def browser():
    """Start the browser once."""
    if not CHROMIUM.exists() and not os.environ.get("CI"):
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


class Watched:
    """A page that notes every request and every dialog."""

    def __init__(self, page):
        self.page, self.requests, self.dialogs = page, [], []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("dialog", self._note)

    def _note(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()


@pytest.fixture
def watched(browser):
    """Give a page that is watched."""
    page = browser.new_page(viewport={"width": 1000, "height": 1300})
    yield Watched(page)
    page.close()
