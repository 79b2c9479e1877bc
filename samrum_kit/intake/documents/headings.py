"""Which heading of a plan means which column: the columns' own labels, and what schools usually write."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from samrum_kit.domain.fields import Column, Record, columns
from samrum_kit.domain.records import Evaluation, Goal, Measure, Plan, Sign
from samrum_kit.intake.naming import fold

PARTS: tuple[type[Record], ...] = (Plan, Goal, Sign, Measure, Evaluation)
"""The tables that a plan fills, in the order in which they are written."""

TITLES = (
    "mål- og indsatsplan", "mål og indsatsplan", "indsatsplan", "handleplan", "mål- og handleplan", "plan",
    "mål- og tiltaksplan", "tiltaksplan", "handlingsplan", "smtte", "smtte-model", "smtte-modellen", "smtte-plan",
)
"""What is written over a plan and belongs to no column."""

USUAL: dict[tuple[type[Record], str], tuple[str, ...]] = {
    (Plan, "case_id"): ("sagsnummer", "sagsnr", "saksnummer"),
    (Plan, "level"): ("niveau", "nivå"),
    (Plan, "context"): ("sammenhæng for planen", "kontekst"),
    (Plan, "basis"): ("data", "datagrundlag for planen"),
    (Plan, "child_voice"): (
        "elevens stemme", "barnets perspektiv", "barnets perspektiver", "elevens perspektiv", "børnenes stemme",
        "elevernes stemme", "barnas stemme", "elevenes stemme"),
    (Plan, "parent_perspective"): (
        "forældrenes perspektiver", "forældres perspektiv", "forældreperspektiv", "forældrenes stemme",
        "foreldres perspektiv", "foreldreperspektiv", "foreldrenes stemme", "foresattes perspektiv"),
    (Plan, "other_changes"): ("andre ændringer", "andre endringer"),
    (Plan, "starts_on"): ("startdato", "planen starter"),
    (Plan, "ends_on"): ("slutdato", "sluttdato", "planen slutter"),
    (Plan, "evaluation_due_on"): ("skal evalueres den", "evalueres senest", "næste evaluering", "neste evaluering"),
    (Goal, "text"): (
        "målet", "målene", "målsætning", "målsætninger", "målsetting", "mål for eleven", "mål for barnet",
        "mål for klassen", "mål for gruppen", "mål for gruppa", "mål for fællesskabet", "mål for fellesskapet",
        "mål for indsatsen", "mål for perioden", "elevens mål"),
    (Sign, "text"): (
        "tegnene", "tegn på læring", "tegn på målopnåelse", "tegn på måloppnåelse", "tegn på at målet er nået",
        "tegn på at målet er nådd", "tegn på trivsel"),
    (Measure, "text"): (
        "tiltagene", "tiltakene", "indsats", "indsatser", "indsatsen", "tiltag for eleven", "tiltag for klassen",
        "tiltag for fællesskabet", "tiltak for eleven", "tiltak for klassen", "tiltak for fellesskapet"),
    (Measure, "actor_role"): ("ansvarlig", "hvem", "af hvem", "av hvem", "hvem gør det", "hvem gjør det"),
    (Measure, "starts_on"): ("startdato",),
    (Measure, "ends_on"): ("slutdato", "sluttdato"),
    (Evaluation, "text"): ("evaluering", "evalueringen"),
}
"""Headings that say the same as a column's label."""

LONGEST = 120
"""Signs in which a heading before a colon is looked for."""

_NUMBERING = re.compile(r"^(?:\(?(?:\d{1,2}|[ivx]{1,4}|[a-z])\s*[.):–-]\s*|\d{1,2}(?:\.\d{1,2})*\.?\s+)+")
_BRACKETS = re.compile(r"\([^()]*\)")
_NOT_NAMED = re.compile(r"\s*(?:\([^()]*\)|[:.*–-])\s*$")
_NUMBER = re.compile(r"\s+(?:nr\.?\s*)?\d{1,2}$")
_COLON = re.compile(r"[:\t]")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A column that a heading can mean."""

    record: type[Record]
    column: Column
    begins: bool = False
    """Whether rows of a table of their own stand under the heading."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that is known, as it was written, and the text that follows it in the same line."""

    written: str
    meanings: tuple[Meaning, ...]
    """None for what is written over a plan and belongs to no column."""
    rest: str = ""
    """What follows in the same line."""

    def of(self, record: type[Record]) -> Meaning | None:
        """Return what the heading means in a table."""
        return next((one for one in self.meanings if one.record is record), None)


def heading_of(line: str) -> Heading | None:
    """Return the heading that a whole line is, or that stands before its first colon or tab."""
    written = line.strip()
    for colon in reversed(list(_COLON.finditer(written[:LONGEST]))):
        before, rest = written[: colon.end()], written[colon.end() :].strip()
        if rest and not _BRACKETS.fullmatch(rest) and (found := _named(before)):
            return Heading(before.strip(), found, rest)
    found = _named(written) if len(written) <= LONGEST else None
    return None if found is None else Heading(written, found)


@lru_cache(4_096)
def _named(written: str) -> tuple[Meaning, ...] | None:
    """Return what a text means as a heading; a title means nothing, and None is no heading.

    Only what there can be several of has a number behind it: `Mål 2`, but `Sags-id 2` holds a value.
    """
    name = _bare(fold(written))
    known = _known()
    if name in known:
        return known[name]
    numbered = known.get(_bare(_NUMBER.sub("", name)), ())
    return numbered if any(meaning.begins for meaning in numbered) else None


def _bare(name: str) -> str:
    """Return a name without the numbering before it, and without brackets and marks behind it."""
    while name not in _known():
        shorter = _NOT_NAMED.sub("", name)
        shorter = _NUMBERING.sub("", name) if shorter == name else shorter
        if shorter == name:
            return name
        name = shorter
    return name


@cache
def _known() -> dict[str, tuple[Meaning, ...]]:
    """Return the meanings of every heading that is known."""
    known: dict[str, list[Meaning]] = {fold(title): [] for title in TITLES}
    for name, meaning in _names():
        meanings = known.setdefault(fold(name), [])
        if meaning not in meanings:
            meanings.append(meaning)
    return {name: tuple(meanings) for name, meanings in known.items()}


def _names() -> Iterator[tuple[str, Meaning]]:
    """Yield every name of every column that a plan fills; what refers to the plan itself goes without saying."""
    for record in PARTS:
        for column in columns(record):
            if column.kind == "reference" and record is not Plan:
                continue
            # The reason of an evaluation is one of its columns; its text begins under "Evaluering".
            begins = record is not Plan and column.name == "text"
            for name in (column.label_da, column.label_nb):
                yield name, Meaning(record, column, begins and record is not Evaluation)
            for name in USUAL.get((record, column.name), ()):
                yield name, Meaning(record, column, begins)
            for name in (record.sheet_da, record.sheet_nb) if begins else ():
                yield name, Meaning(record, column, begins)
