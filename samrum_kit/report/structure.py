"""Read the page of a report as a tree: the page alone decides what a PDF and a Word document say."""

import base64
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from samrum_kit.report.document import (
    Block,
    Cell,
    Document,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Row,
    Run,
    Runs,
    Table,
    Term,
    Terms,
    Tone,
    texts_in,
    without_empty_columns,
)

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BLANKS_IN_LINE = re.compile(r"[ \t\r\f]+")
_PLAIN = Run("")
_STRONG, _EMPHASIS = frozenset({"strong", "b", "mark"}), frozenset({"em", "i", "cite"})
_INLINE = _STRONG | _EMPHASIS | {"code", "small", "a", "abbr", "del", "ins", "span", "sub", "sup", "time"}
_QUOTE_MARKS = {"da": "»«", "nb": "«»", "en": "“”"}
"""What a browser draws around a quote in a line, by the stylesheet."""
_QUIET_CLASSES = frozenset({"samrum-aside", "samrum-quiet"})
_WHOLE = frozenset({"samrum-day", "samrum-whole"})


@dataclass(frozen=True, slots=True)
class _Manner:
    """How text is read at a place: in which look, and what becomes of its line breaks."""

    look: Run = _PLAIN
    keeps_lines: bool = False
    keeps_blanks: bool = False

    def inside(self, element: Any) -> "_Manner":
        """Return the manner inside an element."""
        classes = _classes(element)
        look = replace(
            self.look,
            strong=self.look.strong or element.tag in _STRONG,
            emphasis=self.look.emphasis or element.tag in _EMPHASIS,
            code=self.look.code or element.tag == "code" or "samrum-id" in classes,
            quiet=self.look.quiet or element.tag == "small" or bool(classes & _QUIET_CLASSES),
            unbroken=self.look.unbroken or element.tag == "time" or bool(classes & _WHOLE),
        )
        lines = self.keeps_lines or "samrum-text" in classes or element.tag == "blockquote"
        return _Manner(look, lines, self.keeps_blanks or element.tag == "pre")

    def run(self, text: str | None) -> Iterator[Run]:
        """Yield text as a run, its blanks made single ones unless they are kept."""
        if not text:
            return
        if not self.keeps_blanks:
            text = _BLANKS_IN_LINE.sub(" ", text) if self.keeps_lines else _BLANKS.sub(" ", text)
        yield replace(self.look, text=text)


def read_page(page: str) -> Document:
    """Return the report that a page of the exporter holds, without its skip link, logo and footer."""
    from lxml import html

    root = html.document_fromstring(page)
    (main,) = root.iter("main")
    title = next(root.iter("title")).text or ""
    return Document(root.get("lang", "da"), title, tuple(_blocks(main, _Manner())))


def _blocks(element: Any, manner: _Manner, tone: Tone = Tone.NORMAL) -> list[Block]:
    """Return what an element holds as blocks; text that stands by itself becomes a paragraph."""
    blocks: list[Block] = []
    runs: list[Run] = []
    for part in _parts(element, manner.inside(element)):
        if isinstance(part, Run):
            runs.append(part)
        else:
            blocks += _paragraph(runs, tone)
            runs = []
            blocks.append(part)
    return blocks + _paragraph(runs, tone)


def _parts(element: Any, manner: _Manner) -> Iterator[Run | Block]:
    """Yield the runs and blocks inside an element in their order."""
    yield from manner.run(element.text)
    for child in element:
        if child.tag == "br":
            yield replace(manner.look, text="\n")
        elif child.tag == "q":
            marks = _quote_marks(child)
            yield from (*manner.run(marks[0]), *_parts(child, manner.inside(child)), *manner.run(marks[1]))
        elif child.tag in _INLINE:
            yield from _parts(child, manner.inside(child))
        elif isinstance(child.tag, str):
            yield from _READERS.get(child.tag, _blocks)(child, manner)
        yield from manner.run(child.tail)


