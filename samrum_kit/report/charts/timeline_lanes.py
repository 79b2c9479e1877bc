"""The lanes of a case's timeline: plans, measures and evaluations of each level, then what lies beside the plans."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from samrum_kit.domain.case_file import CaseFile, is_in_force
from samrum_kit.domain.records import Consent, Evaluation, Measure, Plan
from samrum_kit.domain.vocabulary import EventKind, Forum, Level, PlanScope, Target
from samrum_kit.locale import _, format_number, ngettext
from samrum_kit.locale.html import label
from samrum_kit.report.charts.lanes import Lane, Mark, Span, goes_on
from samrum_kit.report.charts.wording import Written, days_told, named, span_told


@dataclass(frozen=True, slots=True)
class Work:
    """The started plans of a level with one scope, their started measures, and their evaluations."""

    level: Level
    scope: PlanScope
    plans: tuple[Plan, ...]
    measures: tuple[Measure, ...]
    evaluations: tuple[Evaluation, ...]

    @property
    def name(self) -> str:
        """Return level and scope."""
        return f"{label(self.level)} · {label(self.scope)}"


def work_of(file: CaseFile) -> Iterator[Work]:
    """Yield the work at each level, the community before the pupil."""
    for level in Level:
        for scope in PlanScope:
            plans = file.started_plans(level=level, scope=scope)
            measures = [m for plan in plans for m in file.measures_of(plan) if file.has_started(m)]
            evaluations = [evaluation for plan in plans for evaluation in file.evaluations_of(plan)]
            if plans:
                yield Work(level, scope, plans, tuple(measures), tuple(evaluations))


def work_lanes(
    file: CaseFile, work: Sequence[Work], written: Written, *, ids: bool = True, one_by_one: bool = True
) -> Iterator[Lane]:
    """Yield the lanes of the levels; one without a plan says so."""
    for level in Level:
        at_level = [done for done in work if done.level is level]
        if not at_level:
            yield Lane(label(level), _("no plan has started"), heading=True)
        for done in at_level:
            yield Lane(done.name, heading=True)
            for plan in done.plans:
                words = span_told(plan.starts_on, plan.ends_on, file.as_of, written)
                span = Span(plan.starts_on, plan.ends_on)
                yield Lane(named(_("Plan {id}"), plan.plan_id, ids=ids), words, (span,), dark=True)
                measures = [m for m in done.measures if m.plan_id == plan.plan_id]
                yield from _measures(file, measures, written, ids=ids, one_by_one=one_by_one)
            evaluated = [e.evaluated_on for e in done.evaluations]
            yield from _marked(_("Evaluation"), "triangle-up", evaluated, written)


def _measures(
    file: CaseFile, measures: Sequence[Measure], written: Written, *, ids: bool, one_by_one: bool
) -> Iterator[Lane]:
    """Yield a lane for each measure, those that change the context first, or one lane for all of them."""
    ordered = sorted(measures, key=lambda m: (m.target is Target.INDIVIDUAL, m.starts_on or file.as_of, m.measure_id))
    spans = [Span(m.starts_on or file.as_of, m.ends_on) for m in ordered]
    if one_by_one:
        for measure, span in zip(ordered, spans, strict=True):
            words = span_told(span.start, span.end, file.as_of, written)
            yield Lane(named(_("Measure {id}"), measure.measure_id, ids=ids), words, (span,))
    elif spans:
        name = ngettext("{count} measure", "{count} measures", len(spans)).format(count=len(spans))
        yield Lane(name, _spans_told(spans, file, written), tuple(spans))


def _spans_told(spans: Sequence[Span], file: CaseFile, written: Written) -> str:
    """Return from when to when several spans last, and how many of them go on."""
    going = sum(goes_on(span, file.as_of) for span in spans)
    first = min(span.start for span in spans)
    if going:
        return _("since {first}, {count} still going on").format(first=written(first), count=going)
    return f"{written(first)} – {written(max(span.end or file.as_of for span in spans))}"


def beside_lanes(file: CaseFile, work: Sequence[Work], written: Written, *, ids: bool = True) -> Iterator[Lane]:
    """Yield the lanes of what belongs to no started plan, under their heading."""
    lanes = (*_loose_ends(file, work, written, ids=ids), *_talks(file, written), *_papers(file, written))
    if lanes:
        yield Lane(_("Beside the plans"), heading=True)
        yield from lanes


def _loose_ends(file: CaseFile, work: Sequence[Work], written: Written, *, ids: bool) -> Iterator[Lane]:
    """Yield started measures and evaluations whose plan has not started or isn't there."""
    placed = {record.key for done in work for record in (*done.measures, *done.evaluations)}
    loose = [m for m in file.started_measures() if m.key not in placed]
    yield from _measures(file, loose, written, ids=ids, one_by_one=True)
    evaluated = [e.evaluated_on for e in file.evaluations if e.key not in placed]
    yield from _marked(_("Evaluation"), "triangle-up", evaluated, written)


def _talks(file: CaseFile, written: Written) -> Iterator[Lane]:
    """Yield concerns, perspectives and held meetings."""
    yield from _marked(_("Concern"), "square", [c.raised_on for c in file.concerns], written)
    yield from _marked(_("Perspective"), "cross", [p.recorded_on for p in file.perspectives], written)
    for forum in Forum:
        held = [m.meeting.held_on for m in file.held_meetings(forum) if m.meeting.held_on is not None]
        yield from _marked(label(forum), "circle", held, written)


def _papers(file: CaseFile, written: Written) -> Iterator[Lane]:
    """Yield consents, contracts and events."""
    for consent in sorted(file.consents, key=lambda c: (c.given_on, c.consent_id)):
        given = is_in_force(consent, consent.given_on)
        name = _("Consent: {kind}").format(kind=label(consent.kind))
        yield Lane(name, _consent_told(consent, file, written),
                   (Span(consent.given_on, consent.withdrawn_on or consent.valid_until, open=not given),))
    yield from _marked(_("Contract"), "triangle-down", [c.agreed_on for c in file.contracts], written)
    for kind in dict.fromkeys(event.kind for event in file.events_of(*EventKind)):
        events = file.events_of(kind)
        spans = tuple(Span(e.occurred_on, e.ended_on) for e in events if e.ended_on)
        for lane in _marked(label(kind), "diamond", [e.occurred_on for e in events], written):
            ends = [_("ended {day}").format(day=written(span.end)) for span in spans if span.end]
            yield Lane(lane.name, "\n".join([lane.words, *ends]), spans, lane.marks)


def _consent_told(consent: Consent, file: CaseFile, written: Written) -> str:
    """Return from when to when a consent holds, or by how many it was given where others must give it too."""
    start = written(consent.given_on)
    if consent.givers < consent.givers_required:
        given, required = format_number(consent.givers), format_number(consent.givers_required)
        return start + "\n" + _("given by {given} of {required}").format(given=given, required=required)
    if consent.withdrawn_on:
        return _("{start} – withdrawn {end}").format(start=start, end=written(consent.withdrawn_on))
    if consent.valid_until is None:
        return _("{start} – in force").format(start=start)
    if consent.valid_until >= file.as_of:
        return _("{start} – in force until {end}").format(start=start, end=written(consent.valid_until))
    return f"{start} – {written(consent.valid_until)}"


def _marked(name: str, shape: str, days: Sequence[date], written: Written) -> Iterator[Lane]:
    """Yield a lane of shapes, or nothing where there are none."""
    if days:
        yield Lane(name, days_told(days, written), marks=tuple(Mark(day, shape) for day in days))
