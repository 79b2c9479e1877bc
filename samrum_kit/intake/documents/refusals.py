"""Why a document is refused as a whole, and what to do; never anything that stands in it."""

from collections.abc import Callable

from samrum_kit.locale import _

TEXTS: dict[str, Callable[[], str]] = {
    "file.not_found": lambda: _("The file is not there. Check the path."),
    "file.no_access": lambda: _("The file can't be opened. Close it in other programs and check your rights."),
    "file.type": lambda: _("This is not a Word document. Give a .docx."),
    "file.old_word": lambda: _("This is a document of an old kind (.doc). Open it and save it as .docx."),
    "file.old_excel": lambda: _("This is a document of an old kind (.doc). Open it and save it as .docx."),
    "file.encrypted": lambda: _("The document is locked with a password. Save a copy without a password."),
    "file.macros": lambda: _("The document holds macros. Save it as .docx without macros."),
    "file.embedded": lambda: _("The document holds an embedded object. Remove the object and save it again."),
    "file.external": lambda: _(
        "The document holds links of a workbook. Open it, save it as a new .docx and read that."),
    "file.doctype": lambda: _(
        "The document holds a document type definition, which Word does not write. Copy the text to a new document."),
    "file.archive": lambda: _(
        "The document is packed in a way that no writing program uses. Open it, save it as a new .docx and read that."),
    "file.damaged": lambda: _("The document is damaged. Open it in Word, save it as a new .docx and read that."),
    "file.unreadable": lambda: _("The document can't be read. Open it in Word, save it as a new .docx and read that."),
    "file.too_large": lambda: _("The file is too large. Remove pictures, or part it into several."),
    "file.cells": lambda: _("The document holds more tables and text than a plan can have. Part it into several."),
    "file.deep": lambda: _("The document holds tables inside tables, too many of them. Make the tables simpler."),
}
"""The sentence of every code, made when it is asked for: the language may change."""


def refusal_text(code: str) -> str:
    """Return why a document is refused, in the user's language."""
    return TEXTS[code]()
