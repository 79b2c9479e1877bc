"""Key figures on paper: as a notebook shows them, and the yearly status of a forum."""

from samrum_kit.report.figures.figure_report import FigureReport
from samrum_kit.report.figures.forum_status import ForumStatus

__all__ = ["FigureReport", "ForumStatus"]
