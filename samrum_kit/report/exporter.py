"""The nbconvert exporter of the workbench: one self-contained page, in plain structure, without a script."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.markdown_mistune import InvalidNotebook, IPythonRenderer, MarkdownWithMath
from traitlets import Unicode, default
from traitlets.config import Config

from samrum_kit.locale import DEFAULT_LANGUAGE, LANGUAGES, speaking
from samrum_kit.report.charts.chart import MEDIA as CHART
from samrum_kit.report.charts.chart import handed_over
from samrum_kit.report.clean import clean
from samrum_kit.report.look import OWN_LOOK, Look, look_for
from samrum_kit.report.page import page
from samrum_kit.report.profiles import PROFILES

LEFT_OUT = frozenset({"parameters", "injected-parameters", "vejledning", "skjul"})
"""The tags of cells that are for the person at the screen alone."""

TEMPLATES = Path(__file__).parent / "templates"


class SamrumHTML(TemplateExporter):
    """Makes the page of a report from an executed notebook; code, streams and widgets stay behind.

    Language, title and reader are read from the notebook's own data under `samrum`; a notebook without them is a
    Danish report under its file's name. The look is that of the workspace in the environment, unless one is given.
    """

    export_from_notebook = "SamRum (HTML)"
    output_mimetype = "text/html"
    template_name = Unicode("samrum").tag(config=True)
    exclude_input = True
    optimistic_validation = True  # the notebook is checked once, not after each of nbconvert's steps
    look: Look | None = None

    @default("file_extension")
    def _file_extension(self) -> str:
        """Name files as pages."""
        return ".html"

    @default("extra_template_basedirs")
    def _own_templates(self) -> list[str]:
        """Look for the template beside this module first."""
        return [str(TEMPLATES)]

    @property
    def default_config(self) -> Config:
        """Prefer pictures and HTML, and take nothing else for what a widget or a script would have shown."""
        wanted = [
            "application/vnd.jupyter.widget-view+json", "application/javascript",
            CHART, "image/svg+xml", "image/png", "text/html", "text/markdown", "text/plain",
        ]
        config = Config({"NbConvertBase": {"display_data_priority": wanted}})
        config.merge(super().default_config)
        return config

    def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> tuple[Any, dict[str, Any]]:
        """Return the page and nbconvert's resources."""
        about = nb.metadata.get("samrum", {})
        lang = about.get("lang") if about.get("lang") in LANGUAGES else DEFAULT_LANGUAGE
        name = (resources or {}).get("metadata", {}).get("name", "SamRum")
        title = about.get("title") or about.get("titles", {}).get(lang, name)
        look = self.look or look_for()
        shown = nb.copy()
        shown.cells = [cell for cell in nb.cells if LEFT_OUT.isdisjoint(cell.metadata.get("tags", []))]
        with speaking(lang):
            body, given = super().from_notebook_node(shown, resources, **options)
            clean_body = Markup(body)  # noqa: S704  # cleaned by the template
            return page(title, clean_body, lang=lang, look=look, audience=_audience(nb)), given

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """Give the template nbconvert's filters and three of its own."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield "clean", clean
        yield "prose", prose
        yield "drawn", handed_over


def _audience(notebook: Any) -> str:
    """Return whom a report is for, where its own run wrote it down.

    A cell of parameters says nothing about it: it may have been changed after the others were run.
    """
    profile = PROFILES.get(notebook.metadata.get("samrum", {}).get("profile", ""))
    return profile.audience if profile else ""


def prose(markdown: str, attachments: Any = None) -> str:
    """Return Markdown as HTML, with the pictures that are attached to it; HTML inside it is shown as the text it is."""
    renderer = _Prose(escape=True, exclude_anchor_links=True, attachments=attachments or {})
    return str(MarkdownWithMath(renderer=renderer).render(markdown))


class _Prose(IPythonRenderer):
    """Makes HTML of Markdown; a picture that has got lost is told by its words."""

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Return a picture, or its words where it isn't attached."""
        try:
            return str(super().image(text, url, title))
        except (InvalidNotebook, AttributeError, StopIteration, TypeError):  # not there, or there without a picture
            return text  # it is HTML already


@cache
def _exporter(look: Look) -> SamrumHTML:
    """Make the exporter of a look once: reading its template takes longer than a page."""
    exporter = SamrumHTML()  # type: ignore[no-untyped-call]
    exporter.look = look
    return exporter


def to_page(notebook: Any, look: Look = OWN_LOOK) -> str:
    """Return the page of an executed notebook."""
    text, _resources = _exporter(look).from_notebook_node(notebook)
    return str(text)
