"""The child process that parses one Word document: its bytes come in on stdin, its content goes out on stdout as JSON.

It is started as a file of its own, so it uses the standard library alone. It writes two lines, the content and `1`,
without which the answer is not whole. The content is `{"body": [block, ...], "beside": [[where, number, kind, text]]}`.
A block is a paragraph `{"text", "heading", "asides"}` or a table `{"rows": [{"header", "cells"}]}`, whose cells are
`{"at", "span", "continued", "blocks"}`. An aside is `[kind, text]`: what does not stand in the running text, such as
deleted text, boxes and pictures; what stands beside it in parts of their own, such as comments and headers, is
gathered apart. No text of the document is left out.
"""

import io
import json
import posixpath
import sys
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

MEMORY = 2 * 1024**3
"""Bytes of address space that the child may ask for."""
SECONDS = 60
"""Processor time that the child may use."""
FRAMES = 4_000
"""Nested calls: the guard lets 200 nested elements through, each of which takes a few."""
HEADING_STYLES = ("heading", "overskrift", "title", "titel", "tittel", "subtitle", "undertitel", "undertittel")
TEXTS = {"t", "delText", "v"}
LIKE = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
TRACKED = {"ins": "inserted", "moveTo": "inserted", "del": "deleted", "moveFrom": "deleted"}
PICTURES = {"blip", "imagedata", "chart", "relIds", "OLEObject"}
ENCLOSED = {"altChunk", "subDoc"}
PARTS = {"header": "header", "footer": "footer", "footnotes": "footnote", "endnotes": "footnote", "comments": "comment"}
"""What the text of a part beside the running text is, by the beginning of the part's name."""

WITHOUT_TEXT = (
    "styles", "settings", "numbering", "fontTable", "webSettings", "theme/", "glossary/", "commentsExt", "commentsIds",
    "people", "diagrams/drawing", "diagrams/layout", "diagrams/colors", "diagrams/quickStyle",
)
"""Parts with nothing that somebody wrote, or with what stands in another part too."""


def limit() -> None:
    """Give up the right to more memory and time than any document of a school needs, where the system knows how."""
    sys.setrecursionlimit(FRAMES)
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def local(element: ET.Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: ET.Element | None, name: str) -> str:
    """Return an attribute whatever its namespace, or the empty text."""
    found = {} if element is None else element.attrib
    return next((value for key, value in found.items() if key.rpartition("}")[2] == name), "")


def child(element: ET.Element, *names: str) -> ET.Element | None:
    """Return what lies at a path of names below an element."""
    found: ET.Element | None = element
    for name in names:
        found = None if found is None else next((one for one in found if local(one) == name), None)
    return found


def is_on(element: ET.Element | None) -> bool:
    """Tell whether a switch is there and not switched off."""
    return element is not None and attribute(element, "val") not in {"0", "false", "off", "none"}


def is_placeholder(element: ET.Element) -> bool:
    """Tell whether a content control shows the hint that stands there until somebody writes."""
    return local(element) == "sdt" and is_on(child(element, "sdtPr", "showingPlcHdr"))


def plain_text(element: ET.Element) -> str:
    """Return the letters below an element, to compare by."""
    return "".join("".join(one.itertext()) for one in element.iter() if local(one) in TEXTS)


def alternatives(element: ET.Element) -> list[ET.Element]:
    """Return the form of a content that is read, and the others where they say something else."""
    kept: list[ET.Element] = []
    for one in sorted(element, key=lambda form: local(form) != "Choice"):
        if not kept or plain_text(one) not in {"", *map(plain_text, kept)}:
            kept.append(one)
    return kept


