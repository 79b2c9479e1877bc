"""Case by measure by responsible role: everything that is being done in the cases on the agenda, in one table."""

from dataclasses import dataclass
from datetime import date

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.records import Measure
from samrum_kit.domain.vocabulary import CaseKind, Role, Target
from samrum_kit.report.packet.material import Material


@dataclass(frozen=True, slots=True)
class RecapRow:
    """One measure of a case; its words are shared only where the case is named."""

    text: str | None
    target: Target
    actor: Role
    starts_on: date | None
    evaluation_due_on: date | None


@dataclass(frozen=True, slots=True)
class CaseRecap:
    """The measures of one case, those in the community first."""

    case_id: str | None
    """Its id, where it is discussed by name."""
    label: str
    kind: CaseKind
    rows: tuple[RecapRow, ...]


def recap(material: Material) -> tuple[CaseRecap, ...]:
    """Return the cases on the agenda with their measures: cases about a community first, then pupils."""
    files = sorted(material.cases, key=lambda file: file.case.kind is CaseKind.INDIVIDUAL)
    return tuple(_case(material, file) for file in files)


def _case(material: Material, file: CaseFile) -> CaseRecap:
    """Describe a case with its measures."""
    case_id, sharing = file.case.case_id, material.sharing
    shown = case_id if case_id in sharing.named else None
    return CaseRecap(shown, sharing.label(case_id), file.case.kind, _rows(material, file))


def _rows(material: Material, file: CaseFile) -> tuple[RecapRow, ...]:
    """Return the measures of a case, in the community first, in order of time; one without a start comes last."""
    ordered = sorted(
        file.measures, key=lambda m: (m.target is not Target.CONTEXT, m.starts_on or date.max, m.measure_id)
    )
    sharing = material.sharing
    is_named = file.case.case_id in sharing.named
    return tuple(_row(file, measure, sharing.words(measure.text) if is_named else None) for measure in ordered)


def _row(file: CaseFile, measure: Measure, text: str | None) -> RecapRow:
    """Describe a measure in the words that may be shared, with the day on which its plan is to be evaluated."""
    plan = file.plan(measure.plan_id)
    return RecapRow(
        text=text,
        target=measure.target,
        actor=measure.actor_role,
        starts_on=measure.starts_on,
        evaluation_due_on=plan.evaluation_due_on if plan else None,
    )
