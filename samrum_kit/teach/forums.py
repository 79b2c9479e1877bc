"""How often the forums of each model meet in a made-up school year, who sits there, and what they leave undone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samrum_kit.domain.records import School
from samrum_kit.domain.vocabulary import Forum, ItemOutcome, Role, SchoolType
from samrum_kit.teach.calendar import SchoolCalendar


@dataclass(frozen=True, slots=True)
class ForumYear:
    """A forum's year at a school."""

    forum: Forum
    code: str
    chair: Role
    seats: tuple[Role, ...]
    every_weeks: int
    outcomes: tuple[ItemOutcome, ...]
    """What a discussion ends with when nothing in the case says more."""
    gaps: tuple[str, ...] = ()
    """The requirements that one of its meetings after the other leaves open."""
    extra_seats: Mapping[SchoolType, tuple[Role, ...]] | None = None
    minutes: tuple[int, int] = (30, 60)
    """Minutes planned for system work and for pupils."""
    pupil_items: tuple[int, int] = (2, 4)
    wonders: bool = False
    with_parents: bool = False
    bars_social_cases: bool = False
    own_measures_first: bool = False
    decides_measures: bool = False

    def roles_at(self, school: School) -> tuple[Role, ...]:
        """Return the fixed roles at a school, each once."""
        return tuple(dict.fromkeys((*self.seats, *(self.extra_seats or {}).get(school.school_type, ()))))

    def days(self, calendar: SchoolCalendar, year: int, shift: int) -> tuple[date, ...]:
        """Return the days of its meetings in a school year; schools meet on different days of the week."""
        ordinals = range(date(year, 8, 18).toordinal() + shift, date(year + 1, 6, 16).toordinal(), 7 * self.every_weeks)
        return tuple(sorted({calendar.on_or_after(date.fromordinal(ordinal)) for ordinal in ordinals}))


_RESSURSTEAM = {
    SchoolType.PRIMARY: (Role.MILIEU_TEACHER, Role.CONTACT_TEACHER),
    SchoolType.LOWER_SECONDARY: (Role.SOCIAL_TEACHER, Role.SCHOOL_COUNSELLOR, Role.CONTACT_TEACHER),
    SchoolType.COMBINED: (Role.MILIEU_TEACHER, Role.SOCIAL_TEACHER, Role.SCHOOL_COUNSELLOR, Role.CONTACT_TEACHER),
}

FORUM_YEARS: dict[str, tuple[ForumYear, ...]] = {
    "haderslev": (
        ForumYear(
            Forum.TEAM, "TM", Role.CLASS_TEACHER, (Role.CLASS_TEACHER, Role.CLASS_TEAM, Role.LEARNING_CENTRE_ADVISER),
            every_weeks=6, outcomes=(ItemOutcome.HANDLED_BY_SCHOOL, ItemOutcome.CONTINUE), pupil_items=(1, 2),
        ),
    ),
    "aalborg_samrum": (
        ForumYear(
            Forum.SAMRUM, "SR", Role.SCHOOL_MANAGEMENT, (Role.SCHOOL_MANAGEMENT, Role.PPR, Role.RESOURCE_PERSON),
            every_weeks=4, outcomes=(ItemOutcome.ADVICE, ItemOutcome.CONTINUE, ItemOutcome.HANDLED_BY_SCHOOL),
            gaps=("samrum.own_resources_first", "samrum.members", "samrum.dialogue_follow_up",
                  "samrum.named_needs_basis", "samrum.chair"),
            own_measures_first=True,
        ),
    ),
    "samarbejdsguiden": (),
    "trivselsforum_ssp": (
        ForumYear(
            Forum.TRIVSELSFORUM, "TF", Role.SCHOOL_MANAGEMENT,
            (Role.SCHOOL_MANAGEMENT, Role.WELLBEING_OFFICER, Role.PPR, Role.FAMILY_GROUP, Role.SCHOOL_NURSE, Role.SSP),
            every_weeks=5, outcomes=(ItemOutcome.ADVICE, ItemOutcome.CONTINUE, ItemOutcome.HANDLED_BY_SCHOOL),
            gaps=("trivselsforum.minutes", "trivselsforum.ssp_present", "trivselsforum.parents_or_consent",
                  "trivselsforum.action_plan", "trivselsforum.no_open_social_case", "trivselsforum.agenda",
                  "trivselsforum.general_prevention"),
            with_parents=True, bars_social_cases=True,
        ),
    ),
    "baerum_ressursteam": (
        ForumYear(
            Forum.RESSURSTEAM, "RT", Role.PRINCIPAL,
            (Role.PRINCIPAL, Role.DEPARTMENT_HEAD, Role.SPECIAL_ED_COORDINATOR, Role.PPR, Role.SCHOOL_NURSE),
            every_weeks=2, outcomes=(ItemOutcome.ADVICE, ItemOutcome.CONTINUE, ItemOutcome.HANDLED_BY_SCHOOL),
            gaps=("ressursteam.carry_over", "ressursteam.agenda_in_advance", "ressursteam.members",
                  "ressursteam.hour_each", "ressursteam.minutes", "ressursteam.anonymous_wondering",
                  "ressursteam.action_log", "ressursteam.system_first", "ressursteam.system_and_individual",
                  "ressursteam.chair"),
            extra_seats=_RESSURSTEAM, minutes=(60, 60), wonders=True, decides_measures=True,
        ),
    ),
}
"""By model, the forums that meet through the year; those about one case belong to the case."""
