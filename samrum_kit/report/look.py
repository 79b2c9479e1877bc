"""The look of a report: the one stylesheet, and what a municipality puts on its own."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Look:
    """A municipality's own look: logo, two colours, font and footer; what is left out is the workbench's."""

    logo: bytes = b""
    """An SVG or PNG picture."""
    logo_media: str = ""
    """`image/svg+xml` or `image/png`."""
    logo_alt: str = ""
    colour: str = "#1f4e6b"
    """Of headings and the line under the title, as `#rrggbb`."""
    second_colour: str = "#55606b"
    """Of the headings of tables and of what is said beside the matter."""
    font: str = ""
    """The name of a font that is installed where the report is made; nothing for the workbench's own."""
    footer: str = ""


OWN_LOOK = Look()
"""The look of the workbench itself."""


@cache
def stylesheet() -> Markup:
    """Return the stylesheet; it loads nothing."""
    return Markup((files("samrum_kit.report") / "templates" / "samrum" / "report.css").read_text(encoding="utf-8"))  # noqa: S704  # our own file
