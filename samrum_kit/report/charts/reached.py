"""Whether a step of a flow has been reached in a case, told by the records that the model says document it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.locale import _
from samrum_kit.locale.html import label
from samrum_kit.models.parts import Step


@dataclass(frozen=True, slots=True)
class Proof:
    """One kind of record that documents a step, and the days of those on file, the earliest first."""

    name: str
    days: tuple[date, ...]


_DAYS: Mapping[str, Callable[[CaseFile], Iterable[date | None]]] = {
    "concerns": lambda file: (concern.raised_on for concern in file.concerns),
    "contracts": lambda file: (contract.agreed_on for contract in file.contracts),
    "perspectives": lambda file: (entry.recorded_on for entry in file.perspectives),
    "plans": lambda file: (plan.starts_on for plan in file.started_plans()),
    "measures": lambda file: (measure.starts_on for measure in file.started_measures()),
    "evaluations": lambda file: (evaluation.evaluated_on for evaluation in file.evaluations),
}


def proofs(step: Step, file: CaseFile) -> tuple[Proof, ...]:
    """Return what documents a step in a case, kind by kind; nothing where the model names no kind of record.

    Events of a step belong together: when one is on file, those that are lacking stand beside it. Of meetings, outcomes
    and records any one is enough. When there is nothing at all, the first kind stands alone and without a day.
    """
    events = [_proof(label(kind), (event.occurred_on for event in file.events_of(kind))) for kind in step.events]
    others = list(_others(step, file))
    found = [proof for proof in others if proof.days]
    if any(event.days for event in events):
        return (*events, *found)
    return tuple(found or [*events, *others][:1])


def _others(step: Step, file: CaseFile) -> Iterator[Proof]:
    """Yield what documents a step beside events."""
    for forum in step.meetings:
        yield _proof(label(forum), (record.meeting.held_on for record in file.held_meetings(forum)))
    if step.outcomes:
        held = [record for record in file.meetings if record.is_held]
        yield _proof(_("Outcome of a meeting"), (
            record.meeting.held_on for record in held
            if any(item.outcome in step.outcomes for item in record.items_about(file.case.case_id))
        ))  # fmt: skip
    if step.closed_as:
        closed = file.case.closed_on if file.case.closed_as in step.closed_as else None
        yield _proof(_("Closing of the case"), (closed,))
    for table in step.records:
        yield _proof(_table_word(table), _DAYS[table](file))


def _proof(name: str, days: Iterable[date | None]) -> Proof:
    """Return one kind of record with the days that there are."""
    return Proof(name, tuple(sorted(day for day in days if day)))


def _table_word(table: str) -> str:
    """Return what the records of a table are called."""
    return {
        "concerns": _("Concern"), "contracts": _("Contract"), "perspectives": _("Perspective"), "plans": _("Plan"),
        "measures": _("Measure"), "evaluations": _("Evaluation"),
    }[table]  # fmt: skip
