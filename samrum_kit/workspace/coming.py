"""A coming meeting, prepared from what a reader may see of its school."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from samrum_kit.domain.vocabulary import Forum
from samrum_kit.errors import UnknownName
from samrum_kit.locale import _
from samrum_kit.models import CollaborationModel
from samrum_kit.report.profiles import Thing
from samrum_kit.workspace.choosing import with_forum
from samrum_kit.workspace.sight import Sight

if TYPE_CHECKING:
    from samrum_kit.figures.meeting_counts import MeetingCounts
    from samrum_kit.review.preparation import MeetingAnalysis


def prepared(
    sight: Sight,
    models: Collection[CollaborationModel],
    forum: str,
    school: str,
    on: date,
    *,
    thing: Thing = Thing.PREPARATION,
) -> "MeetingAnalysis":
    """Prepare a meeting of a forum at a school on a day, to show it or to make the thing that is asked for.

    Raises ProfileForbids where the reader isn't shown that, UnknownName for a forum that no model describes.
    """
    from samrum_kit.review.preparation import prepare

    sight.profile.permit(thing)
    if forum not in set(Forum):
        raise UnknownName(_("The forum"), forum, Forum)
    model = with_forum(models, Forum(forum))
    return prepare(sight.school(school, on, thing), model, Forum(forum), on)


def counted(
    sight: Sight, models: Collection[CollaborationModel], forum: str, school: str, on: date, *, threshold: int
) -> "MeetingCounts":
    """Count what a coming meeting of a forum at a school will look at; numbers below the threshold don't come out."""
    from samrum_kit.figures.meeting_counts import meeting_counts

    return meeting_counts(prepared(sight, models, forum, school, on, thing=Thing.COUNTS), threshold)
