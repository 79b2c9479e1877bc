"""Make a PDF from the page of a report: to keep for good, and to be read by everybody."""

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from samrum_kit.errors import ReportFailed
from samrum_kit.locale import DEFAULT_LANGUAGE, LANGUAGES, _, language, speaking
from samrum_kit.report.document import Document, Picture
from samrum_kit.report.fonts import FAMILIES, FOLDER
from samrum_kit.report.look import OWN_LOOK, Look
from samrum_kit.report.pdf_finish import finished
from samrum_kit.report.structure import read_page
from samrum_kit.report.typst_body import Body, source
from samrum_kit.report.typst_text import literal

if TYPE_CHECKING:
    from typst import Fonts

_PAGES = re.compile(rb"/Type/Pages/Count (\d+)")
_CODE_FONT = "DejaVu Sans Mono"
"""Comes with Typst."""


def to_pdf(page: str, look: Look = OWN_LOOK) -> bytes:
    """Return a PDF (A4; PDF/A-2a and PDF/UA-1) that says what a page says.

    The same page gives the same bytes: the document holds no time, author or machine. A sign that no font of the
    workbench can draw stands as its number, such as `[U+4E2D]`. Starts threads, so a process that makes PDFs must not
    fork. Raises ReportFailed where none can be made.
    """
    report = read_page(page)
    made = _compiled(report, look, format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=0)
    return finished(made, report)


def first_page_png(page: str, look: Look = OWN_LOOK, *, dots: int = 90) -> bytes:
    """Return the first sheet of the PDF as a PNG picture with so many `dots` to the inch. Raises as `to_pdf` does."""
    made: bytes | list[bytes] = _compiled(read_page(page), look, format="png", ppi=dots)
    return made[0] if isinstance(made, list) else made


def pdf_pages(page: str, look: Look = OWN_LOOK) -> int:
    """Return how many sheets of A4 a page makes. Raises ReportFailed where no PDF can be made."""
    return page_count(to_pdf(page, look))


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF of the workbench has."""
    return int(next(_PAGES.finditer(pdf))[1])


def _source(report: Document, look: Look, body: Body) -> str:
    """Return a report as a program of Typst's: what the template asks for, the template, the body."""
    fonts = [*([look.font] if look.font else []), *FAMILIES]
    given = {
        "title": literal(report.title),
        "lang": literal(language()),
        "fonts": _listed(fonts),
        "code-fonts": _listed([_CODE_FONT, *fonts]),
        "colour": f"rgb({literal(look.colour)})",
        "second": f"rgb({literal(look.second_colour)})",
        "footer": literal(look.footer),
        "page-word": literal(_("Page")),
        "of-word": literal(_("of")),
    }
    lets = [f"#let {name} = {value}" for name, value in given.items()]
    logo = [f"#{body.letterhead(Picture(look.logo, look.logo_media, look.logo_alt))}"] if look.logo else []
    return "\n".join([*lets, _template(), "#show: report", *logo, f"#{body.blocks(report.blocks)}"])


def _listed(texts: list[str]) -> str:
    """Return texts as an array."""
    return f"({', '.join(map(literal, texts))},)"


@cache
def _template() -> str:
    """Return the template."""
    return (files("samrum_kit.report") / "templates" / "typst" / "report.typ").read_text(encoding="utf-8")


def _compiled(report: Document, look: Look, **output: Any) -> Any:
    """Compile a report; `output` says as what. What a picture says is told in words where it can't be drawn."""
    with speaking(report.lang if report.lang in LANGUAGES else DEFAULT_LANGUAGE):
        body = Body()
        made = _attempt(_source(report, look, body), look, output)
        if made is None:
            told = [picture for picture in body.pictures if _attempt(_alone(picture), look, output) is None]
            made = _attempt(_source(report, look, Body(told)), look, output)
    if made is None:
        raise ReportFailed(
            _("No PDF could be made of the report."),
            remedy=_("Make it as HTML or Word, and tell those who look after the workbench."),
            code="report.pdf",
        )
    return made


def _alone(picture: Picture) -> str:
    """Return a program that draws one picture and nothing else."""
    return (
        '#set document(title: "-")\n#let drawn(picture, kind) = image(picture, format: kind, alt: "-")\n'
        f"#drawn({source(picture.content, picture.media)})"
    )


def _attempt(program: str, look: Look, output: dict[str, Any]) -> Any:
    """Compile a program; nothing where Typst refuses it."""
    import typst

    own = not look.font
    try:
        return typst.compile(
            program.encode(), root=FOLDER, font_paths=fonts(own=own), ignore_system_fonts=own, **output
        )
    except typst.TypstError:
        return None


@cache
def fonts(*, own: bool) -> "Fonts":
    """Read the fonts once; those of the machine only for a look that names one of them."""
    from typst import Fonts

    return Fonts(include_system_fonts=not own, include_embedded_fonts=True, font_paths=[FOLDER])
