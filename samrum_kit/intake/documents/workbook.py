"""The workbook that is made from a document: the plan's tables, what was not understood, and how it was read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from samrum_kit.intake.documents.gathering import Remark
from samrum_kit.intake.documents.headings import PARTS
from samrum_kit.intake.documents.ids import LETTERS
from samrum_kit.intake.documents.reading import PlanReading
from samrum_kit.intake.documents.remarks import name_of, what_to_do
from samrum_kit.intake.naming import GUIDE_SHEET, REMARK_SHEET, SETTLED_COLUMN
from samrum_kit.intake.template import Sheets
from samrum_kit.locale import _, speaking

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_PIECE = 16_000
"""Signs of a text in one row: a longer text goes on in the next, since a cell holds no more."""
_LINE, _HIGHEST = 15, 405
"""Points of one line of text, and of the highest row that Excel shows."""
_WIDTHS = (26, 26, 60, 48, 10)
"""The columns of the sheet with what was not understood, in signs."""
_GUIDE_WIDTHS = (40, 50, 20, 34)


def write_reading(path: Path, reading: PlanReading, lang: str) -> None:
    """Write what was read from a document as a workbook for a person to check, in Danish (`da`) or Norwegian (`nb`)."""
    from xlsxwriter import Workbook

    with speaking(lang), Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        sheets = Sheets(workbook, lang)
        guide = workbook.add_worksheet(GUIDE_SHEET[lang])
        remarks = Remarks(workbook, lang)
        if reading.remarks:
            remarks.write(reading.remarks)
        for record in PARTS:
            sheets.add(record, reading.rows[record])
        sheets.add_lists()
        _Guide(workbook, guide, lang).write(reading)
        guide.activate()


@dataclass(frozen=True, slots=True)
class Remarks:
    """The sheet with what was not understood."""

    workbook: "Workbook"
    lang: str

    def write(self, remarks: Sequence[Remark]) -> None:
        """Write one row for each remark, and a cell in which somebody marks it as settled."""
        sheet = self.workbook.add_worksheet(REMARK_SHEET[self.lang])
        text = self.workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top", "border": 1})
        bold = self.workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        headings = (_("Where"), _("What it is"), _("The text as it was"), _("What to do"), SETTLED_COLUMN[self.lang])
        for position, (heading, width) in enumerate(zip(headings, _WIDTHS, strict=True)):
            sheet.set_column(position, position, width)
            sheet.write_string(0, position, heading, bold)
        row = 0
        for row, cells in enumerate(_lines(remarks), 1):
            for position, cell in enumerate((*cells, "")):
                sheet.write_string(row, position, cell, text)
            sheet.set_row(row, _height(cells, _WIDTHS))
        sheet.data_validation(1, len(headings) - 1, row, len(headings) - 1, {"validate": "list", "source": ["x"]})
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)


def _lines(remarks: Sequence[Remark]) -> Iterator[tuple[str, str, str, str]]:
    """Yield the rows of the remarks: a long text goes on in the next row."""
    for remark in remarks:
        pieces = [remark.text[at : at + _PIECE] for at in range(0, len(remark.text), _PIECE)] or [""]
        for piece in pieces:
            yield remark.place, name_of(remark), piece, what_to_do(remark)


def _height(cells: Sequence[str], widths: Sequence[int]) -> int:
    """Return how high a row must be for its texts, in points."""
    lines = max(sum(1 + len(line) // width for line in cell.split("\n"))
                for cell, width in zip(cells, widths, strict=False))
    return min(_LINE * lines, _HIGHEST)


class _Guide:
    """The sheet that says what to do with the workbook, and how the document was read."""

    def __init__(self, workbook: "Workbook", sheet: "Worksheet", lang: str) -> None:
        """Take the sheet, and set its columns."""
        self._sheet, self._lang, self._row = sheet, lang, 0
        self._title = workbook.add_format({"bold": True, "font_size": 16})
        self._bold = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._text = workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for position, width in enumerate(_GUIDE_WIDTHS):
            sheet.set_column(position, position, width)

    def write(self, reading: PlanReading) -> None:
        """Write what to do, what is missing, which ids are proposals, and how each heading was taken."""
        self._line((_("A plan to look through"),), self._title)
        self._row += 1
        for paragraph in _paragraphs(reading, self._lang):
            self._paragraph(paragraph)
        self._table(_("To be filled in before the import"), (_("Sheet"), _("Column"), _("Rows")), self._gaps(reading))
        self._table(_("Ids that are proposals"), (_("Sheet"), _("Ids")), self._proposals(reading))
        self._table(_("How the headings were taken"), (_("Where"), _("The heading as it was"), _("Sheet"), _("Column")),
                    self._headings(reading))

    def _line(self, cells: Sequence[str], looks: object) -> None:
        """Write one row."""
        for position, cell in enumerate(cells):
            self._sheet.write_string(self._row, position, cell, looks)
        self._row += 1

    def _paragraph(self, text: str) -> None:
        """Write a text over the whole width."""
        self._sheet.merge_range(self._row, 0, self._row, 3, "", self._text)
        self._sheet.write_string(self._row, 0, text, self._text)
        self._sheet.set_row(self._row, _LINE * (1 + len(text) // sum(_GUIDE_WIDTHS)))
        self._row += 1

    def _table(self, title: str, headings: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
        """Write a table with its title, if there is anything in it."""
        if lines:
            self._row += 1
            self._line((title,), self._title)
            self._line(headings, self._bold)
            for line in lines:
                self._sheet.set_row(self._row, _height(line, _GUIDE_WIDTHS))
                self._line(line, self._text)

    def _gaps(self, reading: PlanReading) -> list[tuple[str, ...]]:
        """Return what must be filled in before the import."""
        return [(gap.record.sheet(self._lang), gap.column.label(self._lang),
                 ", ".join(str(row + 1) for row in gap.rows)) for gap in reading.gaps]

    def _proposals(self, reading: PlanReading) -> list[tuple[str, ...]]:
        """Return the ids that nobody has written."""
        ids = {record: [one.proposed for one in reading.proposals if one.record is record] for record in LETTERS}
        return [(record.sheet(self._lang), ", ".join(names)) for record, names in ids.items() if names]

    def _headings(self, reading: PlanReading) -> list[tuple[str, ...]]:
        """Return how each heading was taken."""
        return [(one.place, one.written, "", "") if one.meaning is None else
                (one.place, one.written, one.meaning.record.sheet(self._lang), one.meaning.column.label(self._lang))
                for one in reading.understood]


def _paragraphs(reading: PlanReading, lang: str) -> Iterator[str]:
    """Yield what to do with the workbook."""
    yield _("This workbook was made from a Word document, and nothing of it is saved yet. Compare it with the document,"
            " correct it here, and import it with “samrum import”.")
    if reading.remarks:
        yield _("Not everything was understood: see the sheet {sheet}. Deal with each row and write x in its last"
                " column; before that the workbook can't be imported.").format(sheet=REMARK_SHEET[lang])
    else:
        yield _("Every text of the document was understood.")
    yield _("Where several goals, signs or measures stood below each other, each paragraph became a row. Put together"
            " what belongs together.")
    if reading.proposals:
        yield _("The ids in the table of proposals were made from the plan's id. Where the plan is in the workspace"
                " already, use the ids that it has there.")
    elif any(gap.record in LETTERS for gap in reading.gaps):
        yield _("The document does not say the plan's id, so the rows have no ids. Read it again with --plan and"
                " --case, or write the ids here.")
