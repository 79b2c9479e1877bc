"""Which stories a municipality holds: how far each case has come, and what its documentation lacks.

The gaps are named by the requirement they leave open, and dealt from a list, so that every kind is there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeVar

from samrum_kit.domain.vocabulary import CaseKind

T = TypeVar("T")


class Reach(IntEnum):
    """How far a case has come."""

    CONCERN = 0
    PREVENTIVE = 1
    TARGETED = 2
    ASSESSMENT = 3
    REFERRAL = 4
    PLACEMENT = 5


@dataclass(frozen=True, slots=True)
class Plot:
    """What happens in one case."""

    reach: Reach
    kind: CaseKind = CaseKind.INDIVIDUAL
    gaps: tuple[str, ...] = ()
    """The requirements that the documentation leaves open."""
    in_form: bool = False
    """Whether the targeted plan is an intermediate form."""


def plots(model_id: str, count: int) -> tuple[Plot, ...]:
    """Return the stories of a model's first cases; after the last one they begin again."""
    deck = _DECKS[model_id]()
    return tuple(deck[number % len(deck)] for number in range(count))


PPV_GAPS = (
    "ppv.goals",
    "ppv.child_voice",
    "ppv.evaluation_date",
    "ppv.signs",
    "ppv.external_adviser",
    "ppv.parent_agreement",
    "ppv.evaluated_each_level",
    "ppv.preventive_plan",
    "ppv.targeted_plan",
    "ppv.no_overdue_evaluation",
    "ppv.escalation_after_evaluation",
    "ppv.community_and_pupil",
    "ppv.parent_perspective",
    "ppv.several_measures",
    "ppv.data_basis",
    "ppv.responsible_leader",
)
PKU_GAPS = (
    "pku.party_hearing",
    "pku.ppv_received",
    "pku.district_dialogue",
    "pku.parent_agreement",
    "pku.psychologist_agreement",
    "pku.school_referral",
    "pku.year_goals",
)
FORM_GAPS = (
    "mellemform.described",
    "mellemform.teams_cooperate",
    "mellemform.child_voice",
    "mellemform.community_and_progress",
    "mellemform.goal_follow_up",
    "mellemform.parents",
    "mellemform.belongs_to_community",
    "mellemform.limited_period",
)
PLACEMENT_GAPS = ("revisitation.yearly", "revisitation.goals_evaluated")


def _haderslev() -> tuple[Plot, ...]:
    """Return 60 stories: before an assessment, before the committee, in an intermediate form, in a special offer."""
    return spread(
        [Plot(Reach.ASSESSMENT, gaps=(gap,)) for gap in PPV_GAPS],
        [Plot(Reach.REFERRAL, gaps=(gap,)) for gap in PKU_GAPS],
        [Plot(Reach.TARGETED, gaps=(gap,), in_form=True) for gap in FORM_GAPS],
        [Plot(Reach.PLACEMENT, gaps=(gap,)) for gap in PLACEMENT_GAPS],
        [
            Plot(Reach.ASSESSMENT),
            Plot(Reach.REFERRAL),
            Plot(Reach.PLACEMENT),
            Plot(Reach.TARGETED, in_form=True),
            Plot(Reach.ASSESSMENT),
            Plot(Reach.REFERRAL),
            Plot(Reach.PLACEMENT),
        ],
        _early(individual=4, preventive=4, targeted=3),
        _communities(classes=5, groups=2, systems=2),
    )


DIALOGUE_GAPS = (
    "dialogue.parent_acceptance",
    "dialogue.coordinated_later",
    "dialogue.pupil_heard",
    "dialogue.agreed_actions",
    "dialogue.parties",
    "dialogue.chair",
)


