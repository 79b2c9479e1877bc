"""The course of a case as a notebook shows it, and the documents of a case for the placement committee."""

from samrum_kit.report.course.course import Course
from samrum_kit.report.course.pack import Pack

__all__ = ["Course", "Pack"]
