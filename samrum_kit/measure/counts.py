"""Things by kind: how many of each, and the shares among those whose kind is known."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from samrum_kit.measure.values import Number, Reason, Undefined

Kind = TypeVar("Kind", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Mix(Generic[Kind]):
    """How many there are of each kind; those without a kind are counted apart and in no share."""

    counts: Mapping[Kind, int]
    unknown: int

    @property
    def known(self) -> int:
        """Return how many have a kind."""
        return sum(self.counts.values())

    def share(self, kind: Kind) -> Number:
        """Return the share of a kind among those that have one."""
        return self.counts[kind] / self.known if self.known else Undefined(Reason.NO_POINTS)


def mix(found: Sequence[Kind | None], kinds: Sequence[Kind]) -> Mix[Kind]:
    """Return how many there are of each of the kinds, those of which there is none too."""
    counted = Counter(found)
    return Mix({kind: counted[kind] for kind in kinds}, counted[None])
