"""How a forum has shared its time so far this school year between the community and single pupils: numbers alone."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from samrum_kit.domain.days import school_year
from samrum_kit.domain.records import AgendaItem
from samrum_kit.domain.vocabulary import AgendaPart
from samrum_kit.review.preparation.occasion import Occasion
from samrum_kit.review.preparation.reasons import iso
from samrum_kit.review.preparation.shown import Shown


@dataclass(frozen=True, slots=True)
class PartBalance:
    """What one part of the meetings has held: items on the agenda, items discussed, minutes planned."""

    part: AgendaPart
    items: int
    discussed: int
    minutes: float

    def to_json(self) -> dict[str, Any]:
        """Return the numbers."""
        return {"part": str(self.part), "items": self.items, "discussed": self.discussed, "minutes": self.minutes}


@dataclass(frozen=True)
class Balance(Shown):
    """System work, wonderings and single pupils at the forum's held meetings of the school year."""

    template: ClassVar[str] = "balance"
    from_day: date
    to_day: date
    """The meeting's day, which itself does not count."""
    meetings: int
    parts: tuple[PartBalance, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the numbers with their period."""
        return {
            "from": iso(self.from_day),
            "to": iso(self.to_day),
            "meetings_held": self.meetings,
            "parts": [part.to_json() for part in self.parts],
        }


def balance(occasion: Occasion) -> Balance:
    """Count the items of the forum's meetings held so far this school year, by part."""
    held = occasion.this_school_year
    items = [item for meeting in held for item in meeting.items]
    return Balance(
        from_day=school_year(occasion.on)[0],
        to_day=occasion.on,
        meetings=len(held),
        parts=tuple(_count(part, [item for item in items if item.part is part]) for part in _ORDER),
        names=occasion.names,
    )


_ORDER = (AgendaPart.SYSTEM, AgendaPart.WONDERING, AgendaPart.INDIVIDUAL)


def _count(part: AgendaPart, items: list[AgendaItem]) -> PartBalance:
    """Count the items of one part."""
    return PartBalance(
        part=part,
        items=len(items),
        discussed=sum(item.discussed is True for item in items),
        minutes=sum(item.minutes_planned or 0 for item in items),
    )
