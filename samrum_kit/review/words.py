"""What people call the records that a review names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samrum_kit.domain.vocabulary import Role
from samrum_kit.locale import _
from samrum_kit.locale.html import label
from samrum_kit.review.findings import Evidence


def record_word(table: str) -> str:
    """Return what one record of a table is called, in the language in use and in lower case."""
    return {
        "cases": _("case"),
        "concerns": _("concern"),
        "consents": _("consent"),
        "contracts": _("contract"),
        "perspectives": _("perspective"),
        "plans": _("plan"),
        "goals": _("goal"),
        "signs": _("sign"),
        "measures": _("measure"),
        "evaluations": _("evaluation"),
        "meetings": _("meeting"),
        "participants": _("participant"),
        "agenda_items": _("agenda item"),
        "actions": _("agreed action"),
        "events": _("event"),
    }[table]


@dataclass(frozen=True, slots=True)
class Named:
    """A record in a list of evidence: what to call it, and its day."""

    name: str
    on: date | None
    is_id: bool = True


def by_kind(evidence: Sequence[Evidence]) -> dict[str, list[Named]]:
    """Group evidence by what it is called, the kinds in the order given and each in order of time."""
    groups: dict[str, list[Named]] = {}
    for record in sorted(evidence, key=lambda e: (e.on or date.min, e.id)):
        groups.setdefault(record.table, []).append(_named(record))
    return {record_word(table): groups[table] for table in dict.fromkeys(record.table for record in evidence)}


def _named(record: Evidence) -> Named:
    """Call a record by its id, and a participant by role and meeting, never by the code of a person."""
    if record.table != "participants":
        return Named(record.id, record.on)
    meeting_id, role, _person = record.id.split("/", 2)
    return Named(f"{label(Role(role))} ({meeting_id})", record.on, is_id=False)
