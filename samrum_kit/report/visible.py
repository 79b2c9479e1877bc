"""Characters that a document can't hold, shown instead of lost."""

import re

_NOT_HELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def visible(text: str) -> str:
    """Return text as HTML, PDF and Word can all hold it: a character that they can't becomes its number, `[U+0007]`."""
    return _NOT_HELD.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
