"""A series of measurements that follows what the evaluations of the plans found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from samrum_kit.domain.fields import Record
from samrum_kit.domain.records import Observation, Series
from samrum_kit.domain.vocabulary import EvaluationResult
from samrum_kit.teach.outline import Outline
from samrum_kit.teach.planning import PlanDraft
from samrum_kit.teach.wording import SeriesWords

BASELINE_POINTS = 6
PHASE_POINTS = 12

_WAY = {
    EvaluationResult.MET: 1.0,
    EvaluationResult.PARTLY: 0.5,
    EvaluationResult.INSUFFICIENT: 0.1,
    EvaluationResult.UNCLEAR: 0.3,
}
"""How far towards the goal a phase comes, as a share of what was left."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a series: where it begins and where it ends."""

    series_id: str
    words: SeriesWords
    name: str
    begins: float
    ends: float


def measured(told: Outline, plans: Sequence[PlanDraft], goal_id: str | None) -> Iterator[Record]:
    """Measure from the first concern through the plans, with a week missing here and there."""
    words = told.theme.series
    if words is None or not plans:
        return
    series_id = f"{told.case_id}-MS1"
    yield Series(series_id=series_id, case_id=told.case_id, goal_id=goal_id, title=words.title, unit=words.unit,
                 scale=words.scale, improvement=words.improvement, goal_value=words.goal)
    before = told.calendar.days(told.case.first_concern_on, plans[0].starts, 2)[:BASELINE_POINTS]
    phase = Phase(series_id, words, told.words.phases[0], words.start, words.start)
    yield from _points(told, phase, before)
    level = words.start
    for plan, name in zip(plans, told.words.phases[1:], strict=False):
        days = told.calendar.days(plan.starts, plan.ends, 7)[1 : PHASE_POINTS + 1]
        reached = level + (words.goal - level) * _WAY[plan.result]
        yield from _points(told, Phase(series_id, words, name, level, reached), days)
        level = reached


def _points(told: Outline, phase: Phase, days: Sequence[date]) -> Iterator[Observation]:
    """Measure one phase on its days."""
    words = phase.words
    for number, day in enumerate(days):
        share = (number + 1) / len(days)
        value = phase.begins + (phase.ends - phase.begins) * share + told.dice.swing(_spread(words))
        missing = 0 < number < len(days) - 1 and told.dice.chance(0.08)
        yield Observation(series_id=phase.series_id, observed_on=day, phase=phase.name,
                          value=None if missing else float(round(min(max(value, words.least), words.most))))


def _spread(words: SeriesWords) -> float:
    """Return how much a value swings from week to week."""
    return max(1.0, abs(words.goal - words.start) * 0.25)
