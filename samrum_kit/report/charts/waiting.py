"""How long each step of a case has taken or has been going on: from the first concern to a placement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.vocabulary import EventKind, Forum
from samrum_kit.locale import _, format_day
from samrum_kit.locale.html import label
from samrum_kit.report.charts.chart import Chart
from samrum_kit.report.charts.lanes import Lane, Span, lanes_spec
from samrum_kit.report.charts.wording import Written, day_count, first_that_fits, short_day, told

_E = EventKind
_REFERRALS = (_E.PPV_REFERRAL, _E.PPT_REFERRAL, _E.SCHOOL_REFERRAL, _E.PKU_REFERRAL)
_STEPS: tuple[tuple[EventKind, tuple[EventKind, ...]], ...] = (
    (_E.PPV_REFERRAL, (_E.PPV_RECEIVED,)),
    (_E.PPV_RECEIVED, (_E.LEADER_DECISION,)),
    (_E.PPT_REFERRAL, (_E.EXPERT_ASSESSMENT,)),
    (_E.EXPERT_ASSESSMENT, (_E.INDIVIDUAL_DECISION,)),
    (_E.PKU_REFERRAL, (_E.PKU_DECISION, _E.PKU_RETURNED, _E.REFUSAL)),
)
"""Whoever has taken the first step waits for one of the others; the one that is named first is waited for."""


@dataclass(frozen=True, slots=True)
class _Wait:
    """Time between two steps: what it began with, what ended it, and the days."""

    start: str
    goal: str
    since: date
    until: date | None
    closed: bool = False
    """It ended because the case was closed."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A step on its day, with its name."""

    on: date
    name: str


def waiting_chart(file: CaseFile) -> Chart:
    """Return how many days each step of a case took, and how many days those that aren't over have been going on.

    The first step runs from the first concern to the first plan or measure; one to the first referral is shown when
    there is a referral, and one from a decision to a placement when there is a placement, since not every case leads
    there. A referral to PPR is answered by the assessment or by a dialogue meeting, for which it may be made. Meetings
    count from the day on which they were asked for. A case that is closed waits for nothing.
    """
    title = _("Waiting times")
    waits = sorted(_waits(file), key=lambda wait: (wait.since, wait.until or file.as_of))
    if not waits:
        nothing = _("No step of the case {case} from which a waiting time could be counted is on file by {day}.")
        return Chart(title, nothing.format(case=file.case.case_id, day=format_day(file.as_of)))
    lanes = [
        Lane(f"{wait.start} →\n{wait.goal}", f"{_length(wait, file)}\n{_days(wait, short_day)}",
             (Span(wait.since, wait.until),))
        for wait in waits
    ]  # fmt: skip
    return Chart(title, _in_words(file, waits), lanes_spec(lanes, file.as_of))


def _waits(file: CaseFile) -> Iterator[_Wait]:
    """Yield the waiting times of a case, kind by kind."""
    concern = [_Step(file.case.first_concern_on, _("First concern"))]
    begun = [p.starts_on for p in file.started_plans()] + [m.starts_on for m in file.started_measures() if m.starts_on]
    work = [_Step(day, _("first plan or measure")) for day in sorted(begun)[:1]]
    referred = [_Step(e.occurred_on, _("first referral")) for e in file.events_of(*_REFERRALS)[:1]]
    if not begun or min(begun) >= file.case.first_concern_on:
        yield from _between(file, concern, work, _("first plan or measure"))
    yield from _between(file, concern, referred)
    for meeting in (record.meeting for record in file.meetings):
        if meeting.requested_on:
            asked = [_Step(meeting.requested_on, _("{forum} asked for").format(forum=label(meeting.forum)))]
            held = [_Step(meeting.held_on, _("meeting held"))] if meeting.held_on else []
            yield from _between(file, asked, held, _("meeting held"))
    for kind, goals in _STEPS:
        yield from _between(file, _events(file, kind), _answers(file, kind, goals), label(goals[0]))
    yield from _between(file, _events(file, _E.PKU_DECISION), _events(file, _E.PLACEMENT))


def _events(file: CaseFile, *kinds: EventKind) -> list[_Step]:
    """Return events as steps, the earliest first."""
    return [_Step(event.occurred_on, label(event.kind)) for event in file.events_of(*kinds)]


def _answers(file: CaseFile, kind: EventKind, goals: tuple[EventKind, ...]) -> list[_Step]:
    """Return what ends the waiting that an event of a kind began, the earliest first."""
    found = _events(file, *goals)
    if kind is _E.PPT_REFERRAL:
        held = (record.meeting.held_on for record in file.held_meetings(Forum.DIALOGUE))
        found += [_Step(day, label(Forum.DIALOGUE)) for day in held if day]
    return sorted(found, key=lambda step: step.on)


def _between(
    file: CaseFile, starts: Sequence[_Step], ends: Sequence[_Step], expected: str | None = None
) -> Iterator[_Wait]:
    """Yield the time from each start to the next end; a start within a waiting time begins no other.

    What has not ended is going on where something is `expected`, and is no waiting time otherwise.
    """
    closed, over = file.case.closed_on, None
    for start in starts:
        if start.on > file.as_of or (over and start.on <= over):
            continue
        end = next((step for step in ends if step.on >= start.on), None)
        over = end.on if end else file.as_of
        if end:
            yield _Wait(start.name, end.name, start.on, end.on)
        elif expected and closed and closed > start.on:
            yield _Wait(start.name, expected, start.on, closed, closed=True)
        elif expected and not closed:
            yield _Wait(start.name, expected, start.on, None)


def _length(wait: _Wait, file: CaseFile) -> str:
    """Return how many days a waiting time took, or how many it has been going on."""
    days = day_count(((wait.until or file.as_of) - wait.since).days)
    if wait.closed:
        return _("{days}, until the case was closed").format(days=days)
    return days if wait.until else _("going on for {days}").format(days=days)


def _days(wait: _Wait, written: Written) -> str:
    """Return from when to when a waiting time lasted."""
    if wait.until is None:
        return _("since {day}").format(day=written(wait.since))
    return f"{written(wait.since)} – {written(wait.until)}"


def _in_words(file: CaseFile, waits: Sequence[_Wait]) -> str:
    """Return the waiting times in sentences, with their days where there is room for them."""
    opening = _("The chart shows how long the steps of the case {case} took, as it stood on {day}.").format(
        case=file.case.case_id, day=format_day(file.as_of)
    )
    sentence = _("From “{start}” to “{goal}”: {length}")
    said = [sentence.format(start=w.start, goal=w.goal, length=_length(w, file)) for w in waits]
    dated = [f"{words} ({_days(wait, format_day)})." for words, wait in zip(said, waits, strict=True)]
    return first_that_fits(told(opening, *dated), told(opening, *(f"{words}." for words in said)))
