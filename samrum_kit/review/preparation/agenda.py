"""What an agenda is made of: items recorded and proposed, the minutes of each part, and what is left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any, ClassVar

from samrum_kit.domain.vocabulary import AgendaPart, Anonymity, Role
from samrum_kit.locale import _
from samrum_kit.review.preparation.reasons import Reason, ReasonCode
from samrum_kit.review.preparation.shown import Shown
from samrum_kit.review.preparation.topics import Topic


class LeftOutBecause(StrEnum):
    """Why something that could be taken up is not on this agenda."""

    NO_ROOM = "no_room"
    NOT_DISCUSSED_HERE = "not_discussed_here"
    OPEN_SOCIAL_CASE = "open_social_case"
    NO_BASIS = "no_basis"
    MEETING_UNKNOWN = "meeting_unknown"

    @property
    def text(self) -> str:
        """Return the sentence in the user's language."""
        return {
            LeftOutBecause.NO_ROOM: _("There is no room for it within the minutes of its part."),
            LeftOutBecause.NOT_DISCUSSED_HERE: _("By the model this forum does not discuss such cases."),
            LeftOutBecause.OPEN_SOCIAL_CASE: _("By the model a child with an open social case is not discussed here."),
            LeftOutBecause.NO_BASIS: _("The forum needs consent or the parents there, and neither is on file."),
            LeftOutBecause.MEETING_UNKNOWN: _("Such a meeting is about one case; it is not recorded yet."),
        }[self]


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of the agenda, recorded or proposed."""

    part: AgendaPart
    topic: str
    """In the school's words, or the model's; shown, never exported."""
    minutes: float
    reasons: tuple[Reason, ...]
    heading: str = ""
    """The title of its part."""
    case_id: str | None = None
    basis: Anonymity | None = None
    prepared_by: Role | None = None
    action_ids: tuple[str, ...] = ()
    item_id: str | None = None
    minutes_recorded: bool = False
    """Whether the minutes stand on the recorded agenda; otherwise they are proposed."""

    @property
    def is_standing(self) -> bool:
        """Tell whether the item keeps a part's place, with words of the model."""
        return any(reason.code is ReasonCode.STANDING for reason in self.reasons)

    @property
    def telling_reasons(self) -> tuple[Reason, ...]:
        """Return the reasons; that it is recorded says something only where there is no other."""
        telling = tuple(reason for reason in self.reasons if reason.code is not ReasonCode.RECORDED)
        return telling or self.reasons

    def to_json(self) -> dict[str, Any]:
        """Return the item by ids, roles and reasons; its words stay in the workspace."""
        return {
            "item_id": self.item_id,
            "part": str(self.part),
            "case_id": self.case_id,
            "minutes": self.minutes,
            "minutes_recorded": self.minutes_recorded,
            "anonymity": self.basis and str(self.basis),
            "standing_topic": self.topic if self.is_standing else None,
            "prepared_by_role": self.prepared_by and str(self.prepared_by),
            "carried_from": list(self.action_ids),
            "reasons": [reason.to_json() for reason in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class PartMinutes:
    """How the minutes of one part of the template are used."""

    part: AgendaPart
    title: str
    template: float
    recorded: float
    proposed: float

    @property
    def spare(self) -> float:
        """Return the minutes that are left; below zero where the recorded items take more than the template gives."""
        return self.template - self.recorded - self.proposed

    def to_json(self) -> dict[str, Any]:
        """Return the minutes."""
        return {"part": str(self.part), "title": self.title, "template": self.template, "recorded": self.recorded,
                "proposed": self.proposed, "spare": self.spare}


@dataclass(frozen=True, slots=True)
class Group:
    """Items under one heading, with their numbers on the agenda."""

    heading: str
    entries: tuple[tuple[int, Entry], ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that could be taken up and is not on this agenda, and why."""

    topic: Topic
    because: LeftOutBecause

    def to_json(self) -> dict[str, Any]:
        """Return it by ids and reasons."""
        return {
            "case_id": self.topic.case_id,
            "because": str(self.because),
            "text": self.because.text,
            "reasons": [reason.to_json() for reason in self.topic.reasons],
        }


@dataclass(frozen=True)
class Agenda(Shown):
    """The recorded items as they stand, the proposed ones in the order of the template, and what was left out.

    Where nothing is recorded the proposed minutes add up exactly to the template's, part by part. Every reason to take
    something up is in one of the three lists.
    """

    template: ClassVar[str] = "agenda"
    recorded: tuple[Entry, ...]
    proposed: tuple[Entry, ...]
    parts: tuple[PartMinutes, ...]
    left_out: tuple[LeftOut, ...]
    template_is_assumed: bool = False
    """The model's source says nothing about the agenda; the template is a default that a municipality can change."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the items, recorded and proposed."""
        return (*self.recorded, *self.proposed)

    @property
    def minutes(self) -> float:
        """Return the length of the meeting by the template."""
        return sum(part.template for part in self.parts)

    @property
    def case_ids(self) -> tuple[str, ...]:
        """Return the cases on the agenda, each once, in its order."""
        return tuple(dict.fromkeys(entry.case_id for entry in self.entries if entry.case_id))

    @property
    def requirements(self) -> tuple[str, ...]:
        """Return the model's requirements that ask for what is taken up."""
        found = [reason for entry in self.entries for reason in entry.reasons]
        found += [reason for left_out in self.left_out for reason in left_out.topic.reasons]
        return tuple(reason.requirement for reason in found if reason.requirement)

    @staticmethod
    def groups(entries: Iterable[Entry], after: int = 0) -> tuple[Group, ...]:
        """Return items under the headings of the parts they stand in, numbered on from the items before them."""
        numbered = groupby(enumerate(entries, start=after + 1), key=lambda pair: pair[1].heading)
        return tuple(Group(heading, tuple(pairs)) for heading, pairs in numbered)

    def to_json(self) -> dict[str, Any]:
        """Return the items, the minutes of each part, and what was left out."""
        return {
            "recorded": [entry.to_json() for entry in self.recorded],
            "proposed": [entry.to_json() for entry in self.proposed],
            "parts": [part.to_json() for part in self.parts],
            "minutes": self.minutes,
            "left_out": [left_out.to_json() for left_out in self.left_out],
        }
