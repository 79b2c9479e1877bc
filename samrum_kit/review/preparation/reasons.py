"""Why something is put before a meeting: a stable code, the record it stands on, and a sentence for the reader.

A reason tells what was agreed, what falls due, what is new, or what the model asks for; never what a child is like.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from samrum_kit.domain.vocabulary import ConsentKind
from samrum_kit.locale import _, format_day, language
from samrum_kit.review.findings import Evidence


class ReasonCode(StrEnum):
    """The kinds of reason, in the order in which they are given room on an agenda."""

    RECORDED = "recorded"
    MEETING_CASE = "meeting_case"
    CARRIED_ACTION = "carried_action"
    DIALOGUE_TO_COORDINATE = "dialogue_to_coordinate"
    EVALUATION_OVERDUE = "evaluation_overdue"
    EVALUATION_SOON = "evaluation_soon"
    REVISITATION_OVERDUE = "revisitation_overdue"
    REVISITATION_SOON = "revisitation_soon"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    CONSENT_ENDED = "consent_ended"
    CONSENT_ENDS_SOON = "consent_ends_soon"
    NOT_REACHED = "not_reached"
    NEW_CONCERN = "new_concern"
    CONTINUING = "continuing"
    OPEN_COMMUNITY_CASE = "open_community_case"
    STANDING = "standing"


_TURNS = (
    {ReasonCode.RECORDED, ReasonCode.MEETING_CASE},
    {ReasonCode.CARRIED_ACTION, ReasonCode.DIALOGUE_TO_COORDINATE},
    {
        ReasonCode.EVALUATION_OVERDUE,
        ReasonCode.EVALUATION_SOON,
        ReasonCode.REVISITATION_OVERDUE,
        ReasonCode.REVISITATION_SOON,
        ReasonCode.CONSENT_WITHDRAWN,
        ReasonCode.CONSENT_ENDED,
        ReasonCode.CONSENT_ENDS_SOON,
    },
    {ReasonCode.NOT_REACHED},
    {ReasonCode.NEW_CONCERN},
    {ReasonCode.CONTINUING},
    {ReasonCode.OPEN_COMMUNITY_CASE},
    {ReasonCode.STANDING},
)
"""What was agreed comes first, then what has a day, then what was not reached, what is new, and what continues."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its code, the case it is about, its day, the record it stands on, and the model's rule."""

    code: ReasonCode
    on: date | None = None
    case_id: str | None = None
    evidence: Evidence | None = None
    requirement: str | None = None
    """The requirement of the model that asks for it; nothing where the workbench reminds of its own accord."""
    consent: ConsentKind | None = None

    @property
    def turn(self) -> tuple[int, date]:
        """Return where it stands in line: by kind of reason, then by day; one without a day comes last."""
        kind = next(number for number, codes in enumerate(_TURNS) if self.code in codes)
        return kind, self.on or date.max

    @property
    def place(self) -> tuple[int, date, str]:
        """Return where it stands among the reasons for one thing; those of one kind and day stand by their record."""
        return *self.turn, self.evidence.id if self.evidence else ""

    @property
    def is_agreed(self) -> bool:
        """Tell whether somebody has agreed that it is taken up: the meeting itself, or an earlier one."""
        return any(self.code in codes for codes in _TURNS[:2])

    @property
    def text(self) -> str:
        """Return the reason as a sentence in the user's language, without any text from the data."""
        return _sentence(self.code).format(
            day=format_day(self.on),
            id=self.evidence.id if self.evidence else "–",
            consent=self.consent.label(language()) if self.consent else "–",
        )

    def to_json(self) -> dict[str, Any]:
        """Return the reason with its code, its sentence and its evidence."""
        return {
            "code": str(self.code),
            "text": self.text,
            "on": iso(self.on),
            "case_id": self.case_id,
            "evidence": self.evidence.to_json() if self.evidence else None,
            "requirement": self.requirement,
        }


def iso(day: date | None) -> str | None:
    """Return a day as JSON writes it."""
    return day.isoformat() if day else None


def _sentence(code: ReasonCode) -> str:
    """Return the sentence of a code, with places for the day, the id and the consent."""
    return {
        ReasonCode.RECORDED: _("Stands on the agenda already."),
        ReasonCode.MEETING_CASE: _("The meeting is about this case."),
        ReasonCode.CARRIED_ACTION: _("Agreement {id} from an earlier meeting is open; due day: {day}."),
        ReasonCode.DIALOGUE_TO_COORDINATE: _("What the dialogue meeting agreed on {day} is to be coordinated."),
        ReasonCode.EVALUATION_OVERDUE: _("Plan {id} was to be evaluated by {day}."),
        ReasonCode.EVALUATION_SOON: _("Plan {id} is to be evaluated by {day}."),
        ReasonCode.REVISITATION_OVERDUE: _("The year of the placement ended on {day} without a revisitation."),
        ReasonCode.REVISITATION_SOON: _("The year of the placement ends on {day}: revisitation."),
        ReasonCode.CONSENT_WITHDRAWN: _("The consent ({consent}) was withdrawn on {day}."),
        ReasonCode.CONSENT_ENDED: _("The consent ({consent}) ran out on {day}."),
        ReasonCode.CONSENT_ENDS_SOON: _("The consent ({consent}) runs out on {day}."),
        ReasonCode.NOT_REACHED: _("Was on the agenda on {day} and was not discussed."),
        ReasonCode.NEW_CONCERN: _("A concern was raised on {day}."),
        ReasonCode.CONTINUING: _("The meeting on {day} decided to continue."),
        ReasonCode.OPEN_COMMUNITY_CASE: _("An open case about the community, since {day}."),
        ReasonCode.STANDING: _("The model's agenda has this part."),
    }[code]
