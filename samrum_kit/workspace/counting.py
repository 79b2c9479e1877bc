"""Key figures of a workspace, asked for in the words of a user."""

from datetime import date
from pathlib import Path

from samrum_kit.domain.days import school_year
from samrum_kit.figures.disclosure.release import ReleasedFigures, released
from samrum_kit.figures.key_figures import KeyFigures, key_figures
from samrum_kit.figures.scope import Period, Scope, period_given, scope_given
from samrum_kit.models import CollaborationModel
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
    threshold = threshold_in(folder)
    found = key_figures(model, sight.service(scope, period.as_of, Thing.RELEASED), scope, period)
    safe: list[ReleasedFigures] = []

    def decide(before: tuple[str, ...]) -> str:
        figures, content = released(found, before, threshold)
        safe.append(figures)
        return content

    sight.release(decide)
    return safe[0]
