"""Whose turn it is among those who are not permanent members: who was last there when, and a proposed order."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from samrum_kit.domain.days import years_after
from samrum_kit.domain.vocabulary import Role
from samrum_kit.locale import _, format_day
from samrum_kit.models.forums import Frequency
from samrum_kit.review.preparation.occasion import ABOUT_ONE_CASE, Occasion
from samrum_kit.review.preparation.reasons import iso
from samrum_kit.review.preparation.shown import Shown

WITH_THE_CASE = frozenset({Role.PARENT, Role.PUPIL, Role.CLASS_TEACHER, Role.CONTACT_TEACHER, Role.CLASS_TEAM})
"""Those who come when their own case is taken up; a turn would make no sense for them."""


@dataclass(frozen=True, slots=True)
class Turn:
    """When an invited role was last there, and at which of the coming meetings it is proposed."""

    role: Role
    last_present: date | None
    on_list: bool
    """Whether it stands on the list of this meeting already."""
    meeting: int | None
    """0 is this meeting, 1 the next one; nothing for those who come with their case."""
    around: date | None
    """The day that the forum's frequency gives; nothing where the model names none."""

    @property
    def text(self) -> str:
        """Return the turn in the user's language."""
        if self.meeting is None:
            return _("comes when the case is taken up")
        if self.meeting == 0:
            return _("this meeting (stands on the list)") if self.on_list else _("this meeting")
        if self.around is None:
            return _("meeting no. {number} after this one").format(number=self.meeting)
        return _("around {day}").format(day=format_day(self.around))

    def to_json(self) -> dict[str, Any]:
        """Return the turn by role and day."""
        return {
            "role": str(self.role),
            "last_present": iso(self.last_present),
            "on_list": self.on_list,
            "meeting": self.meeting,
            "around": iso(self.around),
        }


@dataclass(frozen=True)
class Rota(Shown):
    """The invited roles: those on the list first, then those who have been away longest."""

    template: ClassVar[str] = "rota"
    turns: tuple[Turn, ...]
    frequency: str
    """How often the forum meets, in the model's words."""

    def to_json(self) -> dict[str, Any]:
        """Return the turns in their order."""
        return {"frequency": self.frequency, "turns": [turn.to_json() for turn in self.turns]}


def rota(occasion: Occasion) -> Rota:
    """Propose one invited role for each coming meeting, the one that has been away longest first."""
    roles = occasion.rules.invited_roles(occasion.school.school.school_type)
    last = {role: last_present(occasion, role) for role in roles}
    called = frozenset(roles) if occasion.forum in ABOUT_ONE_CASE else WITH_THE_CASE
    listed = [role for role in roles if occasion.record.taking_part(role)]
    waiting = [role for role in roles if role not in listed and role not in called]
    waiting.sort(key=lambda role: (last[role] or date.min, roles.index(role)))
    first = 1 if any(role not in called for role in listed) else 0
    turns = [_turn(occasion, role, last[role], 0) for role in listed]
    turns += [_turn(occasion, role, last[role], number) for number, role in enumerate(waiting, start=first)]
    others = (role for role in roles if role in called and role not in listed)
    turns += [_turn(occasion, role, last[role], None) for role in others]
    return Rota(turns=tuple(turns), frequency=occasion.rules.frequency.text, names=occasion.names)


def last_present(occasion: Occasion, *roles: Role) -> date | None:
    """Return the day on which one of the roles was last present at the forum, before this meeting."""
    held = [m for m in occasion.school.meetings_of(occasion.forum) if m.held_before(occasion.on)]
    days = [m.meeting.held_on for m in held if m.taking_part(*roles)]
    return days[-1] if days else None


def _turn(occasion: Occasion, role: Role, last: date | None, meeting: int | None) -> Turn:
    """Describe a turn."""
    around = None if meeting is None else _day_of(occasion.on, occasion.rules.frequency, meeting)
    return Turn(role, last, bool(occasion.record.taking_part(role)), meeting, around)


def _day_of(first: date, frequency: Frequency, number: int) -> date | None:
    """Return the day of a coming meeting by the frequency; this meeting's day is known in any case."""
    if number == 0:
        return first
    if frequency.every is None or frequency.unit is None:
        return None
    steps = number * frequency.every
    if frequency.unit == "week":
        return first + timedelta(weeks=steps)
    if frequency.unit == "school_year":
        return years_after(first, steps)
    years, month = divmod(first.month - 1 + steps, 12)
    year, month = first.year + years, month + 1
    return date(year, month, min(first.day, monthrange(year, month)[1]))
