"""What each code says to the user: what is wrong and what to do, never the value itself."""

from collections.abc import Callable

from samrum_kit.locale import _


def message(code: str, hint: str = "") -> str:
    """Return the sentence of a code in the user's language, and after it a hint that is a sentence of its own."""
    return f"{TEXTS[code]()} {hint}".strip()


def meant(name: str) -> str:
    """Return the hint that a name was probably meant, or nothing where none is near."""
    return _("Did you mean {names}?").format(names=name) if name else ""


def possible(words: str) -> str:
    """Return the hint that only these words can stand here."""
    return _("Possible: {words}.").format(words=words)


_FILES: dict[str, Callable[[], str]] = {
    "file.not_found": lambda: _("The file is not there. Check the path."),
    "file.no_access": lambda: _("The file can't be opened. Close it in other programs and check your rights."),
    "file.type": lambda: _("This is not a workbook. Give an .xlsx or .ods, or a folder of .csv files."),
    "file.document": lambda: _(
        "This is a document, not a workbook. Read it with “samrum read” first, and import the workbook that comes"
        " out."),
    "file.old_excel": lambda: _("This is a workbook of an old kind (.xls). Open it and save it as .xlsx."),
    "file.encrypted": lambda: _("The workbook is locked with a password. Save a copy without a password."),
    "file.macros": lambda: _("The workbook holds macros. Save it as .xlsx without macros."),
    "file.embedded": lambda: _("The workbook holds an embedded object. Remove the object and save it again."),
    "file.external": lambda: _(
        "The workbook has links to other workbooks. Paste the cells as values, remove the links and save it again."),
    "file.doctype": lambda: _(
        "The workbook holds a document type definition, which no spreadsheet program writes. Copy the rows to a new"
        " template."),
    "file.archive": lambda: _(
        "The workbook is packed in a way that no spreadsheet program uses. Open it, save it as a new .xlsx and import"
        " that."),
    "file.damaged": lambda: _(
        "The workbook is damaged. Open it in a spreadsheet program, save it as a new .xlsx and import that."),
    "file.unreadable": lambda: _(
        "The workbook can't be read. Open it in a spreadsheet program, save it as a new .xlsx and import that."),
    "file.too_large": lambda: _("The file is too large. Split it into several and import them together."),
    "file.cells": lambda: _(
        "A cell lies too far out: at most 200,000 rows, 256 columns and 5 million cells in all are read. Delete what"
        " stands far out."),
    "file.encoding": lambda: _("The letters of the CSV file can't be read for certain. Save it as CSV UTF-8."),
    "file.csv": lambda: _(
        "The CSV file can't be read: a quotation mark is not closed, or a field is too long. Save it again as CSV"
        " UTF-8."),
    "file.long_text": lambda: _("A cell holds more than 32,767 characters. Split the text over several rows."),
    "file.empty": lambda: _("There is no .csv file in the folder. Give a workbook, or a folder of <table>.csv."),
}

_SHEETS: dict[str, Callable[[], str]] = {
    "sheet.unknown": lambda: _("There is no table of this name. Give the sheet the name that it has in the template."),
    "sheet.not_settled": lambda: _(
        "Here stand texts of a document that were not understood, and nobody has dealt with all of them. Move each to"
        " where it belongs or leave it, and write x in the last column, or delete the row."),
    "sheet.duplicate": lambda: _("Another sheet of the file holds the same table. Put the rows together in one sheet."),
    "column.unknown": lambda: _("The table has no column of this name. Correct the heading or delete the column."),
    "column.unnamed": lambda: _("There is something in a column without a heading. Give it a heading or clear it."),
    "column.duplicate": lambda: _("The sheet has this column twice. Keep one of them."),
    "column.missing": lambda: _("The sheet lacks this column, which must be filled in. Add it."),
}

_VALUES: dict[str, Callable[[], str]] = {
    "value.missing": lambda: _("This must be filled in."),
    "cell.error": lambda: _("The cell shows an error. Write the value in its place."),
    "formula.no_result": lambda: _(
        "The formula has no stored result. Open the workbook, let it calculate and save it, or write the value."),
    "text.national_id": lambda: _(
        "The text holds something like a CPR or birth number. Remove it; write a journal number with a slash or"
        " letters."),
    "id.national_id": lambda: _("The id looks like a CPR or birth number. Use an opaque id such as ELEV-0001."),
    "id.form": lambda: _(
        "The id can't be used: 1 to 64 letters, digits, hyphens, underscores or full stops, beginning with a letter or"
        " digit."),
    "national_id.form": lambda: _(
        "The number has not the form of a CPR or birth number: 10 or 11 digits, beginning with day and month. Format"
        " the cell as text."),
    "number.unreadable": lambda: _("This is not a number. Write digits, with a comma before decimals."),
    "number.too_large": lambda: _("The number has more digits than can be calculated with. Correct it."),
    "number.range": lambda: _("The number is outside what is possible here. See the guide of the template."),
    "date.unreadable": lambda: _("This is not a date. Write it as 09-03-2026 or 2026-03-09."),
    "date.number": lambda: _("There is a bare number where a date should be. Format the cell as a date."),
    "date.too_early": lambda: _("The date lies before 1990. Correct the year."),
    "date.too_late": lambda: _("The date lies too far ahead. Correct the year."),
    "date.order": lambda: _("The date lies before the one that it should follow. Correct one of them."),
    "yes_no.unreadable": lambda: _("Write ja or nej (yes or no), or leave the cell blank."),
    "word.unknown": lambda: _("The word is not on the list. Choose one from the list."),
}

_ROWS: dict[str, Callable[[], str]] = {
    "key.conflict": lambda: _("The same id stands in several rows with different content. Keep the row that is right."),
    "reference.unknown": lambda: _(
        "The id that is referred to is neither in the import nor in the workspace. Correct it, or add the row that it"
        " names."),
    "reference.rejected": lambda: _("The row refers to a row that was rejected. Correct that one first."),
    "case.pupil_missing": lambda: _("A case about a pupil needs the pupil's id."),
    "case.pupil_unexpected": lambda: _("Only a case about a pupil has a pupil's id. Clear it, or change the kind."),
    "case.outcome_missing": lambda: _("A closed case needs how it ended."),
    "case.closing_day_missing": lambda: _("A case with an ending needs the day on which it was closed."),
    "measure.origin_missing": lambda: _("A measure needs a plan or a meeting, or both."),
    "measure.case_mismatch": lambda: _("The measure's case is another than its plan's. Correct one of them."),
    "plan.case_mismatch": lambda: _(
        "Measures of this plan belong to another case than the plan now would. Correct the case, or import the measures"
        " with it."),
    "meeting.case_missing": lambda: _("A dialogue meeting needs the case that it is about."),
    "item.basis_missing": lambda: _("An item about a case needs the basis on which it is discussed."),
    "action.done_day_missing": lambda: _("An action that is done needs the day on which it was done."),
}

TEXTS: dict[str, Callable[[], str]] = {**_FILES, **_SHEETS, **_VALUES, **_ROWS}
"""The sentence of every code, made when it is asked for: the language may change."""