def _aalborg_samrum() -> tuple[Plot, ...]:
    """Return 60 stories: most come to a dialogue meeting, some are helped by the school's own resources."""
    return spread(
        [Plot(Reach.TARGETED, gaps=(gap,)) for gap in DIALOGUE_GAPS],
        [Plot(Reach.TARGETED) for _ in range(16)],
        _early(individual=9, preventive=15, targeted=0),
        _communities(classes=8, groups=4, systems=2),
    )


PLAN_GAPS = (
    "handleplan.goals",
    "handleplan.evaluation",
    "handleplan.dual_focus",
    "handleplan.measures",
    "handleplan.adjustment",
)
COOPERATION_GAPS = (
    "samarbejde.contract",
    "samarbejde.contract_renewed",
    "perspective.child",
    "samarbejde.plan",
    "perspective.parents",
    "perspective.family_employment",
    "perspective.academic_level",
    "perspective.communities",
    "perspective.learning_centre",
    "perspective.levels",
    "perspective.other_actors",
    "perspective.ppr",
    "perspective.school",
)


def _samarbejdsguiden() -> tuple[Plot, ...]:
    """Return 60 stories: contracts, perspectives and plans, most of them whole."""
    return spread(
        [Plot(Reach.TARGETED, gaps=(gap,)) for gap in (*PLAN_GAPS, *COOPERATION_GAPS)],
        [Plot(Reach.TARGETED) for _ in range(14)],
        _early(individual=4, preventive=12, targeted=0),
        _communities(classes=7, groups=3, systems=2),
    )


def _trivselsforum_ssp() -> tuple[Plot, ...]:
    """Return 60 stories: what they lack, the meetings lack."""
    return spread(
        [Plot(Reach.TARGETED) for _ in range(20)],
        _early(individual=10, preventive=14, targeted=0),
        _communities(classes=8, groups=5, systems=3),
    )


PPT_GAPS = ("ppt.discussed", "ppt.measures_tested", "ppt.report_form", "ppt.system_measure")


def _baerum_ressursteam() -> tuple[Plot, ...]:
    """Return 60 stories: helped at school, referred to PPT, or still open."""
    return spread(
        [Plot(Reach.ASSESSMENT, gaps=(gap,)) for gap in PPT_GAPS],
        [Plot(Reach.ASSESSMENT) for _ in range(8)],
        [Plot(Reach.TARGETED) for _ in range(10)],
        _early(individual=10, preventive=14, targeted=0),
        _communities(classes=7, groups=3, systems=4),
    )


def _early(*, individual: int, preventive: int, targeted: int) -> list[Plot]:
    """Return cases that are under way and lack nothing but time."""
    return [
        *(Plot(Reach.PREVENTIVE) for _ in range(preventive)),
        *(Plot(Reach.TARGETED) for _ in range(targeted)),
        *(Plot(Reach.CONCERN) for _ in range(individual)),
    ]


def _communities(*, classes: int, groups: int, systems: int) -> list[Plot]:
    """Return cases about classes, groups and the school's own way of working."""
    return [
        *(Plot(Reach.TARGETED if number % 3 == 1 else Reach.PREVENTIVE, CaseKind.CLASS) for number in range(classes)),
        *(Plot(Reach.PREVENTIVE, CaseKind.GROUP) for _ in range(groups)),
        *(Plot(Reach.PREVENTIVE, CaseKind.SYSTEM) for _ in range(systems)),
    ]


def spread(*decks: Sequence[T]) -> tuple[T, ...]:
    """Join lists so that each is spread evenly over the whole."""
    placed = [
        ((place + 0.5) / len(deck), number, card)
        for number, deck in enumerate(decks)
        for place, card in enumerate(deck)
    ]
    return tuple(card for _, _, card in sorted(placed, key=lambda one: one[:2]))


_DECKS = {
    "haderslev": _haderslev,
    "aalborg_samrum": _aalborg_samrum,
    "samarbejdsguiden": _samarbejdsguiden,
    "trivselsforum_ssp": _trivselsforum_ssp,
    "baerum_ressursteam": _baerum_ressursteam,
}
