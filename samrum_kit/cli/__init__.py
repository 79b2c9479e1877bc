"""The command line: `samrum`."""

import os
import signal
import sys

from typer.exceptions import TyperException

from samrum_kit.errors import SamrumError, unexpected
from samrum_kit.locale import _, use_language

INTERRUPTED = 130
FOR_ITS_OWNER_ALONE = 0o077
"""The rights that are taken from whatever is written: reports and notebooks hold what is told of children."""


def main() -> None:
    """Run a command and leave with its exit code; an error is one sentence, and a traceback only with --debug."""
    os.umask(FOR_ITS_OWNER_ALONE)
    _end_in_order()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # names of files can be any bytes
    use_language(os.environ.get("SAMRUM_LANG", "da"))
    arguments = global_options_first(sys.argv[1:])
    try:
        from samrum_kit.cli.commands import application, state

        state.debug = "--debug" in arguments
        code = application()(args=arguments, prog_name="samrum", standalone_mode=False) or 0
        if code == INTERRUPTED:  # typer has caught it
            _leave(_("Interrupted."), INTERRUPTED, KeyboardInterrupt())
        sys.exit(code)
    except SamrumError as error:
        _leave(str(error), error.exit_code, error)
    except TyperException as error:
        from samrum_kit.cli.usage import in_the_users_words

        ours = in_the_users_words(error)
        _leave(str(ours), ours.exit_code, error)
    except KeyboardInterrupt as error:
        _leave(_("Interrupted."), INTERRUPTED, error)
    except Exception as error:  # noqa: BLE001  # whatever it is, the data in it must not reach the screen
        _leave(unexpected(error), 1, error)


def global_options_first(arguments: list[str]) -> list[str]:
    """Move --workspace DIR and --debug to the front, so that they may stand anywhere on the line."""
    first: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument == "--debug" or argument.startswith("--workspace="):
            first.append(argument)
        elif argument == "--workspace":
            first += [argument, *(value for value in [next(waiting, None)] if value is not None)]
        else:
            rest.append(argument)
    return first + rest


def _end_in_order() -> None:
    """Take a request to end, or the closing of the terminal, for an interrupt: what is running is cleared away."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def _leave(sentence: str, exit_code: int, error: BaseException) -> None:
    """Say one sentence on stderr and leave."""
    from samrum_kit.cli.commands import state
    from samrum_kit.cli.terminal import say

    if state.debug:
        raise error
    say(sentence)
    sys.exit(exit_code)
