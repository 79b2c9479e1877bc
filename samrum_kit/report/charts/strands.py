"""A partial order drawn as strands beside a list: each step on a strand, and lines that lead to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samrum_kit.models.parts import Step


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from a step to one that comes after it: down the strand of the first, then over to the second."""

    before: str
    after: str


def in_order(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return steps with each after all that it comes after; where the order is free, as the model lists them."""
    left, ordered = list(steps), []
    while left:
        waiting = {step.id for step in left}
        ready = next(step for step in left if waiting.isdisjoint(step.after))
        left.remove(ready)
        ordered.append(ready)
    return tuple(ordered)


def edges(steps: Sequence[Step]) -> tuple[Edge, ...]:
    """Return the lines between ordered steps, without those that a way through other steps says already."""
    earlier: dict[str, set[str]] = {}
    found = []
    for step in steps:
        direct = [name for name in step.after if not any(name in earlier[other] for other in step.after)]
        found += [Edge(name, step.id) for name in direct]
        earlier[step.id] = set(step.after).union(*(earlier[name] for name in step.after))
    return tuple(found)


def strands(steps: Sequence[Step], lines: Sequence[Edge]) -> Mapping[str, int]:
    """Return on which strand each of the ordered steps stands, so that no line runs through a step it doesn't join.

    A strand belongs to a step until the last of those that follow it, which stands on the same strand.
    """
    row = {step.id: number for number, step in enumerate(steps)}
    last = {step.id: max((edge.after for edge in lines if edge.before == step.id), key=row.__getitem__, default=step.id)
            for step in steps}  # fmt: skip
    strand: dict[str, int] = {}
    taken_until: dict[int, int] = {}
    for step in steps:
        here = row[step.id]
        leading = [edge.before for edge in lines if edge.after == step.id and last[edge.before] == step.id]
        free = (number for number in range(len(steps) + 1) if taken_until.get(number, -1) < here)
        strand[step.id] = min((strand[name] for name in leading), default=next(free))
        taken_until[strand[step.id]] = row[last[step.id]]
    return strand
