"""The empty workbook, written where the user wants it."""

from pathlib import Path

from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.intake import write_template
from samrum_kit.locale import _

TEMPLATE_LANGUAGES = ("da", "nb")


def write_empty_template(out: Path, lang: str) -> None:
    """Write the workbook; a file that is there already is never overwritten, since somebody may have filled it in.

    Raises UnknownName for another language, UsageError for a name or place where the file can't be written.
    """
    if lang not in TEMPLATE_LANGUAGES:
        raise UnknownName(_("The language"), lang, TEMPLATE_LANGUAGES)
    if out.suffix.lower() != ".xlsx":
        raise UsageError(
            _("A workbook's name ends in .xlsx."), remedy=_("Choose another name."), code="usage.file_name"
        )
    if out.exists():
        raise UsageError(
            _("There is a file of that name already."), remedy=_("Choose another name."), code="usage.exists"
        )
    from xlsxwriter.exceptions import XlsxFileError

    try:
        write_template(out, lang)
    except (OSError, XlsxFileError):
        raise UsageError(
            _("The workbook can't be written there."), remedy=_("Choose another folder."), code="usage.unwritable"
        ) from None
