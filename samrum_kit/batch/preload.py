"""What is loaded before a notebook is asked for: the libraries and the workbench's own code, and nobody's data."""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any

_BY_ALL = (
    "IPython.core.logger", "argon2.low_level", "babel.dates", "babel.lists", "babel.numbers", "bdb",
    "cryptography.hazmat.primitives.ciphers.aead", "cryptography.hazmat.primitives.hashes",
    "cryptography.hazmat.primitives.kdf.hkdf", "encodings.utf_8_sig", "jinja2", "pandas",
    "pandas.core.methods.to_dict", "pandas.io.formats.html", "pandas.io.formats.string", "samrum_kit.batch.serving",
    "samrum_kit.report.course", "samrum_kit.review.show", "samrum_kit.workspace", "sqlalchemy.dialects.sqlite",
)  # fmt: skip
_BY_SOME = (
    "samrum_kit.report.measured.series", "samrum_kit.review.preparation", "samrum_kit.report.packet",
    "holidays.countries", "scipy.optimize", "scipy.stats", "samrum_kit.report.figures", "samrum_kit.workspace.counting",
    "pandas.io.formats.style",
)  # fmt: skip
_AT_THE_OFFICE = ("psycopg", "sqlalchemy.dialects.postgresql.psycopg")
"""What reads the office's database, where the extra `server` is installed."""
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


def load_more() -> Iterator[None]:
    """Load whatever else some notebook uses, a piece at each step: it is there in each process that is forked then."""
    from samrum_kit.locale import LANGUAGES, format_day, speaking
    from samrum_kit.locale.html import read_templates
    from samrum_kit.models.loader import shipped_models
    from samrum_kit.review.registry import signatures

    shipped_models(signatures())
    yield
    for lang in LANGUAGES:
        with speaking(lang):
            format_day(date(2026, 1, 1))
    for room in _ROOMS:
        read_templates(room)
        yield
    for name in (*(_AT_THE_OFFICE if find_spec("psycopg") else ()), *_BY_SOME):
        import_module(name)
        yield
