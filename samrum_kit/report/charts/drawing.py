"""Draw a chart as SVG: in the user's language, from what the chart itself holds, and from nothing else."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from samrum_kit.report.charts.canvas import SIZE
from samrum_kit.report.fonts import FOLDER
from samrum_kit.report.logo import is_quiet

_TIMES = {"da": "da-DK", "nb": "nb-NO", "en": "en-GB"}
_NUMBERS: dict[str, str | dict[str, Any]] = {
    "da": "da-DK",
    "nb": {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0kr"]},
    "en": "en-GB",
}

_MEASURED = {"type": "text", "baseline": "middle", "fontSize": SIZE}
_UNMEASURED = {"type": "text", "baseline": "alphabetic", "dy": round(0.3 * SIZE), "fontSize": 0}
"""The same text as Vega places it, but of no height: it is then not measured, which would take half of all the time.

Nothing in the workbench's charts depends on how wide a text is.
"""


class ChartNotDrawn(Exception):
    """A picture that can't be drawn, or that would load something."""


def svg(spec: Mapping[str, Any], lang: str) -> str:
    """Return a Vega-Lite chart as SVG that loads nothing; the same chart gives the same text every time.

    Raises ChartNotDrawn for what isn't a chart and for one that asks for anything outside itself.
    """
    convert = _converter()
    try:
        drawn = convert.vegalite_to_svg(
            _quick(spec),
            allowed_base_urls=[],
            format_locale=_NUMBERS.get(lang, _NUMBERS["en"]),
            time_format_locale=_TIMES.get(lang, _TIMES["en"]),
        )
    except (ValueError, TypeError):
        raise ChartNotDrawn from None
    if not is_quiet(drawn.encode()):
        raise ChartNotDrawn
    return str(drawn).replace('font-size="0px"', f'font-size="{SIZE}px"')


def _quick(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Return a chart whose texts are not measured, where they are of the workbench's own kind."""
    layers = spec.get("layer")
    return {**spec, "layer": [_unmeasured(layer) for layer in layers]} if isinstance(layers, list) else dict(spec)


def _unmeasured(layer: Any) -> Any:
    """Return a layer of texts in which none is measured, and any other layer as it is."""
    mark = layer.get("mark") if isinstance(layer, Mapping) else None
    if not isinstance(mark, Mapping) or any(mark.get(name) != value for name, value in _MEASURED.items()):
        return layer
    return {**layer, "mark": {**mark, **_UNMEASURED}}


@cache
def _converter() -> Any:
    """Load the converter when the first chart is drawn, and tell it where the workbench's fonts lie."""
    import vl_convert

    vl_convert.register_font_directory(str(FOLDER))
    return vl_convert
