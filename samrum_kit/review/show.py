"""Findings, timelines and the words of those concerned, as HTML fragments for notebooks and reports."""

from samrum_kit.locale.html import render
from samrum_kit.review.findings import Review

_ROOM = "samrum_kit.review"


def review_html(review: Review) -> str:
    """Return a review as HTML: what is documented, what is missing and what to ask for, each with its source."""
    return str(render(_ROOM, "review.html.j2", review=review))
