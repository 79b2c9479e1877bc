"""Tables with headings over their columns: every row below is a row of one or several tables."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from samrum_kit.domain.fields import Record
from samrum_kit.domain.records import Evaluation, Goal, Measure, Plan, Sign
from samrum_kit.intake.documents.content import Cell, Table, TableRow
from samrum_kit.intake.documents.gathering import DraftRow, Gathering, Remark, Understood
from samrum_kit.intake.documents.headings import Heading, Meaning
from samrum_kit.intake.documents.hints import is_hint
from samrum_kit.intake.documents.labels import is_unwritten, label_of
from samrum_kit.intake.documents.walk import Walk, cell_place

Found = tuple[Meaning, Cell, str]
"""A column, the cell that stands below its heading, and where."""


@dataclass(frozen=True, slots=True)
class Head:
    """A heading over a column of a table."""

    cell: Cell
    meaning: Meaning | None

    def is_over(self, cell: Cell) -> bool:
        """Tell whether a cell lies below it."""
        return self.cell.at < cell.at + cell.span and cell.at < self.cell.at + self.cell.span


class Beneath:
    """The headings of a table, and the rows below them."""

    def __init__(self, gathering: Gathering, heads: Sequence[Head], *, single: bool) -> None:
        """Take the headings, and whether there is but one row below them."""
        self._gathering, self._heads, self._single = gathering, heads, single
        self._last: dict[type[Record], list[DraftRow]] = {}
        """The rows that came from the row above, in which a merged cell goes on."""

    def read(self, row: TableRow, place: str) -> None:
        """Read a row below the headings."""
        found: dict[type[Record], list[Found]] = defaultdict(list)
        continued = set()
        for column, cell in enumerate(row.cells, 1):
            over = [head for head in self._heads if head.is_over(cell)]
            meaning = over[0].meaning if len(over) == 1 else None
            if meaning is not None and cell.continued and cell.is_blank:
                continued.add(meaning)
            elif is_unwritten(cell):
                continue
            elif meaning is None:
                Walk(self._gathering).blocks(cell.blocks, cell_place(place, column))
            else:
                found[meaning.record].append((meaning, cell, cell_place(place, column)))
        for meaning, cell, where in found.pop(Plan, []):
            reading = Walk(self._gathering, meaning)
            reading.cell(cell, where)
        for record in (Goal, Sign, Measure, Evaluation):
            goes_on = any(meaning.record is record and meaning.begins for meaning in continued)
            self._read_record(record, found[record], goes_on=goes_on)

    def _read_record(self, record: type[Record], found: list[Found], *, goes_on: bool) -> None:
        """Read the cells of one table; those of a merged cell above go on with its row."""
        main = next((one for one in found if one[0].begins and record is not Evaluation), None)
        if main is not None:
            rows = [self._begin(main, text) for text in self._texts(main)]
        elif goes_on:
            rows = self._last.get(record, [])
        else:
            rows = [self._gathering.add(record)] if found else []
        self._last[record] = rows
        for meaning, cell, where in found:
            if main is None or cell is not main[1]:
                self._put(rows, meaning, cell, where)
            Walk(self._gathering, meaning).blocks((one for one in cell.blocks if isinstance(one, Table)), where)

    def _begin(self, main: Found, text: str) -> DraftRow:
        """Begin a row with what it is about."""
        meaning, _, where = main
        goals = self._last.get(Goal, []) if self._has(Goal) else self._gathering.open_goals
        goal = goals[0] if meaning.record is Sign and len(goals) == 1 else None
        row = self._gathering.add(meaning.record, goal)
        if meaning.record is Goal:
            self._gathering.open_goals.append(row)
        self._gathering.put(row, meaning, text, where)
        return row

    def _texts(self, main: Found) -> list[str]:
        """Return the texts of the rows that a cell begins: one for each paragraph, unless the table says otherwise.

        Where a table has several rows or further columns about the same, a row of it is one goal or one measure.
        """
        meaning, cell, _ = main
        texts = [one.text for one in cell.paragraphs if not is_hint(one.text)]
        others = sum(head.meaning is not None and head.meaning.record is meaning.record for head in self._heads) > 1
        if meaning.record is not Sign and (others or not self._single):
            return ["\n".join(text.strip() for text in texts)] if texts else []
        return texts

    def _put(self, rows: list[DraftRow], meaning: Meaning, cell: Cell, where: str) -> None:
        """Put a cell into the one row that it can belong to."""
        text = "\n".join(one.text.strip() for one in cell.paragraphs if not is_hint(one.text))
        if len(rows) == 1 and text:
            self._gathering.put(rows[0], meaning, text, where)
        elif text:
            self._gathering.remarks.append(Remark(where, "several", text))

    def _has(self, record: type[Record]) -> bool:
        """Tell whether one of the headings begins rows of a table."""
        return any(head.meaning is not None and head.meaning.record is record and head.meaning.begins
                   for head in self._heads)


def beneath(gathering: Gathering, section: Meaning | None, row: TableRow, place: str, *, single: bool) -> Beneath:
    """Read a row of headings, in the section that the table stands in."""
    labels = {cell.at: label_of(cell) for cell in row.cells}
    seen = [] if section is None or section.record is Plan else [section.record]
    own = {heading.meanings[0].record for heading in labels.values() if heading and len(heading.meanings) == 1} - {Plan}
    heads = []
    for column, cell in enumerate(row.cells, 1):
        if cell.is_blank:
            continue
        heading = labels[cell.at]
        meaning = None if heading is None else _meaning(heading, seen, own)
        heads.append(Head(cell, meaning))
        if meaning is None:
            where = cell_place(place, column)
            gathering.remarks.append(Remark(where, "heading" if heading is None else "ambiguous", cell.text))
            Walk(gathering).blocks((block for block in cell.blocks if isinstance(block, Table)), where)
        else:
            gathering.understood.append(Understood(cell_place(place, column), cell.text, meaning))
            seen += [] if meaning.record is Plan else [meaning.record]
    return Beneath(gathering, heads, single=single)


def _meaning(heading: Heading, seen: list[type[Record]], own: set[type[Record]]) -> Meaning | None:
    """Return what a heading over a column means: the nearest table to the left that has it, or the only one."""
    beginning = next((one for one in heading.meanings if one.begins), None)
    if beginning is not None:
        return beginning
    for record in reversed(seen):
        if (meaning := heading.of(record)) is not None:
            return meaning
    fitting = [one for one in heading.meanings if one.record in own]
    if len(fitting) == 1:
        return fitting[0]
    return None if fitting else heading.of(Plan) or (heading.meanings[0] if len(heading.meanings) == 1 else None)
