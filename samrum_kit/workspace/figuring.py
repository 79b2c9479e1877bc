"""What a workspace is asked about figures: as numbers, as a report, and as the yearly status of a forum."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from samrum_kit.models import CollaborationModel, KnownModels
from samrum_kit.workspace.sight import Sight

if TYPE_CHECKING:
    from samrum_kit.figures.disclosure.release import ReleasedFigures
    from samrum_kit.figures.key_figures import KeyFigures
    from samrum_kit.report.figures import FigureReport, ForumStatus

Day = date | str | None

class Counted(Protocol):
    """What figures are counted from: a workspace."""

    folder: Path
    _sight: Sight

    @property
    def models(self) -> KnownModels:
        """Return every known model."""

    def _models(self, name: str | None) -> Collection[CollaborationModel]:
        """Return the model that is named, else the workspace's own."""

    def figure_report(
        self, model: str | None = None, *, forum: str | None = None, school: str | None = None,
        district: str | None = None, from_day: Day = None, to_day: Day = None, as_of: Day = None,
        release: bool = False,
    ) -> "FigureReport":  # fmt: skip
        """Return figures with what is drawn beside them."""


class Figuring:
    """The questions about figures that a workspace answers."""

    def figures(
        self: Counted, model: str | None = None, *, forum: str | None = None, school: str | None = None,
        district: str | None = None, from_day: Day = None, to_day: Day = None, as_of: Day = None,
        release: bool = False,
    ) -> "KeyFigures | ReleasedFigures":  # fmt: skip
        """Return the key figures of a model, or of how a forum works: raw for the team, safe where they leave it."""
        from samrum_kit.workspace.counting import asked, figures_for

        question = asked(self._models(model), self.models, forum, (school, district), (from_day, to_day, as_of))
        return figures_for(self._sight, question, self.folder, release=release)

    def figure_report(
        self: Counted, model: str | None = None, *, forum: str | None = None, school: str | None = None,
        district: str | None = None, from_day: Day = None, to_day: Day = None, as_of: Day = None,
        release: bool = False,
    ) -> "FigureReport":  # fmt: skip
        """Return the same with what is drawn beside it: over time, school by school, and how cases have gone."""
        from samrum_kit.workspace.counting import asked, report_for

        question = asked(self._models(model), self.models, forum, (school, district), (from_day, to_day, as_of))
        return report_for(self._sight, question, self.folder, release=release)

    def forum_status(
        self: Counted, forum: str, *, school: str | None = None, from_day: Day = None, to_day: Day = None
    ) -> "ForumStatus":
        """Return the yearly status of a forum, at a school or at all of them, with room for what the people say."""
        from samrum_kit.report.figures import ForumStatus

        return ForumStatus(self.figure_report(forum=forum, school=school, from_day=from_day, to_day=to_day))
