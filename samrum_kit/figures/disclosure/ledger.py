"""What was told, written down: the tables with their units, and which cells were held back.

It lies in the vault. Units are ids of cases, items and measures, so that later tables can be held against earlier ones
even where what they count has changed in between.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from samrum_kit.figures.disclosure.audit import Told
from samrum_kit.figures.disclosure.tabulation import Tabulation


@dataclass(frozen=True, slots=True)
class Release:
    """The tables that were told at one time, and the threshold that held then."""

    tables: tuple[Told, ...]
    threshold: int

    def to_text(self) -> str:
        """Return the release as it is kept; the same release gives the same text."""
        content = {"threshold": self.threshold, "tables": [_plain(told) for told in self.tables]}
        return json.dumps(content, ensure_ascii=False, sort_keys=True)


def read_release(text: str) -> Release:
    """Return a release from what was kept."""
    content = json.loads(text)
    return Release(tuple(map(_told, content["tables"])), content["threshold"])


def told_before(releases: Iterable[Release], tables: Iterable[Tabulation]) -> list[Told]:
    """Return what was told of units that some tables count, directly or through other tables; each table once."""
    earlier = list({json.dumps(_plain(told)): told for release in releases for told in release.tables}.values())
    units = {unit for table in tables for place in table.places.values() for unit in place}
    chosen: list[Told] = []
    grown = True
    while grown:
        near = [told for told in earlier if told not in chosen and not units.isdisjoint(_units(told))]
        chosen += near
        units.update(*map(_units, near))
        grown = bool(near)
    return chosen


def _units(told: Told) -> set[str]:
    """Return all units of a table."""
    return set().union(*told.table.places.values())


def _plain(told: Told) -> dict[str, Any]:
    """Return a told table as plain data."""
    table = told.table
    return {
        "name": table.name,
        "places": {place: sorted(units) for place, units in table.places.items()},
        "cells": {cell: sorted(places) for cell, places in table.cells.items()},
        "people": dict(table.people),
        "hidden": sorted(told.hidden),
    }


def _told(content: dict[str, Any]) -> Told:
    """Return a told table from plain data."""
    table = Tabulation(
        content["name"],
        {place: frozenset(units) for place, units in content["places"].items()},
        {cell: frozenset(places) for cell, places in content["cells"].items()},
        content["people"],
    )
    return Told(table, frozenset(content["hidden"]))
