"""What falls due in the school's open cases: evaluations, dialogues to coordinate, revisitations, consents."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from samrum_kit.domain.case_file import CaseFile, is_in_force
from samrum_kit.domain.days import years_after
from samrum_kit.domain.records import Consent, Plan
from samrum_kit.domain.vocabulary import EventKind, Forum
from samrum_kit.review.checks.meetings import dialogues_to_coordinate
from samrum_kit.review.checks.plans import is_overdue
from samrum_kit.review.findings import Evidence
from samrum_kit.review.preparation.occasion import Occasion
from samrum_kit.review.preparation.reasons import Reason, ReasonCode
from samrum_kit.review.preparation.shown import Shown

EVALUATION_WINDOW = timedelta(days=14)
REVISITATION_WINDOW = timedelta(days=60)
CONSENT_WINDOW = timedelta(days=30)
"""How long before its day something is put before the meeting."""


@dataclass(frozen=True)
class Due(Shown):
    """What has fallen due or soon will, in the order of its days."""

    template: ClassVar[str] = "due"
    reasons: tuple[Reason, ...]

    windows: ClassVar[dict[str, int]] = {
        "evaluation": EVALUATION_WINDOW.days,
        "revisitation": REVISITATION_WINDOW.days,
        "consent": CONSENT_WINDOW.days,
    }

    @property
    def requirements(self) -> tuple[str, ...]:
        """Return the model's requirements that ask for what is due."""
        return tuple(reason.requirement for reason in self.reasons if reason.requirement)

    def to_json(self) -> list[dict[str, Any]]:
        """Return each with its case, day and evidence."""
        return [reason.to_json() for reason in self.reasons]


def due(occasion: Occasion) -> Due:
    """Return everything due in the open cases that the meeting may take up; dialogues also where the case is closed."""
    return Due(reasons=tuple(sorted(due_reasons(occasion), key=_order)), names=occasion.names)


def due_reasons(occasion: Occasion) -> Iterator[Reason]:
    """Yield a reason for each thing that is due."""
    yield from _dialogues(occasion)
    finders: tuple[Callable[[Occasion, CaseFile], Iterator[Reason]], ...] = (_evaluations, _revisitations, _consents)
    for file in occasion.open_cases():
        for find in finders:
            yield from find(occasion, file)


def _order(reason: Reason) -> tuple[date, str, str, str]:
    """Put what is due in the order of its days."""
    return reason.on or date.max, reason.case_id or "", reason.code, reason.evidence.id if reason.evidence else ""


def _dialogues(occasion: Occasion) -> Iterator[Reason]:
    """Yield the dialogue meetings whose agreements a SamRum meeting is to coordinate."""
    if occasion.forum is not Forum.SAMRUM:
        return
    asked_by = occasion.requirement("dialogues_followed_up")
    for dialogue in dialogues_to_coordinate(occasion.file, before=occasion.on):
        held = dialogue.meeting
        evidence = Evidence.of(held)
        yield Reason(ReasonCode.DIALOGUE_TO_COORDINATE, held.held_on, held.case_id, evidence, asked_by)


def _evaluations(occasion: Occasion, file: CaseFile) -> Iterator[Reason]:
    """Yield the started plans whose evaluation is overdue or due within the window."""
    asked_by = occasion.requirement("no_overdue_evaluation")
    for plan in file.started_plans():
        if is_overdue(file, plan):
            code = ReasonCode.EVALUATION_OVERDUE
        elif _is_soon(file, plan):
            code = ReasonCode.EVALUATION_SOON
        else:
            continue
        yield Reason(code, plan.evaluation_due_on, file.case.case_id, Evidence.of(plan), asked_by)


def _is_soon(file: CaseFile, plan: Plan) -> bool:
    """Tell whether a plan's evaluation is due within the window; one held within the same window answers it."""
    day = plan.evaluation_due_on
    if day is None or not file.as_of <= day <= file.as_of + EVALUATION_WINDOW:
        return False
    return not any(evaluation.evaluated_on >= day - EVALUATION_WINDOW for evaluation in file.evaluations_of(plan))


def _revisitations(occasion: Occasion, file: CaseFile) -> Iterator[Reason]:
    """Yield the standing placements whose year has ended without a review, or ends within the window."""
    asked_by = occasion.requirement("revisited_within_year")
    reviewed = [event.occurred_on for event in file.events_of(EventKind.REVISITATION)]
    for placement in file.standing(EventKind.PLACEMENT):
        year_ends = years_after(max([placement.occurred_on, *reviewed]), 1)
        if year_ends <= occasion.on + REVISITATION_WINDOW:
            late = year_ends < occasion.on
            code = ReasonCode.REVISITATION_OVERDUE if late else ReasonCode.REVISITATION_SOON
            yield Reason(code, year_ends, file.case.case_id, Evidence.of(placement), asked_by)


def _consents(occasion: Occasion, file: CaseFile) -> Iterator[Reason]:
    """Yield the consents that run out within the window, or have ended since the last meeting, and are not renewed."""
    for consent in file.consents:
        ending = _ending(occasion, consent)
        if ending is not None and not _is_renewed(file, consent, ending[1]):
            code, day = ending
            yield Reason(code, day, file.case.case_id, Evidence.of(consent), consent=consent.kind)


def _ending(occasion: Occasion, consent: Consent) -> tuple[ReasonCode, date] | None:
    """Tell how and when a consent ends or has ended, where that concerns the meeting."""
    last = occasion.last.meeting.held_on if occasion.last else None
    until, withdrawn = consent.valid_until, consent.withdrawn_on
    if consent.givers < consent.givers_required:
        return None
    if withdrawn is not None and (until is None or withdrawn <= until):
        return (ReasonCode.CONSENT_WITHDRAWN, withdrawn) if last is None or withdrawn > last else None
    if until is None:
        return None
    if until < occasion.on:
        return (ReasonCode.CONSENT_ENDED, until) if last is None or until >= last else None
    return (ReasonCode.CONSENT_ENDS_SOON, until) if until <= occasion.on + CONSENT_WINDOW else None


def _is_renewed(file: CaseFile, consent: Consent, ends_on: date) -> bool:
    """Tell whether another consent of the kind is in force after this one has ended."""
    after = max(ends_on + timedelta(days=1), file.as_of)
    others = (other for other in file.consents if other.consent_id != consent.consent_id)
    return any(other.kind is consent.kind and is_in_force(other, after) for other in others)
