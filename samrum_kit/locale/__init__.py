"""The user's language: texts by gettext, days and numbers as Danish and Norwegian write them."""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, time
from functools import cache
from importlib.resources import files

LANGUAGES = ("da", "nb", "en")
DEFAULT_LANGUAGE = "da"

_TOO_LONG = 10**20
"""Numbers from here on are written with a power of ten; nobody reads so many digits, and Babel can't round them."""

_SMALL, _TOO_SMALL, _NOTHING = 1e-3, 1e-6, 1e-15
"""Below these a number is written with as many decimals as it needs, with a power of ten, and as 0."""

_language: ContextVar[str] = ContextVar("samrum_language", default=DEFAULT_LANGUAGE)


def language() -> str:
    """Return the language in use: `da`, `nb` or `en`."""
    return _language.get()


def use_language(lang: str) -> None:
    """Speak this language from now on; one that isn't known becomes Danish."""
    _language.set(lang if lang in LANGUAGES else DEFAULT_LANGUAGE)


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speak a language inside a `with` block."""
    token = _language.set(lang if lang in LANGUAGES else DEFAULT_LANGUAGE)
    try:
        yield
    finally:
        _language.reset(token)


def _(message: str) -> str:
    """Return a text in the language in use; the English text is its own name."""
    return _catalogue(language()).gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the singular or plural text for a number in the language in use."""
    return _catalogue(language()).ngettext(one, many, number)


@cache
def _catalogue(lang: str) -> _gettext.NullTranslations:
    """Read a language's texts once."""
    if lang == "en":
        return _gettext.NullTranslations()
    catalogue = files(__name__) / lang / "LC_MESSAGES" / "samrum_kit.mo"
    with catalogue.open("rb") as file:
        return _gettext.GNUTranslations(file)


def format_day(day: date | None) -> str:
    """Return a day as people write it, such as `9. marts 2026`; no day gives an en dash."""
    if day is None:
        return "–"
    from babel.dates import format_date  # imported late: Babel's data take longer to load than most commands run

    return str(format_date(day, format="long", locale=language()))


def format_month(day: date) -> str:
    """Return the month of a day as people write it, such as `marts 2026`."""
    from babel.dates import format_date

    return str(format_date(day, format="MMMM y", locale=language()))


def format_clock(moment: time) -> str:
    """Return a time of day as people write it, such as `13.00`."""
    from babel.dates import format_time

    return str(format_time(moment, format="short", locale=language()))


def format_number(number: float | None) -> str:
    """Return a number with the decimal sign of the language; no number gives an en dash."""
    if number is None:
        return "–"
    from babel.numbers import format_decimal, format_scientific

    size = abs(number)
    if size < _NOTHING:
        return "0"
    if size < _SMALL:
        number = float(f"{number:.3g}")
    if not _TOO_SMALL <= size < _TOO_LONG:
        return str(format_scientific(number, locale=language()))
    return str(format_decimal(number, locale=language(), decimal_quantization=size >= _SMALL))
