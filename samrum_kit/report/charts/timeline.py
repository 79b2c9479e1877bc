"""The course of a case over time, as lanes and in words."""

from collections.abc import Sequence

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.timeline import timeline
from samrum_kit.domain.vocabulary import Level
from samrum_kit.locale import _, format_day, ngettext
from samrum_kit.locale.html import label
from samrum_kit.report.charts.chart import Chart
from samrum_kit.report.charts.lanes import Span, goes_on, lanes_spec
from samrum_kit.report.charts.timeline_lanes import Work, beside_lanes, work_lanes, work_of
from samrum_kit.report.charts.wording import days_told, first_that_fits, joined, short_day, told

MOST_LANES = 44
"""More lanes than this would be taller than a page; the measures of a plan then share one."""


def timeline_chart(file: CaseFile, *, ids: bool = True) -> Chart:
    """Return the timeline of a case up to the file's day: a lane for each plan, measure, forum, consent and event.

    What goes on beyond the day ends in an arrow at the day's line. Each kind of record has a shape of its own, and the
    name of its lane says which. Of a case with very many measures those of one plan share a lane. Without `ids`
    no plan or measure is named by its id.
    """
    title = _("The course over time")
    if not timeline(file):
        nothing = _("Nothing about the case {case} is on file by {day}.")
        return Chart(title, nothing.format(case=file.case.case_id, day=format_day(file.as_of)))
    work = tuple(work_of(file))
    beside = tuple(beside_lanes(file, work, short_day, ids=ids))
    lanes = (*work_lanes(file, work, short_day, ids=ids), *beside)
    if len(lanes) > MOST_LANES:
        lanes = (*work_lanes(file, work, short_day, ids=ids, one_by_one=False), *beside)
    return Chart(title, _in_words(file, work, ids=ids), lanes_spec(lanes, file.as_of))


def _in_words(file: CaseFile, work: Sequence[Work], *, ids: bool) -> str:
    """Return the timeline in sentences, one for each level and scope, and one for what lies beside the plans."""
    opening = _("The chart shows what has happened in the case {case} up to {day}.").format(
        case=file.case.case_id, day=format_day(file.as_of)
    )
    levels = {done.level for done in work}
    empty = [label(level) for level in Level if level not in levels]
    done = [_work_told(part, file) for part in work]
    if empty:
        done.append(_("No plan has started at the level: {levels}.").format(levels=joined(empty)))
    lanes = [lane for lane in beside_lanes(file, work, format_day, ids=ids) if not lane.heading]
    if not lanes:
        return told(opening, *done)
    one_by_one = "; ".join(f"{lane.name} {lane.words.replace(chr(10), ', ')}" for lane in lanes)
    days = [day for lane in lanes for day in (*(mark.on for mark in lane.marks), *(span.start for span in lane.spans))]
    counted = joined([f"{lane.name} ({len(lane.marks) or len(lane.spans)})" for lane in lanes])
    summed_up = _("Beside the plans, {first} – {last}: {list}.").format(
        first=format_day(min(days)), last=format_day(max(days)), list=counted
    )
    return first_that_fits(
        told(opening, *done, _("Beside the plans: {list}.").format(list=one_by_one)),
        told(opening, *done, summed_up),
    )


def _work_told(done: Work, file: CaseFile) -> str:
    """Return in a sentence or two how many plans and measures there are, when, and whether they were evaluated."""
    plans, measures = len(done.plans), len(done.measures)
    what = [ngettext("{count} plan", "{count} plans", plans).format(count=plans)]
    if measures:
        what.append(ngettext("{count} measure", "{count} measures", measures).format(count=measures))
    spans = [Span(p.starts_on, p.ends_on) for p in done.plans]
    spans += [Span(m.starts_on or file.as_of, m.ends_on) for m in done.measures]
    going = sum(goes_on(span, file.as_of) for span in spans)
    first = format_day(min(span.start for span in spans))
    last = format_day(max(span.end or file.as_of for span in spans))
    sentence = (
        _("{work}: {what} since {first}; {going} of them still going on.")
        if going else _("{work}: {what}, {first} – {last}.")
    )  # fmt: skip
    evaluated = days_told((e.evaluated_on for e in done.evaluations), format_day) if done.evaluations else ""
    return told(
        sentence.format(work=f"{label(done.level)} ({label(done.scope)})", what=joined(what), first=first,
                        last=last, going=going),
        _("Evaluated {days}.").format(days=evaluated) if evaluated else _("No evaluation is on file."),
    )  # fmt: skip
