"""What is taken away from a complete course so that one requirement is left open: pure functions by requirement."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from samrum_kit.domain.days import years_after
from samrum_kit.domain.fields import Record
from samrum_kit.domain.records import (
    Action,
    Concern,
    Consent,
    Contract,
    Evaluation,
    Event,
    Goal,
    Measure,
    Meeting,
    Participant,
    PerspectiveEntry,
    Plan,
    Series,
    Sign,
)
from samrum_kit.domain.vocabulary import (
    ConsentKind,
    EvaluationResult,
    EventKind,
    Forum,
    Level,
    Perspective,
    PlanScope,
    Role,
    Target,
)

Records = tuple[Record, ...]
Gap = Callable[[Records], Records]
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Which:
    """Chooses records of one type by the values of some fields; none given chooses all of the type."""

    record: type[Record]
    fields: tuple[tuple[str, Any], ...] = ()

    def __call__(self, record: Record) -> bool:
        """Tell whether a record is chosen."""
        return isinstance(record, self.record) and all(getattr(record, name) == value for name, value in self.fields)


def which(record: type[Record], **fields: Any) -> Which:
    """Choose the records of a type whose fields have these values."""
    return Which(record, tuple(fields.items()))


def without(*chosen: Which) -> Gap:
    """Take the chosen records away."""
    return lambda records: tuple(record for record in records if not any(one(record) for one in chosen))


def changed(chosen: Which, **values: Any) -> Gap:
    """Give the chosen records other values."""
    return lambda records: tuple(r.model_copy(update=values) if chosen(r) else r for r in records)


def both(*gaps: Gap) -> Gap:
    """Apply several changes, one after the other."""
    def apply(records: Records) -> Records:
        for gap in gaps:
            records = gap(records)
        return records
    return apply


def whole(records: Iterable[Record]) -> Records:
    """Drop what belongs to a plan or goal that is gone; a series stays, without its goal."""
    kept = tuple(records)
    plans = {r.plan_id for r in kept if isinstance(r, Plan)}
    goals = {r.goal_id for r in kept if isinstance(r, Goal) and r.plan_id in plans}
    return tuple(_mended(r, goals) for r in kept if not _orphaned(r, plans, goals))


def _orphaned(record: Record, plans: set[str], goals: set[str]) -> bool:
    """Tell whether a record belongs to a plan or goal that is gone."""
    if isinstance(record, Sign):
        return record.goal_id not in goals
    if isinstance(record, Measure) and record.plan_id is None:
        return False
    return isinstance(record, Goal | Measure | Evaluation) and record.plan_id not in plans


def _mended(record: Record, goals: set[str]) -> Record:
    """Return a series without a goal that is gone, and anything else as it is."""
    if isinstance(record, Series) and record.goal_id is not None and record.goal_id not in goals:
        return record.model_copy(update={"goal_id": None})
    return record


def in_plans(level: Level, record: type[Goal] | type[Measure] | type[Evaluation]) -> Callable[[Gap], Gap]:
    """Limit a change of goals, measures or evaluations to the plans of a level."""
    def limit(gap: Gap) -> Gap:
        def apply(records: Records) -> Records:
            ids = {r.plan_id for r in records if isinstance(r, Plan) and r.level is level}
            touched = {id(r) for r in records if isinstance(r, record) and r.plan_id in ids}
            kept = iter(gap(tuple(r for r in records if id(r) in touched)))
            return (*(r for r in records if id(r) not in touched), *kept)
        return apply
    return limit


def first_only(record: type[Record]) -> Gap:
    """Keep the first record of a type and take the others away."""
    def apply(records: Records) -> Records:
        own = [r for r in records if isinstance(r, record)]
        return tuple(r for r in records if not isinstance(r, record) or r is own[0])
    return apply


TARGETED = which(Plan, level=Level.TARGETED)
PREVENTIVE = which(Plan, level=Level.PREVENTIVE)
NOTHING_FOR_THE_PUPIL = without(which(Goal, target=Target.INDIVIDUAL), which(Measure, target=Target.INDIVIDUAL))


def _evaluated_too_late(records: Records) -> Records:
    """Evaluate the preventive plan only after the targeted one has begun."""
    began = min(r.starts_on for r in records if isinstance(r, Plan) and r.level is Level.TARGETED)
    return in_plans(Level.PREVENTIVE, Evaluation)(
        changed(which(Evaluation), evaluated_on=began + timedelta(days=14)))(records)


def _community_alone(records: Records) -> Records:
    """Turn the pupil's plan into one for the community, with nothing for the pupil."""
    first = next(r for r in records if isinstance(r, Plan))
    return both(
        changed(TARGETED, scope=PlanScope.COMMUNITY, context=first.context, child_voice=None,
                child_voice_missing_reason=None, parent_perspective=None, parent_perspective_missing_reason=None),
        NOTHING_FOR_THE_PUPIL,
    )(records)


