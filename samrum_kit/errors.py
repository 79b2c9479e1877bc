"""The one tree of errors: each has a stable code, a place, a sentence in the user's language and an exit code.

    SamrumError
    |-- UsageError              2  the command, parameter or day can't be understood
    |   |-- UnknownName         2  no such model, gate, id, forum ... ("mente du ...?")
    |   |-- ModelFileInvalid    2  a collaboration model with faults, each with its line
    |   |-- CalendarInvalid     2  a school calendar with faults, each with its row
    |   |-- ProfileForbids      2  the profile of the workspace doesn't show such a thing
    |   |-- DisclosureRefused   2  figures about so few that nothing of them can be told outside the team
    |   `-- WorkspaceMissing    2  no workspace here, or one that is damaged
    |-- AccessError             3  wrong key, no rights
    |   |-- WrongPassphrase     3
    |   `-- VaultDamaged        3  the database or its key file can't be opened any more
    |-- ImportRejected          1  a file or rows that can't be taken in
    `-- ReportFailed            1  a notebook that raised, or an output that can't be written

A message never holds a value from the data: the value can be a child's name.
"""

from collections.abc import Iterable
from difflib import get_close_matches

from samrum_kit.locale import _


class SamrumError(Exception):
    """Something the user can act on; shown as one sentence, without a traceback."""

    code = "error"
    exit_code = 1

    def __init__(self, message: str, *, place: str = "", remedy: str = "", code: str | None = None) -> None:
        """Take the sentence, where it happened, and what to do."""
        super().__init__(message)
        self.message, self.place, self.remedy = message, place, remedy
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        """Return place, sentence and remedy as one line of text."""
        lead = f"{self.place}: " if self.place else ""
        return f"{lead}{self.message} {self.remedy}".strip()

    def _render_traceback_(self) -> list[str]:
        """Show the sentence alone in a notebook."""
        return [str(self)]


def unexpected(error: Exception) -> str:
    """Return what is said of an error that nobody foresaw: its kind, since its text could hold data."""
    sentence = _("Something went wrong in the program ({kind}). Nothing half done was saved.")
    return sentence.format(kind=type(error).__name__)


class UsageError(SamrumError):
    """The command, a parameter or a day can't be understood."""

    code = "usage"
    exit_code = 2


class UnknownName(UsageError):
    """Something was named that isn't there; the nearest known names are offered."""

    code = "usage.unknown"

    def __init__(self, what: str, name: str, known: Iterable[str], *, place: str = "") -> None:
        """Take the kind of thing as it begins a sentence ("The model"), what was written, and what is known.

        What was written is compared, never repeated: somebody may have typed a name.
        """
        names = sorted(known)
        near = get_close_matches(name, names, n=3, cutoff=0.5)
        remedy = ""
        if near:
            remedy = _("Did you mean {names}?").format(names=", ".join(near))
        elif names and len(names) <= 12:
            remedy = _("Known: {names}.").format(names=", ".join(names))
        elif names:
            remedy = _("Known: {number}, written like {name}.").format(number=len(names), name=names[0])
        super().__init__(_("{what} is not known here.").format(what=what), place=place, remedy=remedy)
        self.near = tuple(near)


class ModelFileInvalid(UsageError):
    """A collaboration model has faults; all of them are listed, each with its line."""

    code = "model.invalid"


class CalendarInvalid(UsageError):
    """A school calendar has faults; all of them are listed, each with its row."""

    code = "calendar.invalid"


class ProfileForbids(UsageError):
    """The profile that a workspace was opened with doesn't show what was asked for."""

    code = "profile.forbids"


class DisclosureRefused(UsageError):
    """Figures are about so few cases that nothing of them can be told outside the team."""

    code = "figures.too_few"


class WorkspaceMissing(UsageError):
    """There is no workspace in the folder, or what is there is not whole."""

    code = "workspace.missing"


class AccessError(SamrumError):
    """The key does not fit, or the rights are lacking."""

    code = "access"
    exit_code = 3


class WrongPassphrase(AccessError):
    """The passphrase or the recovery key does not open this workspace."""

    code = "access.passphrase"


class VaultDamaged(AccessError):
    """The encrypted database or its key file can't be read any more."""

    code = "access.damaged"


class ImportRejected(SamrumError):
    """A file or some of its rows can't be taken in."""

    code = "import.rejected"


class ReportFailed(SamrumError):
    """A report could not be made."""

    code = "report.failed"
