"""What a service has recorded about its schools, as it was known on a day: what figures are counted from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from samrum_kit.domain.fields import Record
from samrum_kit.domain.knowledge import all_known_on
from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.records import (
    Action,
    AgendaItem,
    Case,
    Consent,
    Evaluation,
    Event,
    Measure,
    Meeting,
    Participant,
    Plan,
    School,
)
from samrum_kit.domain.vocabulary import Forum
from samrum_kit.figures.scope import Scope

COUNTED: tuple[type[Record], ...] = (
    School, Case, Plan, Measure, Evaluation, Event, Consent, Meeting, Participant, AgendaItem, Action,
)  # fmt: skip
"""The tables that figures are counted from."""

Tables = Mapping[type[Record], tuple[Any, ...]]
"""Whole tables by their record."""


@dataclass(frozen=True, slots=True)
class ServiceFile:
    """The schools of a scope, with their cases and meetings.

    A measure belongs to the school of the meeting that decided it, and a plan to that of its case. Cases of other
    schools are known by their kind, since a meeting may speak of them.
    """

    schools: tuple[School, ...]
    as_of: date
    cases: tuple[Case, ...]
    """The cases of these schools."""
    every_case: Mapping[str, Case]
    """The cases of all schools, to ask what kind of case something names."""
    meetings: tuple[MeetingRecord, ...]
    """The meetings of these schools, by day."""
    measures: tuple[Measure, ...]
    """Every measure; see which meeting or case it belongs to."""
    plans: tuple[Plan, ...]
    evaluations: tuple[Evaluation, ...]
    events: tuple[Event, ...]
    consents: tuple[Consent, ...]

    def held(self, *forums: Forum) -> tuple[MeetingRecord, ...]:
        """Return the meetings that are held, of some forums, the earliest first."""
        return tuple(record for record in self.meetings if record.is_held and record.meeting.forum in forums)


def service_file(tables: Tables, scope: Scope, as_of: date) -> ServiceFile:
    """Return what was known on a day about the schools of a scope; UnknownName for a scope that isn't there."""
    schools = scope.schools(tables[School])
    within = {school.school_id for school in schools}
    cases = all_known_on((case for case in tables[Case] if case.first_concern_on <= as_of), as_of)
    return ServiceFile(
        schools=schools,
        as_of=as_of,
        cases=tuple(case for case in cases if case.school_id in within),
        every_case={case.case_id: case for case in tables[Case]},
        meetings=_meetings(tables, within, as_of),
        **{
            name: all_known_on(tables[record], as_of)
            for name, record in (
                ("measures", Measure), ("plans", Plan), ("evaluations", Evaluation), ("events", Event),
                ("consents", Consent),
            )
        },
    )  # fmt: skip


def _meetings(tables: Tables, within: set[str], as_of: date) -> tuple[MeetingRecord, ...]:
    """Return the meetings of schools, each with its list, agenda and agreements, the earliest first."""
    participants, items, actions = (_by_meeting(tables[kind]) for kind in (Participant, AgendaItem, Action))
    records = [
        MeetingRecord(
            meeting,
            tuple(participants[meeting.meeting_id]),
            tuple(items[meeting.meeting_id]),
            tuple(actions[meeting.meeting_id]),
        ).known_on(as_of)
        for meeting in tables[Meeting]
        if meeting.school_id in within
    ]
    return tuple(sorted(records, key=lambda record: (record.day or date.max, record.meeting.meeting_id)))


def _by_meeting(records: Iterable[Any]) -> Mapping[str, list[Any]]:
    """Return records by the meeting they belong to."""
    grouped: defaultdict[str, list[Any]] = defaultdict(list)
    for record in records:
        grouped[record.meeting_id].append(record)
    return grouped
