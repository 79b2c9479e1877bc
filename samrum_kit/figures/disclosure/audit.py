"""Which cells of tables must be held back, so that nobody can work out a small number from all that was ever told."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from samrum_kit.figures.disclosure.attack import Attack, Group, Solved
from samrum_kit.figures.disclosure.tabulation import CellName, Tabulation
from samrum_kit.figures.suppression import THRESHOLD


@dataclass(frozen=True, slots=True)
class Told:
    """A table with the cells that are held back in it."""

    table: Tabulation
    hidden: frozenset[CellName]

    def shown(self) -> Iterator[CellName]:
        """Yield the cells that are told."""
        return (cell for cell in self.table.cells if cell not in self.hidden)


def made_safe(
    tables: Sequence[Tabulation], threshold: int = THRESHOLD, before: Sequence[Told] = ()
) -> tuple[Told, ...]:
    """Return the tables with all that must be held back, given what was told before; as much as possible is shown.

    A count below the threshold is held back, zero too, and so is one with fewer cases behind it. More is held back
    until nobody can narrow any of them down, or tell a small group by taking one count from another.
    """
    told = [Told(table, frozenset(_too_small(table, threshold))) for table in tables]
    search = _Search(before, told, threshold)
    search.hide_until_safe()
    search.show_what_can_be_shown()
    return search.result()


def leaks(told: Sequence[Told], threshold: int = THRESHOLD, *, exactly: bool = True) -> list[str]:
    """Return what could be worked out from everything that was told; nothing is well."""
    joint = _Joint([one.table for one in told])
    attack = Attack(joint.atoms, joint.told(told))
    names = {**joint.hidden(told), **joint.small(told, threshold)}
    return [name for group, name in names.items() if not attack.bounds(group, exactly=exactly).hides(threshold)]


def _too_small(table: Tabulation, threshold: int) -> Iterator[CellName]:
    """Yield the cells that are too small by themselves."""
    return (cell for cell in table.cells if min(table.count(cell), table.persons(cell)) < threshold)


class _Joint:
    """Several tables over the same units: their smallest groups, and their cells as sets of those."""

    def __init__(self, tables: Sequence[Tabulation]) -> None:
        """Take the tables; a place of nobody has a group of its own."""
        lies: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        persons: dict[str, str] = {}
        for number, table in enumerate(tables):
            persons.update(table.people)
            for place, units in table.places.items():
                for unit in units:
                    lies[unit].append((number, place))
        found: defaultdict[tuple[tuple[int, str], ...], set[str]] = defaultdict(set)
        for unit, where in lies.items():
            found[tuple(where)].add(persons.get(unit, unit))
        signatures = [*found, *(where for where in _of_nobody(tables) if where not in found)]
        self.atoms = len(signatures)
        self._persons = [frozenset(found.get(signature, ())) for signature in signatures]
        of_place: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
        for atom, signature in enumerate(signatures):
            for spot in signature:
                of_place[spot].add(atom)
        self._groups = [
            {cell: frozenset().union(*(of_place[number, place] for place in places))
             for cell, places in table.cells.items()}
            for number, table in enumerate(tables)
        ]  # fmt: skip

        self._counts = [{cell: table.count(cell) for cell in table.cells} for table in tables]

    def group(self, number: int, cell: CellName) -> Group:
        """Return the smallest groups of a cell of a table."""
        return self._groups[number][cell]

    def told(self, told: Sequence[Told]) -> dict[Group, int]:
        """Return the counts that are told."""
        return {self.group(n, cell): self._counts[n][cell] for n, one in enumerate(told) for cell in one.shown()}

    def hidden(self, told: Sequence[Told]) -> dict[Group, str]:
        """Return the cells that are held back, with their names."""
        return {self.group(n, cell): f"{one.table.name}: {cell}" for n, one in enumerate(told) for cell in one.hidden}

    def small(self, told: Sequence[Told], threshold: int) -> dict[Group, str]:
        """Return the small groups that two told counts lie apart by, and the small ones among the smallest.

        A group is as large as the cases behind it are many.
        """
        shown = list(self.told(told))
        apart = {large - small for one, other in combinations(shown, 2)
                 for small, large in ((one, other), (other, one)) if small < large}  # fmt: skip
        single = {frozenset({atom}) for atom in range(self.atoms)}
        return {group: "a small group" for group in apart | single if 0 < self._size(group) < threshold}

    def _size(self, group: Group) -> int:
        """Return how many different cases stand behind a group."""
        return len(frozenset().union(*(self._persons[atom] for atom in group)))


def _of_nobody(tables: Sequence[Tabulation]) -> list[tuple[tuple[int, str], ...]]:
    """Return where somebody would be who was in a place of nobody: whoever reads the tables can't rule it out.

    Whoever is counted in a table is counted in one of the same name that holds all of it, such as a later one: in the
    same place. Otherwise those who left could hide how few came.
    """
    everybody = [frozenset().union(*table.places.values()) for table in tables]
    found = {
        tuple(
            (other, place) for other, table in enumerate(tables)
            if other == number
            or (table.name == own.name and place in table.places and everybody[number] <= everybody[other])
        ): None
        for number, own in enumerate(tables) for place, units in own.places.items() if not units
    }  # fmt: skip
    return list(found)


class _Search:
    """Hides cells of the new tables until nothing can be worked out, and shows again what need not be hidden."""

    def __init__(self, before: Sequence[Told], new: Sequence[Told], threshold: int) -> None:
        self._before, self._new, self._threshold = list(before), list(new), threshold
        self._joint = _Joint([one.table for one in (*before, *new)])
        self._needed = [set(one.hidden) for one in new]
        self._hidden = [set(one.hidden) for one in new]
        self._known = set(self._joint.told(before))
        """What was told before; to hide it now is no use."""
        self._solved: Solved = {}

    def result(self) -> tuple[Told, ...]:
        """Return the new tables with what is hidden in them now."""
        return tuple(Told(one.table, frozenset(hidden)) for one, hidden in zip(self._new, self._hidden, strict=True))

    def hide_until_safe(self) -> None:
        """Hide one cell after another that lets something be worked out: parts before sums, the smallest first.

        What is safe once stays safe, since hiding more only widens what could be.
        """
        waiting = deque(self._targets())
        while waiting:
            attack, target = self._attack(), waiting[0]
            if self._is_safe(attack, target):
                waiting.popleft()
                continue
            group = self._to_hide(attack, target)
            if group is None:
                return
            for n, one in enumerate(self._new):  # the same count told elsewhere would tell it again
                self._hidden[n].update(c for c in one.table.cells if self._group(n, c) == group)
            waiting.append(group)

    def _to_hide(self, attack: Attack, target: Group) -> Group | None:
        """Return the cell to hide next for a target, among those that give it away; None where nothing is left.

        A part goes before a sum, then one whose sums have something hidden already, since it needs no third one beside
        it, then the smallest.
        """
        because = attack.because_of(target)
        shown = [(n, cell) for n, one in enumerate(self._new) for cell in one.table.cells
                 if cell not in self._hidden[n] and self._group(n, cell) not in self._known]  # fmt: skip
        blamed = [entry for entry in shown if self._group(*entry) in because] or shown
        hidden = [self._group(n, cell) for n, cells in enumerate(self._hidden) for cell in cells]
        alone = [told for told in attack.told if not any(group < told for group in hidden)]

        def cost(entry: tuple[int, CellName]) -> tuple[int, int, int, str]:
            number, cell = entry
            group, table = self._group(number, cell), self._new[number].table
            return len(table.cells[cell]), sum(group < told for told in alone), table.count(cell), cell

        return self._group(*min(blamed, key=cost)) if blamed else None

    def show_what_can_be_shown(self) -> None:
        """Show again the hidden cells without which nothing can be worked out either, the largest first.

        What is hidden beside them and could then be worked out is shown with them, unless it must be hidden.
        """
        extra = [(one.table.count(cell), n, cell) for n, one in enumerate(self._new)
                 for cell in self._hidden[n] - self._needed[n]]  # fmt: skip
        for _count, number, cell in sorted(extra, reverse=True):
            as_it_was = [set(hidden) for hidden in self._hidden]
            showing: frozenset[Group] | None = frozenset({self._group(number, cell)})
            while showing:
                for n, one in enumerate(self._new):
                    self._hidden[n] -= {name for name in one.table.cells if self._group(n, name) in showing}
                showing = self._told_by_the_rest()
            if showing is None:
                self._hidden = as_it_was

    def _told_by_the_rest(self) -> frozenset[Group] | None:
        """Return the hidden groups that can be worked out as things stand; None where one of them may not be."""
        attack = self._attack()
        groups = {self._group(n, cell): cell in self._needed[n] for n, cells in enumerate(self._hidden)
                  for cell in sorted(cells, key=self._needed[n].__contains__)}  # fmt: skip
        found: set[Group] = set()
        for target in self._targets():
            if not self._is_safe(attack, target):
                if groups.get(target, True):
                    return None
                found.add(target)
        return frozenset(found)

    def _group(self, number: int, cell: CellName) -> Group:
        """Return the smallest groups of a cell of one of the new tables."""
        return self._joint.group(len(self._before) + number, cell)

    def _targets(self) -> list[Group]:
        """Return what nobody may be able to narrow down, as things stand."""
        told = [*self._before, *self.result()]
        return list({**self._joint.hidden(told), **self._joint.small(told, self._threshold)})

    def _is_safe(self, attack: Attack, target: Group) -> bool:
        """Tell whether a target can't be narrowed down as things stand."""
        return attack.is_open(target) or attack.bounds(target).hides(self._threshold)

    def _attack(self) -> Attack:
        """Return what somebody knows, as things stand."""
        return Attack(self._joint.atoms, self._joint.told([*self._before, *self.result()]), self._solved)


def counts_shown(told: Told) -> Mapping[CellName, int | None]:
    """Return the counts of a table as they may be told; None for one that is held back."""
    return {cell: None if cell in told.hidden else told.table.count(cell) for cell in told.table.cells}
