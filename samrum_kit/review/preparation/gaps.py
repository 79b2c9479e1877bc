"""What is still missing before the meeting: for each case by the forum's gates, and for the meeting itself."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.vocabulary import CaseKind
from samrum_kit.review.engine import review
from samrum_kit.review.findings import Review
from samrum_kit.review.preparation.occasion import Occasion
from samrum_kit.review.preparation.shown import Shown


@dataclass(frozen=True, slots=True)
class CaseGaps:
    """What is missing in one case, by the gates that the forum looks towards."""

    case_id: str
    about: CaseKind
    reviews: tuple[Review, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the missing findings of each gate."""
        return {"case_id": self.case_id, "gates": [_missing(found) for found in self.reviews]}


@dataclass(frozen=True)
class Gaps(Shown):
    """What is missing, as questions to the school; nothing is added up."""

    template: ClassVar[str] = "gaps"
    meeting: Review | None
    """The meeting's own gate, or nothing where the model has none for the forum."""
    on_proposal: bool
    """The meeting isn't recorded: the gate is held against the proposed agenda, without any participants."""
    cases: tuple[CaseGaps, ...]

    @property
    def about_pupils(self) -> tuple[CaseGaps, ...]:
        """Return the pupils' cases that a gate was held against."""
        return tuple(case for case in self.cases if case.reviews and case.about is CaseKind.INDIVIDUAL)

    @property
    def about_communities(self) -> tuple[CaseGaps, ...]:
        """Return the other cases that a gate was held against."""
        return tuple(case for case in self.cases if case.reviews and case.about is not CaseKind.INDIVIDUAL)

    def to_json(self) -> dict[str, Any]:
        """Return the missing findings of the meeting and of its cases."""
        return {
            "meeting": _missing(self.meeting) if self.meeting else None,
            "on_proposal": self.on_proposal,
            "cases": [case.to_json() for case in self.cases],
        }


def gaps(occasion: Occasion, record: MeetingRecord, case_ids: Iterable[str]) -> Gaps:
    """Hold the meeting against its gate and each case against the gates that the forum looks towards."""
    rules, model = occasion.rules, occasion.model
    file = occasion.school.meeting_file(record)
    meeting = review(file, model, rules.meeting_gate) if rules.meeting_gate else None
    if meeting is not None and not occasion.recorded:
        meeting = replace(meeting, findings=tuple(replace(finding, evidence=()) for finding in meeting.findings))
    files = (occasion.school.cases[case_id] for case_id in case_ids)
    return Gaps(
        meeting=meeting,
        on_proposal=not occasion.recorded,
        cases=tuple(
            CaseGaps(case.case.case_id, case.case.kind, tuple(review(case, model, gate) for gate in rules.case_gates))
            for case in files
        ),
        names=occasion.names,
    )


def _missing(found: Review) -> dict[str, Any]:
    """Return a gate with what is missing at it."""
    return {"gate": found.gate, "missing": [finding.to_json() for finding in found.missing]}
