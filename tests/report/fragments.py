"""Parts of pages by chance: every element that may stand in a report, each with the text that it says."""

from hypothesis import strategies as st
from markupsafe import escape

WORDS = st.text("abcæøåÅ <>&\"'\u00a0-0123\n", min_size=1, max_size=12)


def held(tag, inside, **attributes):
    """Return elements of one kind around what is given, each as its HTML and the text that it says."""
    given_with = "".join(f' {name.rstrip("_")}="{value}"' for name, value in attributes.items())
    return inside.map(lambda pair: (f"<{tag}{given_with}>{pair[0]}</{tag}>", pair[1]))


def as_one(pairs):
    """Return several pairs of HTML and text as one."""
    return "".join(html for html, _ in pairs), "".join(text for _, text in pairs)


def joined(parts, **sizes):
    """Return several parts as one."""
    return st.lists(parts, **sizes).map(as_one)


def one_after_the_other(*parts):
    """Return parts of different kinds as one."""
    return st.tuples(*parts).map(as_one)


LETTERS = WORDS.map(lambda words: (str(escape(words)), words))
IN_LINES = ("strong", "em", "code", "small", "a", "time", "span")
INLINE = st.recursive(
    LETTERS | st.just(("<br>", "")),
    lambda inner: st.one_of(*(held(tag, joined(inner, max_size=3), class_="samrum-day") for tag in IN_LINES)),
    max_leaves=5,
)
LINE = joined(INLINE, max_size=4)


def holders(inner):
    """Return what holds blocks."""
    several = joined(inner, max_size=3)
    item, cell = held("li", several | LINE), held("td", several | LINE, colspan=2) | held("th", LINE, scope="row")
    row = held("tr", joined(cell, min_size=1, max_size=3))
    summary = held("summary", LETTERS).map(lambda pair: (pair[0], f"{pair[1]}:" if pair[1].strip() else ":"))
    head = held("thead", held("tr", joined(held("th", LINE, scope="col"), min_size=1, max_size=3)))
    return st.one_of(
        held("div", several), held("section", several), held("blockquote", several),
        held("ul", joined(item, max_size=3)), held("ol", joined(item, max_size=3), start=3),
        held("dl", joined(one_after_the_other(held("dt", LINE), held("dd", several | LINE)), max_size=3)),
        held("details", one_after_the_other(summary, several)),
        held("figure", one_after_the_other(several, held("figcaption", LINE))),
        held("table", one_after_the_other(held("caption", LINE), head, held("tbody", joined(row, max_size=3)))),
    )  # fmt: skip


BLOCKS = st.recursive(
    st.one_of(
        *(held(tag, LINE) for tag in ("p", "h2", "h4")), held("pre", LETTERS), held("p", LETTERS, class_="samrum-text"),
    ),
    holders,
    max_leaves=6,
)
PAGES = joined(BLOCKS | LETTERS, max_size=4)
"""The HTML of a page's main part, and what it says."""
