"""What home, school and others have agreed on and said: consents, contracts and perspectives."""

from collections.abc import Iterator
from datetime import date, timedelta

from samrum_kit.domain.records import Consent, Contract, PerspectiveEntry
from samrum_kit.domain.vocabulary import ConsentForm, ConsentKind, Party, Perspective, Role
from samrum_kit.teach.outline import Outline

STATES = ("open", "year", "half_year", "short", "withdrawn", "one_of_two", "none")
"""How a consent stands, dealt from case to case: in force, running out, run out, taken back, by one of two, none."""

_SPEAKERS = {
    Perspective.CHILD: Role.PUPIL,
    Perspective.PARENTS: Role.PARENT,
    Perspective.SCHOOL: Role.CLASS_TEACHER,
    Perspective.ACADEMIC_LEVEL: Role.CLASS_TEAM,
    Perspective.COMMUNITIES: Role.CLASS_TEAM,
    Perspective.LEARNING_CENTRE: Role.LEARNING_CENTRE_ADVISER,
    Perspective.LEVELS: Role.DEPARTMENT_HEAD,
    Perspective.OTHER_ACTORS: Role.SCHOOL_NURSE,
    Perspective.PPR: Role.PPR,
    Perspective.FAMILY_EMPLOYMENT: Role.FAMILY_COUNSELLING,
}


def consent_state(told: Outline) -> str:
    """Return how the consent to discuss the case by name stands, dealt by the number of the case."""
    return STATES[told.number % len(STATES)]


def consent(told: Outline, kind: ConsentKind, given: date, state: str = "open") -> Iterator[Consent]:
    """Write a consent of a kind in one of the states; none gives nothing."""
    if state == "none":
        return
    both = told.dice.chance(0.6) or state == "one_of_two"
    lasts = {"year": 365, "half_year": 182, "short": 42}.get(state)
    oral = kind is ConsentKind.NAMED_DISCUSSION and told.dice.chance(0.3)
    yield Consent(
        consent_id=f"{told.case_id}-SAM{list(ConsentKind).index(kind) + 1}",
        case_id=told.case_id,
        kind=kind,
        given_on=given,
        valid_until=given + timedelta(days=lasts) if lasts else None,
        withdrawn_on=given + timedelta(days=63) if state == "withdrawn" else None,
        givers_required=2 if both else 1,
        givers=1 if state == "one_of_two" or not both else 2,
        form=ConsentForm.ORAL if oral else ConsentForm.WRITTEN,
        document=told.words.documents["oral_consent" if oral else "consent"],
    )


def contracts(told: Outline, days: tuple[date, ...], last_review: date) -> Iterator[Contract]:
    """Write the contracts agreed on some days, each reviewed when the next is agreed and the last on its own day."""
    for number, day in enumerate(days, 1):
        review = days[number] if number < len(days) else last_review
        parties = (Party.SCHOOL, Party.HOME, *((Party.PPR,) if number > 1 else ()))
        yield Contract(contract_id=f"{told.case_id}-K{number}", case_id=told.case_id, agreed_on=day,
                       review_on=review, parties=parties, text=told.dice.pick(told.words.contracts))


def perspectives(told: Outline, chosen: tuple[Perspective, ...], first: date) -> Iterator[PerspectiveEntry]:
    """Write down how a case looks from some of the perspectives, a few days apart."""
    for number, perspective in enumerate(chosen):
        yield PerspectiveEntry(
            perspective_id=f"{told.case_id}-PE{number + 1:02}",
            case_id=told.case_id,
            perspective=perspective,
            recorded_on=told.calendar.on_or_after(first + timedelta(days=3 * number)),
            by_role=_SPEAKERS[perspective],
            text=_view(told, perspective),
        )


def _view(told: Outline, perspective: Perspective) -> str:
    """Return what is said from a perspective: the child's and the parents' words come first-hand."""
    if perspective is Perspective.CHILD:
        return " ".join(told.dice.some(told.theme.voices, 2))
    if perspective is Perspective.PARENTS:
        return told.dice.pick(told.theme.parents)
    if perspective is Perspective.ACADEMIC_LEVEL:
        return told.theme.academic
    return told.dice.pick(told.words.perspectives[perspective])
