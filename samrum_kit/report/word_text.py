"""Paragraphs of a Word document: runs of text in the styles of the workbench."""

from dataclasses import dataclass

from lxml.etree import _Element

from samrum_kit.report.direction import directions, runs_right_to_left
from samrum_kit.report.document import Run, Runs, text_of
from samrum_kit.report.word_xml import WORD, add, add_text, root

_BOLD_STYLES = frozenset({"TableHeading", "TablePart"})
_QUIET_STYLES = frozenset({"Quiet", "Caption"})
_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a paragraph stands: its style and what is particular to it; distances are twentieths of a point."""

    style: str = ""
    keep_next: bool = False
    """Stay on one page with what follows."""
    numbering: tuple[int, int] | None = None
    """The list that it is an item of, and the level in it."""
    indent: int | None = None
    right: bool = False
    """Set to the right, as numbers are."""
    strong: bool = False

    @property
    def is_heading(self) -> bool:
        """Tell whether its letters are large and bold."""
        return self.style.startswith("Heading")


def paragraph(runs: Runs, manner: Manner) -> _Element:
    """Return a paragraph of these runs; it says how it stands in the order that Word asks for."""
    made = root("p")
    properties = add(made, "pPr")
    if manner.style:
        add(properties, "pStyle", val=manner.style)
    if manner.keep_next:
        add(properties, "keepNext")
    if manner.numbering:
        numbering = add(properties, "numPr")
        add(numbering, "ilvl", val=manner.numbering[1])
        add(numbering, "numId", val=manner.numbering[0])
    if runs_right_to_left(text_of(runs)):
        add(properties, "bidi")
    if manner.indent is not None:
        add(properties, "ind", left=manner.indent)
    if manner.right:
        add(properties, "jc", val="right")
    for run in runs:
        for text, leftward in directions(run.text.replace(" ", _NO_BREAK) if run.unbroken else run.text):
            _add_run(made, text, run, manner, leftward=leftward)
    return made


def _add_run(made: _Element, text: str, look: Run, manner: Manner, *, leftward: bool) -> None:
    """Add a stretch of text; one style names its look, and what a style can't say is said beside it."""
    run = add(made, "r")
    properties = add(run, "rPr")
    quiet = look.quiet and manner.style not in _QUIET_STYLES
    strong = look.strong or (manner.strong and not look.quiet)
    if look.code and not manner.is_heading and manner.style != "HTMLPreformatted":
        add(properties, "rStyle", val="HTMLCode")
    elif quiet:
        add(properties, "rStyle", val="SubtleEmphasis")
    elif strong:
        add(properties, "rStyle", val="Strong")
    elif look.emphasis:
        add(properties, "rStyle", val="Emphasis")
    if strong and (look.code or quiet):
        add(properties, "b")
        add(properties, "bCs")
    elif quiet and not strong and (manner.is_heading or manner.style in _BOLD_STYLES):
        add(properties, "b", val="0")
        add(properties, "bCs", val="0")
    if look.emphasis and (look.code or quiet or strong):
        add(properties, "i")
        add(properties, "iCs")
    if leftward:
        add(properties, "rtl")
    add_text(run, text)


def set_apart(made: _Element, **distances: int) -> None:
    """Put room `before` or `after` a paragraph, in place of what its style gives it."""
    properties = made[0]
    spacing = properties.find(f"{{{WORD}}}spacing")
    if spacing is None:
        spacing = add(properties, "spacing")
        later = next((child for child in properties if child.tag.endswith(("}ind", "}jc"))), None)
        if later is not None:
            later.addprevious(spacing)
    for side, distance in distances.items():
        spacing.set(f"{{{WORD}}}{side}", str(distance))


def keep_next(made: _Element) -> None:
    """Keep a paragraph on one page with what follows."""
    properties = made[0]
    if properties.find(f"{{{WORD}}}keepNext") is None:
        properties.insert(1 if properties.find(f"{{{WORD}}}pStyle") is not None else 0, root("keepNext"))