class Running:
    """The text of one paragraph as it is gathered, and what stands beside it."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.pieces: list[str] = []
        self.asides: list[tuple[str, str]] = []

    def gather(self, element: ET.Element) -> None:
        """Add an element and everything below it."""
        name = local(element)
        if name in TEXTS:
            self.pieces.append("".join(element.itertext()))
        elif name in LIKE:
            self.pieces.append(LIKE[name])
        elif name == "br":
            self.pieces.append("\n" if attribute(element, "type") in {"", "textWrapping"} else "")
        elif name == "sym":
            self.pieces.append(chr(int(attribute(element, "char") or "20", 16)))
        elif name in {"ddList", "checkBox"}:
            self.pieces.append(form_field(element))
        elif name == "AlternateContent":
            for form in alternatives(element):
                self.below(form)
        elif not self._beside(name, element):
            if name == "p" and self.pieces:
                self.pieces.append("\n")
            self.below(element)

    def below(self, element: ET.Element) -> None:
        """Add everything below an element but its properties."""
        for one in element:
            if not local(one).endswith("Pr"):
                self.gather(one)

    def _beside(self, name: str, element: ET.Element) -> bool:
        """Put an element beside the running text, if that is where it belongs, and tell whether it does."""
        if name in ENCLOSED:
            self.asides.append(("enclosed", ""))
        elif name in {"drawing", "pict", "object"}:
            self._drawn(element)
        elif is_placeholder(element):
            self._aside("placeholder", element)
        elif name == "r" and is_on(child(element, "rPr", "vanish")):
            self._aside("hidden", element)
        elif name in TRACKED:
            inner = self._aside(TRACKED[name], element)
            self.pieces += inner.pieces if TRACKED[name] == "inserted" else []
        else:
            return False
        return True

    def _aside(self, kind: str, element: ET.Element) -> "Running":
        """Put the text of an element beside, and return what was gathered."""
        inner = Running()
        inner.below(element)
        text = "".join(inner.pieces)
        if text.strip():
            self.asides.append((kind, text))
        self.asides += inner.asides
        return inner

    def _drawn(self, element: ET.Element) -> None:
        """Put the text of a drawing beside, and tell of its pictures."""
        self._aside("box", element)
        self.asides += [("box", attribute(one, "string")) for one in element.iter() if local(one) == "textpath"]
        said = [attribute(one, name) for one in element.iter() for name in ("descr", "alt") if attribute(one, name)]
        if said or any(local(one) in PICTURES for one in element.iter()):
            self.asides.append(("picture", "\n".join(dict.fromkeys(said))))


def form_field(element: ET.Element) -> str:
    """Return what an old form field shows: the word that was chosen, or a box that is ticked or not."""
    chosen = child(element, "result")
    chosen = child(element, "default") if chosen is None else chosen
    if local(element) == "ddList":
        words = [attribute(one, "val") for one in element if local(one) == "listEntry"]
        at = int(attribute(chosen, "val") or "0")
        return words[at] if at < len(words) else ""
    ticked = child(element, "checked")
    return "\u2612" if is_on(chosen if ticked is None else ticked) else "\u2610"


def is_bold(paragraph: ET.Element, text: str) -> bool:
    """Tell whether a paragraph is one short line in bold, as people write headings."""
    runs = [one for one in paragraph.iter() if local(one) == "r" and plain_text(one).strip()]
    return (0 < len(text.strip()) <= 80 and text.strip()[-1] not in ".!?"
            and all(is_on(child(one, "rPr", "b")) for one in runs))


class Document:
    """One document: the styles of its headings, and the walk through its blocks."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Find the main part and the styles."""
        self._archive = archive
        self._main = self._main_part()
        self._folder = posixpath.dirname(self._main)
        self._headings = self._heading_styles()

    def content(self) -> dict[str, Any]:
        """Return the whole content."""
        body = next(one for one in self._xml(self._main) if local(one) == "body")
        return {"body": list(self.blocks(body)), "beside": list(self.beside())}

    def _xml(self, name: str) -> ET.Element:
        """Parse a part."""
        return ET.fromstring(self._archive.read(name))  # noqa: S314  # the guard has refused every DOCTYPE

    def _main_part(self) -> str:
        """Return the name of the part that holds the running text."""
        for relation in self._xml("_rels/.rels"):
            if attribute(relation, "Type").endswith("/officeDocument"):
                return posixpath.normpath(attribute(relation, "Target").lstrip("/"))
        raise ValueError

    def _heading_styles(self) -> set[str]:
        """Return the ids of the paragraph styles that are headings, and of those that are based on them."""
        name = posixpath.join(self._folder, "styles.xml")
        styles = list(self._xml(name)) if name in self._archive.namelist() else []
        based = {attribute(one, "styleId"): attribute(child(one, "basedOn"), "val") for one in styles
                 if attribute(one, "type") == "paragraph"}
        found = {attribute(one, "styleId") for one in styles if child(one, "pPr", "outlineLvl") is not None
                 or attribute(child(one, "name"), "val").casefold().startswith(HEADING_STYLES)} & based.keys()
        while more := {name for name, base in based.items() if base in found and name not in found}:
            found |= more
        return found

    def blocks(self, parent: ET.Element) -> Iterator[dict[str, Any]]:
        """Yield the paragraphs and tables below an element, however they are wrapped."""
        for element in parent:
            name = local(element)
            if name == "tbl":
                yield {"rows": [self._row(row) for row, _ in parts(element, "tr")]}
            elif name in {"p", "r", *TEXTS, *TRACKED, *ENCLOSED} or is_placeholder(element):
                yield self._paragraph(element)
            elif name == "AlternateContent":
                for form in alternatives(element):
                    yield from self.blocks(form)
            elif not name.endswith("Pr"):
                yield from self.blocks(element)

    def _row(self, row: ET.Element) -> dict[str, Any]:
        """Return a row of a table, each cell with its place in the grid."""
        at = int(attribute(child(row, "trPr", "gridBefore"), "val") or "0")
        cells = []
        for cell, placeholder in parts(row, "tc"):
            span = max(1, int(attribute(child(cell, "tcPr", "gridSpan"), "val") or "1"))
            merged = child(cell, "tcPr", "vMerge")
            continued = merged is not None and attribute(merged, "val") != "restart"
            cells.append({"at": at, "span": span, "continued": continued,
                          "blocks": [self._paragraph(cell, hint=True)] if placeholder else list(self.blocks(cell))})
            at += span
        return {"header": is_on(child(row, "trPr", "tblHeader")), "cells": cells}

    def _paragraph(self, element: ET.Element, *, hint: bool = False) -> dict[str, Any]:
        """Return one paragraph with what stands beside its running text; all of a mere hint stands there."""
        running = Running()
        running.gather(element)
        text = "".join(running.pieces)
        if hint:
            return {"text": "", "heading": False, "asides": [("placeholder", text), *running.asides]}
        level = child(element, "pPr", "outlineLvl")
        heading = (attribute(child(element, "pPr", "pStyle"), "val") in self._headings or is_bold(element, text)
                   or (level is not None and attribute(level, "val") != "9"))
        return {"text": text, "heading": heading, "asides": running.asides}

    def beside(self) -> Iterator[tuple[str, int, str, str]]:
        """Yield where what stands beside the running text stands, numbered, what it is and its text."""
        numbers: dict[str, int] = {}
        for name in self._archive.namelist():
            part = posixpath.relpath(name, self._folder or ".")
            if name == self._main or not part.endswith(".xml") or part.startswith(("..", *WITHOUT_TEXT)):
                continue
            where = next((where for start, where in PARTS.items() if part.startswith(start)), "part")
            root = self._xml(name)
            for one in root if where in {"footnote", "comment"} else [root]:
                numbers[where] = numbers.get(where, 0) + 1
                running = Running()
                running.below(one)
                asides = [(where, "".join(running.pieces)), *running.asides]
                yield from ((where, numbers[where], kind, text) for kind, text in asides
                            if text.strip() or kind != where)


def parts(parent: ET.Element, name: str, *, hint: bool = False) -> Iterator[tuple[ET.Element, bool]]:
    """Yield the rows of a table or the cells of a row, however they are wrapped, and whether each is but a hint."""
    for one in parent:
        if local(one) == name:
            yield one, hint
        elif local(one) not in {"tbl", "tr", "tc", "p"}:
            yield from parts(one, name, hint=hint or is_placeholder(one))


def main() -> None:
    """Parse the document on stdin."""
    limit()
    with zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())) as archive:
        content = Document(archive).content()
    sys.stdout.write(json.dumps(content, check_circular=False) + "\n1")


if __name__ == "__main__":
    main()
