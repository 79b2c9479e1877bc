"""Key figures of a workspace, asked for in the words of a user."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from samrum_kit.domain.days import school_year
from samrum_kit.domain.vocabulary import Forum
from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.figures.basis import Basis
from samrum_kit.figures.beside import beside
from samrum_kit.figures.counters import FORUM_FIGURES
from samrum_kit.figures.disclosure.release import ReleasedFigures, released
from samrum_kit.figures.key_figures import KeyFigures, count_figures
from samrum_kit.figures.scope import Period, Scope, period_given, scope_given
from samrum_kit.figures.service import ServiceFile
from samrum_kit.locale import _
from samrum_kit.models import CollaborationModel, KnownModels
from samrum_kit.report.figures import FigureReport
from samrum_kit.report.profiles import Thing
from samrum_kit.workspace.calendar import calendar_for
from samrum_kit.workspace.choosing import with_forum
from samrum_kit.workspace.days import day_given
from samrum_kit.workspace.sight import Sight
from samrum_kit.workspace.thresholds import threshold_in

Day = date | str | None
_ASKS_ABOUT_FORUMS = "trivselsforum_ssp"
"""The model whose source asks how a forum keeps to its form."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a user wants to have counted."""

    model: CollaborationModel
    words: CollaborationModel
    """The model that asks for the figures."""
    scope: Scope
    period: Period
    forum: Forum | None = None

    def count(self, file: ServiceFile, folder: Path) -> KeyFigures:
        """Count it, in the school days of the municipality where the workspace has its calendar."""
        calendar = calendar_for(folder, file.schools)
        return count_figures(Basis(file, self.model, self.period, calendar, self.forum), self.scope, self.words)


def asked(
    models: Collection[CollaborationModel], known: KnownModels, forum: str | None, where: tuple[str | None, str | None],
    days: tuple[Day, Day, Day],
) -> Question:  # fmt: skip
    """Return what a user asks: for the figures of the only model, or how a forum keeps to its form.

    `where` is a school and a district, neither for all schools; `days` are the first, the last, and the day it is seen
    from. Left out, the period is the school year up to today, seen from its last day or from today, whichever is first.
    Raises UsageError for several models, UnknownName for a forum that none of them describes.
    """
    if forum is not None:
        model, chosen = _of_forum(forum, models)
        asks = any(figure.id in FORUM_FIGURES for figure in model.key_figures)
        return Question(model, model if asks else known.named(_ASKS_ABOUT_FORUMS), _scope(where), _period(days), chosen)
    if len(models) != 1:
        raise UsageError(
            _("Key figures are those of one model."),
            remedy=_("Choose one: {names}.").format(names=", ".join(model.id for model in models)),
        )
    (model,) = models
    return Question(model, model, _scope(where), _period(days))


def figures_for(sight: Sight, question: Question, folder: Path, *, release: bool) -> KeyFigures | ReleasedFigures:
    """Count what is asked: raw, or as it may be told outside the team, which is then kept in the vault.

    A reader who isn't shown raw figures is shown those. Raises DisclosureRefused where nothing could be told.
    """
    raw, found = _counted(sight, question, folder, release=release)
    return found if raw else _told(sight, found, threshold_in(folder))


def report_for(sight: Sight, question: Question, folder: Path, *, release: bool) -> FigureReport:
    """Return the same with what is drawn beside it; outside the team only what is about no case."""
    raw, found = _counted(sight, question, folder, release=release)
    drawn, threshold = beside(found), threshold_in(folder)
    if raw:
        return FigureReport(found, drawn, threshold)
    return FigureReport(_told(sight, found, threshold), drawn.about_no_case(), threshold)


def _counted(sight: Sight, question: Question, folder: Path, *, release: bool) -> tuple[bool, KeyFigures]:
    """Return whether the reader is shown what is asked as it is counted, and the figures."""
    raw = not release and Thing.FIGURES in sight.profile.shows
    thing = Thing.FIGURES if raw else Thing.RELEASED
    return raw, question.count(sight.service(question.scope, question.period.as_of, thing), folder)


def _told(sight: Sight, found: KeyFigures, threshold: int) -> ReleasedFigures:
    """Return figures as they may be told after everything that was told before; what is told is kept in the vault."""
    safe: list[ReleasedFigures] = []

    def decide(before: tuple[str, ...]) -> str:
        figures, content = released(found, before, threshold)
        safe.append(figures)
        return content

    sight.release(decide)
    return safe[0]


def _of_forum(forum: str, models: Collection[CollaborationModel]) -> tuple[CollaborationModel, Forum]:
    """Return a forum with the first model that describes it."""
    if forum not in set(Forum):
        raise UnknownName(_("The forum"), forum, Forum)
    return with_forum(models, Forum(forum)), Forum(forum)


def _scope(where: tuple[str | None, str | None]) -> Scope:
    """Return a scope from a school and a district."""
    return scope_given(*where, everything=where == (None, None))


def _period(days: tuple[Day, Day, Day]) -> Period:
    """Return a period from its first and last day and the day it is seen from."""
    first, last, as_of = days
    until = day_given(last)
    since = day_given(first) if first else school_year(until)[0]
    if as_of:
        return period_given(since, until, day_given(as_of))
    # A period that has ended is seen from its end, whatever the day: a report of it need not be made anew every day.
    ended = until < date.today()  # the user's own day
    return period_given(since, until, until if ended else day_given(None))
