"""What may be printed: texts from the data can't steer the terminal that shows them."""

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

from samrum_kit.errors import UsageError
from samrum_kit.locale import _

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Control characters but tab and line end, separators of lines, and marks that turn the direction of writing."""


def harmless(text: str) -> str:
    """Return a text with a mark in the place of every sign that a terminal would act on."""
    return _STEERING.sub("\ufffd", text)


def print_json(data: Any) -> None:
    """Print data as JSON on stdout; such a sign is written as an escape, so that nothing is lost."""
    sys.stdout.write(json_text(data))


def json_text(data: Any) -> str:
    """Return data as JSON in which no sign steers a terminal."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return _STEERING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text) + "\n"


def refuse_a_terminal() -> None:
    """Raise UsageError where what is printed would land on a screen, which can't show a file."""
    if sys.stdout.isatty():
        raise UsageError(
            _("A workbook can't be shown on the screen."), remedy=_("Write --out and a file."), code="usage.out"
        )


def print_bytes(content: bytes) -> None:
    """Print a file on stdout."""
    sys.stdout.buffer.write(content)


def write_file(path: Path, content: bytes) -> None:
    """Write a file for the user alone; UsageError where it can't be written."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
    except OSError:
        raise UsageError(
            _("The file can't be written."),
            remedy=_("Name a file in a folder that may be written to."),
            code="usage.out",
        ) from None


def print_text(text: str) -> None:
    """Print a text on stdout."""
    sys.stdout.write(harmless(text))


def say(sentence: str) -> None:
    """Print a message on stderr."""
    sys.stderr.write(harmless(sentence) + "\n")
