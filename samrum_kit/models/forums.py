"""How a forum works: its people, what it may discuss and decide, its agenda and how often it meets."""

from typing import Literal

from pydantic import Field

from samrum_kit.domain.vocabulary import AgendaPart, Anonymity, CaseKind, Forum, ItemOutcome, Role, SchoolType
from samrum_kit.models.parts import Part, Severity, Slug, Sourced, Text

Period = Literal["week", "month", "school_year"]


class Chair(Sourced):
    """Who leads the meetings of a forum."""

    roles: tuple[Role, ...] = Field(min_length=1)
    severity: Severity


class Membership(Sourced):
    """Roles that belong to a forum, at some types of school or (with none given) at all."""

    roles: tuple[Role, ...] = Field(min_length=1)
    school_types: tuple[SchoolType, ...] = ()

    def holds_at(self, school_type: SchoolType) -> bool:
        """Tell whether it holds at a type of school; a combined school is both primary and lower secondary."""
        if not self.school_types or school_type in self.school_types:
            return True
        joined = {SchoolType.PRIMARY, SchoolType.LOWER_SECONDARY}
        return school_type is SchoolType.COMBINED and not joined.isdisjoint(self.school_types)


class Discussion(Sourced):
    """What kinds of case a forum may discuss, and on which basis."""

    kinds: tuple[CaseKind, ...] = Field(min_length=1)
    bases: tuple[Anonymity, ...] = ()
    """The basis a pupil's case needs; none for cases that are about no single pupil."""
    explanation: Text


class Competence(Sourced):
    """What a forum may decide or recommend."""

    outcomes: tuple[ItemOutcome, ...] = ()
    sentence: Text


class AgendaSlot(Part):
    """One part of a forum's usual agenda."""

    part: AgendaPart
    title: Text
    minutes: int = Field(gt=0, le=480)


class AgendaExample(Part):
    """An item that the source gives as an example, and who prepares it."""

    part: AgendaPart
    topic: Text
    prepared_by: Role | None = None


class Agenda(Sourced):
    """The usual order of a forum's meetings."""

    parts: tuple[AgendaSlot, ...] = Field(min_length=1)
    examples: tuple[AgendaExample, ...] = ()

    @property
    def minutes(self) -> int:
        """Return the length of the meeting in minutes."""
        return sum(slot.minutes for slot in self.parts)


class Frequency(Sourced):
    """How often a forum meets, and for how long."""

    text: Text
    every: int | None = Field(default=None, gt=0)
    unit: Period | None = None
    minutes: int | None = Field(default=None, gt=0)


class ForumRules(Sourced):
    """How a forum works: purpose, people, what it may discuss and decide, and when it meets."""

    id: Forum
    name: Text
    purpose: Text
    chair: Chair | None = None
    """Nobody where the source doesn't say who leads."""
    fixed: tuple[Membership, ...] = ()
    invited: tuple[Membership, ...] = ()
    may_discuss: tuple[Discussion, ...] = ()
    may: tuple[Competence, ...] = ()
    agenda: Agenda
    frequency: Frequency
    meeting_gate: Slug | None = None
    """The gate that reviews a meeting of this forum."""
    case_gates: tuple[Slug, ...] = ()
    """The gates that review each case on its agenda."""

    def fixed_roles(self, school_type: SchoolType) -> tuple[Role, ...]:
        """Return the permanent roles at a type of school, each once, in the model's order."""
        return _roles_at(self.fixed, school_type)

    def invited_roles(self, school_type: SchoolType) -> tuple[Role, ...]:
        """Return the roles that are invited when needed, each once, in the model's order."""
        return _roles_at(self.invited, school_type)


def _roles_at(memberships: tuple[Membership, ...], school_type: SchoolType) -> tuple[Role, ...]:
    """Join the roles of the memberships that hold at a type of school."""
    return tuple(dict.fromkeys(role for part in memberships if part.holds_at(school_type) for role in part.roles))
