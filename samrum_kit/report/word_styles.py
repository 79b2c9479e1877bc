"""What a Word document looks like: styles, lists, fonts and settings, from the look of the report."""

from docx.oxml.parser import parse_xml
from lxml.etree import _Element

from samrum_kit.locale.html import render
from samrum_kit.report.look import Look

LANGUAGE_TAGS = {"da": "da-DK", "nb": "nb-NO", "en": "en-GB"}
"""What Word calls the languages of the workbench."""
_FONT = "Calibri"


def describing_parts(look: Look, lang: str, text_width: int) -> dict[str, _Element]:
    """Return the parts that say how a document looks, by their names in Word; `text_width` in twentieths of a point."""
    values = {
        "font": look.font or _FONT,
        "lang": LANGUAGE_TAGS[lang],
        "text_width": text_width,
        "colour": look.colour.removeprefix("#"),
        "second_colour": look.second_colour.removeprefix("#"),
    }
    names = {"styles": "styles", "numbering": "numbering", "settings": "settings", "fontTable": "fonts"}
    return {
        part: parse_xml(render("samrum_kit.report", f"word/{name}.xml.j2", **values)) for part, name in names.items()
    }
