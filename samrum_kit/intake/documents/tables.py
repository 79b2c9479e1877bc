"""Tables of a plan: headings over their columns, headings beside their text, or cells that say for themselves."""

from itertools import pairwise

from samrum_kit.domain.records import Goal, Sign
from samrum_kit.intake.documents.beneath import Beneath, beneath
from samrum_kit.intake.documents.content import Cell, Table, TableRow
from samrum_kit.intake.documents.gathering import DraftRow
from samrum_kit.intake.documents.headings import Heading, Meaning, heading_of
from samrum_kit.intake.documents.labels import is_unwritten, label_of
from samrum_kit.intake.documents.walk import Walk, cell_place, row_place


def read_table(walk: Walk, table: Table, place: str) -> None:
    """Read a table in the section that the walk is in."""
    reading = TableReading(walk, table)
    for number, row in enumerate(table.rows):
        reading.read(number, row, row_place(place, number + 1))


class TableReading:
    """One table on its way, row by row."""

    def __init__(self, walk: Walk, table: Table) -> None:
        """Take the walk that comes to the table, and the table."""
        self._walk = Walk(walk.gathering, walk.section)
        self._gathering = walk.gathering
        self._rows = table.rows
        self._beneath: Beneath | None = None
        self._labels: dict[int, Meaning | None] = {}
        """What the headings beside their text mean, by their place in the grid: a merged one goes on below."""
        self._goals_at: dict[int, list[DraftRow]] = {}
        """The goals beside a heading, by the place of their cell in the grid: signs below belong to them."""

    def read(self, number: int, row: TableRow, place: str) -> None:
        """Read a row as what it is."""
        written = _written(row)
        if not written:
            return
        if self._is_header(number, row, written):
            single = sum(1 for other in self._rows[number + 1 :] if _written(other)) < 2
            self._beneath = beneath(self._gathering, self._walk.section, row, place, single=single)
            self._labels.clear()
        elif self._label(written[0], row) is not None or (self._beneath is None and self._goes_on(row)):
            self._read_beside(row, place)
        elif self._beneath is not None:
            self._beneath.read(row, place)
        elif len(row.cells) == 1:
            self._read_alone(row.cells[0], cell_place(place, 1))
        else:
            for column, cell in enumerate(row.cells, 1):
                Walk(self._gathering).blocks(cell.blocks, cell_place(place, column))

    def _label(self, cell: Cell, row: TableRow) -> Heading | None:
        """Return the heading that a cell of a row holds and nothing else."""
        return label_of(cell, [other for other in row.cells if other is not cell])

    def _is_header(self, number: int, row: TableRow, written: list[Cell]) -> bool:
        """Tell whether a row holds headings for the columns below, and not headings beside their text."""
        labelled = [at for at, cell in enumerate(row.cells) if label_of(cell) is not None]
        if not labelled or len(row.cells) == 1:
            return False
        if row.header or any(after - before == 1 for before, after in pairwise(labelled)):
            return True
        if len(labelled) < 2 or len(written) < len(row.cells):
            return False
        below = next((one[0] for one in map(_written, self._rows[number + 1 :]) if one), None)
        return len(row.cells) % 2 == 1 or (below is not None and label_of(below) is None)

    def _goes_on(self, row: TableRow) -> bool:
        """Tell whether a heading beside its text is merged with the one in the row above."""
        return any(cell.continued and cell.is_blank and cell.at in self._labels for cell in row.cells)

    def _read_alone(self, cell: Cell, place: str) -> None:
        """Read the only cell of a row: the text of the section above, or headings and their texts."""
        if self._walk.section is None or any(heading_of(line) for line in cell.text.split("\n")):
            self._walk.blocks(cell.blocks, place)
        else:
            self._walk.cell(cell, place)

    def _read_beside(self, row: TableRow, place: str) -> None:
        """Read headings, each with the cells beside it."""
        self._beneath = None
        has_label = False
        for column, cell in enumerate(row.cells, 1):
            where = cell_place(place, column)
            if (heading := self._label(cell, row)) is not None:
                self._walk.open(heading, where)
                self._labels[cell.at] = self._walk.section
                has_label = True
            elif cell.continued and cell.is_blank and cell.at in self._labels:
                self._walk.section = self._labels[cell.at]
                has_label = True
            elif is_unwritten(cell):
                continue
            elif has_label:
                self._read_value(cell, where)
            else:
                Walk(self._gathering).blocks(cell.blocks, where)

    def _read_value(self, cell: Cell, place: str) -> None:
        """Read a cell beside its heading; signs belong to the goal that stands in the same place above."""
        goals, signs = len(self._gathering.rows[Goal]), len(self._gathering.rows[Sign])
        self._walk.cell(cell, place)
        if new := self._gathering.rows[Goal][goals:]:
            self._goals_at[cell.at] = new
        above = self._goals_at.get(cell.at, [])
        for sign in self._gathering.rows[Sign][signs:]:
            sign.goal = above[0] if len(above) == 1 else sign.goal


def _written(row: TableRow) -> list[Cell]:
    """Return the cells of a row in which something is written."""
    return [cell for cell in row.cells if not is_unwritten(cell)]
