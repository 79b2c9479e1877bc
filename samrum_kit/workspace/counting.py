"""Key figures of a workspace, asked for in the words of a user."""

from datetime import date
from pathlib import Path

from samrum_kit.domain.days import school_year
from samrum_kit.domain.vocabulary import Forum
from samrum_kit.figures.basis import Basis
from samrum_kit.figures.beside import beside
from samrum_kit.figures.disclosure.release import ReleasedFigures, released
from samrum_kit.figures.key_figures import KeyFigures, forum_figures, key_figures
from samrum_kit.figures.scope import Period, Scope, period_given, scope_given
from samrum_kit.figures.service import ServiceFile
from samrum_kit.models import CollaborationModel
from samrum_kit.report.figures import FigureReport, ForumStatus
from samrum_kit.report.profiles import Thing
from samrum_kit.workspace.days import day_given
from samrum_kit.workspace.sight import Sight
from samrum_kit.workspace.thresholds import threshold_in

Day = date | str | None

def asked(
    model: CollaborationModel, school: str | None, district: str | None, days: tuple[Day, Day, Day]
) -> tuple[CollaborationModel, Scope, Period]:
    """Return model, scope and period that a user means; `days` are the first, the last, and the day it is seen from.

    Left out, the period is the school year up to today; it is seen from its last day or from today, whichever is first.
    """
    first, last, as_of = days
    until = day_given(last)
    since = day_given(first) if first else school_year(until)[0]
    seen = day_given(as_of) if as_of else min(until, day_given(None))
    scope = scope_given(school, district, everything=school is None and district is None)
    return model, scope, period_given(since, until, seen)


def figures_for(
    sight: Sight, question: tuple[CollaborationModel, Scope, Period], folder: Path, *, release: bool
) -> KeyFigures | ReleasedFigures:
    """Count what a model asks for: raw, or as it may be told outside the team, which is then kept in the vault.

    A reader who isn't shown raw figures is shown those. Raises DisclosureRefused where nothing could be told.
    """
    model, scope, period = question
    if not release and Thing.FIGURES in sight.profile.shows:
        return key_figures(model, sight.service(scope, period.as_of), scope, period)
    found = key_figures(model, sight.service(scope, period.as_of, Thing.RELEASED), scope, period)
    return _told(sight, found, threshold_in(folder))


def report_for(
    sight: Sight, question: tuple[CollaborationModel, Scope, Period], folder: Path, *, release: bool = False
) -> FigureReport:
    """Return the figures of a model with what is drawn beside them, as far as the reader is shown them."""
    model, scope, period = question
    raw, file = _file(sight, scope, period, release=release)
    found = key_figures(model, file, scope, period)
    return _report(sight, found, Basis(file, model, period), threshold_in(folder), raw=raw)


def status_for(
    sight: Sight,
    question: tuple[CollaborationModel, Scope, Period],
    forum: Forum,
    words: CollaborationModel,
    folder: Path,
) -> ForumStatus:
    """Return the yearly status of a forum, in the words of the model that asks for it."""
    model, scope, period = question
    raw, file = _file(sight, scope, period)
    basis = Basis(file, model, period, forum=forum)
    found = forum_figures(basis, scope, words)
    return ForumStatus(_report(sight, found, basis, threshold_in(folder), raw=raw))


def _file(sight: Sight, scope: Scope, period: Period, *, release: bool = False) -> tuple[bool, ServiceFile]:
    """Return whether a reader is shown raw figures, and what they are counted from."""
    raw = not release and Thing.FIGURES in sight.profile.shows
    return raw, sight.service(scope, period.as_of, Thing.FIGURES if raw else Thing.RELEASED)


def _report(sight: Sight, found: KeyFigures, basis: Basis, threshold: int, *, raw: bool) -> FigureReport:
    """Return a report of figures: raw, or released with the tables that are about no case alone."""
    tables = beside(basis)
    if raw:
        return FigureReport(found, tables, threshold)
    return FigureReport(_told(sight, found, threshold), tables.about_no_case(), threshold)


def _told(sight: Sight, found: KeyFigures, threshold: int) -> ReleasedFigures:
    """Return figures as they may be told after everything that was told before; that they were is kept in the vault."""
    safe: list[ReleasedFigures] = []

    def decide(before: tuple[str, ...]) -> str:
        figures, content = released(found, before, threshold)
        safe.append(figures)
        return content

    sight.release(decide)
    return safe[0]
