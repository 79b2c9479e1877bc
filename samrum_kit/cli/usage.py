"""What is wrong with a command line, in the user's language."""

from typing import Any

from typer.exceptions import TyperException

from samrum_kit.errors import UsageError
from samrum_kit.locale import _


def in_the_users_words(error: TyperException) -> UsageError:
    """Return typer's complaint as one of ours; what was typed is never repeated, unless it is the name of an option."""
    kind = type(error).__name__
    remedy = _("See “{command} --help”.").format(command=_command(error))
    if kind == "NoSuchOption":
        near = getattr(error, "possibilities", None)
        asked = _("Did you mean {names}?").format(names=", ".join(near)) if near else remedy
        return UsageError(_("There is no such option."), remedy=asked)
    if kind == "MissingParameter":
        return UsageError(_("{name} is missing.").format(name=_parameter(error)), remedy=remedy)
    if kind == "BadParameter":
        return UsageError(_("{name} can't be understood.").format(name=_parameter(error)), remedy=remedy)
    return UsageError(_("The command line can't be understood."), remedy=remedy)


def _command(error: TyperException) -> str:
    """Return the command that was being read, such as `samrum review`."""
    context: Any = getattr(error, "ctx", None)
    return str(context.command_path) if context else "samrum"


def _parameter(error: TyperException) -> str:
    """Return the option or argument as the user writes it, such as `--gate`."""
    parameter: Any = getattr(error, "param", None)
    if parameter is None:
        return _("An option")
    return str(parameter.opts[0] if parameter.opts[0].startswith("-") else parameter.metavar or parameter.name)
