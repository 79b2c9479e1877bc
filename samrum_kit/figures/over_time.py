"""Figures over time: one number for each month, or for each meeting where one school is asked about.

A month in which nothing was held has no number; it is never 0, since schools are closed in holidays.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.records import AgendaItem
from samrum_kit.domain.vocabulary import AgendaPart
from samrum_kit.figures.basis import Basis
from samrum_kit.figures.cells import units_of
from samrum_kit.figures.forum_health import Known, minutes_known, share_known
from samrum_kit.figures.table import Cell, FigureTable, Kind, Row
from samrum_kit.locale import _, format_day, format_month
from samrum_kit.measure.values import Reason, Undefined

Held = Sequence[MeetingRecord]


def items_over_time(basis: Basis) -> FigureTable:
    """Return how many items about single pupils were discussed per meeting of the forums that are asked about."""
    name, held, _known = _meetings(basis)
    definition = _("Items about single pupils that were discussed, divided by the meetings that were held.")
    rows = (
        Row(f"items_over_time.{number}", when, "", definition, "", "", "", _items_per_meeting(records))
        for number, (when, records) in enumerate(_spells(basis, held))
    )
    return FigureTable(_("{forum}: items about single pupils per meeting").format(forum=name), tuple(rows))


def minutes_over_time(basis: Basis) -> FigureTable:
    """Return in which share of the meetings minutes were written, month by month; about no case."""
    name, held, known = _meetings(basis)
    definition = _("Meetings with minutes, among those of which it is known.")
    rows = (
        Row(f"minutes_over_time.{number}", format_month(month), "", definition, "", "", "", _share(records, known))
        for number, (month, records) in enumerate(_by_month(basis, held))
    )
    return FigureTable(_("{forum}: meetings with minutes").format(forum=name), tuple(rows))


def _meetings(basis: Basis) -> tuple[str, Held, Mapping[str, Known]]:
    """Return what to call the forums that met, their meetings by day, and whether the minutes are known of each."""
    met = list(basis.met())
    name = met[0][1] if len(met) == 1 else _("All forums")
    held = [record for _forum, _name, records in met for record in records]
    known = {meeting: there for forum, _name, _held in met for meeting, there in minutes_known(basis, forum).items()}
    return name, sorted(held, key=lambda record: (record.day or date.max, record.meeting.meeting_id)), known


def _spells(basis: Basis, held: Held) -> Iterator[tuple[str, Held]]:
    """Yield the meetings one by one where one school is asked about, else month by month, with what to call them."""
    if len(basis.file.schools) == 1:
        yield from ((format_day(record.meeting.held_on), [record]) for record in held)
    else:
        yield from ((format_month(month), records) for month, records in _by_month(basis, held))


def _by_month(basis: Basis, held: Held) -> Iterator[tuple[date, Held]]:
    """Yield every month of the period that has begun on the day it is seen from, with the meetings held in it."""
    for month in basis.period.months():
        yield month.first, [record for record in held if month.holds(record.meeting.held_on)]


def _items_per_meeting(records: Held) -> Cell:
    """Return how many items about single pupils were discussed per meeting; undefined without a meeting."""
    items = [item for record in records for item in record.items if _is_discussed(item)]
    value = len(items) / len(records) if records else Undefined(Reason.NO_POINTS)
    units = units_of(items)
    return Cell(value, Kind.NUMBER, of=len(records), people=frozenset(units.values()), units=units)


def _is_discussed(item: AgendaItem) -> bool:
    """Tell whether an item is about a single pupil and was discussed."""
    return item.part is AgendaPart.INDIVIDUAL and bool(item.discussed)


def _share(records: Held, known: Mapping[str, Known]) -> Cell:
    """Return in which share of some meetings minutes were written."""
    return share_known(records, [known[record.meeting.meeting_id] for record in records])
