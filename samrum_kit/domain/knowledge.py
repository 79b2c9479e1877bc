"""What was known on a day: a record as it stood then, or nothing where it was not yet known.

Plans, goals, signs, measures and meetings that are planned stay, since a plan gate reads a plan as it stands and a
meeting can be reviewed before it takes place; the case file tells which of them have started (contract, "What was
known on a day" and "Days").
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from samrum_kit.domain.fields import Record
from samrum_kit.domain.records import (
    Action,
    Case,
    Concern,
    Consent,
    Contract,
    Evaluation,
    Event,
    Measure,
    Meeting,
    Observation,
    PerspectiveEntry,
    Plan,
    Sign,
)
from samrum_kit.domain.vocabulary import ActionStatus

R = TypeVar("R", bound=Record)

_DATED_BY: dict[type[Record], str] = {
    Concern: "raised_on",
    Consent: "given_on",
    Contract: "agreed_on",
    Evaluation: "evaluated_on",
    Event: "occurred_on",
    Observation: "observed_on",
    PerspectiveEntry: "recorded_on",
}
"""The day that makes a record known."""

_COUNTS_FROM: dict[type[Record], str] = {
    **_DATED_BY,
    Case: "first_concern_on",
    Measure: "starts_on",
    Meeting: "held_on",
    Plan: "starts_on",
}
"""The day from which a record counts; a goal, an agenda item or an action has none of its own."""

_LATER_FACTS: dict[type[Record], tuple[tuple[str, dict[str, Any]], ...]] = {
    Action: (("done_on", {"done_on": None, "status": ActionStatus.OPEN, "result": None}),),
    Case: (("closed_on", {"closed_on": None, "closed_as": None}),),
    Consent: (("withdrawn_on", {"withdrawn_on": None}),),
    Event: (("ended_on", {"ended_on": None}),),
    Meeting: (
        ("requested_on", {"requested_on": None}),
        ("held_on", {"held_on": None}),
        ("agenda_sent_on", {"agenda_sent_on": None}),
        ("minutes_written_on", {"minutes_written_on": None}),
    ),
    Sign: (("observed_on", {"observed_on": None, "observed": None}),),
}
"""Facts that come to a record later: the day that brings them, and how the record reads before that day."""


def known_on(record: R, as_of: date) -> R | None:
    """Return a record as it was known on a day, or None when it was not known yet."""
    dated_by = _DATED_BY.get(type(record))
    if dated_by is not None and getattr(record, dated_by) > as_of:
        return None
    before: dict[str, Any] = {}
    for day_field, earlier in _LATER_FACTS.get(type(record), ()):
        day = getattr(record, day_field)
        if day is not None and day > as_of:
            before.update(earlier)
    return record.model_copy(update=before) if before else record


def all_known_on(records: Iterable[R], as_of: date) -> tuple[R, ...]:
    """Return those of the records that were known on a day, as they stood then, in the same order."""
    return tuple(known for record in records if (known := known_on(record, as_of)) is not None)


def day_of(record: Record) -> date | None:
    """Return the day from which a record counts: when it was given, held, started, evaluated, raised or recorded."""
    name = _COUNTS_FROM.get(type(record))
    day: date | None = getattr(record, name) if name is not None else None
    return day
