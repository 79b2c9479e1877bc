"""The nbconvert exporter of the workbench: one self-contained page, in plain structure, without a script."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from traitlets import Unicode, default
from traitlets.config import Config

from samrum_kit.locale import DEFAULT_LANGUAGE, LANGUAGES, _, speaking
from samrum_kit.report.clean import clean

LEFT_OUT = frozenset({"parameters", "injected-parameters", "vejledning", "skjul"})
"""The tags of cells that are for the person at the screen alone."""

TEMPLATES = Path(__file__).parent / "templates"


class SamrumHTML(TemplateExporter):
    """Makes the page of a report from an executed notebook; code, streams and widgets stay behind.

    Language and title are read from the notebook's own data under `samrum`; a notebook without them is a Danish
    report under its file's name.
    """

    export_from_notebook = "SamRum (HTML)"
    output_mimetype = "text/html"
    template_name = Unicode("samrum").tag(config=True)
    exclude_input = True

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
            "image/svg+xml", "image/png", "text/html", "text/markdown", "text/plain",
        ]
        config = Config({"NbConvertBase": {"display_data_priority": wanted}})
        config.merge(super().default_config)
        return config

    def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> tuple[Any, dict[str, Any]]:
        """Return the page and nbconvert's resources."""
        about = nb.metadata.get("samrum", {})
        lang = about.get("lang") if about.get("lang") in LANGUAGES else DEFAULT_LANGUAGE
        given = dict(resources or {})
        name = given.get("metadata", {}).get("name", "SamRum")
        given["samrum"] = {"lang": lang, "title": about.get("title") or about.get("titles", {}).get(lang, name), "_": _}
        shown = nb.copy()
        shown.cells = [cell for cell in nb.cells if LEFT_OUT.isdisjoint(cell.metadata.get("tags", []))]
        with speaking(lang):
            return super().from_notebook_node(shown, given, **options)

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """Give the template nbconvert's filters and two of its own."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield "clean", clean
        yield "prose", prose


def prose(markdown: str) -> str:
    """Return Markdown as HTML; HTML inside it is shown as the text it is."""
    renderer = IPythonRenderer(escape=True, exclude_anchor_links=True)
    return str(MarkdownWithMath(renderer=renderer).render(markdown))


@cache
def _exporter() -> SamrumHTML:
    """Make the exporter once: reading its template takes longer than a page."""
    return SamrumHTML()  # type: ignore[no-untyped-call]


def to_html(notebook: Any) -> bytes:
    """Return the page of an executed notebook."""
    page, _resources = _exporter().from_notebook_node(notebook)
    return str(page).encode()
