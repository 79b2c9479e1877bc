"""What has been read from a plan: rows for the tables, how headings were understood, and what was not understood."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from samrum_kit.domain.fields import Column, Record, columns
from samrum_kit.domain.records import Goal, Plan, Sign
from samrum_kit.intake.documents.days import written_day
from samrum_kit.intake.documents.headings import PARTS, Meaning
from samrum_kit.intake.messages import message
from samrum_kit.intake.source import LONGEST_TEXT
from samrum_kit.intake.values import ValueRefused, parser


@dataclass(slots=True, eq=False)
class DraftRow:
    """One row on its way to the workbook; what the document doesn't say is left out."""

    values: dict[str, Any] = field(default_factory=dict)
    goal: "DraftRow | None" = None
    """The goal that a sign belongs to, where that is certain."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A text that was not understood: where it stands, what it is, and why it could not be taken."""

    place: str
    kind: str
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """A heading as it was written, and the column that it was taken for; none for a title."""

    place: str
    written: str
    meaning: Meaning | None


@dataclass(slots=True)
class Gathering:
    """The rows of one plan as they are gathered."""

    rows: dict[type[Record], list[DraftRow]] = field(default_factory=lambda: {record: [] for record in PARTS})
    remarks: list[Remark] = field(default_factory=list)
    understood: list[Understood] = field(default_factory=list)
    open_goals: list[DraftRow] = field(default_factory=list)
    """The goals under the heading that was last seen for goals: signs below belong to one of them."""

    @property
    def plan(self) -> DraftRow:
        """Return the row of the plan itself."""
        return self.rows[Plan][0] if self.rows[Plan] else self.add(Plan)

    def add(self, record: type[Record], goal: DraftRow | None = None) -> DraftRow:
        """Begin a row of a table."""
        self.rows[record].append(DraftRow(goal=goal))
        return self.rows[record][-1]

    def put(self, row: DraftRow, meaning: Meaning, text: str, place: str) -> None:
        """Put a text into a column of a row; what the column can't take becomes a remark."""
        record, column = meaning.record, meaning.column
        before = row.values.get(column.name)
        if column.kind == "text":
            whole = text.strip() if before is None else f"{before}\n{text.strip()}"
            if fits_a_cell(whole):
                row.values[column.name] = whole
            else:
                self.remarks.append(Remark(place, "long", text))
            return
        try:
            value = _value(record, column, text)
        except ValueRefused as fault:
            self.remarks.append(Remark(place, "value", text, message(fault.code, fault.hint)))
            return
        if before in {None, value}:
            row.values[column.name] = value
        else:
            self.remarks.append(Remark(place, "twice", text))

    def texts(self) -> Iterator[tuple[type[Record], int, Column, str]]:
        """Yield every text that is written into a row, with its table, the row counted from 1 and the column."""
        for record, rows in self.rows.items():
            for number, row in enumerate(rows, 1):
                for column in columns(record):
                    if column.kind == "text" and column.name in row.values:
                        yield record, number, column, row.values[column.name]

    def settle_signs(self) -> None:
        """Give the signs that stand apart to the goal, where there is but one."""
        for sign in self.rows[Sign] if len(self.rows[Goal]) == 1 else ():
            sign.goal = self.rows[Goal][0]


def fits_a_cell(text: str) -> bool:
    """Tell whether a cell of a workbook holds a text; it counts as Excel does."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST_TEXT


def _value(record: type[Record], column: Column, text: str) -> Any:
    """Return the value that a text means in a column; a day may be written in words."""
    day = written_day(text) if column.kind == "date" else None
    return parser(record, column)(text) if day is None else day
