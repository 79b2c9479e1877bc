"""Examples of a gate: facts, and the status that each requirement must have by them.

    PPV = Examples("haderslev", "ppv", file_of)
    PPV.missing("ppv.goals", "one started plan of two has no goal", plan(), goal(), plan("P-2"), by=["P-2"])
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from samrum_kit.models import CollaborationModel, shipped_models
from samrum_kit.review.engine import Subject, review
from samrum_kit.review.findings import Finding, Status
from samrum_kit.review.registry import signatures
from tests.builders import TODAY, Fact


@cache
def models() -> dict[str, CollaborationModel]:
    """Return the models that come with the package."""
    return shipped_models(signatures())


def finding(file: Subject, model: str, gate: str, requirement: str) -> Finding:
    """Return what the engine finds for one requirement."""
    found = review(file, models()[model], gate)
    return next(finding for finding in found.findings if finding.requirement == requirement)


@dataclass(frozen=True)
class Example:
    """Facts that give a requirement a status, and why."""

    model: str
    gate: str
    requirement: str
    status: Status
    because: str
    facts: tuple[Fact, ...]
    as_of: date
    by: Sequence[str] | None
    """The ids of the evidence, where the example is about them."""
    opened: Callable[..., Subject]

    def __str__(self) -> str:
        return f"{self.requirement} {self.status}: {self.because}"

    def hold(self) -> None:
        """Run the engine on the facts and compare."""
        found = finding(self.opened(*self.facts, as_of=self.as_of), self.model, self.gate, self.requirement)
        assert found.status is self.status
        if self.by is not None:
            assert sorted(evidence.id for evidence in found.evidence) == sorted(self.by)


class Examples(list[Example]):
    """The examples of one gate."""

    def __init__(self, model: str, gate: str, opened: Callable[..., Subject]) -> None:
        super().__init__()
        self.model, self.gate, self.opened = model, gate, opened

    def _add(self, status: Status, requirement: str, because: str, facts: tuple[Fact, ...], **rest: Any) -> None:
        as_of, by = rest.pop("as_of", TODAY), rest.pop("by", None)
        assert not rest
        self.append(Example(self.model, self.gate, requirement, status, because, facts, as_of, by, self.opened))

    def documented(self, requirement: str, because: str, *facts: Fact, **rest: Any) -> None:
        self._add(Status.DOCUMENTED, requirement, because, facts, **rest)

    def missing(self, requirement: str, because: str, *facts: Fact, **rest: Any) -> None:
        self._add(Status.MISSING, requirement, because, facts, **rest)

    def not_relevant(self, requirement: str, because: str, *facts: Fact, **rest: Any) -> None:
        self._add(Status.NOT_RELEVANT, requirement, because, facts, **rest)
