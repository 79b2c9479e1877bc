"""What Aalborg's three models and Bærum's add to a case: dialogue meetings, contracts, perspectives, referrals."""

from collections.abc import Iterator
from datetime import timedelta

from samrum_kit.domain.fields import Record
from samrum_kit.domain.vocabulary import CaseOutcome, ConsentKind, EventKind, Forum, Perspective, Role
from samrum_kit.teach.agreements import consent, contracts, perspectives
from samrum_kit.teach.case_meetings import case_meeting
from samrum_kit.teach.outline import Outline
from samrum_kit.teach.planning import PlanDraft
from samrum_kit.teach.plots import Reach
from samrum_kit.teach.referral import event


def samrum(told: Outline, plans: tuple[PlanDraft, ...]) -> Iterator[Record]:
    """Add the parents' acceptance and the dialogue meeting, once the first plan has been evaluated."""
    if told.pupil is None or told.plot.reach < Reach.TARGETED:
        return
    day = told.calendar.weeks_after(plans[0].ends, 3)
    yield from consent(told, ConsentKind.PPR_REFERRAL, told.calendar.weeks_after(plans[0].ends, 1))
    yield from case_meeting(told, Forum.DIALOGUE, day)


def samarbejdsguiden(told: Outline, plans: tuple[PlanDraft, ...]) -> Iterator[Record]:
    """Add contracts, the perspectives that have been written down so far, and a network meeting."""
    week = told.calendar.weeks_after
    begun = week(told.case.first_concern_on, 2)
    if told.pupil is None or told.plot.reach is Reach.CONCERN:
        return
    if told.plot.reach is Reach.PREVENTIVE:
        yield from contracts(told, (begun,), begun + timedelta(days=84))
        yield from perspectives(told, tuple(Perspective)[: 2 + told.number % 4], begun)
        return
    again = week(plans[0].ends, 2)
    yield from case_meeting(told, Forum.NETWORK, again)
    yield from contracts(told, (begun, again), told.horizon + timedelta(days=60))
    yield from perspectives(told, tuple(Perspective), begun)


def trivselsforum(told: Outline, plans: tuple[PlanDraft, ...]) -> Iterator[Record]:
    """Add a network meeting with the family where the case has come that far, and a considered notification."""
    if told.pupil is None or told.plot.reach < Reach.TARGETED:
        return
    yield from case_meeting(told, Forum.NETWORK, told.calendar.weeks_after(plans[0].ends, 2))
    if told.case.open_social_case:
        yield event(told, EventKind.NOTIFICATION_CONSIDERED, plans[0].ends, Role.PRINCIPAL, "notification")


def ressursteam(told: Outline, plans: tuple[PlanDraft, ...]) -> Iterator[Record]:
    """Add the parents' consent and the referral to PPT, after the measures have been tried."""
    if told.pupil is None or told.plot.reach < Reach.ASSESSMENT:
        return
    day = told.calendar.weeks_after(plans[1].ends, 1)
    yield from case_meeting(told, Forum.NETWORK, day)
    yield from consent(told, ConsentKind.PPR_REFERRAL, day)
    yield event(told, EventKind.PPT_REFERRAL, told.calendar.weeks_after(day, 1), Role.PRINCIPAL, "school_referral")
    if told.number % 2:
        yield event(told, EventKind.EXPERT_ASSESSMENT, told.calendar.weeks_after(day, 8), Role.PPR, "assessment")


def referred(told: Outline, plans: tuple[PlanDraft, ...]) -> dict[str, object]:
    """Return how a case ends for the resource team when it is referred to PPT."""
    if told.pupil is None or told.plot.reach < Reach.ASSESSMENT:
        return {}
    return {"closed_on": told.calendar.weeks_after(plans[1].ends, 2), "closed_as": CaseOutcome.REFERRED}
