"""How the passphrase reaches the vault: from the environment or from the keyboard, never as an argument."""

import os
import sys
from getpass import getpass

from samrum_kit.errors import AccessError
from samrum_kit.locale import _

VARIABLE = "SAMRUM_PASSPHRASE"


def passphrase_given(prompt: str | None = None) -> str:
    """Return the passphrase of SAMRUM_PASSPHRASE, else ask for it.

    Raises AccessError where nobody can be asked.
    """
    if given := os.environ.get(VARIABLE):
        return given
    try:
        typed = getpass(prompt or _("Passphrase: ")) if _somebody_is_there() else ""
    except (EOFError, NotImplementedError, RuntimeError):
        typed = ""
    if not typed:
        raise AccessError(
            _("No passphrase was given."),
            remedy=_("Type it when asked, or put it into the variable {name}.").format(name=VARIABLE),
            code="access.no_passphrase",
        )
    return typed


def new_passphrase() -> str:
    """Return the passphrase of SAMRUM_PASSPHRASE, else ask for a new one twice."""
    if given := os.environ.get(VARIABLE):
        return given
    first = passphrase_given(_("Choose a passphrase: "))
    if passphrase_given(_("The same once more: ")) != first:
        raise AccessError(_("The two passphrases differ."), remedy=_("Try again."), code="access.passphrases_differ")
    return first


def _somebody_is_there() -> bool:
    """Tell whether there is a terminal or a notebook that can ask."""
    return "ipykernel" in sys.modules or (sys.stdin is not None and sys.stdin.isatty())
