"""The body of a report in Typst: each block calls a function of the template `report.typ`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from samrum_kit.locale import _
from samrum_kit.report.document import (
    Block,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
    Terms,
    Tone,
    leads,
    text_of,
)
from samrum_kit.report.logo import SVG
from samrum_kit.report.typst_tables import table
from samrum_kit.report.typst_text import NOTHING, content, directed, literal
from samrum_kit.report.widths import LINE

_PAGE_ROOM = LINE * 0.85
"""The letters of ordinary size on a line of the page."""
_NARROW = 60.0
"""Where fewer letters stand on a line, a word and what is said of it stand below each other."""
_TERM_ROOM = 24.0
_INDENT = 4.0


@dataclass(slots=True)
class Body:
    """Writes the blocks of one report; no heading skips a level, as PDF/UA asks."""

    told: Collection[Picture] = ()
    """The pictures that are told in words, because they can't be drawn."""
    pictures: list[Picture] = field(default_factory=list)
    """The pictures that were written."""
    level: int = 0

    def blocks(self, blocks: Sequence[Block], room: float = _PAGE_ROOM) -> str:
        """Return blocks as content that is `room` letters wide."""
        if not blocks:
            return NOTHING
        written = []
        for at, block in enumerate(blocks):
            written.append(self._block(block, room, leading=leads(blocks, at)))
        return f"{{{'; parbreak(); '.join(written)}}}"

    def letterhead(self, logo: Picture) -> str:
        """Return the logo for the top of the first page."""
        if logo in self.told:
            return self.blocks([Paragraph((Run(logo.alt, quiet=True),))])
        self.pictures.append(logo)
        return f"letterhead({source(logo.content, logo.media)}, {literal(logo.alt)})"

    def _from_line(self, blocks: Sequence[Block], room: float) -> str:
        """Return blocks of which the first, where it is a paragraph, stands in the line where they begin."""
        if not blocks or not isinstance(first := blocks[0], Paragraph) or first.tone is Tone.CODE:
            return self.blocks(blocks, room)
        begun = directed(first.runs, content(first.runs, room))
        return f"{{{begun}; parbreak(); {self.blocks(blocks[1:], room)}}}" if blocks[1:] else begun

    def _block(self, block: Block, room: float, *, leading: bool) -> str:
        """Return one block; one that is `leading` to what follows stays on one page with it."""
        match block:
            case Paragraph(runs):
                return directed(runs, f"{_manner(block, leading=leading)}({content(runs, room)})")
            case Heading(level, runs):
                self.level = min(level, self.level + 1)
                return f"heading(level: {self.level}, {content(runs, room / 1.7)})"
            case Picture():
                return self._picture(block, room)
            case Table():
                return table(block, room if room < _NARROW else room * LINE / _PAGE_ROOM, self._from_line)
            case Listing() | Terms() | Quote():
                return self._set_in(block, room)

    def _picture(self, block: Picture, room: float) -> str:
        """Return a picture with its caption below; one that nobody described has its caption for it, or says so."""
        said = block.alt or text_of(block.caption) or _("A picture without a description.")
        if block in self.told:
            return self.blocks([Paragraph((Run(said, quiet=True),)), Paragraph(block.caption)], room)
        self.pictures.append(block)
        caption = content(block.caption, room) if block.caption else "none"
        return f"illustrated({source(block.content, block.media)}, {literal(said)}, {caption})"

    def _set_in(self, block: Listing | Terms | Quote, room: float) -> str:
        """Return a block whose parts are set in."""
        match block:
            case Quote(inner):
                return f"words({self.blocks(inner, room - _INDENT)})"
            case Listing(items, ordered, start):
                inside = ", ".join(self.blocks(item, room - _INDENT) for item in items)
                return f"apart({f'enum(start: {start}, {inside})' if ordered else f'list({inside})'})"
            case Terms(terms):
                pairs = (f"({content(term.runs, _TERM_ROOM)}, {self._from_line(term.blocks, room)})" for term in terms)
                return f"{'definitions' if room > _NARROW else 'explained'}({', '.join(pairs)})" if terms else NOTHING


def _manner(block: Paragraph, *, leading: bool) -> str:
    """Say how a paragraph stands."""
    if block.tone is Tone.CODE:
        return "preformatted"
    return "leading" if leading else "paragraph"


def source(picture: bytes, media: str) -> str:
    """Return a picture as two arguments: its bytes and what kind it is."""
    if media == SVG:
        return f'bytes({literal(picture.decode(errors="replace"))}), "svg"'
    return f'bytes(({", ".join(map(str, picture))},)), "png"'
