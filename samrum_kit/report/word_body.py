"""The text of a Word document: each block of a report in the styles of the workbench, in reading order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml.etree import _Element

from samrum_kit.report.document import (
    Block,
    Cell,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Run,
    Runs,
    Table,
    Term,
    Terms,
    Tone,
    leads,
)
from samrum_kit.report.word_package import Package
from samrum_kit.report.word_pictures import Pictures
from samrum_kit.report.word_tables import table
from samrum_kit.report.word_text import Manner, paragraph, set_apart
from samrum_kit.report.word_xml import WORD, add, root

TEXT_WIDTH = 9638
"""The width of an A4 page less its margins of 20 mm, in twentieths of a point."""
_TEXT_HEIGHT = 12400
_DEEPEST = 8
"""Word counts nine levels of lists; what lies deeper stands at the last."""
_AFTER_TABLE, _AFTER_LIST, _ABOVE_CAPTION = 200, 140, 40


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand: what their styles are called there, and how wide it is (twentieths of a point)."""

    width: int = TEXT_WIDTH
    text: str = ""
    quiet: str = "Quiet"
    quote: str = "Quote"
    bullet: str = "ListBullet"
    number: str = "ListNumber"
    further: str = "ListContinue"
    """Of what an item of a list says after its first paragraph."""
    lists: tuple[int, int] = (1, 2)
    """The lists with bullets and with numbers, as they are counted in the document's numbering."""
    step: int = 340
    """How far each level of a list is set in."""
    level: int = -1
    right: bool = False
    keep_next: bool = False
    """A paragraph here stays on one page with what follows."""
    strong_first: bool = False
    """The first paragraph is the heading of a row."""


PAGE = Place()
CELL = Place(
    text="TableText", quiet="TableText", quote="TableQuote", bullet="TableBullet", number="TableNumber",
    further="TableText", lists=(3, 4), step=200,
)  # fmt: skip


