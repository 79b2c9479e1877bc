"""The analysis of a meeting as plain text for a terminal."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from samrum_kit.locale import _, format_day, format_number, ngettext
from samrum_kit.locale.html import label
from samrum_kit.review.findings import Review
from samrum_kit.review.preparation.agenda import Agenda, Entry, Group
from samrum_kit.review.preparation.carried import CarriedOver, OpenAction
from samrum_kit.review.preparation.due import Due
from samrum_kit.review.preparation.gaps import Gaps
from samrum_kit.review.preparation.occasion import Names
from samrum_kit.review.preparation.since import SinceLast

if TYPE_CHECKING:
    from samrum_kit.review.preparation.analysis import MeetingAnalysis


def analysis_text(analysis: "MeetingAnalysis") -> str:
    """Return the analysis as lines, part by part in the order in which a meeting is prepared."""
    names = analysis.names
    parts: tuple[tuple[str, Iterable[str]], ...] = (
        (_("Agenda") if analysis.agenda.recorded else _("Proposed agenda"), _agenda(analysis.agenda, names)),
        (_("Open agreements"), _carried(analysis.carried_over, names)),
        (_("What falls due"), _due(analysis.due, names)),
        (_("By name or anonymously"), _naming(analysis)),
        (_since_when(analysis.since_last), _since(analysis.since_last, names)),
        (_("What is still missing"), _gaps(analysis.gaps, names)),
        (_("The community and single pupils so far this school year"), _balance(analysis)),
        (_("Permanent members"), _attendance(analysis)),
        (_("Invited in turn"), (f"{names.role(turn.role)}: {turn.text}" for turn in analysis.rota.turns)),
    )
    lines = [f"{analysis.forum_name} · {analysis.school} · {format_day(analysis.on)}"]
    for heading, content in parts:
        lines += ["", heading, *(f"  {line}" for line in content)]
        if lines[-1] == heading:
            lines.append("  –")
    return "\n".join(lines) + "\n"


def _case(names: Names, case_id: str | None) -> str:
    """Name a case by its id and kind; its title stays off the terminal."""
    return f"{case_id} ({names.kind(case_id)})" if case_id else "–"


def _agenda(agenda: Agenda, names: Names) -> Iterator[str]:
    """Yield the items by part with their reasons, then what was left out."""
    yield from _grouped(agenda.groups(agenda.recorded), names)
    if agenda.recorded and agenda.proposed:
        yield _("Proposed additions") + ":"
    yield from _grouped(agenda.groups(agenda.proposed, len(agenda.recorded)), names)
    if agenda.left_out:
        yield _("Not on this agenda") + ":"
    for left_out in agenda.left_out:
        topic = left_out.topic
        about = _case(names, topic.case_id) if topic.case_id else topic.label
        yield f"  {about}: {left_out.because.text} " + " ".join(reason.text for reason in topic.reasons)


def _grouped(groups: Iterable[Group], names: Names) -> Iterator[str]:
    """Yield items under the headings of their parts."""
    for group in groups:
        yield group.heading
        for number, entry in group.entries:
            yield from _entry(number, entry, names)


def _entry(number: int, entry: Entry, names: Names) -> Iterator[str]:
    """Yield an item with its minutes, and its reasons below."""
    about = _case(names, entry.case_id) if entry.case_id else entry.topic
    basis = f" [{label(entry.basis)}]" if entry.basis else ""
    minutes = _("{number} min.").format(number=format_number(entry.minutes))
    yield f"  {number}. {about}{basis} – {minutes}"
    yield from (f"     {reason.text}" for reason in entry.telling_reasons)


def _carried(carried: CarriedOver, names: Names) -> Iterator[str]:
    """Yield the open agreements, those of other forums after the forum's own."""
    yield from (_action(action, names) for action in carried.own)
    if carried.elsewhere:
        yield _("From other forums, about the cases on the agenda") + ":"
    yield from (f"  {_action(action, names)} ({label(action.forum)})" for action in carried.elsewhere)


def _due(due: Due, names: Names) -> Iterator[str]:
    """Yield what is due, by day."""
    yield from (f"{format_day(r.on)}: {_case(names, r.case_id)} – {r.text}" for r in due.reasons)


def _action(action: OpenAction, names: Names) -> str:
    """Say who owes an agreement, by when, and about which case."""
    late = ngettext("{days} day past its day", "{days} days past its day", action.days_overdue)
    overdue = f", {late.format(days=action.days_overdue)}" if action.days_overdue else ""
    owed = f"{action.action_id}: {names.role(action.owner)}, {format_day(action.due_on)}{overdue}"
    return f"{owed}; {_case(names, action.case_id)}"


def _naming(analysis: "MeetingAnalysis") -> Iterator[str]:
    """Yield how each pupil's case may be discussed, and why."""
    for case in analysis.anonymity.cases:
        grounds = " ".join(ground.text for ground in case.grounds)
        yield f"{_case(analysis.names, case.case_id)}: {case.discussion.text}. {grounds}"
        if not case.stated_fits:
            yield "  " + _("That does not fit what is on file.") + " " + ", ".join(map(label, case.stated))


def _since_when(since: SinceLast) -> str:
    """Return the heading of what has happened."""
    if since.last_held_on is None:
        return _("What has happened so far")
    return _("Since the last meeting, {day}").format(day=format_day(since.last_held_on))


def _since(since: SinceLast, names: Names) -> Iterator[str]:
    """Yield what happened in each case."""
    for case in since.cases:
        yield _case(names, case.case_id)
        for happening in case.happenings:
            yield f"  {format_day(happening.on)}: {happening.text} ({happening.evidence.id})"
        if not case.happenings:
            yield "  " + _("Nothing new is on file.")


def _gaps(gaps: Gaps, names: Names) -> Iterator[str]:
    """Yield what is missing for the meeting and for each case."""
    if gaps.meeting is not None:
        yield _("The meeting itself")
        yield from _missing(gaps.meeting)
    for case in (*gaps.about_pupils, *gaps.about_communities):
        for found in case.reviews:
            yield f"{_case(names, case.case_id)} – {found.gate_title}"
            yield from _missing(found)


def _missing(found: Review) -> Iterator[str]:
    """Yield the questions to the school."""
    for finding in found.missing:
        severity = _("must") if finding.severity == "must" else _("should")
        yield f"  {finding.title} ({severity}): {finding.next_step}"
    if not found.missing:
        yield "  " + _("Nothing is missing.")


def _balance(analysis: "MeetingAnalysis") -> Iterator[str]:
    """Yield the numbers of each part."""
    balance = analysis.balance
    yield ngettext(
        "{meetings} meeting held from {first} until {last}", "{meetings} meetings held from {first} until {last}",
        balance.meetings,
    ).format(meetings=balance.meetings, first=format_day(balance.from_day), last=format_day(balance.to_day))
    for part in balance.parts:
        yield _("{part}: {items} on the agenda, {discussed} discussed, {minutes} minutes planned").format(
            part=label(part.part), items=part.items, discussed=part.discussed, minutes=format_number(part.minutes)
        )


def _attendance(analysis: "MeetingAnalysis") -> Iterator[str]:
    """Yield how often each permanent role was there."""
    for role in analysis.attendance.roles:
        yield _("{role}: present {present}, not present {absent}").format(
            role=analysis.names.role(role.role), present=role.present, absent=role.absent
        )
