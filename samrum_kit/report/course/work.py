"""Plans as a table of goals, measures and evaluations: what was to be reached, what was done, what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.records import Evaluation, Goal, Measure, Plan, Sign
from samrum_kit.domain.vocabulary import PlanScope, Target

_TARGET_OF = {PlanScope.COMMUNITY: Target.CONTEXT, PlanScope.PUPIL: Target.INDIVIDUAL}


@dataclass(frozen=True, slots=True)
class WorkRow:
    """What a plan sets out and does towards one side, and how the plan was evaluated; an empty cell is a lack."""

    plan: Plan
    target: Target
    goals: tuple[tuple[Goal, tuple[Sign, ...]], ...]
    measures: tuple[Measure, ...]
    evaluations: tuple[Evaluation, ...]


@dataclass(frozen=True, slots=True)
class PlanWork:
    """A plan and its rows, the side of the community first."""

    plan: Plan
    rows: tuple[WorkRow, ...]


def plan_work(file: CaseFile, scope: PlanScope) -> tuple[PlanWork, ...]:
    """Return the plans of a scope, started or not, the earliest first."""
    plans = sorted((plan for plan in file.plans if plan.scope is scope), key=lambda p: (p.starts_on, p.plan_id))
    return tuple(PlanWork(plan, tuple(_rows(file, plan))) for plan in plans)


def work_towards(file: CaseFile, target: Target) -> tuple[WorkRow, ...]:
    """Return what every plan sets out and does towards one side, the earliest plan first."""
    plans = sorted(file.plans, key=lambda plan: (plan.starts_on, plan.plan_id))
    return tuple(row for plan in plans for row in _rows(file, plan) if row.target is target)


def beside_plans(file: CaseFile) -> tuple[Measure, ...]:
    """Return the measures that stand in no plan of the case, the side of the community first."""
    plan_ids = {plan.plan_id for plan in file.plans}
    found = (measure for measure in file.measures if measure.plan_id not in plan_ids)
    return tuple(sorted(found, key=lambda m: (m.target is not Target.CONTEXT, m.starts_on or file.as_of, m.measure_id)))


def _rows(file: CaseFile, plan: Plan) -> Iterator[WorkRow]:
    """Yield a row for each side that a plan turns to; a plan without a goal or measure turns to that of its scope."""
    goals, measures = file.goals_of(plan), file.measures_of(plan)
    sides = {goal.target for goal in goals} | {measure.target for measure in measures} or {_TARGET_OF[plan.scope]}
    for target in Target:
        if target in sides:
            yield WorkRow(
                plan,
                target,
                tuple((goal, file.signs_of(goal)) for goal in goals if goal.target is target),
                tuple(measure for measure in measures if measure.target is target),
                file.evaluations_of(plan),
            )
