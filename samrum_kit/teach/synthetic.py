"""A whole made-up municipality: schools, pupils, cases and a school year of meetings, the same for the same seed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from samrum_kit.domain.fields import Record
from samrum_kit.domain.knowledge import known_on
from samrum_kit.domain.records import TABLES, Meeting
from samrum_kit.teach.courses import course
from samrum_kit.teach.forums import FORUM_YEARS
from samrum_kit.teach.gaps import Records, with_gaps
from samrum_kit.teach.matters import matter
from samrum_kit.teach.outline import Outline, outline
from samrum_kit.teach.people import identity
from samrum_kit.teach.places import municipality
from samrum_kit.teach.plots import plots
from samrum_kit.teach.school_year import forum_meetings

DEFAULT_YEAR = 2025


def synthetic_municipality(model_id: str, seed: int = 1, schools: int = 6, cases: int = 60,
                           school_year_start: int = DEFAULT_YEAR) -> Mapping[type[Record], tuple[Record, ...]]:
    """Return the records of a made-up municipality by table, every table once and every reference whole.

    The school year begins on 1 August of `school_year_start` and is told as it stands on 30 June: what lies later is
    planned, not yet held, given or done. An unknown model raises `UnknownName`.
    """
    town = municipality(model_id)
    places = tuple(town.school(number) for number in range(schools))
    horizon = date(school_year_start + 1, 6, 30)
    told = tuple(
        outline(town, places[number % schools], plot, number + 1, seed=seed, year=school_year_start)
        for number, plot in enumerate(plots(model_id, cases))
    )
    written = {one.case_id: _case(model_id, one) for one in told}
    matters = tuple(matter(one, written[one.case_id]) for one in told)
    meetings = (
        record
        for place, school in enumerate(places)
        for year in FORUM_YEARS[model_id]
        for record in forum_meetings(year, school, place, tuple(m for m in matters if m.told.school is school),
                                     town=town, seed=seed, first_year=school_year_start)
    )
    people = (record for one in told for record in identity(one))
    told_records = (record for records in written.values() for record in records)
    return _by_table((*places, *people, *as_known((*told_records, *meetings), horizon)))


def _case(model_id: str, told: Outline) -> Records:
    """Write one case with its gaps, whatever its day."""
    return with_gaps(tuple(course(model_id, told)), told.plot.gaps)


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
