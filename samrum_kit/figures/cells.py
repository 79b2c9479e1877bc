"""Cells made of records: how many, which share of them, and how long; each knows the units that it counts.

A unit is an item, a measure, a plan or a case; behind it stands the case that it is about, or the unit itself where it
is about none. So what leaves the team can be held back where few stand behind it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from samrum_kit.domain.fields import Record
from samrum_kit.domain.records import AgendaItem, Case, Event, Measure, Meeting, Plan
from samrum_kit.figures.table import Cell, Kind, cases_behind
from samrum_kit.measure.durations import Duration
from samrum_kit.measure.shares import wilson
from samrum_kit.measure.survival import kaplan_meier
from samrum_kit.measure.values import Interval, Number, Reason, Undefined

_CALLED: Mapping[type[Record], str] = {
    AgendaItem: "item:", Measure: "measure:", Plan: "plan:", Event: "event:", Meeting: "meeting:", Case: "",
}  # fmt: skip
"""What stands before the key of a record in the name of a unit; a case is called by its id."""

Cases = Mapping[str, str]
"""For records that name no case themselves: the case by the key of the record."""


@dataclass(frozen=True, slots=True)
class Part:
    """One number of a figure."""

    id: str
    label: str
    """What it is called; nothing where the figure is one number."""
    cell: Cell


def units_of(records: Iterable[Any], cases: Cases | None = None) -> dict[str, str]:
    """Return the units that records are, each with the case behind it."""
    found: dict[str, str] = {}
    for record in records:
        key = record.key[0]
        unit = f"{_CALLED[type(record)]}{key}"
        found[unit] = (cases or {}).get(key) or getattr(record, "case_id", None) or unit
    return found


def count_of(records: Collection[Any], cases: Cases | None = None) -> Cell:
    """Return how many records there are."""
    units = units_of(records, cases)
    return Cell(len(records), people=frozenset(units.values()), units=units)


def share_of(some: Collection[Any], among: Collection[Any], cases: Cases | None = None) -> Cell:
    """Return which share some records are of all of them, with Wilson's interval."""
    units, all_units = units_of(some, cases), units_of(among, cases)
    return _share(len(some), len(among), frozenset(units.values()), units, all_units)


def cases_of(meetings: Iterable[Meeting]) -> frozenset[str] | None:
    """Return the cases that meetings are held about; None where each is held about none, and so tells of nobody."""
    return cases_behind(meetings) or None


def count_of_meetings(meetings: Collection[Meeting], among: Iterable[Meeting] = ()) -> Cell:
    """Return how many meetings there are; it is about cases where any of them, or of all of them, is held about one."""
    return Cell(len(meetings), people=None) if cases_of((*meetings, *among)) is None else count_of(meetings)


def share_of_meetings(
    some: Collection[Meeting], among: Collection[Meeting], unknown: Collection[Meeting] = ()
) -> Cell:
    """Return which share some meetings are of all that are known; what isn't known widens it to a range."""
    about_none = cases_of((*among, *unknown)) is None
    cell = _share(len(some), len(among), None, {}, {}) if about_none else share_of(some, among)
    whole = len(among) + len(unknown)
    return replace(cell, reach=Interval(len(some) / whole, (len(some) + len(unknown)) / whole) if unknown else None)


def median_of(durations: Sequence[Duration], units: Mapping[str, str] | None) -> Cell:
    """Return the first day by whose end half were over, those that are under way counted as long as they have been.

    Without units it is about no case.
    """
    curve = kaplan_meier([one.days for one in durations], [one.ended for one in durations])
    people = None if units is None else frozenset(units.values())
    return Cell(curve.median, Kind.DAYS, len(durations), people=people, among=units or {})


def mix_parts(
    kinds: Iterable[tuple[str, str]], found: Iterable[tuple[Any, str | None]], unknown: str = "",
    cases: Cases | None = None,
) -> Iterator[Part]:  # fmt: skip
    """Yield the share of each kind among the records that have one, and how many have none where that has a name.

    `kinds` are ids with their labels, `found` the records with the ids of their kinds; nothing is of two kinds.
    """
    by_kind: dict[str | None, list[Any]] = {}
    for record, kind in found:
        by_kind.setdefault(kind, []).append(record)
    without = by_kind.pop(None, [])
    known = [record for records in by_kind.values() for record in records]
    for kind, label in kinds:
        yield Part(kind, label, share_of(by_kind.get(kind, []), known, cases))
    if unknown:
        yield Part("unknown", unknown, count_of(without, cases))


def _share(
    count: int, of: int, people: frozenset[str] | None, units: Mapping[str, str], among: Mapping[str, str]
) -> Cell:
    """Return a share of a whole, undefined of nothing."""
    value: Number = count / of if of else Undefined(Reason.NO_POINTS)
    found = wilson(count, of)
    interval = found if isinstance(found, Interval) else None
    return Cell(value, Kind.SHARE, of, interval, people, count=count, units=units, among=among)
