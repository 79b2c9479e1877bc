"""Read what a PDF says, by its structure: as somebody hears it who has it read out."""

import io
import re
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from samrum_kit.report.look import OWN_LOOK
from samrum_kit.report.pdf import to_pdf
from tests.report.word_files import whole_page


def pdf_of(body, *, look=OWN_LOOK, **about):
    """Return the PDF of a page whose main part holds this HTML."""
    return to_pdf(whole_page(body, **about), look)


@dataclass
class Element:
    """An element of the structure: what it is, what it says, and what is in it."""

    tag: str
    id: str
    alt: str
    attributes: dict[str, Any]
    parts: list[Any] = field(default_factory=list)
    """Its texts and the elements in it, in their order."""
    pages: set[tuple[int, int]] = field(default_factory=set)

    @property
    def inside(self):
        """Return the elements right inside it."""
        return [part for part in self.parts if isinstance(part, Element)]

    @property
    def text(self):
        """Return what it says with all that is in it."""
        return "".join(part.text if isinstance(part, Element) else part for part in self.parts)

    def all(self, *tags):
        """Return the elements of these kinds in reading order, this one among them."""
        found = [self] if self.tag in tags else []
        return found + [each for child in self.inside for each in child.all(*tags)]


def opened(content):
    """Return a PDF as pikepdf reads it."""
    return pikepdf.open(io.BytesIO(content))


def structure(content):
    """Return the structure of a PDF with the text of every element."""
    with opened(content) as pdf:
        said = {page.obj.objgen: marked_texts(page)[0] for page in pdf.pages}
        return element(pdf.Root.StructTreeRoot.K[0], said, None)


def element(about, said, page):
    """Return an element of the structure."""
    page = about.get("/Pg", page)
    attributes = {name: plain(value) for each in about.get("/A", []) for name, value in each.items()}
    made = Element(str(about.S)[1:], str(about.get("/ID", "")), str(about.get("/Alt", "")), attributes)
    for child in about.get("/K", []):
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            made.parts.append(element(child, said, page))
            made.pages |= made.parts[-1].pages
        else:
            mark, where = (child, page) if isinstance(child, int) else (int(child.MCID), child.get("/Pg", page))
            made.parts.append(said[where.objgen].get(mark, ""))
            made.pages.add(where.objgen)
    return made


def plain(value):
    """Return the value of an attribute as one of Python's."""
    return [str(each) for each in value] if isinstance(value, pikepdf.Array) else str(value)


def marked_texts(page):
    """Return the texts of a page by their marks, and those without one: what stands on every page."""
    texts, beside, open_marks, names = {}, [], [], None
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                given = operands[1] if isinstance(operands[1], pikepdf.Dictionary) else {}
                open_marks.append((int(given["/MCID"]) if "/MCID" in given else None, given.get("/ActualText")))
            case "BMC":
                open_marks.append((None, None))
            case "EMC":
                _mark, words = open_marks.pop()
                if words is not None:
                    put(texts, beside, open_marks, str(words))
            case "Tf":
                names = unicode_of(page.Resources.Font[operands[0]])
            case "Tj" | "TJ":
                parts = operands[0] if str(operator) == "TJ" else operands
                codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                if not any(words is not None for _mark, words in open_marks):
                    put(texts, beside, open_marks, spelled(codes, names))
    return texts, "".join(beside)


def put(texts, beside, open_marks, words):
    """Put words where the innermost mark with a number says."""
    marks = [mark for mark, _words in open_marks if mark is not None]
    if marks:
        texts[marks[-1]] = texts.get(marks[-1], "") + words
    else:
        beside.append(words)


def spelled(codes, names):
    """Return the letters of two-byte codes."""
    return "".join(names[codes[at : at + 2]] for at in range(0, len(codes), 2))


def unicode_of(font):
    """Return what the codes of a font mean."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    names = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            names[bytes.fromhex(code)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            start = bytes.fromhex(text).decode("utf-16-be")
            for step in range(int(last, 16) - int(first, 16) + 1):
                names[(int(first, 16) + step).to_bytes(2, "big")] = start[:-1] + chr(ord(start[-1]) + step)
    return names
