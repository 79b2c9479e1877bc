"""Elements of WordprocessingML, made one by one: a text is always a text and never becomes markup or a field."""

import re
from collections.abc import Iterator

from lxml.etree import Element, SubElement, _Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PRESERVED = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
_LINES_AND_TABS = re.compile("([\n\t])")
_RIGHT_TO_LEFT = (
    "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"  # Hebrew, Arabic and their kin
)
_STRETCH = re.compile(f"[{_RIGHT_TO_LEFT}](?:[{_RIGHT_TO_LEFT}\\W\\d_]*[{_RIGHT_TO_LEFT}])?")
_FIRST_LETTER = re.compile(f"[{_RIGHT_TO_LEFT}]|[^\\W\\d_]")


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


def runs_right_to_left(text: str) -> bool:
    """Tell whether the first letter of a text is of a script that is written from right to left."""
    first = _FIRST_LETTER.search(text)
    return first is not None and re.match(f"[{_RIGHT_TO_LEFT}]", first[0]) is not None


def directions(text: str) -> Iterator[tuple[str, bool]]:
    """Part a text into stretches, each with whether it is written from right to left."""
    at = 0
    for found in _STRETCH.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    if at < len(text):
        yield text[at:], False
