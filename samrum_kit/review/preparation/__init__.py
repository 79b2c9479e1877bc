"""The analysis of a coming meeting: what is open, what is due, what is new, and an agenda to start from."""

from samrum_kit.review.preparation.analysis import MeetingAnalysis, prepare

__all__ = ["MeetingAnalysis", "prepare"]
