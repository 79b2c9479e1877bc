"""How the five models tell a case: the ordinary course, and what each model's own way adds to it."""

from collections.abc import Callable, Iterator

from samrum_kit.domain.fields import Record
from samrum_kit.domain.vocabulary import ConsentKind
from samrum_kit.teach import own_ways, referral
from samrum_kit.teach.agreements import consent, consent_state
from samrum_kit.teach.course import drafts, ending, ordinary_course
from samrum_kit.teach.outline import Outline
from samrum_kit.teach.planning import PlanDraft

OwnWay = Callable[[Outline, tuple[PlanDraft, ...]], Iterator[Record]]


def course(model_id: str, told: Outline) -> Iterator[Record]:
    """Write a complete case of a model, whatever its day."""
    plans = drafts(told)
    ends = own_ways.referred(told, plans) if model_id == "baerum_ressursteam" else {}
    yield from ordinary_course(told, plans, ends or ending(told, plans))
    if told.pupil is not None:
        given = told.calendar.weeks_after(told.case.first_concern_on, 1)
        yield from consent(told, ConsentKind.NAMED_DISCUSSION, given, consent_state(told))
    yield from _OWN_WAYS[model_id](told, plans)


_OWN_WAYS: dict[str, OwnWay] = {
    "haderslev": referral.steps,
    "aalborg_samrum": own_ways.samrum,
    "samarbejdsguiden": own_ways.samarbejdsguiden,
    "trivselsforum_ssp": own_ways.trivselsforum,
    "baerum_ressursteam": own_ways.ressursteam,
}
"""By model."""
