"""The same figure of each school beside the others, in the order of their ids and never by what they come to."""

from collections.abc import Iterator
from dataclasses import replace

from samrum_kit.figures.basis import Basis
from samrum_kit.figures.counters import COUNTERS, FORUM_FIGURES
from samrum_kit.figures.table import Cell, FigureTable, Kind, Row
from samrum_kit.locale import _
from samrum_kit.measure.values import Reason, Undefined
from samrum_kit.models import CollaborationModel
from samrum_kit.models.parts import KeyFigure

_SHARES = (
    ("meeting_documents", "minutes"), ("general_prevention", "general"), ("level_mix", "preventive"),
    ("carried_out", "fully"),
)  # fmt: skip
"""Which part of a figure is told school by school."""

ALL_SCHOOLS = "all"
"""The id of the row that has the share of all schools together."""


def shares_by_school(basis: Basis, model: CollaborationModel) -> Iterator[FigureTable]:
    """Yield a table of the schools for each figure that has such a share, in the words of the model that asks for it.

    None where one school is asked about. What is counted forum by forum is told where one forum is asked about, and of
    that nothing else.
    """
    if len(basis.file.schools) < 2:
        return
    asked = {str(figure.id): figure for figure in model.key_figures}
    for figure, part in _SHARES:
        words = asked.get(figure) or _own_words().get(figure)
        is_told = len(basis.forums) == 1 if figure in FORUM_FIGURES else basis.forum is None
        if words is not None and is_told:
            yield from _tables(basis, words, part)


def _tables(basis: Basis, words: KeyFigure, wanted: str) -> Iterator[FigureTable]:
    """Yield a table for each forum that a figure is counted for, or one for a figure that is about no forum."""
    each = [
        (file.schools[0].school_id, _cells(replace(basis, file=file), words.id)) for file in basis.file.by_school()
    ]
    for part in COUNTERS[words.id](basis):
        if part.cell.kind is Kind.SHARE and part.id.rpartition(".")[2] == wanted:
            name = f"{words.id}.{part.id}"
            rows = [
                _row(words, f"{name}.{school}", school, cells.get(part.id, _nothing(part.cell)))
                for school, cells in each
            ]
            together = _row(words, f"{name}.{ALL_SCHOOLS}", _("All schools together"), part.cell)
            yield FigureTable(f"{words.label}: {basis.told(part.label)}", (*rows, together))


def _cells(basis: Basis, figure: str) -> dict[str, Cell]:
    """Return the cells of a figure by the ids of its parts."""
    return {part.id: part.cell for part in COUNTERS[figure](basis)}


def _nothing(whole: Cell) -> Cell:
    """Return the cell of a school that has nothing to count; it is as much about cases as those of the others."""
    people = None if whole.people is None else frozenset[str]()
    return Cell(Undefined(Reason.NO_POINTS), Kind.SHARE, of=0, people=people, count=0)


def _row(words: KeyFigure, name: str, label: str, cell: Cell) -> Row:
    """Return the row of a school."""
    return Row(name, label, "", words.definition, "", words.source or "", words.quote or "", cell)


def _own_words() -> dict[str, KeyFigure]:
    """Return the words of figures that are told school by school also where the model doesn't ask for them."""
    label, definition = _("General prevention"), _(
        "Items that were discussed, by the kind of their case, and without a case by their part; of those that have a "
        "kind."
    )  # fmt: skip
    words = KeyFigure(id="general_prevention", label=label, definition=definition, unit=_("share"), assumed=True)
    return {words.id: words}
