"""What is held about a case: every record by its kind, its id and its day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.fields import Record
from samrum_kit.domain.knowledge import day_of
from samrum_kit.domain.records import TABLES


@dataclass(frozen=True, slots=True)
class Held:
    """A record that is held; several measurements of one series stand as one, with their number."""

    table: str
    id: str
    on: date | None
    document: str | None = None
    number: int = 1
    until: date | None = None


@dataclass(frozen=True, slots=True)
class HeldKind:
    """The records of one kind, in order of time."""

    table: str
    records: tuple[Held, ...]

    @property
    def number(self) -> int:
        """Return how many records there are."""
        return sum(record.number for record in self.records)


def holding(file: CaseFile) -> tuple[HeldKind, ...]:
    """Return everything that a case file holds, kind by kind in the order of the tables."""
    found: dict[str, list[Held]] = {}
    for record in (*_one_by_one(file), *_measurements(file)):
        found.setdefault(record.table, []).append(record)
    return tuple(
        HeldKind(table, tuple(sorted(found[table], key=lambda held: (held.on or date.max, held.id))))
        for table in TABLES
        if table in found
    )


def _one_by_one(file: CaseFile) -> Iterator[Held]:
    """Yield the records that are named each by itself."""
    for record in _records(file):
        day = day_of(record) or getattr(record, "planned_on", None)
        yield Held(record.table, str(record.key[0]), day, getattr(record, "document", None))


def _records(file: CaseFile) -> Iterator[Record]:
    """Yield the case, the pupil, and whatever hangs on the case."""
    yield file.case
    if file.pupil is not None:
        yield file.pupil
    for records in (
        file.concerns, file.consents, file.contracts, file.perspectives, file.plans, file.goals, file.signs,
        file.measures, file.evaluations, file.series, file.events,
    ):  # fmt: skip
        yield from records
    for meeting in (*file.meetings, *file.agreed_elsewhere):
        yield meeting.meeting
        yield from (*meeting.items, *meeting.actions)


def _measurements(file: CaseFile) -> Iterator[Held]:
    """Yield the measurements of each series together."""
    for series in file.series:
        days = [one.observed_on for one in file.observations if one.series_id == series.series_id]
        if days:
            yield Held("observations", series.series_id, min(days), number=len(days), until=max(days))
