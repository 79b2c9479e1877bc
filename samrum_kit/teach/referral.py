"""The way from the plans to an assessment, to the committee, and through the years of a special offer (Haderslev)."""

from collections.abc import Iterator
from datetime import date, timedelta

from samrum_kit.domain.fields import Record
from samrum_kit.domain.records import Event
from samrum_kit.domain.vocabulary import ConsentKind, EventKind, Forum, Role
from samrum_kit.teach.agreements import consent
from samrum_kit.teach.case_meetings import case_meeting
from samrum_kit.teach.outline import Outline
from samrum_kit.teach.planning import PlanDraft
from samrum_kit.teach.plots import Reach


def event(told: Outline, kind: EventKind, day: date, by: Role, document: str, *, topic: ConsentKind | None = None,
          ordinal: int = 1) -> Event:
    """Write a dated step of the case."""
    number = f"H{list(EventKind).index(kind) + 1:02}"
    about = f"-{list(ConsentKind).index(topic) + 1}" if topic else ""
    return Event(event_id=f"{told.case_id}-{number}{about}-{ordinal}", case_id=told.case_id, kind=kind,
                 occurred_on=told.calendar.on_or_after(day), topic=topic, by_role=by,
                 document=told.words.documents[document])


def assessment_steps(told: Outline, plans: tuple[PlanDraft, ...]) -> Iterator[Record]:
    """Write the network meeting after the plans, the parents' agreement there, and the referral for assessment."""
    day = told.calendar.weeks_after(plans[1].ends, 2)
    yield from case_meeting(told, Forum.NETWORK, day)
    yield event(told, EventKind.PARENT_AGREEMENT, day, Role.PARENT, "network_minutes", topic=ConsentKind.PPV)
    if told.number % 2:
        yield from consent(told, ConsentKind.PPV, day)
    referred = told.calendar.weeks_after(day, 1)
    yield event(told, EventKind.PPV_REFERRAL, referred, Role.PRINCIPAL, "school_referral")


def referral_steps(told: Outline, plans: tuple[PlanDraft, ...]) -> Iterator[Record]:
    """Write the steps from the assessment to the committee, each some weeks after the one before."""
    week = told.calendar.weeks_after
    received = week(plans[1].ends, 12)
    council, statement = week(received, 2), week(received, 3)
    decided = week(statement, 4)
    referred = week(decided, 1)
    yield event(told, EventKind.PPV_RECEIVED, received, Role.PSYCHOLOGIST, "assessment")
    yield from consent(told, ConsentKind.DISTRICT_COUNCIL, received)
    yield from case_meeting(told, Forum.DISTRICT_COUNCIL, council, actions=1)
    yield event(told, EventKind.SCHOOL_REFERRAL, statement, Role.PRINCIPAL, "school_referral")
    yield event(told, EventKind.CASE_STATEMENT, statement, Role.PRINCIPAL, "case_statement")
    yield event(told, EventKind.PARTY_HEARING, week(statement, 2), Role.PARENT, "party_hearing")
    yield event(told, EventKind.LEADER_DECISION, decided, Role.PRINCIPAL, "decision")
    yield event(told, EventKind.PARENT_AGREEMENT, decided, Role.PARENT, "agreement", topic=ConsentKind.PKU)
    yield event(told, EventKind.PSYCHOLOGIST_AGREEMENT, decided, Role.PSYCHOLOGIST, "agreement",
                topic=ConsentKind.PKU)
    yield event(told, EventKind.PKU_REFERRAL, referred, Role.PRINCIPAL, "referral")
    yield from _committee(told, referred)


def _committee(told: Outline, referred: date) -> Iterator[Record]:
    """Write what the committee did: review, quality check, and a decision or a return for more work."""
    week = told.calendar.weeks_after
    met = week(referred, 3)
    yield from consent(told, ConsentKind.PKU, referred)
    yield from case_meeting(told, Forum.PKU, met, actions=1)
    yield event(told, EventKind.PKU_REVIEWED, met, Role.CHILDREN_YOUTH_HEAD, "agreement")
    yield event(told, EventKind.PKU_QUALITY_CHECKED, met, Role.CONSULTANT, "agreement")
    outcome = 2 if told.plot.reach is Reach.PLACEMENT else told.number % 4
    if outcome == 0:
        yield event(told, EventKind.PKU_RETURNED, week(met, 1), Role.CONSULTANT, "agreement")
        return
    yield event(told, EventKind.PKU_RECOMMENDED, week(met, 1), Role.CONSULTANT, "agreement")
    yield event(told, EventKind.PKU_DECISION, week(met, 3), Role.CHILDREN_YOUTH_HEAD, "decision")
    if outcome == 1:
        yield event(told, EventKind.REFUSAL, week(met, 3), Role.CHILDREN_YOUTH_HEAD, "decision")


def placement_years(told: Outline) -> Iterator[Record]:
    """Write a placement two school years ago and the yearly revisitation since."""
    first = told.horizon.year - 2
    placed = event(told, EventKind.PLACEMENT, date(first, 8, 1), Role.CHILDREN_YOUTH_HEAD, "decision")
    yield placed.model_copy(update={"occurred_on": date(first, 8, 1)})
    for ordinal, year in enumerate((first + 1, first + 2), 1):
        day = date(year, 5, 4) + timedelta(days=told.dice.between(0, 20))
        yield event(told, EventKind.REVISITATION, day, Role.CHILDREN_YOUTH_HEAD, "revisitation", ordinal=ordinal)


def steps(told: Outline, plans: tuple[PlanDraft, ...]) -> Iterator[Record]:
    """Write the steps of a pupil's case as far as it has come."""
    reach = told.plot.reach
    if reach is Reach.TARGETED and told.pupil is not None:
        day = told.calendar.weeks_after(plans[1].starts, 3)
        yield from case_meeting(told, Forum.NETWORK, day)
        yield from consent(told, ConsentKind.WORKING_MEETING, plans[1].starts)
        yield from case_meeting(told, Forum.WORKING, told.calendar.weeks_after(day, 3))
    if reach >= Reach.ASSESSMENT:
        yield from assessment_steps(told, plans)
    if reach >= Reach.REFERRAL:
        yield from referral_steps(told, plans)
    if reach is Reach.PLACEMENT:
        yield from placement_years(told)
