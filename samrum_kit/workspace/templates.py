"""The empty workbook and the empty form of a plan, written where the user wants them."""

from collections.abc import Callable, Mapping
from pathlib import Path

from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.intake import write_template
from samrum_kit.intake.documents import write_form
from samrum_kit.locale import _

TEMPLATE_LANGUAGES = ("da", "nb")

TEMPLATES: Mapping[str, Callable[[Path, str], None]] = {".xlsx": write_template, ".docx": write_form}
"""What writes an empty template, by the ending of its name."""


def write_empty_template(out: Path, lang: str) -> None:
    """Write the workbook (.xlsx), or the form of a plan (.docx); a file that is there already is never overwritten.

    Raises UnknownName for another language, UsageError for a name or place where the file can't be written.
    """
    check_language(lang)
    check_new_file(out, *TEMPLATES)
    from xlsxwriter.exceptions import XlsxFileError

    try:
        TEMPLATES[out.suffix.lower()](out, lang)
    except (OSError, XlsxFileError):
        raise UsageError(
            _("The file can't be written there."), remedy=_("Choose another folder."), code="usage.unwritable"
        ) from None


def check_language(lang: str) -> None:
    """Raise UnknownName for a language in which no template is written."""
    if lang not in TEMPLATE_LANGUAGES:
        raise UnknownName(_("The language"), lang, TEMPLATE_LANGUAGES)


def check_new_file(out: Path, *endings: str) -> None:
    """Raise UsageError for a name with another ending, or of a file that is there: somebody may have filled it in."""
    if out.suffix.lower() not in endings:
        raise UsageError(
            _("The name of the file must end in {endings}.").format(endings=" / ".join(endings)),
            remedy=_("Choose another name."), code="usage.file_name",
        )
    if out.exists():
        raise UsageError(
            _("There is a file of that name already."), remedy=_("Choose another name."), code="usage.exists"
        )
