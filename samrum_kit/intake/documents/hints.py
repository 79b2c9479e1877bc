"""Texts that stand in a form until somebody writes: those of our own form, and those that Word puts into a control."""

from collections.abc import Callable
from functools import cache

from samrum_kit.intake.naming import fold
from samrum_kit.locale import LANGUAGES, _, speaking

HINTS: dict[str, Callable[[], str]] = {
    "introduction": lambda: _(
        "Fill in what you know and leave the rest empty. Write no names and no CPR or birth number: use the ids that"
        " the school has agreed on. When the plan is written, “samrum read” makes a workbook of it, which you look"
        " through before it is imported."),
    "choose": lambda: _("Choose"),
    "day": lambda: _("Choose a day"),
    "goals": lambda: _("One goal in each row, and one sign in each line."),
    "measures": lambda: _("One measure in each row. Write a role, not a name, under who does it."),
    "evaluations": lambda: _("One evaluation in each row."),
}
"""What our own form says beside its headings."""

_WORD = (
    "klik eller tryk her for at skrive tekst.", "klik her for at skrive tekst.", "vælg et element.",
    "klik eller tryk for at angive en dato.", "klikk eller trykk her for å skrive inn tekst.", "velg et element.",
    "klikk eller trykk for å skrive inn en dato.", "click or tap here to enter text.", "choose an item.",
    "click or tap to enter a date.",
)


def is_hint(text: str) -> bool:
    """Tell whether a text is one that a form brings along, so that nobody has written it."""
    return fold(text) in _hints()


@cache
def _hints() -> frozenset[str]:
    """Return every hint in every language."""
    found = {fold(text) for text in _WORD}
    for lang in LANGUAGES:
        with speaking(lang):
            found |= {fold(hint()) for hint in HINTS.values()}
    return frozenset(found)
