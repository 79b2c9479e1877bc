"""What has happened in a case since the forum last met: dated records alone, without a word of judgement."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.fields import Record
from samrum_kit.locale import _, language
from samrum_kit.review.findings import Evidence
from samrum_kit.review.preparation.occasion import Occasion
from samrum_kit.review.preparation.reasons import iso
from samrum_kit.review.preparation.shown import Shown


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened on a day, and the record that tells of it."""

    on: date
    kind: str
    evidence: Evidence
    about: Any = None
    """The word of a vocabulary that tells more: the level of a plan, the kind of an event."""

    @property
    def text(self) -> str:
        """Return what happened in the user's language, without any text from the data."""
        word = self.about.label(language()) if self.about else ""
        return f"{_kinds()[self.kind]}: {word}" if word else _kinds()[self.kind]

    def to_json(self) -> dict[str, Any]:
        """Return the day, the kind and the record."""
        about = str(self.about) if self.about else None
        return {"on": iso(self.on), "kind": self.kind, "about": about, "text": self.text,
                "evidence": self.evidence.to_json()}


@dataclass(frozen=True, slots=True)
class CaseNews:
    """What happened in one case."""

    case_id: str
    happenings: tuple[Happening, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the case and what happened in it."""
        return {"case_id": self.case_id, "happenings": [happening.to_json() for happening in self.happenings]}


@dataclass(frozen=True)
class SinceLast(Shown):
    """What happened in each case on the agenda since the forum's last held meeting."""

    template: ClassVar[str] = "since"
    last_meeting: str | None
    last_held_on: date | None
    """Nothing where the forum has not met before: then everything known is told."""
    cases: tuple[CaseNews, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the last meeting and the cases in the order of the agenda."""
        return {
            "last_meeting": self.last_meeting,
            "last_held_on": iso(self.last_held_on),
            "cases": [case.to_json() for case in self.cases],
        }


def since_last(occasion: Occasion, case_ids: Iterable[str]) -> SinceLast:
    """Return what happened in the cases after the forum's last held meeting and by the day of this one."""
    last = occasion.last
    files = (occasion.school.cases[case_id] for case_id in case_ids)
    return SinceLast(
        last_meeting=last.meeting.meeting_id if last else None,
        last_held_on=last.meeting.held_on if last else None,
        cases=tuple(CaseNews(file.case.case_id, _news(occasion, file)) for file in files),
        names=occasion.names,
    )


def _news(occasion: Occasion, file: CaseFile) -> tuple[Happening, ...]:
    """Return the new happenings of a case, the earliest first."""
    itself = Evidence.of(occasion.record.meeting)
    new = {found for found in _happenings(file) if occasion.is_new(found.on) and found.evidence != itself}
    return tuple(sorted(new, key=lambda h: (h.on, h.evidence.table, h.evidence.id, h.kind)))


def _happenings(file: CaseFile) -> Iterator[Happening]:
    """Yield everything dated that a case file tells of."""
    for kind, day, record, about in _dated(file):
        if day is not None:
            yield Happening(day, kind, Evidence.of(record), about)
    for held in file.meetings:
        if held.meeting.held_on is not None:
            yield Happening(held.meeting.held_on, "meeting_held", Evidence.of(held.meeting), held.meeting.forum)
    for action in file.actions():
        if action.done_on is not None:
            yield Happening(action.done_on, "action_done", Evidence.of(action), action.owner_role)


def _dated(file: CaseFile) -> Iterator[tuple[str, date | None, Record, Any]]:
    """Yield each record of the case with the kind of happening, its day, and the word that tells more."""
    yield from (("concern_raised", c.raised_on, c, c.raised_by_role) for c in file.concerns)
    yield from (("perspective_recorded", p.recorded_on, p, p.perspective) for p in file.perspectives)
    yield from (("plan_started", p.starts_on, p, p.level) for p in file.plans)
    yield from (("measure_started", m.starts_on, m, m.target) for m in file.measures)
    yield from (("sign_looked_for", s.observed_on, s, s.observed) for s in file.signs)
    yield from (("evaluated", e.evaluated_on, e, e.result) for e in file.evaluations)
    yield from (("contract_agreed", c.agreed_on, c, None) for c in file.contracts)
    yield from (("consent_given", c.given_on, c, c.kind) for c in file.consents)
    yield from (("consent_withdrawn", c.withdrawn_on, c, c.kind) for c in file.consents)
    yield from (("event", e.occurred_on, e, e.kind) for e in file.events)
    yield from (("event_ended", e.ended_on, e, e.kind) for e in file.events)


def _kinds() -> dict[str, str]:
    """Return what each kind of happening is called."""
    return {
        "action_done": _("Agreement carried out"),
        "concern_raised": _("Concern raised"),
        "consent_given": _("Consent given"),
        "consent_withdrawn": _("Consent withdrawn"),
        "contract_agreed": _("Contract agreed"),
        "evaluated": _("Plan evaluated"),
        "event": _("Event"),
        "event_ended": _("Ended"),
        "measure_started": _("Measure started"),
        "meeting_held": _("Meeting held"),
        "perspective_recorded": _("Perspective described"),
        "plan_started": _("Plan started"),
        "sign_looked_for": _("Sign looked for"),
    }
