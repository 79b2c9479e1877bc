"""Checks on one plan as it stands, started or not."""

from typing import Literal

from samrum_kit.domain.case_file import PlanFile
from samrum_kit.domain.records import Goal, Measure
from samrum_kit.domain.vocabulary import Role, Target
from samrum_kit.review.findings import Outcome, documented, documented_by, documented_if, missing, not_relevant
from samrum_kit.review.registry import check

PlanText = Literal[
    "form_purpose",
    "form_content",
    "form_method",
    "form_pedagogy",
    "home_community",
    "child_voice",
    "parent_perspective",
    "context",
    "basis",
]


@check
def plan_texts_filled(file: PlanFile, fields: tuple[PlanText, ...]) -> Outcome:
    """Documented when all the texts of the plan are filled in."""
    return documented_if(all(getattr(file.plan, name) for name in fields), file.plan)


@check
def plan_has(file: PlanFile, part: Literal["goals", "measures", "evaluation_due_on"]) -> Outcome:
    """Documented when the plan has goals, measures or an evaluation day."""
    if part == "evaluation_due_on":
        return documented_if(file.plan.evaluation_due_on is not None, file.plan)
    records = file.goals if part == "goals" else file.measures
    return documented_by(*records) if records else missing(file.plan)


@check
def plan_has_both_targets(file: PlanFile) -> Outcome:
    """Documented when goals or measures address both the context and the individual."""
    parts: tuple[Goal | Measure, ...] = (*file.goals, *file.measures)
    targets = {part.target for part in parts}
    return documented(*parts) if targets == set(Target) else missing(file.plan, *parts)


@check
def plan_has_goal_and_evaluation_day(file: PlanFile) -> Outcome:
    """Documented when the plan has a goal and a day for evaluation."""
    return documented_if(bool(file.goals) and file.plan.evaluation_due_on is not None, file.plan, *file.goals)


@check
def plan_has_limited_period(file: PlanFile) -> Outcome:
    """Documented when the plan ends later than it starts."""
    plan = file.plan
    return documented_if(plan.ends_on is not None and plan.ends_on > plan.starts_on, plan)


@check
def plan_measures_by_each(file: PlanFile, groups: tuple[tuple[Role, ...], ...]) -> Outcome:
    """Documented when the plan's measures name somebody from each group of roles."""
    actors = {measure.actor_role for measure in file.measures}
    named = [measure for measure in file.measures if any(measure.actor_role in group for group in groups)]
    return documented(*named) if all(actors & set(group) for group in groups) else missing(file.plan, *named)


@check
def every_evaluation_has_decision(file: PlanFile) -> Outcome:
    """Documented when each evaluation says what was decided; before the first one it asks nothing."""
    if not file.evaluations:
        return not_relevant()
    undecided = [evaluation for evaluation in file.evaluations if evaluation.decision is None]
    return missing(*undecided) if undecided else documented(*file.evaluations)
