"""A collaboration model as frozen values: what a municipality has agreed on, each rule with the words that say so."""

from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from samrum_kit.domain.vocabulary import Forum, Role
from samrum_kit.errors import UnknownName
from samrum_kit.locale import _
from samrum_kit.models.forums import ForumRules
from samrum_kit.models.parts import (
    Flow,
    Instance,
    KeyFigure,
    LevelRules,
    Method,
    MethodGroup,
    Part,
    PerspectiveRules,
    Severity,
    Slug,
    Source,
    Statement,
    Step,
    Text,
    Topic,
    methods_of,
)

Scope = Literal["case", "plan", "meeting"]
RequirementId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")]


class Requirement(Part):
    """What must or should be documented at a gate, who says so, and how to ask for it when it is missing."""

    id: RequirementId
    gate: Slug
    scope: Scope
    severity: Severity
    title: Text
    ask: Text
    """A request to the school, in the model's language; it never says what a child is."""
    rule: Text
    check: Slug
    params: dict[str, Any] = Field(default_factory=dict, alias="with")
    source: Text
    quote: Text


class Terms(Part):
    """The municipality's own words."""

    plan: Text
    goal: Text
    sign: Text
    measure: Text
    evaluation: Text
    concern: Text
    agenda: Text
    minutes: Text
    action: Text
    ppr: Text
    assessment: Text
    """The written expert assessment."""
    referral: Text
    """Asking the advisory service to assess."""
    school_leader: Text


class Settings(Part):
    """Rules that a municipality may switch off."""

    open_social_case_rule: bool = True
    """Pupils with an open social case are not discussed in a trivselsforum."""


class CollaborationModel(Part):
    """A municipality's model of cooperation."""

    id: Slug
    name: Text
    municipality: Text
    lang: Literal["da", "nb"]
    version: Text
    valid_from: date | None = None
    """Nothing where the source doesn't say."""
    description: Text
    based_on: Slug | None = None
    sources: tuple[Source, ...] = Field(min_length=1)
    terms: Terms
    roles: dict[Role, Text] = Field(default_factory=dict)
    """What roles are called here, where that isn't the usual name."""
    gate_titles: dict[Slug, Text] = Field(default_factory=dict)
    """What a person calls a gate; one that isn't here is called by its id."""
    settings: Settings = Settings()
    forums: tuple[ForumRules, ...] = ()
    levels: tuple[LevelRules, ...] = ()
    instances: tuple[Instance, ...] = ()
    method_bank: tuple[MethodGroup, ...] = ()
    flows: tuple[Flow, ...] = ()
    perspectives: tuple[PerspectiveRules, ...] = ()
    system_topics: tuple[Topic, ...] = ()
    values: tuple[Statement, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()
    requirements: tuple[Requirement, ...] = ()

    @cached_property
    def methods(self) -> tuple[Method, ...]:
        """Return every line of the method bank, in the source's order."""
        return tuple(methods_of(self.method_bank))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Return the steps of every flow, in order."""
        return tuple(step for flow in self.flows for step in flow.steps)

    @cached_property
    def gates(self) -> dict[str, Scope]:
        """Return the gates in the model's order, each with what it reviews."""
        return {requirement.gate: requirement.scope for requirement in self.requirements}

    def requirements_at(self, gate: str) -> tuple[Requirement, ...]:
        """Return the requirements of a gate, in the model's order; an unknown gate raises `UnknownName`."""
        if gate not in self.gates:
            raise UnknownName(_("The gate"), gate, self.gates)
        return tuple(requirement for requirement in self.requirements if requirement.gate == gate)

    def gate_title(self, gate: str) -> str:
        """Return what a gate is called here."""
        return self.gate_titles.get(gate, gate)

    def forum(self, forum: Forum) -> ForumRules | None:
        """Return the rules of a forum, or nothing where the model doesn't know it."""
        return next((rules for rules in self.forums if rules.id == forum), None)

    def role_label(self, role: Role) -> str:
        """Return what a role is called here."""
        return self.roles.get(role) or role.label(self.lang)
