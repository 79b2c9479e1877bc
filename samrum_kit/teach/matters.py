"""A case as a forum sees it through the year: whether it can be discussed on a day, and on which basis."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from samrum_kit.domain.case_file import is_in_force
from samrum_kit.domain.fields import Record
from samrum_kit.domain.records import Case, Consent, Measure, Meeting
from samrum_kit.domain.vocabulary import CaseKind, ConsentKind, Forum
from samrum_kit.review.checks.agenda import OWN_STAFF
from samrum_kit.teach.outline import Outline

SETTLING = timedelta(days=7)
"""How long after the first concern a case can come up in a forum."""

_KEPT_AWAY = {"dialogue.coordinated_later", "ppt.discussed"}


@dataclass(frozen=True, slots=True)
class Matter:
    """A case and what a forum needs to know of it."""

    told: Outline
    case: Case
    consents: tuple[Consent, ...]
    own_start: date | None
    """The day on which the school's own staff began with a measure."""
    planned: frozenset[str]
    """What the plans already do, in words."""
    dialogues: tuple[date, ...]
    """The days of dialogue meetings at which something was agreed or could have been."""

    @property
    def is_individual(self) -> bool:
        """Tell whether it is about one pupil."""
        return self.case.kind is CaseKind.INDIVIDUAL

    def is_open(self, day: date) -> bool:
        """Tell whether the case is known and not yet closed on a day."""
        begun = self.case.first_concern_on + SETTLING <= day
        return begun and (self.case.closed_on is None or self.case.closed_on > day)

    def is_tried(self, day: date) -> bool:
        """Tell whether the school's own staff began with a measure before a day."""
        return self.own_start is not None and self.own_start < day

    def is_kept_away(self, day: date) -> bool:
        """Tell whether the case is kept off the agendas, as its gap asks."""
        if _KEPT_AWAY.isdisjoint(self.told.plot.gaps):
            return False
        return not self.dialogues or self.dialogues[0] <= day

    def may_be_named(self, day: date) -> bool:
        """Tell whether a consent to discuss the case by name is in force on a day."""
        return any(c.kind is ConsentKind.NAMED_DISCUSSION and is_in_force(c, day) for c in self.consents)

    def ends_within(self, day: date, days: int) -> bool:
        """Tell whether the case is closed within some days after a day."""
        return self.case.closed_on is not None and day < self.case.closed_on <= day + timedelta(days=days)

    def dialogue_within(self, day: date, days: int) -> bool:
        """Tell whether a dialogue meeting takes place within some days after a day."""
        return any(day < meeting <= day + timedelta(days=days) for meeting in self.dialogues)


def matter(told: Outline, records: Iterable[Record]) -> Matter:
    """Return a case as a forum sees it, from the records that were written about it."""
    kept = tuple(records)
    own = [r.starts_on for r in kept if isinstance(r, Measure) and r.actor_role in OWN_STAFF and r.starts_on]
    held = [r.held_on for r in kept if isinstance(r, Meeting) and r.forum is Forum.DIALOGUE and r.held_on]
    return Matter(
        told=told,
        case=next(r for r in kept if isinstance(r, Case)),
        consents=tuple(r for r in kept if isinstance(r, Consent)),
        own_start=min(own, default=None),
        planned=frozenset(r.text for r in kept if isinstance(r, Measure)),
        dialogues=tuple(sorted(held)),
    )
