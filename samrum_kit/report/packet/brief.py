"""One case for a meeting, on two pages at most: what was tried and what came of it first, then the child's words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.records import Consent, Evaluation, Measure, PerspectiveEntry, Plan
from samrum_kit.domain.vocabulary import CaseKind, Perspective, PlanScope, Role, Target
from samrum_kit.locale import _
from samrum_kit.locale.html import label, render
from samrum_kit.report.packet.material import Material
from samrum_kit.report.packet.measured import MeasuredSeries
from samrum_kit.report.packet.shorten import ROOMS, Piece, Room, Told, shortened, told
from samrum_kit.review.findings import Finding
from samrum_kit.review.preparation.carried import OpenAction
from samrum_kit.review.preparation.naming import Ground, Naming, consent_ground
from samrum_kit.review.preparation.reasons import Reason


@dataclass(frozen=True, slots=True)
class Effect:
    """A plan that has started, and an evaluation of it; none where it has not been evaluated."""

    plan: Plan
    evaluation: Evaluation | None
    text: Piece

    @property
    def on(self) -> date:
        """Return the day of the evaluation, or of the plan's start."""
        return self.evaluation.evaluated_on if self.evaluation else self.plan.starts_on


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody has said or described, when, and where it is written down."""

    text: Piece
    who: str
    on: date


@dataclass(frozen=True, slots=True)
class Silence:
    """A plan in which somebody's words are missing, and the reason that is given."""

    plan: Plan
    reason: Piece | None


@dataclass(frozen=True, slots=True)
class Voices:
    """What is told by or of somebody, the newest first, and where it is missing."""

    own: Told[Saying]
    by_others: Told[Saying]
    missing: Told[Silence]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all is written down."""
        return not (self.own.shown or self.by_others.shown or self.missing.shown)


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing at a gate by one document of the model, what must be there before what should."""

    gate: str
    document: str
    findings: Told[Finding]


