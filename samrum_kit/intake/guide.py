"""What the guide sheet of the template and its cells' help texts say."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from samrum_kit.domain.fields import Column, Record, columns
from samrum_kit.domain.records import TABLES
from samrum_kit.locale import _

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet


def write_guide(workbook: "Workbook", sheet: "Worksheet", lang: str) -> None:
    """Write the guide: how the workbook is filled in, then every column of every sheet."""
    title = workbook.add_format({"bold": True, "font_size": 16})
    bold = workbook.add_format({"bold": True, "bottom": 1})
    wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for position, width in enumerate((24, 38, 18, 70)):
        sheet.set_column(position, position, width)
    sheet.write_string(0, 0, _("How to fill in this workbook"), title)
    row = 2
    for paragraph in paragraphs():
        sheet.merge_range(row, 0, row, 3, "", wrap)
        sheet.write_string(row, 0, paragraph, wrap)
        sheet.set_row(row, 15 * (1 + len(paragraph) // 130))
        row += 1
    row += 1
    for position, heading in enumerate((_("Sheet"), _("Column"), _("Must be filled in"), _("What to write"))):
        sheet.write_string(row, position, heading, bold)
    for table in TABLES.values():
        row += 1
        sheet.write_string(row, 0, table.sheet(lang), bold)
        sheet.merge_range(row, 1, row, 3, "", bold)
        sheet.write_string(row, 1, DESCRIPTIONS[table.table](), bold)
        for column in columns(table):
            row += 1
            sheet.write_string(row, 1, column.label(lang), wrap)
            sheet.write_string(row, 2, _("yes") if column.required else "", wrap)
            what = content_help(table, column, lang)
            sheet.write_string(row, 3, what, wrap)
            sheet.set_row(row, 15 * (1 + len(what) // 75))


def paragraphs() -> tuple[str, ...]:
    """Return what everybody should know before filling in the workbook."""
    return (
        _("There is one sheet for each kind of information. Fill in only the sheets that you need; leave the others"
          " empty. Don't change the names of sheets and columns."),
        _("The first row holds the headings. Headings with a coloured background and a thick line must be filled in;"
          " the table below says the same in words."),
        _("Each row has an id that you choose, such as S-01. The same id always means the same case, plan or meeting."
          " Other sheets refer to it."),
        _("Pupils are known by an opaque id such as ELEV-0001. Names and national ids belong in the sheet {sheet} and"
          " nowhere else. Never write a CPR or birth number in free text; such a row is rejected.").format(
              sheet=TABLES["identities"].sheet_da),
        _("Dates can be written as 09-03-2026, 9.3.2026 or 2026-03-09. Numbers take a comma before decimals."),
        _("Choose from the list where a cell offers one. Where several may be given, part them with a semicolon."),
        _("A row that is sent again with the same id replaces what was there. A blank cell keeps what was there."),
        _("Rows with faults come back in a file of their own with a column that says what is wrong. Correct them there"
          " and import that file."),
    )


def column_help(table: type[Record], column: Column, lang: str) -> str:
    """Return what shows when a cell of a column is chosen."""
    need = _("Must be filled in.") if column.required else _("May be left blank.")
    return f"{need} {content_help(table, column, lang)}"


def content_help(table: type[Record], column: Column, lang: str) -> str:
    """Return what to write in a column."""
    texts = []
    if column.note:
        texts.append(NOTES[column.note]())
    if column.target is not None:
        texts.append(_("An id from the sheet {sheet}.").format(sheet=TABLES[column.target].sheet(lang)))
    elif column.kind == "list" and column.vocabulary is not None:
        words = ", ".join(word.label(lang) for word in column.vocabulary)
        texts.append(_("One or several, parted by semicolons: {words}.").format(words=words))
    elif not (column.kind == "text" and table.table == "identities"):
        texts.append(KINDS[column.kind]())
    return " ".join(text for text in texts if text)


KINDS: dict[str, Callable[[], str]] = {
    "id": lambda: _("An id of letters and digits, such as S-01."),
    "text": lambda: _("Text, without CPR or birth number."),
    "number": lambda: _("A number."),
    "date": lambda: _("A date, such as 09-03-2026."),
    "yes_no": lambda: _("Yes or no."),
    "vocabulary": lambda: _("Choose from the list."),
}

DESCRIPTIONS: dict[str, Callable[[], str]] = {
    "schools": lambda: _("Schools and day-care institutions"),
    "pupils": lambda: _("Pupils, each under an opaque id"),
    "identities": lambda: _("Who the pupils are; kept apart from everything else"),
    "cases": lambda: _("What the school works on: a pupil, a group, a class or the system"),
    "concerns": lambda: _("Concerns, as they were raised"),
    "consents": lambda: _("What the custody holders have agreed to, and until when"),
    "contracts": lambda: _("What school, home and others have agreed to expect of each other"),
    "perspectives": lambda: _("How the child, the parents, the school and others see the case"),
    "plans": lambda: _("Plans: goals and measures for the community or the pupil"),
    "goals": lambda: _("The goals of a plan"),
    "signs": lambda: _("What one would see on the way to a goal"),
    "measures": lambda: _("What is done, by whom, for whom"),
    "evaluations": lambda: _("What came of a plan, on a day"),
    "series": lambda: _("Something that is measured over time"),
    "observations": lambda: _("The single measurements of a series"),
    "meetings": lambda: _("Meetings, planned or held"),
    "participants": lambda: _("Who took part in a meeting, by role"),
    "agenda_items": lambda: _("The items on a meeting's agenda"),
    "actions": lambda: _("What somebody promised at a meeting"),
    "events": lambda: _("Dated steps and decisions of a case"),
}
"""What each sheet is for."""

NOTES: dict[str, Callable[[], str]] = {
    "an opaque id, never a CPR or birth number": lambda: _("An opaque id, never a CPR or birth number."),
    "0-10": lambda: _("From 0 to 10."),
    "CPR or Norwegian birth number, checked for form; kept in the identity store alone": lambda: _(
        "CPR or Norwegian birth number; it is kept here and nowhere else."),
    "nicknames, siblings, parents, teachers: separated by ;  used to find names in free text": lambda: _(
        "Nicknames, siblings, parents and teachers, parted by semicolons; used to find names in free text."),
    "required when kind=individual, empty otherwise": lambda: _(
        "Needed when the case is about a pupil, blank otherwise."),
    "required with closed_as": lambda: _("Needed when it is said how the case ended."),
    "required with closed_on": lambda: _("Needed when the case is closed."),
    "custody holders who must consent, 1 or 2": lambda: _("How many custody holders must consent: 1 or 2."),
    "fewer than givers_required: the consent is not in force": lambda: _(
        "When fewer have consented than must, the consent is not in force."),
    "new teacher, medicine, holiday: listed under every chart": lambda: _(
        "A new teacher, medicine, holiday ...: it is listed under every chart."),
    "a plan, or a meeting, or both": lambda: _("A plan, or a meeting, or both."),
    "the meeting that decided it": lambda: _("The meeting that decided it."),
    "empty for a measure of a system item": lambda: _("Blank for a measure that is not about a case."),
    "an id of the model's method bank": lambda: _("The id of a method in the model's method bank."),
    "phases in order of first date; the first is the baseline": lambda: _(
        "Phases stand in the order of their first date; the first is the baseline."),
    "empty: the measurement is missing, the date stays": lambda: _(
        "Blank when the measurement is missing; the date stays."),
    "required for a dialogue meeting; a network meeting about one case": lambda: _(
        "Needed for a dialogue meeting, and for a network meeting about one case."),
    "empty: not held yet": lambda: _("Blank while the meeting is not held."),
    "an opaque code, so that continuity can be followed": lambda: _(
        "An opaque code, so that one can see whether the same people come."),
    "required when the item is about a case": lambda: _("Needed when the item is about a case."),
    "required with status=done": lambda: _("Needed when the action is done."),
    "for agreements": lambda: _("For agreements."),
}
"""The notes of the records in words for those who fill in the workbook."""