class Body:
    """Writes blocks as elements of Word's; counts the lists and pictures of one document."""

    def __init__(self, package: Package, numbering: _Element, pictures: Pictures) -> None:
        """Write for a package with this numbering; pictures go into it as they come."""
        self._package = package
        self._numbering = numbering
        self._pictures = pictures
        self._lists = len(numbering.findall(f"{{{WORD}}}num"))

    def blocks(self, blocks: Sequence[Block], place: Place = PAGE) -> list[_Element]:
        """Return blocks as elements, of which the last is never a table."""
        made: list[_Element] = []
        for at, block in enumerate(blocks):
            made += self._block(block, replace(place, keep_next=leads(blocks, at)))
            place = replace(place, strong_first=False)
        return list(_spaced(made))

    def _block(self, block: Block, place: Place) -> Iterator[_Element]:
        """Yield one block as elements."""
        match block:
            case Paragraph(runs, tone):
                yield _paragraph(runs, tone, place)
            case Heading(level, runs):
                yield paragraph(runs, Manner(f"Heading{level}"))
            case Listing():
                yield from self._listing(block, replace(place, level=place.level + 1))
            case Terms(terms):
                yield from self._terms(terms, place)
            case Quote(inner):
                yield from self.blocks(inner, replace(place, text=place.quote, quiet=place.quote))
            case Picture():
                yield from self._picture(block, place)
            case Table():
                yield from self._table(block, place)

    def _table(self, block: Table, place: Place) -> Iterator[_Element]:
        """Yield a table under its caption."""
        if block.caption:
            yield paragraph(block.caption, Manner("Caption", keep_next=True))
        if block.columns:
            yield table(block, place.width, self._cell)

    def _cell(self, blocks: Sequence[Block], cell: Cell, width: int) -> list[_Element]:
        """Return what a cell holds."""
        text = {"col": "TableHeading", "rowgroup": "TablePart"}.get(cell.heads or "", "TableText")
        place = replace(CELL, width=width, text=text, right=cell.number, strong_first=cell.heads == "row")
        return self.blocks(blocks, replace(place, quiet=text))

    def _listing(self, block: Listing, place: Place) -> list[_Element]:
        """Return a list; an item that doesn't begin with a paragraph has its sign on a line of its own."""
        level = min(place.level, _DEEPEST)
        style = place.number if block.ordered else place.bullet
        count = self._counted(place.lists[1], level, block.start) if block.ordered else place.lists[0]
        inside = replace(place, text=place.further, quiet=place.further)
        made: list[_Element] = []
        for item in block.items:
            first, rest = (item[0].runs, item[1:]) if item and isinstance(item[0], Paragraph) else ((), item)
            made.append(paragraph(first, Manner(style, numbering=(count, level))))
            made += self.blocks(rest, inside)
        if place.lists == PAGE.lists and level == 0:
            set_apart(made[-1], after=_AFTER_LIST)
        return made

    def _counted(self, like: int, level: int, start: int) -> int:
        """Begin a new list with numbers and return how it is counted in the numbering."""
        self._lists += 1
        made = add(self._numbering, "num", numId=self._lists)
        add(made, "abstractNumId", val=like)
        add(add(made, "lvlOverride", ilvl=level), "startOverride", val=start)
        return self._lists

    def _terms(self, terms: Sequence[Term], place: Place) -> Iterator[_Element]:
        """Yield words and what is said of them: beside each other where all is short, else below each other."""
        said = [term.blocks[0] for term in terms if len(term.blocks) == 1 and isinstance(term.blocks[0], Paragraph)]
        if place.lists == PAGE.lists and len(said) == len(terms):
            for term, text in zip(terms, said, strict=True):
                word = tuple(replace(run, quiet=True) for run in term.runs)
                yield paragraph((*word, Run("\t"), *text.runs), Manner("Term"))
            return
        for term in terms:
            word = tuple(replace(run, strong=True) for run in term.runs)
            yield paragraph(word, Manner(place.text, keep_next=True))
            yield from self.blocks(term.blocks, place)

    def _picture(self, block: Picture, place: Place) -> list[_Element]:
        """Return a picture with its caption below; of one that can't be read, what it says in words."""
        shown = root("p")
        properties = add(shown, "pPr")
        add(properties, "pStyle", val="Picture")
        if block.caption:
            add(properties, "keepNext")
        size = (place.width, _TEXT_HEIGHT)
        readable = self._pictures.add(add(shown, "r"), block, self._package.text, size)
        made = [shown if readable else paragraph((Run(block.alt),), Manner(place.quiet))]
        if block.caption:
            made.append(paragraph(block.caption, Manner("Caption")))
            set_apart(made[-1], before=_ABOVE_CAPTION, after=_AFTER_TABLE)
        return made


def _paragraph(runs: Runs, tone: Tone, place: Place) -> _Element:
    """Return a paragraph in the style of its place."""
    style = {Tone.NORMAL: place.text, Tone.QUIET: place.quiet, Tone.CODE: "HTMLPreformatted"}[tone]
    indent = (place.level + 1) * place.step if place.level >= 0 else None
    manner = Manner(style, place.keep_next, indent=indent, right=place.right, strong=place.strong_first)
    return paragraph(runs, manner)


def _spaced(elements: list[_Element]) -> Iterator[_Element]:
    """Yield elements with room after every table, and with a small line where no paragraph follows one."""
    end = root("end")
    for element, following in pairwise([*elements, end]):
        yield element
        if not element.tag.endswith("}tbl"):
            continue
        if not following.tag.endswith("}p"):
            yield paragraph((), Manner("TableEnd"))
        elif not _has_room_above(following):
            set_apart(following, before=_AFTER_TABLE)


def _has_room_above(element: _Element) -> bool:
    """Tell whether a paragraph's style gives it room above."""
    style = element.find(f"./{{{WORD}}}pPr/{{{WORD}}}pStyle")
    return style is not None and style.get(f"{{{WORD}}}val", "").startswith(("Heading", "Caption", "Picture"))
