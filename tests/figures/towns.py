"""Made-up towns with everything that the definitions of the figures tell apart."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from samrum_kit.domain.fields import Record
from samrum_kit.domain.vocabulary import (
    AgendaPart,
    Anonymity,
    CarriedOut,
    CaseKind,
    CaseOutcome,
    ConsentKind,
    EventKind,
    Forum,
    Level,
    Role,
    SchoolType,
    Target,
)  # fmt: skip
from samrum_kit.figures.service import Tables
from tests import builders
from tests.figures.asking import tables_of

FIRST = date(2024, 1, 8)
FORUMS = (Forum.TRIVSELSFORUM, Forum.TRIVSELSFORUM, Forum.RESSURSTEAM, Forum.NETWORK)
ROLES = (Role.PPR, Role.FAMILY_GROUP, Role.SSP, Role.SCHOOL_NURSE, Role.SCHOOL_MANAGEMENT, Role.PRINCIPAL,
         Role.CONTACT_TEACHER, Role.PARENT, Role.SCHOOL_COUNSELLOR, Role.OTHER)  # fmt: skip
DATED = (EventKind.PPV_REFERRAL, EventKind.PPT_REFERRAL, EventKind.PPV_RECEIVED, EventKind.EXPERT_ASSESSMENT,
         EventKind.LEADER_DECISION, EventKind.REFUSAL, EventKind.PKU_REFERRAL, EventKind.PKU_REFERRAL,
         EventKind.PLACEMENT, EventKind.REVISITATION, EventKind.NETWORK_MEETING)  # fmt: skip


def town(dice: random.Random) -> Tables:
    """Make up a town: its schools, and what was recorded about them in three years."""
    schools = [builders.school(f"SK-{n}", district=dice.choice(("Nord", None)), school_type=kind)
               for n, kind in enumerate(dice.choices(list(SchoolType), k=dice.randint(1, 3)))]  # fmt: skip
    places = [school.school_id for school in schools]
    cases = [_case(f"S-{n}", dice, places) for n in range(dice.randint(1, 10))]
    names = [case.case_id for case in cases]
    meetings = [_meeting(f"M-{n}", dice, places, names) for n in range(dice.choice((0, 10, 20, 40)))]
    met = [meeting.meeting_id for meeting in meetings]
    plans = [builders.plan(f"P-{n}", case_id=dice.choice(names), level=dice.choice(list(Level)),
                           starts_on=_day(dice)) for n in range(dice.randint(0, 30))]  # fmt: skip
    by_plan = {plan.plan_id: plan.case_id for plan in plans}
    facts: list[Record] = [*schools, *cases, *meetings, *plans]
    facts += [_measure(f"T-{n}", dice, met, names, by_plan) for n in range(dice.randint(0, 40))]
    facts += [builders.evaluation(f"EV-{n}", plan_id=dice.choice(list(by_plan)), evaluated_on=_day(dice))
              for n in range(dice.randint(0, 40) if by_plan else 0)]  # fmt: skip
    facts += [_event(f"H-{n}", dice, dice.choice(cases)) for n in range(dice.randint(20, 90))]
    facts += [_consent(f"C-{n}", dice, names) for n in range(dice.randint(0, 80))]
    for meeting in met:
        facts += _at(meeting, dice, names)
    return tables_of(facts)


def _day(dice: random.Random, weeks: int = 70) -> date:
    """Return a Monday, so that days fall together often."""
    return FIRST + timedelta(weeks=dice.randint(0, weeks))


def _later(dice: random.Random, day: date, steps: Sequence[int]) -> date | None:
    """Return a day that comes so many days later, or none."""
    return dice.choice([None, day + timedelta(days=dice.choice(steps)), day + timedelta(days=dice.choice(steps))])


def _case(case_id: str, dice: random.Random, places: list[str]) -> Record:
    first = _day(dice)
    closed = _later(dice, first, (0, 14, 140, 301))
    kind = dice.choice([CaseKind.INDIVIDUAL, *CaseKind])
    return builders.case(case_id, kind=kind, school_id=dice.choice(places), first_concern_on=first, closed_on=closed,
                         closed_as=closed and dice.choice(list(CaseOutcome)))  # fmt: skip


def _meeting(meeting_id: str, dice: random.Random, places: list[str], names: list[str]) -> Record:
    day = _day(dice)
    return builders.meeting(
        meeting_id, forum=dice.choice(FORUMS), school_id=dice.choice(places), planned_on=day,
        case_id=dice.choice([None, None, None, *names[:1]]), held_on=dice.choice([None, day, day, day]),
        requested_on=dice.choice([None, day - timedelta(days=dice.choice((0, 2, 5, 7, 8, 60)))]),
        agenda_sent_on=dice.choice([None, None, day + timedelta(days=dice.choice((-9, 0, 1)))]),
        minutes_written_on=_later(dice, day, (0, 13, 14, 91)) if dice.random() < 0.4 else None,
    )  # fmt: skip


def _at(meeting: str, dice: random.Random, names: list[str]) -> list[Record]:
    """Return who came to a meeting, what was on its agenda, and what was agreed."""
    people = [(role, dice.choice("aab")) for role in dice.sample(ROLES, dice.choice((0, 5, 9, 9)))]
    found: list[Record] = [builders.participant(role, meeting_id=meeting, person=person,
                                                present=dice.choice([True, True, False]))
                           for role, person in people]  # fmt: skip
    found += [builders.item(f"I-{meeting}-{n}", meeting_id=meeting, part=dice.choice(list(AgendaPart)),
                            case_id=dice.choice([None, *names]), anonymity=dice.choice([None, *Anonymity]),
                            discussed=dice.choice([True, True, False, None]))
              for n in range(dice.choice((0, 1, 4)))]  # fmt: skip
    found += [builders.action(f"A-{meeting}-{n}", meeting_id=meeting, owner_role=dice.choice([None, "ppr"]),
                              due_on=dice.choice([None, FIRST])) for n in range(dice.choice((0, 0, 1, 2)))]  # fmt: skip
    return found


def _measure(measure_id: str, dice: random.Random, met: list[str], names: list[str], by_plan: dict[str, str]) -> Record:
    plan, meeting = dice.choice([None, *by_plan, *by_plan]), dice.choice([None, None, *met])
    case = dice.choice([None, by_plan[plan]] if plan else [None, *names])
    return builders.measure(
        measure_id, plan_id=plan, meeting_id=meeting, case_id=case, target=dice.choice(list(Target)), ends_on=None,
        starts_on=dice.choice([None, _day(dice), _day(dice), _day(dice)]),
        carried_out=dice.choice([None, *CarriedOut]),
    )  # fmt: skip


def _event(event_id: str, dice: random.Random, case: Any) -> Record:
    raised = case.first_concern_on
    day = dice.choice([raised + timedelta(weeks=dice.randint(-3, 36)), raised, _day(dice), date(2024, 2, 29)])
    kind: Any = dice.choice(DATED)
    ended = _later(dice, day, (0, 98, 350)) if kind is EventKind.PLACEMENT else None
    return builders.event(event_id, case_id=case.case_id, kind=kind, occurred_on=day, ended_on=ended)


def _consent(consent_id: str, dice: random.Random, names: list[str]) -> Record:
    day = _day(dice, 50)
    return builders.consent(
        consent_id, case_id=dice.choice(names), given_on=day, givers=dice.choice((1, 2, 2)),
        kind=dice.choice([ConsentKind.NAMED_DISCUSSION, ConsentKind.NAMED_DISCUSSION, ConsentKind.SHARING]),
        valid_until=_later(dice, day, (0, 91, 700)), withdrawn_on=_later(dice, day, (0, 28, 301)),
    )  # fmt: skip
