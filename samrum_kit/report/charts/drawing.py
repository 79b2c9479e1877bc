"""Draw a chart as SVG: in the user's language, from what the chart itself holds, and from nothing else."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from samrum_kit.report.fonts import FOLDER
from samrum_kit.report.logo import is_quiet

_TIMES = {"da": "da-DK", "nb": "nb-NO", "en": "en-GB"}
_NUMBERS: dict[str, str | dict[str, Any]] = {
    "da": "da-DK",
    "nb": {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0kr"]},
    "en": "en-GB",
}


class ChartNotDrawn(Exception):
    """A picture that can't be drawn, or that would load something."""


def svg(spec: Mapping[str, Any], lang: str) -> str:
    """Return a Vega-Lite chart as SVG that loads nothing; the same chart gives the same text every time.

    Raises ChartNotDrawn for what isn't a chart and for one that asks for anything outside itself.
    """
    convert = _converter()
    try:
        drawn = convert.vegalite_to_svg(
            dict(spec),
            allowed_base_urls=[],
            format_locale=_NUMBERS.get(lang, _NUMBERS["en"]),
            time_format_locale=_TIMES.get(lang, _TIMES["en"]),
        )
    except (ValueError, TypeError):
        raise ChartNotDrawn from None
    if not is_quiet(drawn.encode()):
        raise ChartNotDrawn
    return str(drawn)


@cache
def _converter() -> Any:
    """Load the converter when the first chart is drawn, and tell it where the workbench's fonts lie."""
    import vl_convert

    vl_convert.register_font_directory(str(FOLDER))
    return vl_convert
