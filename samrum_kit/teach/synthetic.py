"""A whole made-up municipality: schools, pupils, cases and a school year of meetings, the same for the same seed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from samrum_kit.domain.fields import Record
from samrum_kit.domain.knowledge import known_on
from samrum_kit.domain.records import TABLES, Meeting
from samrum_kit.teach.courses import course
from samrum_kit.teach.gaps import CASE_GAPS, Records
from samrum_kit.teach.outline import Outline, outline
from samrum_kit.teach.people import identity
from samrum_kit.teach.places import municipality
from samrum_kit.teach.plots import plots

DEFAULT_YEAR = 2025


def synthetic_municipality(model_id: str, seed: int = 1, schools: int = 6, cases: int = 60,
                           school_year_start: int = DEFAULT_YEAR) -> Mapping[type[Record], tuple[Record, ...]]:
    """Return the records of a made-up municipality by table, every table once and every reference whole.

    The school year begins on 1 August of `school_year_start` and is told as it stands on 30 June: what lies later is
    planned, not yet held, given or done. An unknown model raises `UnknownName`.
    """
    town = municipality(model_id)
    places = tuple(town.school(number) for number in range(schools))
    told = tuple(
        outline(town, places[number % schools], plot, number + 1, seed=seed, year=school_year_start)
        for number, plot in enumerate(plots(model_id, cases))
    )
    return _by_table((*places, *(record for one in told for record in _case(model_id, one))))


def _case(model_id: str, told: Outline) -> Iterator[Record]:
    """Write one case as it stands on the last day of the school year, with its gaps."""
    records: Records = tuple(course(model_id, told))
    for gap in told.plot.gaps:
        records = CASE_GAPS[gap](records)
    yield from as_known(records, told.horizon)
    if told.pupil is not None:
        yield from identity(told)


def as_known(records: Iterable[Record], day: date) -> Iterator[Record]:
    """Return the records as they were known on a day; a meeting that was held later is left out altogether."""
    kept = tuple(records)
    later = {r.meeting_id for r in kept if isinstance(r, Meeting) and r.held_on is not None and r.held_on > day}
    for record in kept:
        if getattr(record, "meeting_id", None) in later:
            continue
        known = known_on(record, day)
        if known is not None:
            yield known


def _by_table(records: Iterable[Record]) -> Mapping[type[Record], tuple[Record, ...]]:
    """Sort the records into their tables, each in the order of its keys."""
    tables: dict[type[Record], list[Record]] = {record: [] for record in TABLES.values()}
    for record in records:
        tables[type(record)].append(record)
    return {table: tuple(sorted(rows, key=lambda row: tuple(map(str, row.key)))) for table, rows in tables.items()}
