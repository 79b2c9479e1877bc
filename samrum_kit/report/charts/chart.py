"""A chart and the words that say the same, and how notebooks and pages show it."""

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from samrum_kit.locale import _, language
from samrum_kit.locale.html import render
from samrum_kit.report.charts.drawing import ChartNotDrawn, svg

if TYPE_CHECKING:
    from markupsafe import Markup

MEDIA = "application/vnd.samrum.chart+json"
"""How a chart that is to be drawn later stands among the outputs of a notebook."""

LATER = {"SAMRUM_CHARTS": "later"}
"""What the kernel of a report finds in its environment: it leaves the drawing to the exporter, which is warm."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, and in words everything that it shows; where there is nothing to draw the words stand alone."""

    title: str
    alt: str
    """Whole sentences in the user's language, with the days and numbers of the picture."""
    spec: Mapping[str, Any] = field(default_factory=dict)
    """The picture in Vega-Lite with all its data; empty where there is nothing to draw."""
    level: int = 2
    """The level of the heading that the title is."""

    def __post_init__(self) -> None:
        """Refuse a picture that tells nothing to those who can't see it."""
        if not self.alt.strip():
            raise ValueError("A chart needs the words that say what it shows.")

    def altair(self) -> Any:
        """Return the picture as an Altair chart, to look into or change; raises ValueError where there is none."""
        if not self.spec:
            raise ValueError("There is no picture here, only words.")
        import altair as alt

        return alt.LayerChart.from_dict(dict(self.spec))

    def _repr_mimebundle_(self, **_wanted: Any) -> dict[str, Any]:
        """Show the chart in a notebook: drawn at once, or handed over as data where a report is being made."""
        if self.spec and all(os.environ.get(name) == value for name, value in LATER.items()):
            return self.handed()
        return {"text/html": str(chart_html(self)), "text/plain": self.alt}

    def handed(self) -> dict[str, Any]:
        """Return the chart as data, to be drawn by whoever makes a page of it."""
        handed = {"title": self.title, "alt": self.alt, "spec": dict(self.spec), "level": self.level}
        return {MEDIA: handed, "text/plain": self.alt}


def chart_html(chart: Chart) -> "Markup":
    """Return a chart under its title: as a figure with its picture inside, or as a paragraph where there is none.

    A picture that can't be drawn is replaced by its words, and the page says so.
    """
    picture, excuse = "", ""
    if chart.spec:
        try:
            picture = base64.b64encode(svg(chart.spec, language()).encode()).decode()
        except ChartNotDrawn:
            excuse = _("The chart can't be drawn. In words it says:")
    return render("samrum_kit.report", "chart.html.j2", chart=chart, picture=picture, excuse=excuse)


def handed_over(content: Any) -> "Markup":
    """Return what stands in a notebook under `MEDIA` as HTML; nothing in it is trusted."""
    known = content if isinstance(content, Mapping) else {}
    title, alt, spec, level = (known.get(name) for name in ("title", "alt", "spec", "level"))
    return chart_html(
        Chart(
            title if isinstance(title, str) else "",
            alt if isinstance(alt, str) and alt.strip() else _("The chart has come without its words."),
            spec if isinstance(spec, Mapping) else {},
            3 if level == 3 else 2,
        )
    )
