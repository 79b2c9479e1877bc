"""How the five models tell a case: the ordinary course, and what each model's own way adds to it."""

from collections.abc import Callable, Iterator

from samrum_kit.domain.fields import Record
from samrum_kit.domain.vocabulary import ConsentKind
from samrum_kit.teach import referral
from samrum_kit.teach.agreements import consent, consent_state
from samrum_kit.teach.course import drafts, ordinary_course
from samrum_kit.teach.outline import Outline
from samrum_kit.teach.planning import PlanDraft

OwnWay = Callable[[Outline, tuple[PlanDraft, ...]], Iterator[Record]]


def course(model_id: str, told: Outline) -> Iterator[Record]:
    """Write a complete case of a model, whatever its day."""
    plans = drafts(told)
    yield from ordinary_course(told, plans)
    if told.pupil is not None:
        yield from consent(told, ConsentKind.NAMED_DISCUSSION, told.calendar.weeks_after(
            told.case.first_concern_on, 1), consent_state(told))
    yield from _OWN_WAYS[model_id](told, plans)


_OWN_WAYS: dict[str, OwnWay] = {"haderslev": referral.steps}
