"""What a workspace is asked about figures: as numbers, as a report, and as the yearly status of a forum."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from samrum_kit.domain.vocabulary import Forum
from samrum_kit.errors import UnknownName
from samrum_kit.locale import _
from samrum_kit.models import CollaborationModel
from samrum_kit.workspace.choosing import with_forum
from samrum_kit.workspace.sight import Sight

if TYPE_CHECKING:
    from samrum_kit.figures.disclosure.release import ReleasedFigures
    from samrum_kit.figures.key_figures import KeyFigures
    from samrum_kit.report.figures import FigureReport, ForumStatus

Day = date | str | None

_ASKS_FOR_STATUS = "trivselsforum_ssp"
"""The model that asks how a forum keeps to its form; other models borrow its words."""


class Counted(Protocol):
    """What figures are counted from: a workspace."""

    folder: Path
    _sight: Sight

    @property
    def own_models(self) -> Mapping[str, CollaborationModel]:
        """Return the models that the workspace was made with."""

    def model(self, name: str) -> CollaborationModel:
        """Return a model."""


class Figuring:
    """The questions about figures that a workspace answers."""

    def figures(
        self: Counted, model: str, *, school: str | None = None, district: str | None = None, from_day: Day = None,
        to_day: Day = None, as_of: Day = None, release: bool = False,
    ) -> "KeyFigures | ReleasedFigures":  # fmt: skip
        """Return a model's key figures: raw for the team itself, with small numbers held back where they leave it."""
        from samrum_kit.workspace.counting import asked, figures_for

        question = asked(self.model(model), school, district, (from_day, to_day, as_of))
        return figures_for(self._sight, question, self.folder, release=release)

    def figure_report(
        self: Counted, model: str, *, school: str | None = None, district: str | None = None, from_day: Day = None,
        to_day: Day = None, as_of: Day = None, release: bool = False,
    ) -> "FigureReport":  # fmt: skip
        """Return a model's key figures with what is drawn beside them: over time, school by school, and how it went."""
        from samrum_kit.workspace.counting import asked, report_for

        question = asked(self.model(model), school, district, (from_day, to_day, as_of))
        return report_for(self._sight, question, self.folder, release=release)

    def forum_status(
        self: Counted, forum: str, *, school: str | None = None, from_day: Day = None, to_day: Day = None
    ) -> "ForumStatus":
        """Return the yearly status of a forum, at a school or at all of them, with room for what the people say.

        Raises UnknownName for a forum that none of the workspace's models describes.
        """
        from samrum_kit.figures.counters import FORUM_FIGURES
        from samrum_kit.workspace.counting import asked, status_for

        if forum not in set(Forum):
            raise UnknownName(_("The forum"), forum, Forum)
        model = with_forum(self.own_models.values(), Forum(forum))
        asks = any(figure.id in FORUM_FIGURES for figure in model.key_figures)
        words = model if asks else self.model(_ASKS_FOR_STATUS)
        question = asked(model, school, None, (from_day, to_day, None))
        return status_for(self._sight, question, Forum(forum), words, self.folder)
