"""The walk through a plan: headings open a section, and what stands below belongs to it; nothing is passed over."""

from collections.abc import Iterable, Iterator

from samrum_kit.domain.fields import Record
from samrum_kit.domain.records import Evaluation, Goal, Plan, Sign
from samrum_kit.intake.documents.content import Block, Cell, Paragraph, Table
from samrum_kit.intake.documents.days import written_day
from samrum_kit.intake.documents.gathering import DraftRow, Gathering, Remark, Understood
from samrum_kit.intake.documents.headings import Heading, Meaning, heading_of
from samrum_kit.intake.documents.hints import is_hint
from samrum_kit.locale import _


class Walk:
    """A way through some blocks, and the section that it is in."""

    def __init__(self, gathering: Gathering, section: Meaning | None = None) -> None:
        """Take what the texts are gathered in, and the section that is open at the start."""
        self.gathering = gathering
        self.section = section
        self._open: dict[type[Record], DraftRow] = {}
        """The row of each table that was last begun, to which single values belong."""
        self._back: Meaning | None = None
        """The section to go back to after a single value."""

    def blocks(self, blocks: Iterable[Block], place: str = "") -> None:
        """Read paragraphs and tables in order."""
        from samrum_kit.intake.documents.tables import read_table  # a table holds cells through which a walk leads

        for block, where in placed(blocks, place):
            if isinstance(block, Table):
                read_table(self, block, where)
            else:
                self.paragraph(block, where)

    def paragraph(self, paragraph: Paragraph, place: str) -> None:
        """Read a paragraph; one of several lines with headings among them is read line by line."""
        lines = [line for line in paragraph.text.split("\n") if line.strip()]
        if any(heading_of(line) for line in lines):
            for line in lines:
                self._line(line, place, looks_like_heading=paragraph.heading)
        elif lines:
            self._line(paragraph.text, place, looks_like_heading=paragraph.heading)

    def _line(self, text: str, place: str, *, looks_like_heading: bool) -> None:
        """Read a line: a heading that is known, one that is not, or text."""
        heading = heading_of(text)
        if is_hint(text):
            return
        if heading is not None:
            if self.open(heading, place):
                self.text(heading.rest, place)
        elif looks_like_heading:
            self._close()
            self.gathering.remarks.append(Remark(place, "heading", text))
        else:
            self.text(text, place)

    def open(self, heading: Heading, place: str) -> bool:
        """Go into the section of a heading, and tell whether it is known which one that is."""
        meaning = self.meaning_here(heading)
        if meaning is None and heading.meanings:
            self._close()
            self.gathering.remarks.append(Remark(place, "ambiguous", f"{heading.written} {heading.rest}".strip()))
            return False
        self.gathering.understood.append(Understood(place, heading.written, meaning))
        if meaning is None or meaning.record is Plan:
            self._close()
        elif meaning.begins:
            self._back = None
            self._open.pop(meaning.record, None)
            if meaning.record is Goal:
                self.gathering.open_goals = []
        else:
            self._back = self.section if self._back is None else self._back
        self.section = meaning
        return True

    def _close(self) -> None:
        """Leave the section."""
        self.section = self._back = None
        self._open.clear()

    def meaning_here(self, heading: Heading) -> Meaning | None:
        """Return what a heading means in this section; one that fits the plan and the section too means nothing."""
        beginning = next((one for one in heading.meanings if one.begins), None)
        if beginning is not None:
            return beginning
        plan, own = heading.of(Plan), None if self.section is None else heading.of(self.section.record)
        return own if plan is None or own is plan else plan if own is None else None

    def text(self, text: str, place: str) -> None:
        """Put a text where the section says, or beside when there is none."""
        section = self.section
        if is_hint(text) or not text.strip():
            return
        if section is None:
            self.gathering.remarks.append(Remark(place, "paragraph", text))
        elif section.record is Plan:
            self.gathering.put(self.gathering.plan, section, text, place)
            self.section = section if section.column.kind == "text" else None
        elif section.begins:
            self._rows_text(section, text, place)
        elif section.record not in self._open and section.record is not Evaluation:
            self.gathering.remarks.append(Remark(place, "paragraph", text))
        else:
            self.gathering.put(self._row(section.record), section, text, place)
            self.section, self._back = self._back or section, None

    def _rows_text(self, section: Meaning, text: str, place: str) -> None:
        """Begin a row with a text; an evaluation goes on with its row instead."""
        if section.record is Evaluation:
            if written_day(text) is not None:
                self.gathering.remarks.append(Remark(place, "evaluation_day", text))
                return
            row = self._row(Evaluation)
        else:
            goals = self.gathering.open_goals if section.record is Sign else []
            row = self._open[section.record] = self.gathering.add(
                section.record, goals[0] if len(goals) == 1 else None)
        if section.record is Goal:
            self.gathering.open_goals.append(row)
        self.gathering.put(row, section, text, place)

    def _row(self, record: type[Record]) -> DraftRow:
        """Return the open row of a table, or begin one."""
        if record not in self._open:
            self._open[record] = self.gathering.add(record)
        return self._open[record]

    def cell(self, cell: Cell, place: str) -> None:
        """Read a cell whose heading stands beside it: one value, one text, or a row for each paragraph."""
        section = self.section
        several = section is not None and section.begins and section.record is not Evaluation
        written = [one.text for one in cell.paragraphs if not is_hint(one.text)]
        for text in written if several else ["\n".join(one.strip() for one in written)]:
            self.text(text, place)
        Walk(self.gathering, section).blocks((block for block in cell.blocks if isinstance(block, Table)), place)


def placed(blocks: Iterable[Block], place: str) -> Iterator[tuple[Block, str]]:
    """Yield each block in which something stands with where it is, below a place."""
    tables = paragraphs = 0
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            where = _("table {number}").format(number=tables)
        else:
            paragraphs += bool(block.text.strip())
            where = "" if place else _("paragraph {number}").format(number=paragraphs)
        yield block, ", ".join(part for part in (place, where) if part)


def row_place(place: str, row: int) -> str:
    """Return where a row is, from the place of its table; rows are counted from 1."""
    where = _("row {number}").format(number=row)
    return f"{place}, {where}"


def cell_place(place: str, column: int) -> str:
    """Return where a cell is, from the place of its row; columns are counted from 1."""
    where = _("column {number}").format(number=column)
    return f"{place}, {where}"
