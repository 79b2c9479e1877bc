"""What somebody can work out who has everything that was told: the exact bounds of what was held back.

Whoever attacks knows how the numbers hang together, that none is below zero, and the threshold. What they can narrow a
number down to is found by linear programming over the smallest groups that anything told is made of.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Group = frozenset[int]
"""A set of the smallest groups, by their numbers."""

Solved = dict[tuple[Group, frozenset[Group], bool], tuple[float, float]]
"""The least and the most of targets, by what was told of all that hangs together with them."""

_NEARLY = 1e-6
"""The tolerance of the solver."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which whole numbers a count can be told to lie; infinite where nothing told limits it."""

    lower: float
    upper: float

    def hides(self, threshold: int) -> bool:
        """Tell whether it could still be so many different numbers as there are small ones, and a large one."""
        return self.upper - self.lower >= threshold - 1 and self.upper >= threshold


class Attack:
    """Somebody who knows the counts of some groups and asks for those of others."""

    def __init__(self, atoms: int, told: Mapping[Group, int], solved: Solved | None = None) -> None:
        """Take the number of smallest groups, what was told, and what was solved for the same counts before."""
        self.told = dict(told)
        self._system_of = _connected(atoms, self.told)
        self._solved: Solved = {} if solved is None else solved

    def bounds(self, target: Group, *, exactly: bool = False) -> Bounds:
        """Return between which numbers a count must lie; `exactly` counts in whole people, which can say more."""
        lower, upper = 0.0, 0.0
        for system, part in self._parts(target):
            asked = part, system.told, exactly
            if asked not in self._solved:
                self._solved[asked] = system.ends(part, exactly=exactly)
            least, most = self._solved[asked]
            lower, upper = lower + least, upper + most
        return Bounds(math.ceil(lower - _NEARLY), upper if math.isinf(upper) else math.floor(upper + _NEARLY))

    def is_open(self, target: Group) -> bool:
        """Tell whether nothing told limits how much a target can count."""
        return any(not system.told for system, _part in self._parts(target))

    def because_of(self, target: Group) -> frozenset[Group]:
        """Return the told counts that the bounds of a count rest on: without one of them it may be wider."""
        return frozenset().union(*(system.weighing(part) for system, part in self._parts(target)))

    def _parts(self, target: Group) -> list[tuple["_System", Group]]:
        """Return what hangs together with a target, and the part of it in each."""
        systems = {id(self._system_of[atom]): self._system_of[atom] for atom in target}
        return [(system, target & system.group) for system in systems.values()]


class _System:
    """The smallest groups that hang together, and the equations that the told counts make of them."""

    def __init__(self, group: Group, told: Sequence[Group], counts: Sequence[int]) -> None:
        """Take the smallest groups, the told ones among their unions, and the counts of those."""
        self.group, self._atoms = group, sorted(group)
        self._told, self._counts, self.told = told, counts, frozenset(told)

    def ends(self, target: Group, *, exactly: bool) -> tuple[float, float]:
        """Return the least and the most that a target can count."""
        from scipy.optimize import Bounds as Limits
        from scipy.optimize import milp

        if not self._told:
            return 0.0, math.inf
        aim = self._aim(target)
        ends = []
        for sign in (1, -1):
            found = milp(
                sign * aim, constraints=self._equations, bounds=Limits(0, math.inf),
                integrality=[int(exactly)] * len(aim),
            )  # fmt: skip
            ends.append(sign * float(found.fun) if found.status == 0 else math.inf)
        return ends[0], ends[1]

    def weighing(self, target: Group) -> frozenset[Group]:
        """Return the told counts that the least or the most of a target rests on."""
        from scipy.optimize import linprog

        if not self._told:
            return frozenset()
        weighing: set[Group] = set()
        for sign in (1, -1):
            found = linprog(sign * self._aim(target), A_eq=self._matrix, b_eq=self._counts, bounds=(0, None))
            if found.status == 0:
                weights = zip(self._told, found.eqlin.marginals, strict=True)
                weighing.update(group for group, weight in weights if abs(weight) > _NEARLY)
        return frozenset(weighing)

    def _aim(self, target: Group) -> Any:
        """Return what is to be made least or most."""
        import numpy as np

        return np.array([float(atom in target) for atom in self._atoms])

    @cached_property
    def _matrix(self) -> Any:
        """Return the equations, one row for each told count."""
        import numpy as np

        return np.array([[float(atom in group) for atom in self._atoms] for group in self._told])

    @cached_property
    def _equations(self) -> Any:
        """Return the equations as constraints."""
        from scipy.optimize import LinearConstraint

        return LinearConstraint(self._matrix, self._counts, self._counts)


def _connected(atoms: int, told: Mapping[Group, int]) -> list[_System]:
    """Return for each of the smallest groups all that hangs together with it; nothing else can say anything of it."""
    head = list(range(atoms))

    def root(atom: int) -> int:
        while head[atom] != atom:
            head[atom] = atom = head[head[atom]]
        return atom

    for group in told:
        first, *others = sorted(group)
        for atom in others:
            head[root(atom)] = root(first)
    roots = [root(atom) for atom in range(atoms)]
    groups: defaultdict[int, set[int]] = defaultdict(set)
    for atom, top in enumerate(roots):
        groups[top].add(atom)
    within: defaultdict[int, list[Group]] = defaultdict(list)
    for one in sorted(told, key=sorted):
        within[roots[min(one)]].append(one)
    systems = {
        top: _System(frozenset(group), within[top], [told[one] for one in within[top]]) for top, group in groups.items()
    }
    return [systems[top] for top in roots]
