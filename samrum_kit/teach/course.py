"""The course of one case from the first concern on, complete; what it lacks is taken away afterwards."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from samrum_kit.domain.fields import Record
from samrum_kit.domain.records import Concern, Goal
from samrum_kit.domain.vocabulary import (
    CaseKind,
    CaseOutcome,
    EvaluationDecision,
    EvaluationResult,
    Level,
    PlanScope,
    Target,
)
from samrum_kit.teach.measuring import measured
from samrum_kit.teach.outline import Outline
from samrum_kit.teach.planning import PlanDraft, written_plan
from samrum_kit.teach.plots import Reach

WEEKS_TO_PLAN = 3
PREVENTIVE_WEEKS = 9
TARGETED_WEEKS = 12
"""Weeks of school; holidays lengthen a plan."""


def ordinary_course(told: Outline, plans: tuple[PlanDraft, ...], ends: Mapping[str, object]) -> Iterator[Record]:
    """Write what every model shares: the case and how it ends, the concern, the plans and the measurements."""
    yield told.case.model_copy(update=ends)
    if told.pupil is not None:
        yield told.pupil
    yield concern(told)
    written = [record for draft in plans for record in written_plan(told, draft)]
    yield from written
    measured_plans = tuple(draft for draft in plans if draft.level is not Level.INTENSIVE)
    yield from measured(told, measured_plans, _measured_goal(written, measured_plans, told.case_id))


def concern(told: Outline) -> Concern:
    """Write the concern as it was raised."""
    raised = told.dice.pick(told.theme.concerns)
    return Concern(concern_id=f"{told.case_id}-B1", case_id=told.case_id, raised_on=told.case.first_concern_on,
                   raised_by_role=raised.by, text=told.say(raised.text), tried_so_far=told.dice.pick(told.theme.tried))


def drafts(told: Outline) -> tuple[PlanDraft, ...]:
    """Draw the plans of a case, as far as it has come: first for the community, then for the pupil."""
    if told.plot.reach is Reach.CONCERN:
        return ()
    first = _preventive(told)
    if told.plot.reach is Reach.PREVENTIVE:
        return (first,)
    second = _targeted(told, first)
    if told.plot.reach is Reach.PLACEMENT:
        return (first, second, *_intensive_years(told))
    if told.plot.reach is Reach.REFERRAL:
        return (first, second, _coming_year(told))
    return (first, second)


def _preventive(told: Outline) -> PlanDraft:
    """Draw the first plan; it isn't enough where a case goes on."""
    goes_on = told.plot.reach > Reach.PREVENTIVE
    result = told.dice.pick((EvaluationResult.PARTLY, EvaluationResult.INSUFFICIENT) if goes_on else (
        EvaluationResult.MET, EvaluationResult.PARTLY, EvaluationResult.MET, EvaluationResult.UNCLEAR))
    starts = told.calendar.school_weeks_after(told.case.first_concern_on, WEEKS_TO_PLAN)
    ends = told.calendar.school_weeks_after(starts, PREVENTIVE_WEEKS)
    decision = EvaluationDecision.ESCALATE if goes_on else _decision(result)
    return PlanDraft(1, Level.PREVENTIVE, PlanScope.COMMUNITY, starts, ends, result, decision)


def _targeted(told: Outline, first: PlanDraft) -> PlanDraft:
    """Draw the plan that follows when the first wasn't enough."""
    goes_on = told.plot.reach > Reach.TARGETED
    result = told.dice.pick((EvaluationResult.PARTLY, EvaluationResult.INSUFFICIENT) if goes_on else (
        EvaluationResult.MET, EvaluationResult.PARTLY, EvaluationResult.MET))
    scope = PlanScope.PUPIL if told.case.kind is CaseKind.INDIVIDUAL else PlanScope.COMMUNITY
    starts = told.calendar.weeks_after(first.ends, 1)
    ends = told.calendar.school_weeks_after(starts, TARGETED_WEEKS)
    decision = EvaluationDecision.ESCALATE if goes_on else _decision(result)
    return PlanDraft(2, Level.TARGETED, scope, starts, ends, result, decision, in_form=told.plot.in_form)


def _decision(result: EvaluationResult) -> EvaluationDecision:
    """Return what usually follows from a result where the case doesn't go on to the next level."""
    return {
        EvaluationResult.MET: EvaluationDecision.STOP,
        EvaluationResult.PARTLY: EvaluationDecision.ADJUST,
        EvaluationResult.INSUFFICIENT: EvaluationDecision.ADJUST,
        EvaluationResult.UNCLEAR: EvaluationDecision.CONTINUE,
    }[result]


def _intensive_years(told: Outline) -> Iterator[PlanDraft]:
    """Draw the yearly plans of a special offer: last year's, this year's, and the next one's as prepared."""
    for number, year in enumerate(range(told.horizon.year - 2, told.horizon.year + 1), 3):
        yield PlanDraft(number, Level.INTENSIVE, PlanScope.PUPIL, date(year, 8, 1),
                        date(year + 1, 6, 25), EvaluationResult.PARTLY, EvaluationDecision.CONTINUE,
                        due=told.calendar.on_or_after(date(year + 1, 4, 20)))


def _coming_year(told: Outline) -> PlanDraft:
    """Draw the plan for the first year of a special offer, as it goes with the referral."""
    return PlanDraft(3, Level.INTENSIVE, PlanScope.PUPIL, date(told.horizon.year, 8, 1),
                     date(told.horizon.year + 1, 6, 25), EvaluationResult.PARTLY, EvaluationDecision.CONTINUE,
                     due=told.calendar.on_or_after(date(told.horizon.year + 1, 4, 20)))


def ending(told: Outline, plans: tuple[PlanDraft, ...]) -> dict[str, object]:
    """Return how and when a case was closed, where its last plan reached its goals in time."""
    last = plans[-1] if plans else None
    if last is None or last.decision is not EvaluationDecision.STOP:
        return {}
    closed = told.calendar.on_or_after(last.ends + timedelta(days=told.dice.between(5, 20)))
    return {"closed_on": closed, "closed_as": CaseOutcome.HANDLED}


def _measured_goal(written: list[Record], plans: tuple[PlanDraft, ...], case_id: str) -> str | None:
    """Return the goal that the measurements follow: the last plan's goal for the pupil, or its only one."""
    if not plans:
        return None
    plan_id = plans[-1].plan_id(case_id)
    goals = [record for record in written if isinstance(record, Goal) and record.plan_id == plan_id]
    return max(goals, key=lambda goal: (goal.target is Target.INDIVIDUAL, goal.goal_id)).goal_id


