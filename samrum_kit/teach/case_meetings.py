"""The meetings about one case: network meetings, working meetings, and those of the referral."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from samrum_kit.domain.fields import Record
from samrum_kit.domain.vocabulary import AgendaPart, Anonymity, Forum, ItemOutcome, Role, SchoolType
from samrum_kit.teach.gathering import Gathering, Point, Promise, Seat, person, result_of, written
from samrum_kit.teach.outline import Outline
from samrum_kit.teach.wording import Spoken


@dataclass(frozen=True, slots=True)
class Crew:
    """Who sits at a meeting about a case, and who leads it."""

    code: str
    chair: Role
    roles: tuple[Role, ...]
    basis: Anonymity
    outcome: ItemOutcome


CREWS: dict[Forum, Crew] = {
    Forum.NETWORK: Crew(
        "NM", Role.DEPARTMENT_HEAD,
        (Role.DEPARTMENT_HEAD, Role.CLASS_TEACHER, Role.CLASS_TEAM, Role.LEARNING_CENTRE_ADVISER, Role.PARENT,
         Role.PUPIL),
        Anonymity.PARENTS_PRESENT, ItemOutcome.CONTINUE,
    ),
    Forum.WORKING: Crew(
        "AM", Role.DEPARTMENT_HEAD,
        (Role.DEPARTMENT_HEAD, Role.CLASS_TEAM, Role.LEARNING_CENTRE_ADVISER, Role.PRACTICE_ADVISER),
        Anonymity.CONSENT, ItemOutcome.ADVICE,
    ),
    Forum.DISTRICT_COUNCIL: Crew(
        "DR", Role.PRINCIPAL,
        (Role.PRINCIPAL, Role.DISTRICT_COUNCIL, Role.CONSULTANT, Role.PRACTICE_ADVISER, Role.CHILDREN_YOUTH_HEAD),
        Anonymity.CONSENT, ItemOutcome.ADVICE,
    ),
    Forum.PKU: Crew(
        "PKU", Role.CHILDREN_YOUTH_HEAD,
        (Role.CHILDREN_YOUTH_HEAD, Role.CONSULTANT, Role.PSYCHOLOGIST, Role.DISTRICT_COUNCIL),
        Anonymity.CONSENT, ItemOutcome.REFER,
    ),
    Forum.DIALOGUE: Crew(
        "DM", Role.PPR,
        (Role.PPR, Role.DEPARTMENT_HEAD, Role.CLASS_TEACHER, Role.RESOURCE_PERSON, Role.PARENT, Role.PUPIL),
        Anonymity.PARENTS_PRESENT, ItemOutcome.CONTINUE,
    ),
}


def case_meeting(told: Outline, forum: Forum, day: date, *, number: int = 1, without: tuple[Role, ...] = (),
                 actions: int = 2) -> Iterator[Record]:
    """Write a meeting of a forum about the case, with its one item and what was promised."""
    crew, dice = CREWS[forum], told.dice
    roles = tuple(role for role in _local(told, crew.roles) if role not in without)
    day = told.calendar.on_or_after(day)
    item = Point(AgendaPart.INDIVIDUAL, told.case.title, told.case_id, crew.basis, roles[1], 45,
                 dice.pick(told.words.minutes[forum.value]), crew.outcome)
    yield from written(Gathering(
        meeting_id=f"{told.case_id}-{crew.code}{number}",
        forum=forum,
        school_id=told.school.school_id,
        planned=day,
        held=day,
        chair=_local(told, (crew.chair,))[0],
        seats=tuple(_seats(told, roles)),
        points=(item,),
        promises=tuple(promise(told, words, day) for words in dice.some(promised(told, roles), actions)),
        case_id=told.case_id,
        requested=told.calendar.days_before(day, dice.between(12, 30)),
        agenda_sent=told.calendar.days_before(day, dice.between(3, 8)),
        minutes_written=told.calendar.on_or_after(day + timedelta(days=dice.between(0, 5))),
    ))


def promised(told: Outline, roles: tuple[Role, ...]) -> tuple[Spoken, ...]:
    """Return the promises that somebody present can make."""
    fitting = tuple(words for words in told.words.actions.pupil if words.by in roles)
    return fitting or told.words.actions.pupil[:1]


def promise(told: Outline, words: Spoken, day: date) -> Promise:
    """Make a promise with a day, and let it be kept, be late, be dropped or stay open."""
    dice = told.dice
    due = told.calendar.on_or_after(day + timedelta(days=dice.between(10, 24)))
    fate = dice.below(10)
    if fate == 0:
        return Promise(words.text, words.by, due, told.case_id, cancelled=True)
    if fate == 1:
        return Promise(words.text, words.by, due, told.case_id)
    late = dice.between(3, 20) if fate == 2 else -dice.between(0, 6)
    done = told.calendar.on_or_after(due + timedelta(days=late))
    return Promise(words.text, words.by, due, told.case_id, done_on=done,
                   result=result_of(told.words, dice, done, due))


def _seats(told: Outline, roles: tuple[Role, ...]) -> Iterator[Seat]:
    """Seat the roles; of the parents one or both come."""
    for role in roles:
        if role is Role.PARENT:
            yield Seat(role, f"{told.case_id}-f1")
            yield Seat(role, f"{told.case_id}-f2", present=told.dice.chance(0.5))
        elif role is Role.PUPIL:
            yield Seat(role, f"{told.case_id}-elev")
        else:
            yield Seat(role, person(told.school, role))


NORWEGIAN = {
    Role.CLASS_TEACHER: Role.CONTACT_TEACHER,
    Role.LEARNING_CENTRE_ADVISER: Role.SPECIAL_ED_COORDINATOR,
    Role.RESOURCE_PERSON: Role.SPECIAL_ED_COORDINATOR,
    Role.CLASS_TEAM: Role.MILIEU_TEACHER,
    Role.PRACTICE_ADVISER: Role.PPR,
    Role.WELLBEING_OFFICER: Role.SCHOOL_NURSE,
}
"""The nearest Norwegian role where a Danish one has no counterpart at Norwegian schools."""


KINDERGARTEN = {
    Role.CLASS_TEACHER: Role.DEPARTMENT_HEAD,
    Role.LEARNING_CENTRE_ADVISER: Role.SPECIAL_ED_COORDINATOR,
    Role.RESOURCE_PERSON: Role.SPECIAL_ED_COORDINATOR,
    Role.CLASS_TEAM: Role.DEPARTMENT_HEAD,
    Role.PRACTICE_ADVISER: Role.PPR,
}
"""The nearest role in a kindergarten."""


def _local(told: Outline, roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """Return the roles as the country's schools and kindergartens have them, each once."""
    if told.town.lang == "da":
        return roles
    if told.school.school_type is SchoolType.KINDERGARTEN:
        return tuple(dict.fromkeys(KINDERGARTEN.get(role, role) for role in roles if role is not Role.PUPIL))
    return tuple(dict.fromkeys(NORWEGIAN.get(role, role) for role in roles))
