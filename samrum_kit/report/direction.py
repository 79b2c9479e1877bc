"""Which way a text is written: Hebrew, Arabic and their kin from right to left."""

import re
from collections.abc import Iterator

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_STRETCH = re.compile(f"[{_RIGHT_TO_LEFT}](?:[{_RIGHT_TO_LEFT}\\W\\d_]*[{_RIGHT_TO_LEFT}])?")
_FIRST_LETTER = re.compile(f"[{_RIGHT_TO_LEFT}]|[^\\W\\d_]")


def runs_right_to_left(text: str) -> bool:
    """Tell whether the first letter of a text is of a script that is written from right to left."""
    first = _FIRST_LETTER.search(text)
    return first is not None and holds_right_to_left(first[0])


def holds_right_to_left(text: str) -> bool:
    """Tell whether a sign of a text is of a script that is written from right to left."""
    return _STRETCH.search(text) is not None


def directions(text: str) -> Iterator[tuple[str, bool]]:
    """Part a text into stretches, each with whether it is written from right to left."""
    at = 0
    for found in _STRETCH.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    if at < len(text):
        yield text[at:], False
