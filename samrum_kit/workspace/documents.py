"""From a plan written in Word to a workbook beside it, which a person looks through before importing it."""

from dataclasses import dataclass
from pathlib import Path

from samrum_kit.errors import ImportRejected, UsageError
from samrum_kit.intake.documents import PlanReading, read_document, refusal_text, write_reading
from samrum_kit.intake.source import FileRefused
from samrum_kit.intake.values import ValueRefused
from samrum_kit.locale import _, speaking
from samrum_kit.workspace.templates import check_language, check_new_file

ENDING = ".til-gennemsyn.xlsx"


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """A workbook that was made from a document."""

    workbook: Path
    rows: dict[str, int]
    """How many rows each table has."""
    not_understood: int
    """How many texts a person has to place."""


def read_plan(
    path: Path, out: Path | None = None, *, lang: str = "da", plan_id: str | None = None, case_id: str | None = None
) -> ReadPlan:
    """Read a plan from a Word document, and write it as a workbook beside the document or where `out` says.

    Nothing is saved in a vault, and no file is overwritten. Raises ImportRejected for a document that can't be taken
    in, UsageError for an id that can't be one and for a place where the workbook can't be written.
    """
    check_language(lang)
    workbook = path.with_name(path.stem + ENDING) if out is None else out
    check_new_file(workbook, ".xlsx")
    reading = _reading(path, lang, {"plan_id": plan_id, "case_id": case_id})
    _write(workbook, reading, lang)
    rows = {record.table: len(records) for record, records in reading.rows.items() if records}
    return ReadPlan(workbook, rows, len(reading.remarks))


def _reading(path: Path, lang: str, ids: dict[str, str | None]) -> PlanReading:
    """Read the document in the language of the workbook; what is wrong is said in the user's."""
    given = {name: value for name, value in ids.items() if value is not None}
    try:
        with speaking(lang):
            return read_document(path, given)
    except FileRefused as refused:
        raise ImportRejected(refusal_text(refused.code), place=path.name, code=refused.code) from refused
    except OSError as fault:
        raise ImportRejected(refusal_text("file.no_access"), place=path.name, code="file.no_access") from fault
    except ValueRefused as refused:
        raise UsageError(_("The id can't be used."), code=refused.code, remedy=_(
            "Give 1 to 64 letters, digits, hyphens, underscores or full stops, and no CPR or birth number.")) from None


def _write(workbook: Path, reading: PlanReading, lang: str) -> None:
    """Write the workbook."""
    from xlsxwriter.exceptions import XlsxFileError

    try:
        write_reading(workbook, reading, lang)
    except (OSError, XlsxFileError):
        raise UsageError(
            _("The workbook can't be written there."), remedy=_("Choose another place with --out."),
            code="usage.unwritable",
        ) from None
