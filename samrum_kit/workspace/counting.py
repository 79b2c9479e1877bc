"""Key figures of a workspace, asked for in the words of a user."""

from datetime import date

from samrum_kit.domain.days import school_year
from samrum_kit.figures.key_figures import KeyFigures, key_figures
from samrum_kit.figures.scope import Scope, period_given
from samrum_kit.models import CollaborationModel
from samrum_kit.workspace.days import day_given
from samrum_kit.workspace.sight import Sight


def counted_figures(
    sight: Sight,
    model: CollaborationModel,
    scope: Scope,
    *,
    first: date | str | None,
    last: date | str | None,
    as_of: date | str | None,
) -> KeyFigures:
    """Count what a model asks for, raw.

    Left out, the period is the school year up to today; it is looked at from its last day or from today, whichever is
    first.
    """
    until = day_given(last)
    since = day_given(first) if first else school_year(until)[0]
    seen = day_given(as_of) if as_of else min(until, day_given(None))
    period = period_given(since, until, seen)
    return key_figures(model, sight.service(scope, seen), scope, period)
