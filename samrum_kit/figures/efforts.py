"""What schools do for pupils and communities: at which level, for whom, carried out or not, tried before or not.

Source: Haderslev's handleguide; "tried before" is asked of each referral to the committee on the day it was made.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from samrum_kit.domain.records import Evaluation, Event, Measure, Plan
from samrum_kit.domain.vocabulary import CarriedOut, EventKind, Level, Target
from samrum_kit.figures.basis import Basis
from samrum_kit.figures.cells import Part, count_of, mix_parts
from samrum_kit.locale import _, language
from samrum_kit.measure.yearly import YearlyReview, yearly_review


def level_mix(basis: Basis) -> Iterator[Part]:
    """Yield the levels of the measures that started; one without a plan that has started has none."""
    coded = [(measure, _level(basis, measure)) for measure in basis.started]
    kinds = [(level.value, level.label(language())) for level in Level]
    return mix_parts(kinds, coded, _("without a level"), basis.cases_of_measures)


def _level(basis: Basis, measure: Measure) -> str | None:
    """Return the level of the plan of a measure; a plan that has not started yet tells none."""
    plan = basis.file.every_plan.get(measure.plan_id or "")
    return plan.level.value if plan is not None and plan.starts_on <= basis.period.as_of else None


def both_sides(basis: Basis) -> Iterator[Part]:
    """Yield for whom the plans that started have begun measures: the community and the child, or one of them alone."""
    names = {
        frozenset({Target.CONTEXT, Target.INDIVIDUAL}): "both",
        frozenset({Target.CONTEXT}): "community",
        frozenset({Target.INDIVIDUAL}): "child",
    }
    plans = [plan for plan in basis.file.plans if basis.period.holds(plan.starts_on)]
    kinds = (
        ("both", _("both the community and the child")),
        ("community", _("the community alone")),
        ("child", _("the child alone")),
    )
    found = ((plan, names.get(basis.file.sides.get(plan.plan_id, frozenset()))) for plan in plans)
    return mix_parts(kinds, found, _("without measures that have started"))


def carried_out(basis: Basis) -> Iterator[Part]:
    """Yield whether the measures that started were carried out as agreed, where it is known."""
    kinds = [(kind.value, kind.label(language())) for kind in CarriedOut if kind is not CarriedOut.UNKNOWN]
    found = [(measure, _carried_out(measure)) for measure in basis.started]
    return mix_parts(kinds, found, _("not known"), basis.cases_of_measures)


def _carried_out(measure: Measure) -> str | None:
    """Return whether a measure was carried out; a blank says as little as "unknown"."""
    if measure.carried_out in {None, CarriedOut.UNKNOWN}:
        return None
    return str(measure.carried_out)


def tried_before_intrusive(basis: Basis) -> Iterator[Part]:
    """Yield for which share of the referrals to PKU plans of both earlier levels had been evaluated before that day."""
    plans: defaultdict[str, list[Plan]] = defaultdict(list)
    for plan in basis.file.plans:
        plans[plan.case_id].append(plan)
    evaluated: defaultdict[str, list[Evaluation]] = defaultdict(list)
    for evaluation in basis.file.evaluations:
        evaluated[evaluation.plan_id].append(evaluation)

    def tried(referral: Event, level: Level) -> bool:
        return any(plan.level is level and _was_evaluated(plan, evaluated[plan.plan_id], referral.occurred_on)
                   for plan in plans[referral.case_id])  # fmt: skip

    names = {(True, True): "both", (True, False): "preventive", (False, True): "targeted", (False, False): "neither"}
    found = [(event, names[tried(event, Level.PREVENTIVE), tried(event, Level.TARGETED)])
             for event in basis.file.events
             if event.kind is EventKind.PKU_REFERRAL and basis.period.holds(event.occurred_on)]  # fmt: skip
    kinds = (
        ("both", _("both preventive and targeted efforts evaluated")),
        ("preventive", _("preventive efforts alone evaluated")),
        ("targeted", _("targeted efforts alone evaluated")),
        ("neither", _("neither evaluated")),
    )
    return mix_parts(kinds, found)


def _was_evaluated(plan: Plan, evaluations: list[Evaluation], before: date) -> bool:
    """Tell whether a plan had started and been evaluated before a day."""
    return plan.starts_on < before and any(evaluation.evaluated_on < before for evaluation in evaluations)


@dataclass(frozen=True, slots=True)
class Placement:
    """A standing placement, and when it has to be looked at again; it names a case and stays inside the team."""

    event: Event
    review: YearlyReview


def placements(basis: Basis) -> tuple[Placement, ...]:
    """Return the placements that stand on the day it is seen from, that which is due first before the others."""
    reviews: defaultdict[str, list[date]] = defaultdict(list)
    for event in basis.file.events:
        if event.kind is EventKind.REVISITATION:
            reviews[event.case_id].append(event.occurred_on)
    standing = (event for event in basis.file.events if event.kind is EventKind.PLACEMENT and event.ended_on is None)
    as_of = basis.period.as_of
    found = (
        Placement(event, yearly_review(event.occurred_on, max(reviews[event.case_id], default=None), as_of))
        for event in standing
    )
    return tuple(sorted(found, key=lambda one: (one.review.due, one.event.event_id)))


def revisitation(basis: Basis) -> Iterator[Part]:
    """Yield how many placements stand on the day, and for how many a year has passed without a revisitation."""
    found = placements(basis)
    overdue = [placement.event for placement in found if placement.review.overdue]
    yield Part("active", _("placements that stand"), count_of([placement.event for placement in found]))
    yield Part("overdue", _("more than a year without a revisitation"), count_of(overdue))