def _last_sign(records: Records) -> Records:
    """Take the signs of the last goal away."""
    last = [r for r in records if isinstance(r, Goal)][-1]
    return without(which(Sign, goal_id=last.goal_id))(records)


def _without_actors(*roles: Role) -> Gap:
    """Take the measures of some roles away."""
    return without(*(which(Measure, actor_role=role) for role in roles))


def _dialogue_after_referral(records: Records) -> Records:
    """Refer the case before the district council has met about it."""
    met = next(r.planned_on for r in records if isinstance(r, Meeting) and r.forum is Forum.DISTRICT_COUNCIL)
    day = met - timedelta(days=7) if met else None
    return changed(which(Event, kind=EventKind.PKU_REFERRAL), occurred_on=day)(records)


def _agreement_ended(records: Records) -> Records:
    """Let the psychologist's agreement end three weeks after it was given."""
    given = next(r for r in records if isinstance(r, Event) and r.kind is EventKind.PSYCHOLOGIST_AGREEMENT)
    return changed(which(Event, kind=given.kind), ended_on=given.occurred_on + timedelta(days=21))(records)


def _two_years(records: Records) -> Records:
    """Let the coming special offer run for two years."""
    coming = next(r for r in records if isinstance(r, Plan) and r.level is Level.INTENSIVE)
    return changed(which(Plan, level=Level.INTENSIVE), ends_on=years_after(coming.starts_on, 2))(records)


def _review_forgotten(records: Records) -> Records:
    """Let the newest contract name no day for looking at it again."""
    newest = max((r for r in records if isinstance(r, Contract)), key=lambda contract: contract.agreed_on)
    return changed(which(Contract, contract_id=newest.contract_id), review_on=None)(records)


def with_gaps(records: Records, gaps: Iterable[str]) -> Records:
    """Return a course with its gaps, whole again: nothing belongs to a plan or goal that is gone."""
    return whole(both(*(CASE_GAPS[gap] for gap in gaps))(records))


