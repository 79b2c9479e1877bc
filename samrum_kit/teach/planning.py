"""The plans of a case: goals, signs, measures and evaluations that belong to one story."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samrum_kit.domain.fields import Record
from samrum_kit.domain.records import Evaluation, Goal, Measure, Plan, Sign
from samrum_kit.domain.vocabulary import (
    CarriedOut,
    EvaluationDecision,
    EvaluationResult,
    Level,
    Observed,
    PlanScope,
    Target,
)
from samrum_kit.teach.outline import LEADER, Outline
from samrum_kit.teach.wording import GoalWords, Spoken

OTHER_CHILDREN = {Target.CONTEXT: True, Target.INDIVIDUAL: None}


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan before it is written out."""

    number: int
    level: Level
    scope: PlanScope
    starts: date
    ends: date
    result: EvaluationResult
    decision: EvaluationDecision
    in_form: bool = False
    due: date | None = None
    """The day of the evaluation, where it isn't the last day of the plan."""

    @property
    def evaluated(self) -> date:
        """Return the day of the evaluation."""
        return self.due or self.ends

    def plan_id(self, case_id: str) -> str:
        """Return the id of the plan in its case."""
        return f"{case_id}-P{self.number}"


@dataclass(frozen=True, slots=True)
class PlanWords:
    """The texts of one plan."""

    context: str
    basis: str
    goals: tuple[tuple[GoalWords, Target], ...]
    measures: tuple[tuple[Spoken, Target], ...]


def written_plan(told: Outline, draft: PlanDraft) -> Iterator[Record]:
    """Write a plan out with everything that belongs to it."""
    words = _words(told, draft)
    plan_id = draft.plan_id(told.case_id)
    yield _plan(told, draft, words)
    for number, (goal, target) in enumerate(words.goals, 1):
        goal_id = f"{plan_id}-M{number}"
        yield Goal(goal_id=goal_id, plan_id=plan_id, text=goal.text, target=target)
        yield from _signs(told, draft, goal_id, goal.signs)
    yield from _measures(told, draft, words.measures)
    yield Evaluation(
        evaluation_id=f"{plan_id}-E1",
        plan_id=plan_id,
        evaluated_on=told.calendar.on_or_after(draft.evaluated),
        result=draft.result,
        decision=draft.decision,
        text=_verdict(told, draft),
    )


def _plan(told: Outline, draft: PlanDraft, words: PlanWords) -> Plan:
    """Write the plan itself."""
    dice, form = told.dice, told.words.form
    about_pupil = draft.scope is PlanScope.PUPIL
    voice_lacks = about_pupil and not draft.in_form and dice.chance(0.08)
    parents_lack = about_pupil and not draft.in_form and dice.chance(0.08)
    voices, parents = _said(told, draft)
    return Plan(
        plan_id=draft.plan_id(told.case_id),
        case_id=told.case_id,
        level=draft.level,
        scope=draft.scope,
        context=words.context,
        basis=words.basis,
        starts_on=draft.starts,
        ends_on=draft.ends,
        evaluation_due_on=draft.evaluated,
        responsible_leader=LEADER,
        child_voice=None if voice_lacks else voices,
        child_voice_missing_reason=told.words.child_voice_missing if voice_lacks else None,
        parent_perspective=None if parents_lack else parents,
        parent_perspective_missing_reason=told.words.parents_missing if parents_lack else None,
        other_changes=dice.pick(told.words.mediations) if dice.chance(0.25) else None,
        form_purpose=dice.pick(form.purposes) if draft.in_form else None,
        form_content=dice.pick(form.contents) if draft.in_form else None,
        form_method=dice.pick(form.methods) if draft.in_form else None,
        form_pedagogy=dice.pick(form.pedagogies) if draft.in_form else None,
        home_community=told.class_name if draft.in_form else None,
    )


def _said(told: Outline, draft: PlanDraft) -> tuple[str | None, str | None]:
    """Return the child's own words and the parents' view, for a plan that asks for them."""
    dice = told.dice
    if draft.level is Level.INTENSIVE:
        return dice.pick(told.words.intensive.voices), dice.pick(told.words.intensive.parents)
    if draft.scope is PlanScope.PUPIL:
        return " ".join(dice.some(told.theme.voices, 2)), dice.pick(told.theme.parents)
    return dice.pick(told.theme.voices) if told.pupil is None or dice.chance(0.5) else None, None


