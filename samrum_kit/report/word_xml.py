"""Elements of WordprocessingML, made one by one: a text is always a text and never becomes markup or a field."""

import re

from lxml.etree import Element, SubElement, _Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PRESERVED = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
_LINES_AND_TABS = re.compile("([\n\t])")


def root(tag: str) -> _Element:
    """Return an element of Word's that can be the root of a part."""
    return Element(f"{{{WORD}}}{tag}", nsmap={"w": WORD, "r": RELATIONSHIPS})


def add(parent: _Element, tag: str, **attributes: str | int) -> _Element:
    """Add an element of Word's at the end of another; its attributes are Word's too."""
    given = {f"{{{WORD}}}{name}": str(value) for name, value in attributes.items()}
    return SubElement(parent, f"{{{WORD}}}{tag}", given)


def add_text(run: _Element, text: str) -> None:
    """Put a text into a run, with its line breaks and tabs; any other character stays as it is."""
    for piece in _LINES_AND_TABS.split(text):
        if piece == "\n":
            add(run, "br")
        elif piece == "\t":
            add(run, "tab")
        elif piece:
            SubElement(run, f"{{{WORD}}}t", _PRESERVED).text = piece


def add_field(paragraph: _Element, instruction: str) -> None:
    """Add a field of the workbench's own, such as the number of the page; never one that comes from the data."""
    field = add(paragraph, "fldSimple", instr=instruction)
    add_text(add(field, "r"), "1")
