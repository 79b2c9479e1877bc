"""What happened in a case, in order of time: one entry for each dated record that was known on the day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.fields import Vocabulary
from samrum_kit.domain.records import TABLES
from samrum_kit.domain.vocabulary import Level


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A record on its day; the text is the record's own."""

    on: date
    until: date | None
    kind: Vocabulary | None
    """The word that says what it is: a plan's scope, a measure's target, a result, a forum, a kind of event ..."""
    level: Level | None
    """The level of the plan that it belongs to; nothing for what belongs to no plan."""
    table: str
    id: str
    text: str


_ORDER = {table: position for position, table in enumerate(TABLES)}


def timeline(file: CaseFile) -> tuple[TimelineEntry, ...]:
    """Return what has started, happened or been written down about a case by the file's day, the earliest first."""
    entries = (*_work(file), *_talks(file), *_papers(file))
    return tuple(sorted(entries, key=lambda entry: (entry.on, _ORDER[entry.table], entry.id)))


def _work(file: CaseFile) -> Iterator[TimelineEntry]:
    """Yield started plans and measures, and evaluations."""
    levels = {plan.plan_id: plan.level for plan in file.plans}
    for p in file.started_plans():
        yield TimelineEntry(p.starts_on, p.ends_on, p.scope, p.level, p.table, p.plan_id, p.context or "")
    for m in file.started_measures():
        if m.starts_on is not None:
            level = levels.get(m.plan_id or "")
            yield TimelineEntry(m.starts_on, m.ends_on, m.target, level, m.table, m.measure_id, m.text)
    for e in file.evaluations:
        level = levels.get(e.plan_id)
        yield TimelineEntry(e.evaluated_on, None, e.result, level, e.table, e.evaluation_id, e.text or "")


def _talks(file: CaseFile) -> Iterator[TimelineEntry]:
    """Yield concerns, perspectives and held meetings."""
    for c in file.concerns:
        yield TimelineEntry(c.raised_on, None, c.raised_by_role, None, c.table, c.concern_id, c.text)
    for p in file.perspectives:
        yield TimelineEntry(p.recorded_on, None, p.perspective, None, p.table, p.perspective_id, p.text)
    for m in (record.meeting for record in file.meetings):
        if m.held_on is not None:
            yield TimelineEntry(m.held_on, None, m.forum, None, m.table, m.meeting_id, "")


def _papers(file: CaseFile) -> Iterator[TimelineEntry]:
    """Yield consents, contracts and events."""
    for c in file.consents:
        yield TimelineEntry(c.given_on, c.withdrawn_on or c.valid_until, c.kind, None, c.table, c.consent_id, "")
    for k in file.contracts:
        yield TimelineEntry(k.agreed_on, None, None, None, k.table, k.contract_id, k.text)
    for e in file.events:
        yield TimelineEntry(e.occurred_on, e.ended_on, e.kind, None, e.table, e.event_id, e.text or "")
