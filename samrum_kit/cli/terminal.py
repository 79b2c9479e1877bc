"""What may be printed: texts from the data can't steer the terminal that shows them."""

import json
import re
import sys
from typing import Any

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Control characters but tab and line end, separators of lines, and marks that turn the direction of writing."""


def harmless(text: str) -> str:
    """Return a text with a mark in the place of every sign that a terminal would act on."""
    return _STEERING.sub("\ufffd", text)


def print_json(data: Any) -> None:
    """Print data as JSON on stdout; such a sign is written as an escape, so that nothing is lost."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    sys.stdout.write(_STEERING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text) + "\n")


def print_text(text: str) -> None:
    """Print a text on stdout."""
    sys.stdout.write(harmless(text))


def say(sentence: str) -> None:
    """Print a message on stderr."""
    sys.stderr.write(harmless(sentence) + "\n")
