"""What JupyterLab's menu exports: reports of the workbench alone, each made anew from the notebook as it is saved.

JupyterLab keeps no outputs on the disk, and what stands on the screen may have been made in any order: a report is
therefore run from the top, in a kernel of its own. The exports that JupyterLab brings would hold the code and the
parameters and load parts of the page from the web; their addresses answer that there is nothing.
"""

import asyncio
import json
import os
from collections.abc import Callable
from functools import partial
from typing import Any

from anyio.to_thread import run_sync
from jupyter_core.utils import ensure_async
from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler, JupyterHandler, path_regex
from jupyter_server.utils import url_path_join
from tornado import web

from samrum_kit.errors import ReportFailed, SamrumError, unexpected
from samrum_kit.locale import DEFAULT_LANGUAGE, _, language, speaking
from samrum_kit.locale.html import render
from samrum_kit.report.deliver import make
from samrum_kit.report.page import page
from samrum_kit.report.parameters import as_saved

MEDIA = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
PRINTED = "html"
"""What JupyterLab asks for when a notebook is printed."""

_ONE_AT_A_TIME = asyncio.Lock()


def kinds() -> dict[str, str]:
    """Return what the menu offers, by the words in which it does, with the format of each."""
    return {_("Report as HTML"): "html", _("Report as PDF"): "pdf", _("Report as a Word document"): "docx"}


class ReportKinds(APIHandler):
    """Tells the menu what there is."""

    auth_resource = "nbconvert"

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Answer with the kinds of report and their media types; the menu shows the names as they are."""
        with speaking(_lang()):
            offered = kinds()
        await self.finish(json.dumps({words: {"output_mimetype": MEDIA[ending]} for words, ending in offered.items()}))


class SavedReport(JupyterHandler):
    """Makes the report of a saved notebook."""

    SUPPORTED_METHODS = ("GET", "POST")
    auth_resource = "nbconvert"

    @property
    def content_security_policy(self) -> str:
        """Let a page that is shown act as little as one that lies in a folder."""
        return f"{super().content_security_policy}; sandbox"

    @web.authenticated
    @authorized
    async def get(self, kind: str, path: str) -> None:
        """Answer with the report, or with a page that says in one sentence why there is none."""
        self.check_xsrf_cookie()
        with speaking(_lang()):
            ending = {**kinds(), PRINTED: PRINTED}.get(kind)
            if ending is None:
                raise web.HTTPError(404)
            model: Any = await ensure_async(self.contents_manager.get(path=path.strip("/"), type="notebook"))  # type: ignore[no-untyped-call]
            stem = model["name"].removesuffix(".ipynb")
            try:
                async with _ONE_AT_A_TIME:
                    name, content = await run_sync(partial(_report, model["content"], stem, ending))
            except SamrumError as error:
                self.set_status(400)
                name, ending, content = "", "html", _refusal(error)
        if name and kind != PRINTED:
            self.set_attachment_header(f"{name}.{ending}")
        self.set_header("Content-Type", MEDIA[ending])
        self.set_header("Cache-Control", "no-store")
        await self.finish(content)


    @web.authenticated
    @authorized
    async def post(self, kind: str, path: str) -> None:  # noqa: ARG002  # the address has them
        """Answer that there is nothing: what is sent is no saved notebook."""
        raise web.HTTPError(404)


def _report(notebook: Any, stem: str, ending: str) -> tuple[str, bytes]:
    """Make the report of a notebook for what its own cell of parameters says."""
    try:
        name, contents = make(notebook, stem, as_saved(notebook), [ending], {})
    except SamrumError:
        raise
    except Exception as error:  # noqa: BLE001  # the text of an unknown error could hold data: its kind must do
        raise ReportFailed(unexpected(error), code="report.unexpected") from None
    return name, contents[ending]


def _refusal(error: SamrumError) -> bytes:
    """Return a page that says why there is no report."""
    body = render("samrum_kit.ui", "no_report.html.j2", sentence=str(error))
    return page(_("There is no report"), body, lang=language()).encode()


def _lang() -> str:
    """Return the language that the Lab was opened in."""
    return os.environ.get("SAMRUM_LANG", DEFAULT_LANGUAGE)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Tell JupyterLab's server where to begin."""
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Answer at the addresses of the exports that JupyterLab brings, before they do."""
    at: Callable[..., str] = partial(url_path_join, server.web_app.settings["base_url"])
    handlers = [
        (at("api", "nbconvert"), ReportKinds),
        (at("nbconvert", rf"(?P<kind>[^/]+){path_regex}"), SavedReport),
    ]
    server.web_app.add_handlers(".*$", handlers)