CASE_GAPS: dict[str, Gap] = {
    "ppv.preventive_plan": without(PREVENTIVE),
    "ppv.targeted_plan": without(TARGETED),
    "ppv.goals": in_plans(Level.TARGETED, Goal)(without(which(Goal))),
    "ppv.signs": _last_sign,
    "ppv.evaluation_date": changed(TARGETED, evaluation_due_on=None),
    "ppv.evaluated_each_level": in_plans(Level.TARGETED, Evaluation)(
        changed(which(Evaluation), result=EvaluationResult.UNCLEAR)),
    "ppv.no_overdue_evaluation": in_plans(Level.TARGETED, Evaluation)(without(which(Evaluation))),
    "ppv.escalation_after_evaluation": _evaluated_too_late,
    "ppv.community_and_pupil": _community_alone,
    "ppv.child_voice": changed(TARGETED, child_voice=None, child_voice_missing_reason=None),
    "ppv.parent_perspective": changed(TARGETED, parent_perspective=None, parent_perspective_missing_reason=None),
    "ppv.external_adviser": _without_actors(
        Role.PRACTICE_ADVISER, Role.ADVISORY_TEAM, Role.PSYCHOLOGIST, Role.FAMILY_COUNSELLING),
    "ppv.several_measures": in_plans(Level.PREVENTIVE, Measure)(first_only(Measure)),
    "ppv.data_basis": changed(PREVENTIVE, basis=None),
    "ppv.parent_agreement": without(
        which(Event, kind=EventKind.PARENT_AGREEMENT, topic=ConsentKind.PPV), which(Consent, kind=ConsentKind.PPV)),
    "ppv.responsible_leader": changed(TARGETED, responsible_leader=None),
    "pku.ppv_received": without(which(Event, kind=EventKind.PPV_RECEIVED)),
    "pku.school_referral": without(which(Event, kind=EventKind.SCHOOL_REFERRAL)),
    "pku.parent_agreement": without(
        which(Event, kind=EventKind.PARENT_AGREEMENT, topic=ConsentKind.PKU), which(Consent, kind=ConsentKind.PKU)),
    "pku.psychologist_agreement": _agreement_ended,
    "pku.district_dialogue": _dialogue_after_referral,
    "pku.party_hearing": without(which(Event, kind=EventKind.PARTY_HEARING)),
    "pku.year_goals": _two_years,
    "mellemform.described": changed(TARGETED, form_method=None),
    "mellemform.community_and_progress": NOTHING_FOR_THE_PUPIL,
    "mellemform.goal_follow_up": changed(TARGETED, evaluation_due_on=None),
    "mellemform.parents": changed(TARGETED, parent_perspective=None),
    "mellemform.child_voice": changed(TARGETED, child_voice=None),
    "mellemform.belongs_to_community": changed(TARGETED, home_community=None),
    "mellemform.limited_period": changed(TARGETED, ends_on=None),
    "mellemform.teams_cooperate": _without_actors(Role.INTERMEDIATE_FORM_STAFF),
    "dialogue.parent_acceptance": changed(which(Consent, kind=ConsentKind.PPR_REFERRAL), givers_required=2, givers=1),
    "dialogue.parties": without(which(Participant, role=Role.PPR)),
    "dialogue.chair": changed(which(Meeting, forum=Forum.DIALOGUE), chair_role=Role.DEPARTMENT_HEAD),
    "dialogue.agreed_actions": without(which(Action)),
    "dialogue.coordinated_later": both(),
    "dialogue.pupil_heard": both(
        changed(which(Plan), child_voice=None), changed(which(Participant, role=Role.PUPIL), present=False)),
    "handleplan.goals": in_plans(Level.TARGETED, Goal)(without(which(Goal))),
    "handleplan.measures": in_plans(Level.TARGETED, Measure)(without(which(Measure))),
    "handleplan.evaluation": changed(TARGETED, evaluation_due_on=None),
    "handleplan.adjustment": in_plans(Level.TARGETED, Evaluation)(changed(which(Evaluation), decision=None)),
    "handleplan.dual_focus": NOTHING_FOR_THE_PUPIL,
    "samarbejde.contract": without(which(Contract)),
    "samarbejde.contract_renewed": _review_forgotten,
    "samarbejde.plan": without(which(Plan)),
    **{f"perspective.{p.value}": without(which(PerspectiveEntry, perspective=p)) for p in Perspective},
    "ppt.report_form": without(which(Concern)),
    "ppt.discussed": both(),
    "ppt.measures_tested": without(which(Evaluation)),
    "ppt.system_measure": without(which(Measure, target=Target.CONTEXT)),
    "revisitation.yearly": without(which(Event, kind=EventKind.REVISITATION)),
    "revisitation.goals_evaluated": in_plans(Level.INTENSIVE, Evaluation)(without(which(Evaluation))),
}
"""By the requirement that is left open."""
