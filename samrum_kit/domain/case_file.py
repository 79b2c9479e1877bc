"""Everything about one case as it was known on a day, with methods that read as sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samrum_kit.domain.knowledge import all_known_on, known_on
from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.notes import RequirementNote
from samrum_kit.domain.records import (
    Action,
    Case,
    Concern,
    Consent,
    Contract,
    Evaluation,
    Event,
    Goal,
    Measure,
    Observation,
    PerspectiveEntry,
    Plan,
    Pupil,
    School,
    Series,
    Sign,
)
from samrum_kit.domain.vocabulary import ConsentKind, EventKind, Forum, Level, PlanScope


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One case on one day; made by `case_file`, which cuts away what was not known then."""

    case: Case
    school: School
    as_of: date
    pupil: Pupil | None = None
    concerns: tuple[Concern, ...] = ()
    consents: tuple[Consent, ...] = ()
    contracts: tuple[Contract, ...] = ()
    perspectives: tuple[PerspectiveEntry, ...] = ()
    plans: tuple[Plan, ...] = ()
    goals: tuple[Goal, ...] = ()
    signs: tuple[Sign, ...] = ()
    measures: tuple[Measure, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    series: tuple[Series, ...] = ()
    observations: tuple[Observation, ...] = ()
    events: tuple[Event, ...] = ()
    meetings: tuple[MeetingRecord, ...] = ()
    """The meetings about the case, planned and held."""
    agreed_elsewhere: tuple[MeetingRecord, ...] = ()
    """Meetings about other matters that agreed something about the case, with these agreements alone."""
    notes: tuple[RequirementNote, ...] = ()
    left_out: int = 0
    """How many agenda items and agreements about other matters stand in its meetings and are left out here."""

    def started_plans(self, *, level: Level | None = None, scope: PlanScope | None = None) -> tuple[Plan, ...]:
        """Return the plans that have started, of one level or scope where given, the earliest first."""
        plans = (p for p in self.plans if p.starts_on <= self.as_of)
        chosen = (p for p in plans if level in (None, p.level) and scope in (None, p.scope))
        return tuple(sorted(chosen, key=lambda plan: (plan.starts_on, plan.plan_id)))

    def plans_at(self, level: Level) -> tuple[Plan, ...]:
        """Return the plans at a level that have started, the earliest first."""
        return self.started_plans(level=level)

    def plan(self, plan_id: str | None) -> Plan | None:
        """Return one plan of the case, started or not."""
        return next((p for p in self.plans if p.plan_id == plan_id), None)

    def goals_of(self, plan: Plan) -> tuple[Goal, ...]:
        """Return the goals of a plan."""
        return tuple(g for g in self.goals if g.plan_id == plan.plan_id)

    def signs_of(self, goal: Goal) -> tuple[Sign, ...]:
        """Return the signs of a goal."""
        return tuple(s for s in self.signs if s.goal_id == goal.goal_id)

    def measures_of(self, plan: Plan) -> tuple[Measure, ...]:
        """Return the measures written into a plan, started or not."""
        return tuple(m for m in self.measures if m.plan_id == plan.plan_id)

    def evaluations_of(self, plan: Plan) -> tuple[Evaluation, ...]:
        """Return the evaluations of a plan, the earliest first."""
        found = (e for e in self.evaluations if e.plan_id == plan.plan_id)
        return tuple(sorted(found, key=lambda e: (e.evaluated_on, e.evaluation_id)))

    def has_started(self, measure: Measure) -> bool:
        """Tell whether a measure has started; one without a start has not."""
        return measure.starts_on is not None and measure.starts_on <= self.as_of

    def started_measures(self) -> tuple[Measure, ...]:
        """Return the measures of the case that have started, also where their plan has not."""
        return tuple(m for m in self.measures if self.has_started(m))

    def started_measures_at(self, level: Level) -> tuple[Measure, ...]:
        """Return the started measures of the started plans at a level."""
        plan_ids = {p.plan_id for p in self.plans_at(level)}
        return tuple(m for m in self.started_measures() if m.plan_id in plan_ids)

    def consents_in_force(self, kind: ConsentKind, on: date) -> tuple[Consent, ...]:
        """Return the consents of a kind that are in force on a day, as far as was known."""
        return tuple(c for c in self.consents if c.kind == kind and is_in_force(c, on))

    def events_of(self, *kinds: EventKind) -> tuple[Event, ...]:
        """Return the events of the given kinds, the earliest first."""
        found = (e for e in self.events if e.kind in kinds)
        return tuple(sorted(found, key=lambda e: (e.occurred_on, e.event_id)))

    def standing(self, kind: EventKind, topic: ConsentKind | None = None) -> tuple[Event, ...]:
        """Return the events of a kind (and topic, where given) that have not ended: agreements, placements."""
        return tuple(e for e in self.events_of(kind) if e.ended_on is None and topic in (None, e.topic))

    def held_meetings(self, forum: Forum) -> tuple[MeetingRecord, ...]:
        """Return the held meetings of a forum about the case."""
        return tuple(m for m in self.meetings if m.meeting.forum == forum and m.is_held)

    def actions(self) -> tuple[Action, ...]:
        """Return the actions about the case that held meetings agreed."""
        return tuple(a for m in self.meetings if m.is_held for a in m.actions if a.case_id == self.case.case_id)


@dataclass(frozen=True, slots=True)
class PlanFile:
    """One plan as it stands, started or not, within its case."""

    plan: Plan
    case_file: CaseFile

    @property
    def as_of(self) -> date:
        """Return the day of the file."""
        return self.case_file.as_of

    @property
    def goals(self) -> tuple[Goal, ...]:
        """Return the plan's goals."""
        return self.case_file.goals_of(self.plan)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Return the plan's measures, whatever their dates."""
        return self.case_file.measures_of(self.plan)

    @property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """Return the plan's evaluations that were known on the day."""
        return self.case_file.evaluations_of(self.plan)


def is_in_force(consent: Consent, on: date) -> bool:
    """Tell whether a consent is in force on a day: given, not expired, not withdrawn, and by all who must give it."""
    return (
        consent.given_on <= on
        and (consent.valid_until is None or consent.valid_until >= on)
        and (consent.withdrawn_on is None or consent.withdrawn_on > on)
        and consent.givers >= consent.givers_required
    )


def case_file(
    case: Case,
    school: School,
    as_of: date,
    *,
    pupil: Pupil | None = None,
    concerns: Iterable[Concern] = (),
    consents: Iterable[Consent] = (),
    contracts: Iterable[Contract] = (),
    perspectives: Iterable[PerspectiveEntry] = (),
    plans: Iterable[Plan] = (),
    goals: Iterable[Goal] = (),
    signs: Iterable[Sign] = (),
    measures: Iterable[Measure] = (),
    evaluations: Iterable[Evaluation] = (),
    series: Iterable[Series] = (),
    observations: Iterable[Observation] = (),
    events: Iterable[Event] = (),
    meetings: Iterable[MeetingRecord] = (),
    agreed_elsewhere: Iterable[MeetingRecord] = (),
    notes: Iterable[RequirementNote] = (),
) -> CaseFile:
    """Make the file of a case, cutting away what was not known on the day.

    `measures` are those that name the case or one of its plans; `meetings` those about the case, and
    `agreed_elsewhere` others that agreed something about it.
    """
    return CaseFile(
        case=known_on(case, as_of) or case,
        school=school,
        as_of=as_of,
        pupil=pupil,
        concerns=all_known_on(concerns, as_of),
        consents=all_known_on(consents, as_of),
        contracts=all_known_on(contracts, as_of),
        perspectives=all_known_on(perspectives, as_of),
        plans=tuple(plans),
        goals=tuple(goals),
        signs=all_known_on(signs, as_of),
        measures=tuple(measures),
        evaluations=all_known_on(evaluations, as_of),
        series=tuple(series),
        observations=all_known_on(observations, as_of),
        events=all_known_on(events, as_of),
        meetings=tuple(m.known_on(as_of) for m in meetings),
        agreed_elsewhere=tuple(m.known_on(as_of).agreements_about(case.case_id) for m in agreed_elsewhere),
        notes=tuple(note for note in notes if note.noted_on <= as_of),
    )
