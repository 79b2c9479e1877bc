"""Whom a report is for, and what such a reader may be shown: the five profiles of the workbench."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from samrum_kit.errors import ProfileForbids, UnknownName
from samrum_kit.locale import _

PROFILE = "profile"
"""The parameter of a notebook that names its profile."""

VARIABLE = "SAMRUM_PROFILE"
"""The variable by which a report tells its kernel the profile; no code in the notebook can widen it."""


class Thing(StrEnum):
    """What a workspace can be asked for."""

    CASE = "case"
    MEETING = "meeting"
    SCHOOL = "school"
    PREPARATION = "preparation"
    COUNTS = "counts"
    FIGURES = "figures"
    """The service's key figures, raw: for the team itself."""
    RELEASED = "released"
    """Key figures that may leave the team."""
    TABLE = "table"
    IDENTITY = "identity"
    VAULT = "vault"
    """The vault itself: to import, to write notes, to choose what a batch is about."""

    @property
    def words(self) -> str:
        """Return what it is called in the middle of a sentence."""
        return {
            Thing.CASE: _("single cases"),
            Thing.MEETING: _("whole meetings"),
            Thing.SCHOOL: _("whole schools"),
            Thing.PREPARATION: _("the preparation of a meeting"),
            Thing.COUNTS: _("counts of a meeting"),
            Thing.FIGURES: _("key figures as they are counted"),
            Thing.RELEASED: _("key figures for others than the team"),
            Thing.TABLE: _("whole tables"),
            Thing.IDENTITY: _("who a pupil is"),
            Thing.VAULT: _("the vault itself"),
        }[self]


class Reach(StrEnum):
    """How far a reader sees among the cases."""

    ALL = "all"
    ONE_PUPIL = "one_pupil"
    """Every case about one pupil, and nothing about anybody else."""
    ONE_CASE = "one_case"
    """One case about one pupil, and nothing of any other."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of reader: what may be shown, how far among the cases, and in which words."""

    name: str
    shows: frozenset[Thing]
    reach: Reach
    plain: bool = False
    """In plain language: words explained, ids only where they are needed."""
    made_up_data_alone: bool = False

    @property
    def audience(self) -> str:
        """Return whom the report is for, as it stands under its title."""
        return {
            "intern": _("Internal working paper"),
            "foraeldre": _("For the parents"),
            "pku": _("For the placement committee: documents of one case"),
            "ledelse": _("For the management: counts alone"),
            "undervisning": _("For teaching: every person, school and case in it is made up"),
        }[self.name]

    def permit(self, thing: Thing) -> None:
        """Let through what the profile shows; raise ProfileForbids for anything else."""
        if thing not in self.shows:
            raise self.refusal(thing.words)

    def refusal(self, what: str) -> ProfileForbids:
        """Return the error that the profile doesn't show something, with what to choose instead."""
        return ProfileForbids(
            _("The profile {profile} doesn't show {what}.").format(profile=self.name, what=what), remedy=self._instead
        )

    @property
    def _instead(self) -> str:
        """Return what to choose where the profile doesn't show what was asked for."""
        return {
            Reach.ALL: _("Choose the profile intern."),
            Reach.ONE_PUPIL: _("Ask for the case of the one child, or choose the profile intern."),
            Reach.ONE_CASE: _("Ask for the one case, or choose the profile intern."),
            Reach.NONE: _("Ask for the counts of a meeting with 01_moede, or choose the profile intern."),
        }[self.reach]


_EVERYTHING = frozenset(Thing)

PROFILES: Mapping[str, Profile] = MappingProxyType(
    {
        profile.name: profile
        for profile in (
            Profile("intern", _EVERYTHING, Reach.ALL),
            Profile("foraeldre", frozenset({Thing.CASE}), Reach.ONE_PUPIL, plain=True),
            Profile("pku", frozenset({Thing.CASE}), Reach.ONE_CASE),
            Profile("ledelse", frozenset({Thing.COUNTS, Thing.RELEASED}), Reach.NONE),
            Profile("undervisning", _EVERYTHING - {Thing.VAULT, Thing.RELEASED}, Reach.ALL, made_up_data_alone=True),
        )
    }
)
"""Whom a report can be for; one that isn't here must not be made as if it were."""

INTERN = PROFILES["intern"]


def profile_named(name: str) -> Profile:
    """Return a profile by its name; UnknownName for one that isn't there."""
    if name not in PROFILES:
        raise UnknownName(_("The profile"), name, PROFILES)
    return PROFILES[name]