def _quote_marks(element: Any) -> str:
    """Return the two marks around a quote in the language that it stands in."""
    langs = (each.get("lang") for each in (element, *element.iterancestors()))
    return _QUOTE_MARKS.get(next((lang for lang in langs if lang), "da"), _QUOTE_MARKS["en"])


def _paragraph(runs: Iterable[Run], tone: Tone) -> list[Block]:
    """Return runs as a paragraph, or nothing when they are blank."""
    tidy = _tidied(runs)
    if not tidy:
        return []
    if tone is Tone.NORMAL and all(run.quiet for run in tidy if run.text.strip()):
        tone = Tone.QUIET
    return [Paragraph(tidy, tone)]


def _tidied(runs: Iterable[Run]) -> Runs:
    """Return runs without blanks at their ends and around line breaks; neighbours of one look become one."""
    merged: list[Run] = []
    for run in runs:
        if merged and replace(run, text="") == replace(merged[-1], text=""):
            merged[-1] = replace(run, text=merged[-1].text + run.text)
        else:
            merged.append(run)
    tidy: list[Run] = []
    before = "\n"
    for run in merged:
        text = re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", run.text))
        if before in {" ", "\n"}:
            text = text.removeprefix(" ")
        if text.startswith("\n") and before == " " and tidy:
            tidy[-1] = replace(tidy[-1], text=tidy[-1].text.removesuffix(" "))
        if text:
            tidy.append(replace(run, text=text))
            before = text[-1]
    return _stripped(tidy)


def _stripped(runs: list[Run]) -> Runs:
    """Return runs without blanks and line breaks at the ends."""
    while runs and not runs[0].text.lstrip(" \n"):
        runs = runs[1:]
    while runs and not runs[-1].text.rstrip(" \n"):
        runs = runs[:-1]
    if runs:
        runs = [replace(runs[0], text=runs[0].text.lstrip(" \n")), *runs[1:]]
        runs = [*runs[:-1], replace(runs[-1], text=runs[-1].text.rstrip(" \n"))]
    return tuple(runs)


def _runs(element: Any, manner: _Manner) -> Runs:
    """Return the text of an element that is one line; what stands in blocks inside it goes on after a blank."""
    return _tidied(_in_one_line(_parts(element, manner.inside(element))))


def _in_one_line(parts: Iterable[Run | Block]) -> Iterator[Run]:
    """Yield the runs of parts and of the blocks among them."""
    for part in parts:
        if isinstance(part, Run):
            yield part
        else:
            yield from (run for runs in texts_in([part]) for run in (Run(" "), *runs, Run(" ")))


def _heading(element: Any, manner: _Manner) -> list[Block]:
    """Read a heading; one that says nothing is none."""
    runs = _runs(element, manner)
    return [Heading(int(element.tag[1]), runs)] if runs else []


def _listing(element: Any, manner: _Manner) -> list[Block]:
    """Read a list; what stands between its items belongs to the item before."""
    items: list[tuple[Block, ...]] = []
    for child in element.iterchildren():
        if child.tag == "li" or not items:
            items.append(tuple(_blocks(child, manner)))
        else:
            items[-1] += tuple(_READERS.get(child.tag, _blocks)(child, manner))
    return [Listing(tuple(items), ordered=element.tag == "ol", start=_count(element, "start"))] if items else []


def _terms(element: Any, manner: _Manner) -> list[Block]:
    """Read words and what is said of them; a word with several sayings has them one after the other."""
    terms: list[Term] = []
    for child in element.xpath("./dt | ./dd | ./div/dt | ./div/dd"):
        if child.tag == "dt" or not terms:
            terms.append(Term(_runs(child, manner) if child.tag == "dt" else (), ()))
        if child.tag == "dd":
            terms[-1] = replace(terms[-1], blocks=(*terms[-1].blocks, *_blocks(child, manner)))
    return [Terms(tuple(terms))]


def _quote(element: Any, manner: _Manner) -> list[Block]:
    """Read somebody's own words."""
    return [Quote(tuple(_blocks(element, manner)))]


