"""Somebody who reads all that was told and works out what wasn't, in whole people; shares nothing with the house.

A release is the places of its units and its cells as sets of places, with the cells that are told. Groups of units that
no release tells apart are the unknowns; integer programming gives the least and the most that a set of places can hold.
"""

from collections import Counter
from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp


class Attacker:
    """Knows what was told; `releases` are (places: name -> units, cells: name -> places, told: names)."""

    def __init__(self, releases):
        self.releases = releases
        where = {}
        for number, (places, _cells, _told) in enumerate(releases):
            for place, units in places.items():
                for unit in units:
                    where.setdefault(unit, {})[number] = place
        seen = Counter(tuple(sorted(spots.items())) for spots in where.values())
        empty = [((n, place),) for n, (places, *_rest) in enumerate(releases) for place in places if not places[place]]
        self.groups = [*seen, *empty]
        self.sizes = [seen.get(group, 0) for group in self.groups]
        rows, totals = [], []
        for number, (places, cells, told) in enumerate(releases):
            for cell in sorted(told):
                rows.append(self.row(number, cells[cell]))
                totals.append(sum(len(places[place]) for place in cells[cell]))
        self.known = LinearConstraint(np.array(rows), totals, totals) if rows else ()

    def row(self, number, places):
        """Return which groups lie in some places of a release."""
        return np.array([float(any((number, place) in group for place in places)) for group in self.groups])

    def range(self, row):
        """Return the least and the most that some groups can hold together."""
        ends = []
        for sign in (1, -1):
            found = milp(sign * row, constraints=self.known, integrality=np.ones(len(row)), bounds=Bounds(0, np.inf))
            ends.append(sign * round(found.fun) if found.status == 0 else np.inf)
        return ends

    def narrowed(self, threshold):
        """Return the hidden cells, and the small differences of two told ones, that can be narrowed down."""
        found = []
        rows = {}
        for number, (_places, cells, told) in enumerate(self.releases):
            for cell, places in cells.items():
                rows[number, cell] = (self.row(number, places), cell in told)
        targets = {name: row for name, (row, told) in rows.items() if not told}
        shown = [(name, row) for name, (row, told) in rows.items() if told]
        for (name, row), (other, row_too) in combinations(shown, 2):
            for difference in (row - row_too, row_too - row):
                if difference.min() >= 0 and 0 < difference @ np.array(self.sizes) < threshold:
                    targets[name, other] = difference
        for name, row in targets.items():
            least, most = self.range(row)
            if most - least < threshold - 1 or most < threshold:
                found.append((name, least, most))
        return found
