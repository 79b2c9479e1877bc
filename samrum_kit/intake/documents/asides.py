"""What does not stand in the running text of a document: each such text becomes a remark with its place."""

from collections.abc import Callable, Iterable, Iterator

from samrum_kit.intake.documents.content import Aside, Block, Content, Table
from samrum_kit.intake.documents.gathering import Remark
from samrum_kit.intake.documents.hints import is_hint
from samrum_kit.intake.documents.walk import cell_place, placed, row_place
from samrum_kit.locale import _

PARTS: dict[str, Callable[[], str]] = {
    "header": lambda: _("header {number}"),
    "footer": lambda: _("footer {number}"),
    "footnote": lambda: _("note {number}"),
    "comment": lambda: _("comment {number}"),
    "part": lambda: _("other part {number}"),
}
"""Where something stands that is no running text."""


def asides_of(content: Content) -> Iterator[Remark]:
    """Yield a remark for everything that stands beside the running text, but for the hints of a form."""
    for place, aside in (*_in(content.body, ""), *((_part(aside), aside) for aside in content.beside)):
        if not (aside.kind == "placeholder" and is_hint(aside.text)):
            yield Remark(place, aside.kind, aside.text)


def _in(blocks: Iterable[Block], place: str) -> Iterator[tuple[str, Aside]]:
    """Yield the asides of some blocks with their places."""
    for block, where in placed(blocks, place):
        if isinstance(block, Table):
            for number, row in enumerate(block.rows, 1):
                for column, cell in enumerate(row.cells, 1):
                    yield from _in(cell.blocks, cell_place(row_place(where, number), column))
        else:
            yield from ((where, aside) for aside in block.asides)


def _part(aside: Aside) -> str:
    """Return where a part beside the running text is."""
    return PARTS[aside.part]().format(number=aside.number)
