"""Time from the first concern, step by step: to the referral, from there to the assessment, from there to the decision.

A step is over when the next one comes or when the case is closed; a case that is under way counts as long as it has
been. A case that was closed as referred has been referred, and goes on. The mean of the finished cases alone is never
told: it leaves out those that take long.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samrum_kit.domain.records import Case
from samrum_kit.domain.vocabulary import CaseOutcome, EventKind
from samrum_kit.figures.basis import Basis
from samrum_kit.figures.cells import Part, count_of, median_of, share_of, units_of
from samrum_kit.locale import _
from samrum_kit.measure.durations import Duration, duration

STEPS: Mapping[str, frozenset[EventKind]] = {
    "referral": frozenset({EventKind.PPV_REFERRAL, EventKind.PPT_REFERRAL}),
    "assessment": frozenset({EventKind.PPV_RECEIVED, EventKind.EXPERT_ASSESSMENT}),
    "decision": frozenset({EventKind.LEADER_DECISION, EventKind.INDIVIDUAL_DECISION, EventKind.PKU_DECISION,
                           EventKind.REFUSAL}),
}  # fmt: skip
"""What ends each step: the referral to an assessment, the assessment itself, and the decision that rests on it."""


class StepEnding(StrEnum):
    """How a step was over."""

    REACHED = "reached"
    """The next step came."""
    CLOSED = "closed"
    """The case was closed before."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One case on its way to a step."""

    case: Case
    duration: Duration
    ending: StepEnding | None
    reached_on: date | None


def stretches(basis: Basis) -> Mapping[str, tuple[Stretch, ...]]:
    """Return for each step the cases that were on their way to it, of those whose first concern lies in the period."""
    dated: defaultdict[tuple[str, str], list[date]] = defaultdict(list)
    step_of = {kind: step for step, kinds in STEPS.items() for kind in kinds}
    for event in basis.file.events:
        if event.kind in step_of:
            dated[event.case_id, step_of[event.kind]].append(event.occurred_on)
    under_way = [(case, case.first_concern_on) for case in basis.file.cases
                 if basis.period.holds(case.first_concern_on)]  # fmt: skip
    for case, _since in under_way:
        if case.closed_as is CaseOutcome.REFERRED and case.closed_on is not None:
            dated[case.case_id, "referral"].append(case.closed_on)
    found: dict[str, tuple[Stretch, ...]] = {}
    for step in STEPS:
        as_of = basis.period.as_of
        found[step] = tuple(_stretch(case, since, dated[case.case_id, step], as_of) for case, since in under_way)
        under_way = [(one.case, one.reached_on) for one in found[step] if one.reached_on is not None]
    return found


def _stretch(case: Case, since: date, days: Sequence[date], as_of: date) -> Stretch:
    """Return the way of a case to a step; a day before it began, or after the case was closed, is on another course.

    A case that was closed as referred goes on elsewhere, so that closing it ends nothing but the way to the referral.
    """
    closed = case.closed_on if case.closed_as is not CaseOutcome.REFERRED else None
    reached = min((day for day in days if since <= day <= (closed or as_of)), default=None)
    if reached is not None:
        return Stretch(case, duration(since, reached, as_of), StepEnding.REACHED, reached)
    if closed is not None:
        return Stretch(case, duration(since, closed, as_of), StepEnding.CLOSED, None)
    return Stretch(case, duration(since, None, as_of), None, None)


def time_by_step(basis: Basis) -> Iterator[Part]:
    """Yield for each step how many cases were on their way to it, how it ended, and the median number of days."""
    for step, found in stretches(basis).items():
        cases = [one.case for one in found]
        reached = [one.case for one in found if one.ending is StepEnding.REACHED]
        closed = [one.case for one in found if one.ending is StepEnding.CLOSED]
        still = [one.case for one in found if one.ending is None]
        name = _steps()[step]
        yield Part(f"{step}.cases", _("{step}: cases on their way").format(step=name), count_of(cases))
        yield Part(f"{step}.reached", _("{step}: reached").format(step=name), share_of(reached, cases))
        yield Part(f"{step}.closed", _("{step}: closed before").format(step=name), share_of(closed, cases))
        yield Part(f"{step}.open", _("{step}: still on their way").format(step=name), share_of(still, cases))
        days = median_of([one.duration for one in found], units_of(cases))
        yield Part(f"{step}.median", _("{step}: median until it is reached or the case closed").format(step=name), days)


def _steps() -> dict[str, str]:
    """Return what the steps are called."""
    return {
        "referral": _("From first concern to referral"),
        "assessment": _("From referral to assessment"),
        "decision": _("From assessment to decision"),
    }
