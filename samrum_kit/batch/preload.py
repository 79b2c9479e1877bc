"""What is loaded before a notebook is asked for: the libraries and the workbench's own code, and nobody's data."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from importlib import import_module
from mmap import mmap
from typing import Any

_BY_ALL = (
    "IPython.core.logger", "argon2.low_level", "babel.dates", "babel.lists", "babel.numbers", "bdb",
    "cryptography.hazmat.primitives.ciphers.aead", "cryptography.hazmat.primitives.hashes",
    "cryptography.hazmat.primitives.kdf.hkdf", "encodings.utf_8_sig", "jinja2", "pandas",
    "pandas.core.methods.to_dict", "pandas.io.formats.html", "pandas.io.formats.string", "samrum_kit.batch.serving",
    "samrum_kit.report.course", "samrum_kit.review.show", "samrum_kit.workspace", "sqlalchemy.dialects.sqlite",
)  # fmt: skip
_WITH_A_MODEL = "samrum_kit.review.checks.agreements"
"""What is loaded when a model is read, and so by whatever looks into cases."""
_BY_SOME: Mapping[str, Sequence[str]] = {
    _WITH_A_MODEL: ["samrum_kit.workspace.calendar"],
    "samrum_kit.report.figures": ["samrum_kit.workspace.counting"],
    "psycopg": ["sqlalchemy.dialects.postgresql.psycopg"],
    **dict.fromkeys(
        ("samrum_kit.report.packet", "scipy.special", "scipy.optimize", "scipy.stats", "holidays.countries",
         "pandas.io.formats.style"), (),
    ),
}  # fmt: skip
"""What is loaded for all as soon as a notebook has loaded it, and what goes with it."""
_ROOMS = ("samrum_kit.review", "samrum_kit.report", "samrum_kit.figures")
"""The rooms that have templates."""


def preload_for_one() -> None:
    """Load what nearly every notebook uses, and make the kernel in which one of them will run."""
    for name in _BY_ALL:
        import_module(name)
    from samrum_kit.batch.kernel import captured_kernel

    captured_kernel()


def rehearse() -> None:
    """Do once, with numbers of nobody's, what nearly every notebook does first: what is made then is kept."""
    import pandas as pd

    from samrum_kit.batch.kernel import captured_kernel

    shell: Any = captured_kernel().shell
    shell.run_cell("pass", silent=True, store_history=False)
    frame = pd.DataFrame({"week": [1, 2, 3], "share": [0.5, 1.0, 1.5]})
    for table in (frame, frame.describe(), frame.groupby("week").agg(["sum", "mean"])):
        shell.display_formatter.format(table)


class Uses:
    """What notebooks had to load themselves, as it is seen by the process that they were forked from.

    It never sees what they read. All that it loads has its price in every report, since the memory of a process is
    written down anew when it is forked: so nothing is loaded that none of them uses.
    """

    def __init__(self) -> None:
        """Begin with nothing; what is forked from this process shows, and it sees."""
        self._seen = mmap(-1, len(_BY_SOME))
        self._loaded: set[str] = set()

    def show(self) -> None:
        """Show what is loaded in this process."""
        for place, name in enumerate(_BY_SOME):
            if name in sys.modules:
                self._seen[place] = 1

    def load_next(self) -> bool:
        """Load the next of what was shown, and tell whether there was any: it is there in each process forked then."""
        for place, name in enumerate(_BY_SOME):
            if self._seen[place] and name not in self._loaded:
                self._loaded.add(name)
                with suppress(ImportError):  # a notebook can put what it likes under any name
                    for module in (name, *_BY_SOME[name]):
                        import_module(module)
                if name == _WITH_A_MODEL:
                    _read_for_cases()
                return True
        return False


def _read_for_cases() -> None:
    """Read what the workbench itself reads for cases: the models that come with it, words for days, and templates."""
    from samrum_kit.locale import LANGUAGES, format_day, speaking
    from samrum_kit.locale.html import read_templates
    from samrum_kit.models.loader import shipped_models
    from samrum_kit.review.registry import signatures

    shipped_models(signatures())
    for lang in LANGUAGES:
        with speaking(lang):
            format_day(date(2026, 1, 1))
    for room in _ROOMS:
        read_templates(room)
