"""A coming meeting in counts alone: what it will look at, without a case, a day of a case or a word of a text."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from samrum_kit.domain.vocabulary import AgendaPart
from samrum_kit.figures.suppression import THRESHOLD, told
from samrum_kit.locale import _, language
from samrum_kit.locale.html import render
from samrum_kit.review.preparation import MeetingAnalysis
from samrum_kit.review.preparation.reasons import ReasonCode


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts under one heading; the rows are the same whatever the counts are, and there is no total."""

    title: str
    caption: str
    rows: tuple[tuple[str, str], ...]
    """What is counted, and the count as it may be told."""

    def _repr_html_(self) -> str:
        """Show the counts in a notebook."""
        return str(render("samrum_kit.figures", "counts.html.j2", part=self))


@dataclass(frozen=True, slots=True)
class CountsHeading:
    """Which meeting is counted, and what the numbers are worth."""

    forum_name: str
    school: str
    on: date
    threshold: int

    def _repr_html_(self) -> str:
        """Show the heading in a notebook."""
        return str(render("samrum_kit.figures", "counts_heading.html.j2", part=self))


@dataclass(frozen=True, slots=True)
class MeetingCounts:
    """The parts of a preparation as counts; what can't be told in counts is nothing.

    Cases are counted, not records, so that much about one case is no large number.
    """

    heading: CountsHeading
    agenda: Counts
    carried_over: Counts
    due: Counts
    since_last: Counts
    balance: Counts

    anonymity: ClassVar[None] = None
    gaps: ClassVar[None] = None
    attendance: ClassVar[None] = None
    rota: ClassVar[None] = None


def meeting_counts(analysis: MeetingAnalysis, threshold: int = THRESHOLD) -> MeetingCounts:
    """Count what an analysis lists; below the threshold a count isn't told."""
    return MeetingCounts(
        heading=CountsHeading(analysis.forum_name, analysis.school, analysis.on, threshold),
        agenda=_agenda(analysis, threshold),
        carried_over=_carried_over(analysis, threshold),
        due=_due(analysis, threshold),
        since_last=_since_last(analysis, threshold),
        balance=_balance(analysis, threshold),
    )


def _agenda(analysis: MeetingAnalysis, threshold: int) -> Counts:
    """Count the items of each part of the agenda, several about one case once."""
    things = {(entry.part, entry.case_id or entry.topic) for entry in analysis.agenda.entries}
    return Counts(
        _("The agenda"), _("Matters on the agenda, recorded or proposed"),
        _by_part(Counter(part for part, _thing in things), threshold),
    )  # fmt: skip


def _carried_over(analysis: MeetingAnalysis, threshold: int) -> Counts:
    """Count the cases with agreements that are open."""
    cases = {action.case_id for action in (*analysis.carried_over.own, *analysis.carried_over.elsewhere)} - {None}
    return Counts(
        _("Open agreements"), _("Cases with agreements of earlier meetings that are open"),
        ((_("Cases with open agreements"), told(len(cases), threshold)),),
    )  # fmt: skip


def _due(analysis: MeetingAnalysis, threshold: int) -> Counts:
    """Count the cases in which something of a kind falls due."""
    cases = {(reason.code, reason.case_id) for reason in analysis.due.reasons}
    caption = _("Cases in which something falls due, by what it is")
    return Counts(_("What falls due"), caption, _by_word(_due_words(), (code for code, _case in cases), threshold))


def _since_last(analysis: MeetingAnalysis, threshold: int) -> Counts:
    """Count the cases on the agenda in which something of a kind has happened."""
    cases = {(happening.kind, case.case_id) for case in analysis.since_last.cases for happening in case.happenings}
    caption = _("Cases on the agenda in which it has happened since the forum last met")
    rows = _by_word(_news_words(), (kind for kind, _case in cases), threshold)
    return Counts(_("Since the last meeting"), caption, rows)


def _balance(analysis: MeetingAnalysis, threshold: int) -> Counts:
    """Count the items that the forum has discussed so far this school year."""
    discussed = Counter({part.part: part.discussed for part in analysis.balance.parts})
    return Counts(
        _("The community and single pupils so far this school year"),
        _("Items discussed at the forum's meetings"),
        _by_part(discussed, threshold),
    )


def _by_part(counts: Mapping[AgendaPart, int], threshold: int) -> tuple[tuple[str, str], ...]:
    """Return a row for each part of a meeting."""
    return tuple((part.label(language()), told(counts[part], threshold)) for part in AgendaPart)


def _by_word(words: Mapping[str, str], found: Iterable[str], threshold: int) -> tuple[tuple[str, str], ...]:
    """Return a row for each word, also where nothing was found."""
    counts = Counter(map(str, found))
    return tuple((word, told(counts[name], threshold)) for name, word in words.items())


def _due_words() -> dict[str, str]:
    """Return what each kind of thing that falls due is called."""
    return {
        ReasonCode.DIALOGUE_TO_COORDINATE: _("A dialogue meeting to coordinate"),
        ReasonCode.EVALUATION_OVERDUE: _("An evaluation that is overdue"),
        ReasonCode.EVALUATION_SOON: _("An evaluation that is due soon"),
        ReasonCode.REVISITATION_OVERDUE: _("A revisitation that is overdue"),
        ReasonCode.REVISITATION_SOON: _("A revisitation that is due soon"),
        ReasonCode.CONSENT_WITHDRAWN: _("A consent that was withdrawn"),
        ReasonCode.CONSENT_ENDED: _("A consent that has run out"),
        ReasonCode.CONSENT_ENDS_SOON: _("A consent that runs out soon"),
    }


def _news_words() -> dict[str, str]:
    """Return what each kind of happening that is counted is called."""
    return {
        "concern_raised": _("Concern raised"),
        "plan_started": _("Plan started"),
        "measure_started": _("Measure started"),
        "evaluated": _("Plan evaluated"),
        "meeting_held": _("Meeting held"),
        "action_done": _("Agreement carried out"),
    }
