"""The plan of an import: which records would be saved, which rows are rejected and why; nothing is written here."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from samrum_kit.domain.fields import Record
from samrum_kit.domain.records import TABLES
from samrum_kit.intake.drafts import Draft, drafts_of
from samrum_kit.intake.links import Links, references
from samrum_kit.intake.records import KnownRecords, build, settle_repeats
from samrum_kit.intake.source import Rejection, SourceFile


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do, row by row."""

    to_save: tuple[Record, ...]
    """New and changed records, what is referred to before what refers to it."""
    accepted: dict[str, int]
    """How many records of each table are new."""
    updated: dict[str, int]
    unchanged: dict[str, int]
    rejected: tuple[Rejection, ...]
    saved: bool
    """Whether the rules let anything be saved; a dry run saves nothing all the same."""

    def to_json(self) -> dict[str, Any]:
        """Return the plan as `samrum.import/1`."""
        return {
            "schema": "samrum.import/1", "saved": self.saved, "accepted": self.accepted, "updated": self.updated,
            "unchanged": self.unchanged, "rejected": [rejection.to_json() for rejection in self.rejected],
        }


def plan_import(sources: Sequence[SourceFile], known: KnownRecords, *, today: date, clear_blank: bool = False,
                accept_valid: bool = False) -> ImportPlan:
    """Return what importing the sources together would do.

    One bad row keeps everything out unless `accept_valid`; then a row that refers to a rejected one is rejected too.
    In an update a blank cell keeps what is stored unless `clear_blank`; a missing column always keeps it.
    """
    rejected: list[Rejection] = []
    drafts: list[Draft] = []
    for source in sources:
        rejected += source.refused
        own, faults = drafts_of(source)
        drafts += own
        rejected += faults
    build(drafts, known, today, clear_blank=clear_blank)
    links = Links(drafts, settle_repeats(drafts), known)
    links.settle(leave_out_rejected=accept_valid)
    rejected += [rejection for draft in drafts for rejection in draft.rejections]
    return _plan(links, known, _in_order(sources, rejected), accept_valid=accept_valid)


def _plan(links: Links, known: KnownRecords, rejected: tuple[Rejection, ...], *, accept_valid: bool) -> ImportPlan:
    """Count what is new, changed and the same."""
    accepted, updated, unchanged = Counter[str](), Counter[str](), Counter[str]()
    to_save: list[Record] = []
    for table in _parents_first():
        stored = known.known(table) if links.live[table] else {}
        for key, draft in links.live[table].items():
            record = draft.record
            assert record is not None  # noqa: S101  # only drafts with a record are live
            before = stored.get(key)
            if before is not None and before == record:
                unchanged[table.table] += 1
                continue
            (accepted if before is None else updated)[table.table] += 1
            to_save.append(record)
    saved = not rejected or (accept_valid and bool(to_save or unchanged))
    return ImportPlan(tuple(to_save), dict(accepted), dict(updated), dict(unchanged), rejected, saved)


def _in_order(sources: Sequence[SourceFile], rejected: list[Rejection]) -> tuple[Rejection, ...]:
    """Return the rejections as somebody meets them: by path, sheet and row."""
    place: dict[tuple[Any, ...], int] = {}
    for source in sources:
        for sheet in source.sheets:
            place.setdefault((source.path, sheet.file, sheet.name), len(place))
    return tuple(sorted(rejected, key=lambda one: (place.get((one.source, one.file, one.sheet), -1), one.row or 0)))


def _parents_first() -> list[type[Record]]:
    """Return the tables so that none refers to a later one."""
    ordered: list[type[Record]] = []

    def add(table: type[Record]) -> None:
        if table not in ordered:
            for _, target in references(table):
                add(target)
            ordered.append(table)

    for table in TABLES.values():
        add(table)
    return ordered
