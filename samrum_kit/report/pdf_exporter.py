"""The nbconvert exporter that makes a PDF of an executed notebook, by way of its page."""

from typing import Any

from traitlets import default

from samrum_kit.report.exporter import SamrumHTML
from samrum_kit.report.look import look_for
from samrum_kit.report.pdf import to_pdf


class SamrumPDF(SamrumHTML):
    """Makes the PDF that the page of a report gives."""

    export_from_notebook = "SamRum (PDF)"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension(self) -> str:
        """Name files as PDF's."""
        return ".pdf"

    @default("template_extension")
    def _template_extension(self) -> str:
        """Begin with the page."""
        return ".html.j2"

    def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> tuple[Any, dict[str, Any]]:
        """Return the PDF as bytes, and nbconvert's resources."""
        page, given = super().from_notebook_node(nb, resources, **options)
        return to_pdf(page, self.look or look_for()), given