@dataclass(frozen=True)
class Brief:
    """A case as a brief tells it, within its room; it lists what is written down and recommends nothing."""

    material: Material
    file: CaseFile
    series: tuple[MeasuredSeries, ...]
    """What was measured, the newest first: in words that are the same in any room."""
    room: Room

    def body(self) -> Markup:
        """Return what stands under the title."""
        return render("samrum_kit.report", "packet_brief.html.j2", brief=self, names=self.material.analysis.names)

    def piece(self, text: str) -> Piece:
        """Return a text within the room."""
        return shortened(text, self.room)

    @property
    def case_id(self) -> str:
        """Return the id of the case."""
        return self.file.case.case_id

    @property
    def is_shortened(self) -> bool:
        """Tell whether the brief may leave anything out."""
        return self.room != ROOMS[0]

    @property
    def is_about_a_pupil(self) -> bool:
        """Tell whether the case is about one pupil."""
        return self.file.case.kind is CaseKind.INDIVIDUAL

    @property
    def is_named(self) -> bool:
        """Tell whether the case is discussed by name."""
        return self.case_id in self.material.sharing.named

    @property
    def places(self) -> tuple[int, ...]:
        """Return its numbers on the agenda."""
        return self.material.sharing.places(self.case_id)

    @property
    def naming(self) -> Naming | None:
        """Return how it may be discussed; nothing for a case about no single pupil."""
        found = (naming for naming in self.material.analysis.anonymity.cases if naming.case_id == self.case_id)
        return next(found, None)

    @property
    def measures(self) -> tuple[tuple[Target, Told[Measure]], ...]:
        """Return the measures, in the community first and the newest first; one without a start comes last."""
        return tuple(
            (target, told(self._measures(target), self.room.measures, lambda measure: measure.starts_on))
            for target in (Target.CONTEXT, Target.INDIVIDUAL)
        )

    @property
    def effects(self) -> Told[Effect]:
        """Return what came of the plans, the newest first."""
        effects = sorted(self._effects(), key=lambda effect: (effect.on, effect.plan.plan_id), reverse=True)
        return told(effects, self.room.entries, lambda effect: effect.on)

    @property
    def measured(self) -> Told[MeasuredSeries]:
        """Return what was measured, the newest first."""
        return told(self.series, self.room.entries, lambda series: series.on)

    @property
    def child(self) -> Voices:
        """Return the child's own words, then what others have told of the child's perspective."""
        own = [self._saying(p) for p in self.file.perspectives if p.by_role is Role.PUPIL]
        about = [
            p for p in self.file.perspectives
            if p.perspective is Perspective.CHILD and p.by_role is not Role.PUPIL
        ]  # fmt: skip
        plans = self.file.started_plans()
        own += [self._written(plan, plan.child_voice) for plan in plans if plan.child_voice]
        silent = [
            self._silence(plan, plan.child_voice_missing_reason)
            for plan in plans
            if not plan.child_voice and (plan.scope is PlanScope.PUPIL or plan.child_voice_missing_reason)
        ]
        return self._voices(own, map(self._saying, about), silent)

    @property
    def parents(self) -> Voices:
        """Return the parents' perspective, told by themselves, then by others."""
        own = [self._saying(p) for p in self.file.perspectives if p.by_role is Role.PARENT]
        about = [
            p for p in self.file.perspectives
            if p.perspective is Perspective.PARENTS and p.by_role not in {Role.PARENT, Role.PUPIL}
        ]  # fmt: skip
        plans = self.file.started_plans()
        own += [self._written(plan, plan.parent_perspective) for plan in plans if plan.parent_perspective]
        silent = [
            self._silence(plan, plan.parent_perspective_missing_reason)
            for plan in plans
            if not plan.parent_perspective and (plan.scope is PlanScope.PUPIL or plan.parent_perspective_missing_reason)
        ]
        return self._voices(own, map(self._saying, about), silent)

    @property
    def actions(self) -> Told[OpenAction]:
        """Return the open agreements about the case, in the order of their days."""
        carried = self.material.analysis.carried_over
        case_of = self.material.sharing.case_of
        found = (*carried.own, *carried.elsewhere)
        own = [action for action in found if case_of(action.action_id, action.case_id) == self.case_id]
        own.sort(key=lambda action: (action.due_on or date.max, action.action_id))
        return told(own, self.room.entries, lambda action: action.due_on)

    @property
    def due(self) -> Told[Reason]:
        """Return what falls due in the case."""
        own = (reason for reason in self.material.analysis.due.reasons if reason.case_id == self.case_id)
        return told(own, self.room.lines, lambda reason: reason.on)

    @property
    def has_gates(self) -> bool:
        """Tell whether the forum looks towards a gate of the model."""
        return any(case.reviews for case in self.material.analysis.gaps.cases if case.case_id == self.case_id)

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """Return what is missing at the gates that the forum looks towards, by the document that asks for it."""
        found = []
        for case in self.material.analysis.gaps.cases:
            for review in case.reviews if case.case_id == self.case_id else ():
                for document in dict.fromkeys(finding.document_title for finding in review.missing):
                    asked = [finding for finding in review.missing if finding.document_title == document]
                    asked.sort(key=lambda finding: finding.severity != "must")
                    listed = told(asked, self.room.lines, lambda _finding: None)
                    found.append(Lack(review.gate_title, document, listed))
        return tuple(found)

    def source(self, requirement: str) -> str:
        """Return the title of the document that a requirement of the model stands in."""
        document = self.material.analysis.names.requirements[requirement].source
        return next(source.title for source in self.material.model.sources if source.document == document)

    @property
    def consents(self) -> Told[Ground]:
        """Return how the newest consent of each kind stands on the day, and every other that is in force."""
        newest: dict[str, Consent] = {}
        ordered = sorted(self.file.consents, key=lambda c: (c.given_on, c.consent_id), reverse=True)
        for consent in ordered:
            newest.setdefault(consent.kind, consent)
        grounds = ((consent, consent_ground(consent, self.file.as_of)) for consent in ordered)
        told_of = (
            ground for consent, ground in grounds
            if consent is newest[consent.kind] or ground.code in {"consent_in_force", "consent_until"}
        )  # fmt: skip
        return told(told_of, self.room.lines, lambda ground: ground.on)

    def _measures(self, target: Target) -> list[Measure]:
        """Return the measures with a target, the newest first."""
        found = (measure for measure in self.file.measures if measure.target is target)
        return sorted(found, key=lambda m: (m.starts_on or date.min, m.measure_id), reverse=True)

    def _effects(self) -> Iterator[Effect]:
        """Yield each evaluation of a started plan, and each such plan without one."""
        for plan in self.file.started_plans():
            evaluations = self.file.evaluations_of(plan)
            for evaluation in evaluations:
                yield Effect(plan, evaluation, self.piece(evaluation.text or ""))
            if not evaluations:
                yield Effect(plan, None, Piece(""))

    def _voices(self, own: Iterable[Saying], by_others: Iterable[Saying], missing: Sequence[Silence]) -> Voices:
        """Put sayings in order, the newest first."""
        newest = (sorted(sayings, key=lambda saying: saying.on, reverse=True) for sayings in (own, by_others))
        said, described = (told(sayings, self.room.entries, lambda saying: saying.on) for sayings in newest)
        silences = told(reversed(missing), self.room.entries, lambda silence: silence.plan.starts_on)
        return Voices(said, described, silences)

    def _saying(self, entry: PerspectiveEntry) -> Saying:
        """Return a perspective as somebody described it."""
        who = self.material.analysis.names.role(entry.by_role)
        return Saying(self.piece(entry.text), f"{who}, {label(entry.perspective)}", entry.recorded_on)

    def _written(self, plan: Plan, text: str) -> Saying:
        """Return words that are written into a plan."""
        return Saying(self.piece(text), _("In plan {plan}").format(plan=plan.plan_id), plan.starts_on)

    def _silence(self, plan: Plan, reason: str | None) -> Silence:
        """Return a plan without somebody's words."""
        return Silence(plan, self.piece(reason) if reason else None)
