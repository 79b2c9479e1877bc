"""What a single row must fulfil beyond the form of its fields (contract, "Rules on rows" and "Import")."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar

from samrum_kit.domain.days import EARLIEST, years_after
from samrum_kit.domain.fields import Record, columns
from samrum_kit.domain.records import Action, AgendaItem, Case, Consent, Measure, Meeting, Pupil
from samrum_kit.domain.vocabulary import ActionStatus, CaseKind, Forum

R = TypeVar("R", bound=Record)

LONG_RUNNING = frozenset({"valid_until", "review_on", "ends_on", "evaluation_due_on", "due_on"})
"""The days that may lie ten years ahead; every other day may lie two."""

ORDERED_DAYS = (("requested_on", "held_on"), ("starts_on", "ends_on"), ("first_concern_on", "closed_on"))
"""Pairs of days in one row where the second may not lie before the first."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row: a stable code, and the field to look at."""

    code: str
    field: str


def row_faults(record: Record, today: date) -> tuple[Fault, ...]:
    """Return everything that is wrong with a row by itself; references are the importer's to follow."""
    own = _RULES.get(type(record))
    return (*day_faults(record, today), *(own(record) if own else ()))


def day_faults(record: Record, today: date) -> Iterator[Fault]:
    """Yield days out of range and days in the wrong order; a day that is not there is no fault."""
    for name, latest in _day_fields(type(record), today):
        day = getattr(record, name)
        if day is None or EARLIEST <= day <= latest:
            continue
        yield Fault("date.too_early" if day < EARLIEST else "date.too_late", name)
    for first, second in _ordered_days(type(record)):
        earlier, later = getattr(record, first), getattr(record, second)
        if earlier is not None and later is not None and later < earlier:
            yield Fault("date.order", second)


@cache
def _ordered_days(record: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of days that a table has."""
    fields = record.model_fields
    return tuple((first, second) for first, second in ORDERED_DAYS if first in fields and second in fields)


@cache
def _day_fields(record: type[Record], today: date) -> tuple[tuple[str, date], ...]:
    """Return the names of a table's date fields, each with the last day that it may hold."""
    return tuple((column.name, years_after(today, 10 if column.name in LONG_RUNNING else 2))
                 for column in columns(record) if column.kind == "date")


def _pupil(pupil: Pupil) -> Iterator[Fault]:
    if pupil.grade is not None and not 0 <= pupil.grade <= 10:
        yield Fault("number.range", "grade")


def _case(case: Case) -> Iterator[Fault]:
    if case.kind is CaseKind.INDIVIDUAL and case.pupil_id is None:
        yield Fault("case.pupil_missing", "pupil_id")
    if case.kind is not CaseKind.INDIVIDUAL and case.pupil_id is not None:
        yield Fault("case.pupil_unexpected", "pupil_id")
    if case.closed_on is not None and case.closed_as is None:
        yield Fault("case.outcome_missing", "closed_as")
    if case.closed_as is not None and case.closed_on is None:
        yield Fault("case.closing_day_missing", "closed_on")


def _consent(consent: Consent) -> Iterator[Fault]:
    if consent.givers_required not in {1, 2}:
        yield Fault("number.range", "givers_required")
    if consent.givers < 0:
        yield Fault("number.range", "givers")


def _measure(measure: Measure) -> Iterator[Fault]:
    if measure.plan_id is None and measure.meeting_id is None:
        yield Fault("measure.origin_missing", "plan_id")
    if measure.staff_benefiting is not None and measure.staff_benefiting < 0:
        yield Fault("number.range", "staff_benefiting")


def _meeting(meeting: Meeting) -> Iterator[Fault]:
    if meeting.forum is Forum.DIALOGUE and meeting.case_id is None:
        yield Fault("meeting.case_missing", "case_id")


def _agenda_item(item: AgendaItem) -> Iterator[Fault]:
    if item.case_id is not None and item.anonymity is None:
        yield Fault("item.basis_missing", "anonymity")
    if item.minutes_planned is not None and item.minutes_planned < 0:
        yield Fault("number.range", "minutes_planned")


def _action(action: Action) -> Iterator[Fault]:
    if action.status is ActionStatus.DONE and action.done_on is None:
        yield Fault("action.done_day_missing", "done_on")


_RULES: dict[type[Record], Callable[[Any], Iterator[Fault]]] = {
    Pupil: _pupil,
    Case: _case,
    Consent: _consent,
    Measure: _measure,
    Meeting: _meeting,
    AgendaItem: _agenda_item,
    Action: _action,
}
