"""What every part of a model is made of, and the parts that describe the work: levels, methods, steps, figures."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from samrum_kit.domain.vocabulary import (
    AgendaPart,
    CaseOutcome,
    EventKind,
    Forum,
    ItemOutcome,
    Level,
    Perspective,
    Role,
    Target,
)

Severity = Literal["must", "should"]
MethodKind = Literal["method", "data_source", "document", "inspiration", "parent_channel", "guidance", "meeting"]
StepRecord = Literal["concerns", "contracts", "perspectives", "plans", "measures", "evaluations"]

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
"""A stable name that never changes: lower case letters, digits and `_`."""
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


FigureName = Literal[
    "system_items_discussed", "system_measures_started", "staff_benefiting", "individual_items_per_meeting",
    "system_measures_from_individual", "individual_measures_started", "time_from_concern",
    "forum_meetings", "meeting_documents", "participants", "lead_time", "consent_before", "general_prevention",
    "services_absent", "level_mix", "both_sides", "carried_out", "tried_before_intrusive", "revisitation",
    "time_by_step",
]  # fmt: skip
"""The figures that can be counted."""


class Part(BaseModel):
    """One frozen part of a model; a key that isn't known is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Part):
    """A document that the model rests on."""

    document: Text
    """The file name of its text; requirements name it in `source`."""
    title: Text
    publisher: Text
    dated: Text


class Sourced(Part):
    """A part that states something: either a source says it, word for word, or it is assumed and says so."""

    source: Text | None = None
    quote: Text | None = None
    """An exact piece of the source's text; blanks and line breaks don't count."""
    assumed: Annotated[bool, Field(validate_default=True)] = False
    """The source is silent; this is a default that a municipality can change."""

    @field_validator("assumed")
    @classmethod
    def _says_by_whom(cls, assumed: bool, info: ValidationInfo) -> bool:
        """Refuse a part that neither quotes a source nor owns up to being assumed, or that does both."""
        quoted = [info.data.get(name, "invalid") is not None for name in ("source", "quote")]
        if assumed and any(quoted):
            raise PydanticCustomError("assumed_quoted", "assumed, and yet quoted")
        if not assumed and not all(quoted):
            raise PydanticCustomError("source_missing", "neither quoted nor assumed")
        return assumed


class LevelRules(Sourced):
    """What an effort of one intensity is, and who carries it."""

    id: Level
    label: Text
    description: Text
    actors: tuple[Role, ...]


class Instance(Sourced):
    """A place where difficulties are worked on; where the source calls it a level, it is not one of intensity."""

    id: Slug
    label: Text
    description: Text
    actors: tuple[Role, ...]
    forum: Forum | None = None


class MethodItem(Part):
    """One line of a method bank: a name as the source writes it, and what sets it apart from its group."""

    id: Slug
    name: Text
    quote: Text | None = None
    """The source's words where the name differs from them."""
    target: Target | None = None


class MethodGroup(Part):
    """Lines of a method bank that share who, when and what for."""

    name: Text
    kind: MethodKind
    actors: tuple[Role, ...] = ()
    level: Level | None = None
    target: Target | None = None
    source: Text
    items: tuple[MethodItem, ...] = Field(min_length=1)


class Method(Part):
    """A method, data source or document that a source names: what it is, who uses it, at which level, aimed at what."""

    id: Slug
    name: Text
    kind: MethodKind
    group: Text
    actors: tuple[Role, ...]
    level: Level | None
    target: Target | None
    """`None` where the source leaves it open."""
    source: Text
    quote: Text


class Step(Sourced):
    """A box of a flow; it comes after the steps it names and before those that name it, and nothing else is said."""

    id: Slug
    label: Text
    events: tuple[EventKind, ...] = ()
    """The events that document it."""
    meetings: tuple[Forum, ...] = ()
    """The forums whose held meetings about the case document it."""
    outcomes: tuple[ItemOutcome, ...] = ()
    """What a held meeting's discussion of the case may have ended with, where that documents it."""
    closed_as: tuple[CaseOutcome, ...] = ()
    """The ways of closing the case that document it."""
    records: tuple[StepRecord, ...] = ()
    """The tables of which any record of the case documents it."""
    after: tuple[Slug, ...] = ()
    loops_to: tuple[Slug, ...] = ()
    lane: Text | None = None
    note: Text | None = None
    """What is uncertain about its place."""


class Flow(Part):
    """Steps in partial order."""

    id: Slug
    name: Text
    note: Text | None = None
    steps: tuple[Step, ...] = Field(min_length=1)


class PerspectiveRules(Sourced):
    """A perspective that a case is described from."""

    id: Perspective
    label: Text
    prompt: Text
    """A question to the school; the workbench's words, not the source's."""


class Topic(Sourced):
    """A topic of system work."""

    id: Slug
    label: Text


class Statement(Part):
    """A value, purpose or statement in the source's own words, for teaching."""

    id: Slug
    topic: Text
    text: Text
    source: Text

    @property
    def quote(self) -> str:
        """Return the text: it is the quote."""
        return self.text


class KeyFigure(Sourced):
    """A figure that the model asks for."""

    id: FigureName
    label: Text
    definition: Text
    unit: Text
    part: AgendaPart | None = None
    """The part of the meeting that it belongs to."""


def methods_of(groups: tuple[MethodGroup, ...]) -> Iterator[Method]:
    """Yield each line of a method bank with what its group says."""
    for group in groups:
        for item in group.items:
            yield Method(id=item.id, name=item.name, kind=group.kind, group=group.name, actors=group.actors,
                         level=group.level, target=item.target or group.target, source=group.source,
                         quote=item.quote or item.name)
