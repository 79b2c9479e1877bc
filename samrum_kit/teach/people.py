"""Who the pupils are: names that nobody bears, and national ids of days that don't exist."""

from collections.abc import Iterator

from samrum_kit.domain.records import Identity
from samrum_kit.teach.dice import Dice
from samrum_kit.teach.outline import Outline
from samrum_kit.teach.places import names

IMPOSSIBLE_DAYS = ("3102", "3002", "3104", "3106", "3109", "3111")
"""Days and months that no calendar has: such a number can't belong to anybody."""

_UNKNOWN_SHARE = 0.1
_PROTECTED_SHARE = 0.08


def identity(told: Outline) -> Iterator[Identity]:
    """Write who the pupil is; for a few the school hasn't said."""
    dice = Dice("identity", told.case_id, told.pupil.pupil_id if told.pupil else "", told.dice.below(1000))
    if told.pupil is None or dice.chance(_UNKNOWN_SHARE):
        return
    known = names(told.town.lang)
    given = dice.pick(known.given)
    others = (dice.pick(known.nicknames), dice.pick(known.given))
    yield Identity(
        pupil_id=told.pupil.pupil_id,
        given_name=given,
        family_name=dice.pick(known.family),
        national_id=_national_id(told, dice),
        known_names=";".join(others) if dice.chance(0.4) else None,
        protected_address=dice.chance(_PROTECTED_SHARE),
    )


def _national_id(told: Outline, dice: Dice) -> str:
    """Return a number of the right form on an impossible day, by the year in which such a pupil is born."""
    grade = told.pupil.grade if told.pupil else None
    age = 4 if grade is None else int(grade) + 6
    born = f"{(told.horizon.year - age) % 100:02}"
    start = f"{dice.pick(IMPOSSIBLE_DAYS)}{born}"
    return f"{start}-{told.number:04}" if told.town.lang == "da" else f"{start} {told.number:05}"
