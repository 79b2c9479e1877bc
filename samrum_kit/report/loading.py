"""Load what reads notebooks, without the part of it that no notebook needs and that takes longest."""

import sys
from typing import Any

_GRAMMAR = "rfc3987_syntax"
"""By this jsonschema checks web addresses in any letters; no schema of notebooks asks for it."""


def load_nbformat() -> Any:
    """Return nbformat; where it is the first to load jsonschema, a grammar is left out that takes a second to make.

    Jsonschema does without it as it does where it isn't installed.
    """
    left_out = _GRAMMAR not in sys.modules
    if left_out:
        sys.modules[_GRAMMAR] = None  # type: ignore[assignment]  # by this Python says that a module isn't there
    try:
        import nbformat
    finally:
        if left_out:
            del sys.modules[_GRAMMAR]
    return nbformat