def _words(told: Outline, draft: PlanDraft) -> PlanWords:
    """Choose the texts of a plan by its level and scope."""
    dice, theme, intensive = told.dice, told.theme, told.words.intensive
    if draft.level is Level.INTENSIVE:
        return PlanWords(
            intensive.context,
            intensive.basis,
            tuple((goal, Target.INDIVIDUAL) for goal in intensive.goals),
            tuple((measure, measure.target or Target.CONTEXT) for measure in intensive.measures),
        )
    if draft.scope is PlanScope.COMMUNITY:
        goal = theme.community_goals[0 if draft.level is Level.PREVENTIVE else -1]
        measures = [(measure, Target.CONTEXT) for measure in dice.some(theme.community_measures, 3)]
        if draft.level is Level.TARGETED:
            measures.append((dice.pick(told.words.advisers), Target.CONTEXT))
        return PlanWords(dice.pick(theme.community_contexts), dice.pick(theme.bases), ((goal, Target.CONTEXT),),
                         tuple(measures))
    return _form_words(told) if draft.in_form else _pupil_words(told)


def _pupil_words(told: Outline) -> PlanWords:
    """Choose the texts of a plan for the pupil, which also has a goal and measures for the class."""
    dice, theme = told.dice, told.theme
    return PlanWords(
        dice.pick(theme.pupil_contexts),
        dice.pick(theme.bases),
        ((theme.community_goals[-1], Target.CONTEXT), (dice.pick(theme.pupil_goals), Target.INDIVIDUAL)),
        (
            (dice.pick(told.words.methods), Target.CONTEXT),
            (dice.pick(told.words.advisers), Target.CONTEXT),
            *((measure, Target.INDIVIDUAL) for measure in dice.some(theme.pupil_measures, 2)),
        ),
    )


def _form_words(told: Outline) -> PlanWords:
    """Choose the texts of an intermediate form."""
    dice, form = told.dice, told.words.form
    return PlanWords(
        dice.pick(told.theme.pupil_contexts),
        dice.pick(told.theme.bases),
        ((form.community_goal, Target.CONTEXT), (form.pupil_goal, Target.INDIVIDUAL)),
        (
            *((measure, measure.target or Target.CONTEXT) for measure in form.measures),
            (dice.pick(told.words.advisers), Target.CONTEXT),
        ),
    )


def _signs(told: Outline, draft: PlanDraft, goal_id: str, texts: Sequence[str]) -> Iterator[Sign]:
    """Write the signs of a goal and what was seen of them, so that it fits the evaluation."""
    likely = {
        EvaluationResult.MET: (Observed.YES, Observed.YES, Observed.PARTLY),
        EvaluationResult.PARTLY: (Observed.YES, Observed.PARTLY, Observed.PARTLY),
        EvaluationResult.INSUFFICIENT: (Observed.NO, Observed.PARTLY, Observed.NO),
        EvaluationResult.UNCLEAR: (Observed.PARTLY, Observed.NO, Observed.YES),
    }[draft.result]
    for number, text in enumerate(texts, 1):
        seen_on = told.calendar.on_or_after(draft.evaluated - timedelta(days=told.dice.between(10, 16)))
        yield Sign(sign_id=f"{goal_id}-T{number}", goal_id=goal_id, text=text, observed=told.dice.pick(likely),
                   observed_on=seen_on)


def _measures(told: Outline, draft: PlanDraft, measures: Sequence[tuple[Spoken, Target]]) -> Iterator[Measure]:
    """Write the measures of a plan; they begin within its first days."""
    plan_id = draft.plan_id(told.case_id)
    done = (CarriedOut.FULLY, CarriedOut.FULLY, CarriedOut.PARTLY)
    over = draft.ends <= told.horizon
    for number, (measure, target) in enumerate(measures, 1):
        yield Measure(
            measure_id=f"{plan_id}-I{number}",
            plan_id=plan_id,
            case_id=told.case_id,
            text=measure.text,
            method_id=measure.method,
            target=target,
            involves_other_children=OTHER_CHILDREN[target],
            actor_role=measure.by,
            starts_on=told.calendar.on_or_after(draft.starts + timedelta(days=told.dice.between(0, 6))),
            ends_on=draft.ends,
            carried_out=told.dice.pick(done) if over else None,
        )


def _verdict(told: Outline, draft: PlanDraft) -> str:
    """Say what an evaluation found, in the words of the story: first of the community, later of the pupil."""
    dice, theme = told.dice, told.theme
    if draft.level is Level.INTENSIVE:
        return dice.pick(told.words.intensive.evaluations)
    found = {
        EvaluationResult.MET: theme.met,
        EvaluationResult.PARTLY: theme.partly,
        EvaluationResult.INSUFFICIENT: theme.insufficient,
        EvaluationResult.UNCLEAR: told.words.unclear,
    }[draft.result]
    told_first = found[0] if draft.level is Level.PREVENTIVE else found[-1]
    return f"{told_first} {dice.pick(told.words.evaluation_closings)}"
