"""What HTML may stand in a report: the elements of a text, nothing that acts, loads or hides."""

import re

import nh3

from samrum_kit.report.visible import visible

_STRUCTURE = {
    "section", "article", "header", "footer", "div", "span", "h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr",
    "blockquote", "q", "cite", "pre", "code", "ul", "ol", "li", "dl", "dt", "dd", "strong", "b", "em", "i", "small",
    "sub", "sup", "abbr", "time", "mark", "del", "ins", "a", "details", "summary", "figure", "figcaption", "img",
    "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td",
}
_ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir", "title", "role", "aria-label", "aria-labelledby", "aria-describedby"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "details": {"open"},
    "time": {"datetime"},
    "ol": {"start", "reversed"},
    "col": {"span"},
    "colgroup": {"span"},
    "th": {"scope", "colspan", "rowspan", "abbr"},
    "td": {"colspan", "rowspan"},
}
_HEADING = re.compile(r"<(/?)h([1-6])\b")
_CONTINUED = re.compile(r'<section class="[^"]*\bsamrum-continued\b')
"""What goes on under the headings of what was shown before it."""


def clean(html: str) -> str:
    """Return HTML with everything taken out that could act, load or change the look of the page; texts stay.

    Links lead within the page and pictures are part of it. The highest heading becomes a second one, and the others
    follow it: the page has its own first heading. Those of what goes on from something else stay as they are.
    """
    kept = nh3.clean(
        visible(html),
        tags=_STRUCTURE,
        attributes=_ATTRIBUTES,
        attribute_filter=_inside_the_page,
        url_schemes={"data"},
        link_rel=None,
    )
    highest = min((int(level) for _end, level in _HEADING.findall(kept)), default=2)
    shift = 0 if highest > 2 and _CONTINUED.search(kept) else 2 - highest
    return _HEADING.sub(lambda found: f"<{found[1]}h{min(6, int(found[2]) + shift)}", kept)


def _inside_the_page(tag: str, attribute: str, value: str) -> str | None:
    """Drop an address that leads out of the page."""
    if tag == "a" and attribute == "href":
        return value if value.startswith("#") else None
    if tag == "img" and attribute == "src":
        return value if value.startswith(("data:image/png;base64,", "data:image/svg+xml;base64,")) else None
    return value
