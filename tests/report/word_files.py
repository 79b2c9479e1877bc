"""Read what a Word document says, as somebody would who reads it from the beginning to the end."""

import io
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from lxml import etree, html
from markupsafe import Markup

from samrum_kit.report.look import OWN_LOOK
from samrum_kit.report.page import page
from samrum_kit.report.word import to_docx

_INLINE = frozenset({"strong", "em", "code", "span", "small", "q", "a", "time", "b", "i"})


def whole_page(body, *, title="Gennemgang · S-1", lang="da"):
    """Return a page whose main part holds this HTML."""
    return page(title, Markup(body), lang=lang)  # noqa: S704  # written in the test itself


def word_of(body, *, look=OWN_LOOK, **about):
    """Return the Word document of a page whose main part holds this HTML."""
    return to_docx(whole_page(body, **about), look)


def opened(content):
    """Return a Word document as python-docx reads it."""
    return docx.Document(io.BytesIO(content))


def part(content, name):
    """Return the root of a part of a Word document."""
    with ZipFile(io.BytesIO(content)) as file:
        return etree.fromstring(file.read(name))


def words_of_document(content):
    """Return the words of a document's text in their order, those of its tables among them."""
    return "".join(_spoken(opened(content).element.body)).split()


def _spoken(body):
    """Yield the text of every run, with a blank where something ends."""
    for element in body.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:p")):
        yield element.text if element.tag == qn("w:t") else " "


def words_of_page(text):
    """Return the words of a Danish page's main part in their order, with what the stylesheet puts around quotes."""
    (main,) = html.document_fromstring(text).iter("main")
    for element in main.iter():
        if element.tag == "q":
            element.text, element.tail = f"»{element.text or ''}", f"«{element.tail or ''}"
        if element.tag == "summary":
            element.text += ":"
        if element.tag not in _INLINE:
            element.text = f" {element.text or ''}"
            element.tail = f" {element.tail or ''}"
    return main.text_content().split()


def paragraphs(content, style):
    """Return the texts of the paragraphs of a style, in tables too."""
    found = opened(content).element.body.iter(qn("w:pStyle"))
    inside = [each.getparent().getparent() for each in found if each.get(qn("w:val")) == style]
    return ["".join(_spoken(one)).strip() for one in inside]
