"""What python-docx has no words for: drop-downs, days to choose, rows that stay whole, and the language of a text."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

FONT = "Calibri"
_GREY = "6B6B6B"
_HINT = "Placeholder Text"


def add_choice(cell: "_Cell", name: str, hint: str, words: Sequence[str]) -> None:
    """Put a drop-down with these words into a cell."""
    control, properties = _control(name, hint)
    choices = _element(properties, "dropDownList")
    for word in words:
        _element(choices, "listItem", displayText=word, value=word)
    cell.paragraphs[0]._p.append(control)  # noqa: SLF001  # python-docx gives no other way to its XML


def add_day(cell: "_Cell", name: str, hint: str, locale: str) -> None:
    """Put a control into a cell in which a day is chosen from a calendar."""
    control, properties = _control(name, hint)
    day = _element(properties, "date")
    _element(day, "dateFormat", val="dd-MM-yyyy")
    _element(day, "lid", val=locale)
    _element(day, "storeMappedDataAs", val="dateTime")
    _element(day, "calendar", val="gregorian")
    cell.paragraphs[0]._p.append(control)  # noqa: SLF001


def lay_out(table: "Table", widths: Sequence[float], title: str, *, header: bool = False) -> None:
    """Give a table its widths (centimetres) and its title for a screen reader; it stays on one page while it fits."""
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Cm

    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    _element(table._tbl.tblPr, "tblCaption", val=title)  # noqa: SLF001
    for number, row in enumerate(table.rows):
        row.height, row.height_rule = Cm(0.75), WD_ROW_HEIGHT_RULE.AT_LEAST
        for paragraph in (one for cell in row.cells for one in cell.paragraphs):
            paragraph.paragraph_format.keep_with_next = number < len(table.rows) - 1
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001
        _element(properties, "cantSplit")
        if header and number == 0:
            _element(properties, "tblHeader")


def shade(cell: "_Cell") -> None:
    """Give a cell with a heading a light ground."""
    _element(cell._tc.get_or_add_tcPr(), "shd", val="clear", color="auto", fill="E8EEF4")  # noqa: SLF001


def dress(document: "Document", locale: str) -> None:
    """Set font and sizes, and the language in which Word checks the spelling."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    for name, size in (("Normal", 11), ("Heading 1", 20), ("Heading 2", 13)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.rPr.rFonts
        for key in [key for key in fonts.attrib if key.endswith("heme")]:
            del fonts.attrib[key]
        if name != "Normal":
            style.font.color.rgb = RGBColor(0x1F, 0x38, 0x64)
    # Word takes this style away as soon as somebody writes in the control.
    hint = document.styles.add_style(_HINT, WD_STYLE_TYPE.CHARACTER)
    hint.font.color.rgb = RGBColor.from_string(_GREY)
    defaults = document.styles.element.find(".//{*}docDefaults/{*}rPrDefault/{*}rPr")
    lang = defaults.find("{*}lang")
    (_element(defaults, "lang") if lang is None else lang).set(_name("val"), locale)


def _control(name: str, hint: str) -> tuple[Any, Any]:
    """Return an empty content control that shows a hint, and its properties."""
    from docx.oxml.parser import OxmlElement

    control = OxmlElement("w:sdt")
    properties = _element(control, "sdtPr")
    _element(properties, "alias", val=name)
    _element(properties, "showingPlcHdr")
    run = _element(_element(control, "sdtContent"), "r")
    _element(_element(run, "rPr"), "rStyle", val=_HINT.replace(" ", ""))
    _element(run, "t").text = hint
    return control, properties


def _element(parent: Any, tag: str, **attributes: str) -> Any:
    """Add an element of Word's own below another."""
    from docx.oxml.parser import OxmlElement

    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(_name(key), value)
    parent.append(made)
    return made


def _name(key: str) -> str:
    """Return the full name of an attribute of Word's own."""
    from docx.oxml.ns import qn

    return qn(f"w:{key}")
