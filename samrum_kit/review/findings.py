"""What a review finds: outcomes with their evidence, and the findings of a gate in order."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from samrum_kit.domain.fields import Record
from samrum_kit.domain.knowledge import day_of
from samrum_kit.domain.notes import RequirementNote


class Status(StrEnum):
    """How a requirement stands; there are no others, and no score."""

    DOCUMENTED = "documented"
    MISSING = "missing"
    NOT_RELEVANT = "not_relevant"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record that carries a finding: its table, its id and its day."""

    table: str
    id: str
    on: date | None

    @classmethod
    def of(cls, record: Record) -> Self:
        """Name a record as evidence; a key of several parts is joined by slashes."""
        return cls(record.table, "/".join(str(part) for part in record.key), day_of(record))

    def to_json(self) -> dict[str, Any]:
        """Return the evidence as the contract writes it."""
        return {"table": self.table, "id": self.id, "on": self.on.isoformat() if self.on else None}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found, and the records that carry it or show the lack."""

    status: Status
    evidence: tuple[Evidence, ...] = ()


def documented(*records: Record) -> Outcome:
    """Say that a requirement is documented by these records."""
    return Outcome(Status.DOCUMENTED, _evidence(records))


def missing(*records: Record) -> Outcome:
    """Say that a requirement is missing; the records show the lack."""
    return Outcome(Status.MISSING, _evidence(records))


def not_relevant() -> Outcome:
    """Say that a requirement asks nothing here."""
    return Outcome(Status.NOT_RELEVANT)


def documented_if(found: bool, *records: Record) -> Outcome:
    """Say documented when something holds, missing otherwise, by the same records."""
    return documented(*records) if found else missing(*records)


def documented_by(*records: Record) -> Outcome:
    """Say documented when there is any record, missing when there is none."""
    return documented_if(bool(records), *records)


def _evidence(records: tuple[Record, ...]) -> tuple[Evidence, ...]:
    """Name each record once, in the order given."""
    return tuple(dict.fromkeys(Evidence.of(record) for record in records))


@dataclass(frozen=True, slots=True)
class Finding:
    """How one requirement of a gate stands for one subject on one day."""

    requirement: str
    severity: str
    title: str
    rule: str
    status: Status
    found: Status
    evidence: tuple[Evidence, ...]
    next_step: str | None
    document: str
    document_title: str
    quote: str
    note: RequirementNote | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the finding as the contract writes it; a note shows what was found beside it."""
        written: dict[str, Any] = {
            "id": self.requirement,
            "severity": self.severity,
            "status": str(self.status),
            "evidence": [evidence.to_json() for evidence in self.evidence],
            "next_step": self.next_step,
            "source": {"document": self.document, "quote": self.quote},
        }
        if self.note is not None:
            note = {"reason": self.note.reason, "by": str(self.note.by_role), "on": self.note.noted_on.isoformat()}
            written |= {"found": str(self.found), "note": note}
        return written


@dataclass(frozen=True, slots=True)
class Review:
    """All findings of a gate for one case, plan or meeting on one day, in the model's order."""

    model: str
    model_name: str
    gate: str
    gate_title: str
    """What the model calls the gate."""
    subject_table: str
    subject_id: str
    as_of: date
    findings: tuple[Finding, ...]

    def with_status(self, status: Status) -> tuple[Finding, ...]:
        """Return the findings with a status."""
        return tuple(finding for finding in self.findings if finding.status is status)

    @property
    def documented(self) -> tuple[Finding, ...]:
        """Return what is documented."""
        return self.with_status(Status.DOCUMENTED)

    @property
    def missing(self) -> tuple[Finding, ...]:
        """Return what is missing."""
        return self.with_status(Status.MISSING)

    @property
    def not_relevant(self) -> tuple[Finding, ...]:
        """Return what asks nothing here, by rule or by a professional's note."""
        return self.with_status(Status.NOT_RELEVANT)

    @property
    def lacks_a_must(self) -> bool:
        """Tell whether a requirement that must be met is missing."""
        return any(finding.severity == "must" for finding in self.missing)

    def to_json(self) -> dict[str, Any]:
        """Return the review as the contract writes it."""
        return {
            "schema": "samrum.review/1",
            "model": self.model,
            "gate": self.gate,
            "subject": {"table": self.subject_table, "id": self.subject_id},
            "as_of": self.as_of.isoformat(),
            "findings": [finding.to_json() for finding in self.findings],
        }

    def __repr__(self) -> str:
        """Say in one line what the review is and how many requirements stand how."""
        counts = ", ".join(f"{len(self.with_status(status))} {status}" for status in Status)
        return f"<Review {self.model}/{self.gate} {self.subject_id} {self.as_of}: {counts}>"

    def _repr_html_(self) -> str:
        """Show the review in a notebook."""
        from samrum_kit.review.show import review_html

        return review_html(self)