def _preformatted(element: Any, manner: _Manner) -> list[Block]:
    """Read text whose blanks and lines stand as they are."""
    text = (element.text_content() or "").strip("\n")
    return [Paragraph((replace(manner.look, text=text, code=True),), Tone.CODE)] if text.strip() else []


def _unfolded(element: Any, manner: _Manner) -> list[Block]:
    """Read what can be folded on a page: its summary leads it; what is for the screen alone has no place on paper."""
    if "samrum-screen" in _classes(element):
        return []
    lead: Runs = ()
    for summary in list(element.iterchildren("summary")):
        lead = tuple(replace(run, quiet=True) for run in (*_runs(summary, manner), Run(":")))
        summary.drop_tree()
    blocks = _blocks(element, manner)
    if blocks and isinstance(blocks[0], Paragraph) and lead:
        return [replace(blocks[0], runs=(*lead, Run(" "), *blocks[0].runs)), *blocks[1:]]
    return [*_paragraph(lead, Tone.QUIET), *blocks]


def _figure(element: Any, manner: _Manner) -> list[Block]:
    """Read what is shown with its caption, which goes with the last picture."""
    caption: Runs = ()
    for found in list(element.iterchildren("figcaption")):
        caption = _runs(found, manner)
        found.drop_tree()
    blocks = _blocks(element, manner)
    if caption and blocks and isinstance(blocks[-1], Picture):
        return [*blocks[:-1], replace(blocks[-1], caption=caption)]
    return [*blocks, *_paragraph(caption, Tone.QUIET)]


def _picture(element: Any, manner: _Manner) -> list[Block]:
    """Read a picture that is part of the page; of one that isn't whole, what it says in words."""
    media, _comma, content = element.get("src", "").removeprefix("data:").partition(";base64,")
    alt = element.get("alt", "")
    try:
        picture = base64.b64decode(content, validate=True)
    except ValueError:
        picture = b""
    return [Picture(picture, media, alt)] if picture else _paragraph(manner.run(alt), Tone.QUIET)


def _table(element: Any, manner: _Manner) -> list[Block]:
    """Read a table; a first row of nothing but headings of columns heads them, wherever it stands."""
    caption = _tidied(run for found in element.iterchildren("caption") for run in (*_runs(found, manner), Run(" ")))
    head = [_row(row, manner) for part in element.iterchildren("thead") for row in part.iterchildren("tr")]
    parts = [*element.iterchildren("tbody"), *element.iterchildren("tfoot"), element]
    body = [_row(row, manner) for part in parts for row in part.iterchildren("tr")]
    if (
        not head
        and body[1:]
        and body[0].cells
        and all(cell.heads == "col" and cell.rows == 1 for cell in body[0].cells)
    ):
        head, body = body[:1], body[1:]
    return [without_empty_columns(Table(caption, tuple(head), tuple(body)))]


def _row(element: Any, manner: _Manner) -> Row:
    """Read a row of a table."""
    return Row(tuple(_cell(cell, manner) for cell in element.iterchildren("th", "td")))


def _cell(element: Any, manner: _Manner) -> Cell:
    """Read a cell of a table."""
    classes = _classes(element)
    return Cell(
        tuple(_blocks(element, manner)),
        heads=element.get("scope", "col") if element.tag == "th" else None,
        columns=_count(element, "colspan"),
        rows=_count(element, "rowspan"),
        number="samrum-number" in classes,
        unbroken=bool(classes & {"samrum-number", *_WHOLE}),
    )


def _count(element: Any, attribute: str) -> int:
    """Return a number that an element gives, or 1 where it gives none that can be meant."""
    given = element.get(attribute, "")
    return int(given) if re.fullmatch(r"[1-9][0-9]{0,2}", given) else 1


def _classes(element: Any) -> set[str]:
    """Return the classes of an element."""
    return set(element.get("class", "").split())


_READERS: Mapping[str, Callable[[Any, _Manner], list[Block]]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    "ul": _listing, "ol": _listing, "dl": _terms, "blockquote": _quote, "pre": _preformatted,
    "details": _unfolded, "figure": _figure, "img": _picture, "table": _table,
}  # fmt: skip
