"""Checks on a case's plans: what has started, what it holds, and what came of it."""

from collections.abc import Callable
from typing import Literal

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.days import a_year_old, within_a_year
from samrum_kit.domain.records import Plan
from samrum_kit.domain.vocabulary import EvaluationResult, EventKind, Level, PlanScope, Role, Target
from samrum_kit.review.findings import Outcome, documented, documented_by, documented_if, missing, not_relevant
from samrum_kit.review.registry import check

DECIDED = frozenset({EvaluationResult.MET, EvaluationResult.PARTLY, EvaluationResult.INSUFFICIENT})
"""Results that tell how it went; "unclear" doesn't."""

NOT_ENOUGH = frozenset({EvaluationResult.PARTLY, EvaluationResult.INSUFFICIENT})
"""Results that can call for a more intensive level."""

LONGEST_PLACEMENT_DAYS = 366


@check
def plan_at_level(file: CaseFile, level: Level) -> Outcome:
    """Documented when a plan at the level has started."""
    return documented_by(*file.plans_at(level))


@check
def has_started_plan(file: CaseFile) -> Outcome:
    """Documented when any plan has started."""
    return documented_by(*file.started_plans())


@check
def every_plan_has(
    file: CaseFile, part: Literal["goals", "signs", "evaluation_due_on", "basis", "responsible_leader"]
) -> Outcome:
    """Documented when every started plan has the part; without a started plan it is missing."""
    if part == "signs":
        return _every_goal_has_signs(file)
    plans = file.started_plans()
    if part == "goals":
        return _every(plans, lambda plan: bool(file.goals_of(plan)))
    return _every(plans, lambda plan: bool(getattr(plan, part)))


@check
def every_pupil_plan_has(file: CaseFile, text: Literal["child_voice", "parent_perspective"]) -> Outcome:
    """Documented when every started plan for the pupil has the text, or says why it is missing."""
    plans = file.started_plans(scope=PlanScope.PUPIL)
    return _every(plans, lambda plan: bool(getattr(plan, text) or getattr(plan, f"{text}_missing_reason")))


@check
def evaluated_at_levels(file: CaseFile, levels: tuple[Level, ...]) -> Outcome:
    """Documented when each level has a started plan with an evaluation that tells how it went."""
    evaluations = {level: [e for p in file.plans_at(level) for e in file.evaluations_of(p)] for level in levels}
    found = {level: [e for e in evaluations[level] if e.result in DECIDED] for level in levels}
    if all(found.values()):
        return documented(*(evaluation for level in levels for evaluation in found[level]))
    lacking = [level for level in levels if not found[level]]
    return missing(*(record for level in lacking for record in (*file.plans_at(level), *evaluations[level])))


@check
def no_overdue_evaluation(file: CaseFile) -> Outcome:
    """Documented when no started plan has passed its evaluation day without any evaluation."""
    return _every(file.started_plans(), lambda plan: not is_overdue(file, plan))


def is_overdue(file: CaseFile, plan: Plan) -> bool:
    """Tell whether a plan has passed its evaluation day without any evaluation."""
    due = plan.evaluation_due_on
    return due is not None and due < file.as_of and not file.evaluations_of(plan)


@check
def escalation_after_evaluation(file: CaseFile) -> Outcome:
    """Documented when a preventive plan was evaluated as not enough by the day the first targeted plan started."""
    targeted = file.plans_at(Level.TARGETED)
    if not targeted:
        return missing()
    first = targeted[0]
    evaluations = [e for plan in file.plans_at(Level.PREVENTIVE) for e in file.evaluations_of(plan)]
    before = [e for e in evaluations if e.result in NOT_ENOUGH and e.evaluated_on <= first.starts_on]
    return documented(*before) if before else missing(first, *evaluations)


@check
def community_and_pupil(file: CaseFile) -> Outcome:
    """Documented when started plans, or started measures in them, address the community and the pupil."""
    plans = file.started_plans()
    plan_ids = {plan.plan_id for plan in plans}
    measures = [m for m in file.started_measures() if m.plan_id in plan_ids]
    sides = {
        scope: (*(p for p in plans if p.scope is scope), *(m for m in measures if m.target is target))
        for scope, target in ((PlanScope.COMMUNITY, Target.CONTEXT), (PlanScope.PUPIL, Target.INDIVIDUAL))
    }
    return documented_if(all(sides.values()), *(record for side in sides.values() for record in side))


@check
def external_adviser(file: CaseFile, level: Level, roles: tuple[Role, ...]) -> Outcome:
    """Documented when somebody from outside the school carries out a started measure at the level."""
    return documented_by(*(m for m in file.started_measures_at(level) if m.actor_role in roles))


@check
def several_measures(file: CaseFile, levels: tuple[Level, ...], at_least: int) -> Outcome:
    """Documented when each level has several started measures."""
    found = [file.started_measures_at(level) for level in levels]
    return documented_if(all(len(f) >= at_least for f in found), *(m for f in found for m in f))


@check
def limited_intensive_plan(file: CaseFile) -> Outcome:
    """Documented when an intensive plan, started or not, has a goal and a period of at most a year."""
    intensive = [plan for plan in file.plans if plan.level is Level.INTENSIVE]
    fitting = [
        plan
        for plan in intensive
        if file.goals_of(plan)
        and plan.ends_on is not None
        and (plan.ends_on - plan.starts_on).days <= LONGEST_PLACEMENT_DAYS
    ]
    return documented(*fitting) if fitting else missing(*intensive)


@check
def goals_evaluated_within_year(file: CaseFile) -> Outcome:
    """Documented when a started intensive plan was evaluated within the year; asked once a placement is a year old."""
    if not any(a_year_old(placement.occurred_on, file.as_of) for placement in file.standing(EventKind.PLACEMENT)):
        return not_relevant()
    plans = file.plans_at(Level.INTENSIVE)
    recent = [e for plan in plans for e in file.evaluations_of(plan) if within_a_year(e.evaluated_on, file.as_of)]
    return documented(*recent) if recent else missing(*plans)


def _every_goal_has_signs(file: CaseFile) -> Outcome:
    """Documented when every goal of every started plan has a sign; without a goal it is missing."""
    plans = file.started_plans()
    goals = [goal for plan in plans for goal in file.goals_of(plan)]
    if not goals:
        return missing(*plans)
    lacking = [goal for goal in goals if not file.signs_of(goal)]
    if lacking:
        return missing(*lacking)
    return documented(*(sign for goal in goals for sign in file.signs_of(goal)))


def _every(plans: tuple[Plan, ...], fulfils: Callable[[Plan], bool]) -> Outcome:
    """Documented when there are plans and each fulfils; missing shows those that don't."""
    lacking = [plan for plan in plans if not fulfils(plan)]
    if not plans or lacking:
        return missing(*lacking)
    return documented(*plans)
