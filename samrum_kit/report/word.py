"""Make a Word document from the page of a report, for somebody to write on in."""

from lxml.etree import _Element

from samrum_kit.locale import DEFAULT_LANGUAGE, LANGUAGES, _, speaking
from samrum_kit.report.document import Picture, Run
from samrum_kit.report.look import OWN_LOOK, Look
from samrum_kit.report.structure import read_page
from samrum_kit.report.word_body import TEXT_WIDTH, Body
from samrum_kit.report.word_package import Package
from samrum_kit.report.word_pictures import Pictures
from samrum_kit.report.word_styles import LANGUAGE_TAGS, describing_parts
from samrum_kit.report.word_text import Manner, paragraph, set_apart
from samrum_kit.report.word_xml import RELATIONSHIPS, add, add_field, add_text, root

_LOGO_SIZE = (4536, 850)
"""80 by 15 mm, in twentieths of a point."""
_BELOW_LOGO = 300


def to_docx(page: str, look: Look = OWN_LOOK) -> bytes:
    """Return a Word document (.docx, A4) that says what a page says, with Word's own headings, lists and tables.

    The same page gives the same bytes. The document holds no author, no time and no field but the page numbers.
    """
    report = read_page(page)
    lang = report.lang if report.lang in LANGUAGES else DEFAULT_LANGUAGE
    with speaking(lang):
        package = Package()
        parts = describing_parts(look, lang, TEXT_WIDTH)
        for kind, element in parts.items():
            package.add(kind, element)
        pictures = Pictures(package)
        body = add(package.document, "body")
        body.extend(Body(package, parts["numbering"], pictures).blocks(report.blocks))
        _add_section(body, package, pictures, report.title, look)
        package.describe(report.title, LANGUAGE_TAGS[lang])
        return package.to_bytes()


def _add_section(body: _Element, package: Package, pictures: Pictures, title: str, look: Look) -> None:
    """Say how the pages are: A4 with a logo on the first, the title on the others, and numbers on all of them."""
    first, others = root("hdr"), root("hdr")
    others.append(paragraph((Run(title),), Manner("Header")))
    first.append(paragraph((), Manner("Header")))
    section = add(body, "sectPr")
    for kind, page, element in (
        ("header", "first", first), ("header", "default", others),
        ("footer", "first", _footer(look)), ("footer", "default", _footer(look)),
    ):  # fmt: skip
        part, reference = package.add(kind, element)
        add(section, f"{kind}Reference", type=page).set(f"{{{RELATIONSHIPS}}}id", reference)
        if element is first and look.logo:
            logo = Picture(look.logo, look.logo_media, look.logo_alt)
            pictures.add(add(first[0], "r"), logo, part, _LOGO_SIZE)
            set_apart(first[0], after=_BELOW_LOGO)
    add(section, "pgSz", w=11906, h=16838)
    margins = dict.fromkeys(("top", "right", "bottom", "left"), 1134)
    add(section, "pgMar", **margins, header=567, footer=567, gutter=0)
    add(section, "titlePg")


def _footer(look: Look) -> _Element:
    """Return what stands at the foot of every page: the look's own words, and which page it is of how many."""
    made = root("ftr")
    line = paragraph((Run(f"{look.footer}\t{_('Page')} "),), Manner("Footer"))
    made.append(line)
    add_field(line, "PAGE")
    add_text(add(line, "r"), f" {_('of')} ")
    add_field(line, "NUMPAGES")
    return made
