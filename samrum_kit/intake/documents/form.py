"""The Word form in which a school writes a plan; its headings are the labels of the records."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from samrum_kit.domain.fields import Column, Record, columns
from samrum_kit.domain.records import Evaluation, Goal, Measure, Plan, Sign
from samrum_kit.intake.documents.hints import HINTS
from samrum_kit.intake.documents.word import add_choice, add_day, dress, lay_out, shade
from samrum_kit.locale import _, speaking

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

LOCALES = {"da": "da-DK", "nb": "nb-NO"}

BASICS = ("case_id", "plan_id", "level", "scope", "starts_on", "ends_on", "evaluation_due_on", "responsible_leader")
"""What stands first, two in each row."""
GOALS = ((Goal, "text"), (Goal, "target"), (Sign, "text"))
MEASURES = tuple((Measure, name) for name in ("text", "actor_role", "starts_on", "ends_on", "target", "method_id"))
EVALUATIONS = tuple((Evaluation, name) for name in ("evaluated_on", "result", "decision", "text"))

Columns = Sequence[tuple[type[Record], str]]


def write_form(path: Path, lang: str) -> None:
    """Write the empty form of a plan in Danish (`da`) or Norwegian (`nb`)."""
    from docx import Document

    with speaking(lang):
        document = Document()
        dress(document, LOCALES[lang])
        _set_page(document)
        form = _Form(document, lang)
        document.add_heading(_("Plan of goals and measures"), level=1)
        form.hint("introduction")
        form.basics()
        form.text("context")
        form.text("basis")
        form.text("child_voice", "child_voice_missing_reason")
        form.text("parent_perspective", "parent_perspective_missing_reason")
        form.table(GOALS, (7.0, 3.6, 6.8), "goals", rows=4)
        form.table(MEASURES, (4.4, 3.2, 2.3, 2.3, 3.2, 2.0), "measures", rows=5)
        form.text("other_changes")
        form.table(EVALUATIONS, (2.6, 3.6, 3.0, 8.2), "evaluations", rows=3)
        _tell_of_nobody(document)
        document.save(str(path))


class _Form:
    """A form as it is written from top to bottom."""

    def __init__(self, document: "Document", lang: str) -> None:
        """Take the document and its language."""
        self._document, self._lang = document, lang

    def hint(self, name: str) -> None:
        """Add a line that helps the writer."""
        paragraph = self._document.add_paragraph(HINTS[name]())
        paragraph.paragraph_format.keep_with_next = True

    def basics(self) -> None:
        """Add the table of ids, level and days."""
        table = self._grid(len(BASICS) // 2, 4)
        for at, name in enumerate(BASICS):
            row = table.rows[at // 2].cells
            left = 2 * (at % 2)
            self._label(row[left], _column(Plan, name))
            self._fill(row[left + 1], _column(Plan, name))
        lay_out(table, (3.2, 5.5, 3.2, 5.5), _("About the plan"))

    def text(self, name: str, reason: str = "") -> None:
        """Add a heading with a box to write in, and below it a line for the reason why nothing stands there."""
        label = _column(Plan, name).label(self._lang)
        self._document.add_heading(label, level=2)
        table = self._grid(2 if reason else 1, 2 if reason else 1)
        if reason:
            self._label(table.cell(1, 0), _column(Plan, reason))
        lay_out(table, (5.2, 12.2) if reason else (17.4,), label)
        box = table.cell(0, 0).merge(table.cell(0, 1)) if reason else table.cell(0, 0)
        box.add_paragraph()
        box.add_paragraph()

    def table(self, names: Columns, widths: Sequence[float], hint: str, rows: int) -> None:
        """Add a heading with a table of empty rows."""
        title = names[0][0].sheet(self._lang)
        self._document.add_heading(title, level=2)
        self.hint(hint)
        table = self._grid(rows + 1, len(names))
        for at, (record, name) in enumerate(names):
            self._label(table.cell(0, at), _column(record, name))
            for row in range(1, rows + 1):
                self._fill(table.cell(row, at), _column(record, name))
        lay_out(table, widths, title, header=True)

    def _grid(self, rows: int, across: int) -> "Table":
        """Add a table with lines."""
        table: Table = self._document.add_table(rows=rows, cols=across, style="Table Grid")
        return table

    def _label(self, cell: "_Cell", column: Column) -> None:
        """Write the heading of a field."""
        cell.paragraphs[0].add_run(column.label(self._lang)).bold = True
        shade(cell)

    def _fill(self, cell: "_Cell", column: Column) -> None:
        """Offer what can be chosen in a field."""
        label = column.label(self._lang)
        if column.vocabulary is not None:
            add_choice(cell, label, HINTS["choose"](), [word.label(self._lang) for word in column.vocabulary])
        elif column.kind == "date":
            add_day(cell, label, HINTS["day"](), LOCALES[self._lang])


def _column(record: type[Record], name: str) -> Column:
    """Return a column of a table by its name."""
    return next(column for column in columns(record) if column.name == name)


def _set_page(document: "Document") -> None:
    """Set the page to A4 and the spaces to those of a form."""
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(1.8)
    document.styles["Normal"].paragraph_format.space_after = Pt(3)
    for name in ("Heading 1", "Heading 2"):
        document.styles[name].paragraph_format.space_before = Pt(14)
        document.styles[name].paragraph_format.space_after = Pt(4)


def _tell_of_nobody(document: "Document") -> None:
    """Leave nothing in the properties that says who or what has written the form."""
    properties = document.core_properties
    properties.title = _("Plan of goals and measures")
    properties.author = properties.comments = properties.last_modified_by = properties.keywords = ""
    properties.created = properties.modified = datetime(2026, 1, 1, tzinfo=UTC)
