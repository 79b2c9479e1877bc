"""A review, and what leads up to it, as HTML fragments for notebooks and reports.

Every fragment is a section with its own heading; the words of the child stand by themselves, and what was done in the
community comes before what was done around the child.
"""

from typing import Any

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.records import Measure, Plan
from samrum_kit.domain.timeline import TimelineEntry, timeline
from samrum_kit.domain.vocabulary import Level, Perspective, PlanScope, Role, Target
from samrum_kit.locale.html import render
from samrum_kit.review.findings import Review
from samrum_kit.review.words import by_kind, record_word

_ROOM = "samrum_kit.review"


def review_html(review: Review) -> str:
    """Return a review as HTML: what is missing and what to ask for, what is documented by which record, and why."""
    return _filled("review", review=review, by_kind=by_kind)


def heading_html(review: Review) -> str:
    """Return what a review holds up against what, and on which day, as one line of HTML."""
    return _filled("heading", review=review)


def timeline_html(file: CaseFile, *, ids: bool = True) -> str:
    """Return what happened in a case as HTML: the work level by level, then meetings, consents and events."""
    entries = timeline(file)
    levels = {level: [entry for entry in entries if entry.level is level] for level in Level}
    beside = [entry for entry in entries if entry.level is None]
    return _filled("timeline", file=file, levels=levels, beside=beside, what=_what, ids=ids)


def child_words_html(file: CaseFile, *, ids: bool = True) -> str:
    """Return the child's own words as HTML, then why some are missing, and apart from them what others have told."""
    perspectives = sorted(file.perspectives, key=lambda entry: (entry.recorded_on, entry.perspective_id))
    plans = file.started_plans()
    return _filled(
        "child_words",
        file=file,
        ids=ids,
        said=[p for p in perspectives if p.by_role is Role.PUPIL],
        voiced=[plan for plan in plans if plan.child_voice],
        silent=[plan for plan in plans if not plan.child_voice and _could_speak(plan)],
        told=[p for p in perspectives if p.perspective is Perspective.CHILD and p.by_role is not Role.PUPIL],
    )


def community_html(file: CaseFile) -> str:
    """Return what was done as HTML: in the community first, then around the child."""
    sides = [
        (scope, _work(file, scope, target))
        for scope, target in ((PlanScope.COMMUNITY, Target.CONTEXT), (PlanScope.PUPIL, Target.INDIVIDUAL))
    ]
    return _filled("community", file=file, sides=sides, record_word=record_word)


def _filled(template: str, **values: Any) -> str:
    """Fill one of the room's templates."""
    return str(render(_ROOM, f"review_{template}.html.j2", **values))


def _what(entry: TimelineEntry) -> str:
    """Return what an entry of the timeline is called."""
    return record_word(entry.table)


def _could_speak(plan: Plan) -> bool:
    """Tell whether a plan is one where the child's voice belongs: it is about the pupil, or says why it has none."""
    return plan.scope is PlanScope.PUPIL or bool(plan.child_voice_missing_reason)


def _work(file: CaseFile, scope: PlanScope, target: Target) -> list[Plan | Measure]:
    """Return the started plans of a scope and the started measures with a target, in order of time."""
    measures = (m for m in file.started_measures() if m.target is target)
    work: list[Plan | Measure] = [*file.started_plans(scope=scope), *measures]
    return sorted(work, key=lambda record: (record.starts_on or file.as_of, isinstance(record, Measure), record.key))
