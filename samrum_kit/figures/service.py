"""What a service has recorded about its schools, as it was known on a day: what figures are counted from."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
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
from samrum_kit.domain.vocabulary import Forum, Target
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

    A measure belongs to the school of the meeting that decided it, and where none did to that of its case. Cases of
    other schools are known by their kind, since a meeting may speak of them.
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
    """The measures that meetings of these schools decided, and those that none did, by their case."""
    plans: tuple[Plan, ...]
    """The plans of the cases."""
    every_plan: Mapping[str, Plan]
    """The plans of all schools, to ask what a measure belongs to."""
    sides: Mapping[str, frozenset[Target]]
    """For whom each plan has measures that have started, whichever meeting decided them."""
    evaluations: tuple[Evaluation, ...]
    events: tuple[Event, ...]
    """The events of the cases."""
    consents: tuple[Consent, ...]
    """The consents of all cases, since a meeting may speak of them."""

    def of_forum(self, forum: Forum) -> tuple[MeetingRecord, ...]:
        """Return the meetings of a forum, held or only planned, the earliest first."""
        return tuple(record for record in self.meetings if record.meeting.forum is forum)

    def held(self, forum: Forum) -> tuple[MeetingRecord, ...]:
        """Return the meetings of a forum that are held, the earliest first."""
        return tuple(record for record in self.of_forum(forum) if record.is_held)

    def case_of(self, measure: Measure) -> str | None:
        """Return the case of a measure: its own, or that of its plan."""
        plan = self.every_plan.get(measure.plan_id or "")
        return measure.case_id or (plan.case_id if plan is not None else None)

    def by_school(self) -> "Iterator[ServiceFile]":
        """Yield the file of each school by itself, in the order of their ids, never by what they count."""
        cases, plans, events = (_grouped(found, self._school_of) for found in (self.cases, self.plans, self.events))
        meetings = _grouped(self.meetings, lambda record: record.meeting.school_id)
        decided_at = {record.meeting.meeting_id: record.meeting.school_id for record in self.meetings}
        measures = _grouped(self.measures, lambda one: decided_at.get(one.meeting_id) or self._school_of_measure(one))
        for school in self.schools:
            place = school.school_id
            yield replace(
                self, schools=(school,), cases=tuple(cases[place]), plans=tuple(plans[place]),
                events=tuple(events[place]), meetings=tuple(meetings[place]), measures=tuple(measures[place]),
            )  # fmt: skip

    def _school_of(self, record: Any) -> str:
        """Return the school of a case, or of what names one."""
        return self.every_case[record.case_id].school_id

    def _school_of_measure(self, measure: Measure) -> str | None:
        """Return the school of the case of a measure."""
        case = self.case_of(measure)
        return self.every_case[case].school_id if case is not None else None


def service_file(tables: Tables, scope: Scope, as_of: date) -> ServiceFile:
    """Return what was known on a day about the schools of a scope; UnknownName for a scope that isn't there."""
    schools = scope.schools(tables[School])
    within = {school.school_id for school in schools}
    every_case = {case.case_id: case for case in tables[Case]}
    every_plan = {plan.plan_id: plan for plan in tables[Plan]}
    own = {case.case_id for case in tables[Case] if case.school_id in within}
    meetings = _meetings(tables, within, as_of)
    decided_here = {record.meeting.meeting_id for record in meetings}

    def is_own(measure: Measure) -> bool:
        if measure.meeting_id is not None:
            return measure.meeting_id in decided_here
        plan = every_plan.get(measure.plan_id or "")
        return (measure.case_id or (plan.case_id if plan is not None else "")) in own

    return ServiceFile(
        schools=schools,
        as_of=as_of,
        cases=all_known_on((c for c in tables[Case] if c.case_id in own and c.first_concern_on <= as_of), as_of),
        every_case=every_case,
        meetings=meetings,
        measures=all_known_on(filter(is_own, tables[Measure]), as_of),
        plans=all_known_on((plan for plan in tables[Plan] if plan.case_id in own), as_of),
        every_plan=every_plan,
        sides=_sides(tables[Measure], as_of),
        evaluations=all_known_on(tables[Evaluation], as_of),
        events=all_known_on((event for event in tables[Event] if event.case_id in own), as_of),
        consents=all_known_on(tables[Consent], as_of),
    )


def _sides(measures: Iterable[Measure], as_of: date) -> Mapping[str, frozenset[Target]]:
    """Return by plan for whom the measures are that have started by a day."""
    started = (one for one in measures if one.plan_id and one.starts_on is not None and one.starts_on <= as_of)
    by_plan = _grouped(started, lambda measure: measure.plan_id)
    return {plan: frozenset(measure.target for measure in found) for plan, found in by_plan.items()}


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
    return _grouped(records, lambda record: record.meeting_id)


def _grouped(records: Iterable[Any], place: Callable[[Any], Any]) -> Mapping[Any, list[Any]]:
    """Return records by where they belong, in their order."""
    grouped: defaultdict[Any, list[Any]] = defaultdict(list)
    for record in records:
        grouped[place(record)].append(record)
    return grouped
