"""Records with sensible defaults, and the files they make: `file_of(plan(), goal(), as_of=day(-1))`.

Everything hangs together by default: one school SK-1, one case S-1 about the pupil ELEV-0001, one plan P-1, one
meeting M-1. The day of every file is TODAY; `day(-1)` is the day before.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, TypeVar

from samrum_kit.domain.case_file import CaseFile, PlanFile, case_file
from samrum_kit.domain.fields import Record
from samrum_kit.domain.meeting_file import MeetingFile, meeting_file
from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.notes import RequirementNote
from samrum_kit.domain.records import (
    Action,
    AgendaItem,
    Case,
    Concern,
    Consent,
    Contract,
    Evaluation,
    Event,
    Goal,
    Measure,
    Meeting,
    Observation,
    Participant,
    PerspectiveEntry,
    Plan,
    Pupil,
    School,
    Series,
    Sign,
)
from samrum_kit.domain.school_file import SchoolFile

TODAY = date(2026, 3, 9)

R = TypeVar("R", bound=Record)
Fact = Record | RequirementNote


def day(offset: int) -> date:
    """Return a day counted from TODAY."""
    return TODAY + timedelta(days=offset)


def _made(kind: type[R], defaults: dict[str, Any], fields: dict[str, Any]) -> R:
    return kind(**(defaults | fields))


def school(school_id: str = "SK-1", **fields: Any) -> School:
    return _made(School, {"school_id": school_id, "name": "Engskolen", "municipality": "Lykkeborg",
                          "school_type": "primary"}, fields)


def pupil(pupil_id: str = "ELEV-0001", **fields: Any) -> Pupil:
    return _made(Pupil, {"pupil_id": pupil_id, "school_id": "SK-1", "grade": 3, "class_name": "3.b"}, fields)


def case(case_id: str = "S-1", **fields: Any) -> Case:
    kind = fields.get("kind", "individual")
    return _made(Case, {"case_id": case_id, "kind": kind, "school_id": "SK-1", "title": "Ro i timerne",
                        "pupil_id": "ELEV-0001" if kind == "individual" else None,
                        "first_concern_on": day(-400)}, fields)


def concern(concern_id: str = "B-1", **fields: Any) -> Concern:
    return _made(Concern, {"concern_id": concern_id, "case_id": "S-1", "raised_on": day(-90),
                           "raised_by_role": "class_teacher", "text": "Pauserne er beskrevet som svære."}, fields)


def consent(consent_id: str = "C-1", **fields: Any) -> Consent:
    return _made(Consent, {"consent_id": consent_id, "case_id": "S-1", "kind": "named_discussion",
                           "given_on": day(-30), "givers_required": 2, "givers": 2, "form": "written"}, fields)


def contract(contract_id: str = "K-1", **fields: Any) -> Contract:
    return _made(Contract, {"contract_id": contract_id, "case_id": "S-1", "agreed_on": day(-30),
                            "parties": ("school", "home"), "text": "Vi ringer til hinanden hver fredag."}, fields)


def perspective(perspective_id: str = "PE-1", **fields: Any) -> PerspectiveEntry:
    return _made(PerspectiveEntry, {"perspective_id": perspective_id, "case_id": "S-1", "perspective": "child",
                                    "recorded_on": day(-30), "by_role": "pupil",
                                    "text": "Jeg vil gerne sidde ved vinduet."}, fields)


def plan(plan_id: str = "P-1", **fields: Any) -> Plan:
    return _made(Plan, {"plan_id": plan_id, "case_id": "S-1", "level": "preventive", "scope": "community",
                        "starts_on": day(-60)}, fields)


def goal(goal_id: str = "G-1", **fields: Any) -> Goal:
    return _made(Goal, {"goal_id": goal_id, "plan_id": "P-1", "text": "Klassen kommer roligt i gang.",
                        "target": "context"}, fields)


def sign(sign_id: str = "TE-1", **fields: Any) -> Sign:
    return _made(Sign, {"sign_id": sign_id, "goal_id": "G-1", "text": "Alle har fundet deres bøger frem."}, fields)


def measure(measure_id: str = "T-1", **fields: Any) -> Measure:
    return _made(Measure, {"measure_id": measure_id, "plan_id": "P-1", "text": "To voksne i de første ti minutter.",
                           "target": "context", "actor_role": "class_teacher", "starts_on": day(-50)}, fields)


def evaluation(evaluation_id: str = "EV-1", **fields: Any) -> Evaluation:
    return _made(Evaluation, {"evaluation_id": evaluation_id, "plan_id": "P-1", "evaluated_on": day(-10),
                              "result": "partly"}, fields)


def series(series_id: str = "SE-1", **fields: Any) -> Series:
    return _made(Series, {"series_id": series_id, "case_id": "S-1", "title": "Timer i klassen", "unit": "timer",
                          "scale": "count", "improvement": "increase"}, fields)


def observation(observed_on: date = TODAY, **fields: Any) -> Observation:
    return _made(Observation, {"series_id": "SE-1", "observed_on": observed_on, "phase": "A", "value": 3}, fields)


def event(event_id: str = "H-1", **fields: Any) -> Event:
    return _made(Event, {"event_id": event_id, "case_id": "S-1", "kind": "network_meeting",
                         "occurred_on": day(-20)}, fields)


def meeting(meeting_id: str = "M-1", **fields: Any) -> Meeting:
    """Build a SamRum meeting that was held yesterday; give `held_on=None, planned_on=...` for one that is planned."""
    return _made(Meeting, {"meeting_id": meeting_id, "forum": "samrum", "school_id": "SK-1", "held_on": day(-1)},
                 fields)


def participant(role: str, **fields: Any) -> Participant:
    return _made(Participant, {"meeting_id": "M-1", "role": role, "person": "p1", "present": True}, fields)


def item(item_id: str = "I-1", **fields: Any) -> AgendaItem:
    return _made(AgendaItem, {"item_id": item_id, "meeting_id": "M-1", "position": 1, "part": "individual",
                              "topic": "Opfølgning"}, fields)


def action(action_id: str = "A-1", **fields: Any) -> Action:
    return _made(Action, {"action_id": action_id, "meeting_id": "M-1", "text": "Ringe til hjemmet", "status": "open",
                          "owner_role": "class_teacher", "due_on": day(14)}, fields)


def note(requirement: str, **fields: Any) -> RequirementNote:
    return RequirementNote(**({"model": "haderslev", "gate": "ppv", "subject_table": "cases", "subject_id": "S-1",
                               "requirement": requirement, "reason": "Er drøftet med skolen.",
                               "by_role": "psychologist", "noted_on": day(-1)} | fields))


def file_of(*facts: Fact, case_id: str = "S-1", as_of: date = TODAY) -> CaseFile:
    """Return the file of a case; the school and the case are there by default."""
    return Heap(facts).case_file(case_id, as_of)


def plan_file_of(*facts: Fact, plan_id: str = "P-1", as_of: date = TODAY) -> PlanFile:
    """Return the file of a plan within its case."""
    return Heap(facts).plan_file(plan_id, as_of)


def meeting_file_of(*facts: Fact, meeting_id: str = "M-1", as_of: date = TODAY) -> MeetingFile:
    """Return the file of a meeting."""
    return Heap(facts).meeting_file(meeting_id, as_of)


def school_file_of(*facts: Fact, school_id: str = "SK-1", as_of: date = TODAY) -> SchoolFile:
    """Return the file of a school."""
    return Heap(facts).school_file(school_id, as_of)


class Heap:
    """Records in no order, looked through again for every file: slow, and too simple to be wrong."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.facts = tuple(facts)
        self.facts += () if self.of(School) else (school(),)
        self.facts += () if self.of(Case) else (case(),)

    def of(self, kind: type[Any]) -> tuple[Any, ...]:
        return tuple(fact for fact in self.facts if type(fact) is kind)

    def _one(self, kind: type[Any], key: str) -> Any:
        return next(record for record in self.of(kind) if record.key == (key,))

    def meeting_record(self, found: Meeting) -> MeetingRecord:
        parts = {kind: tuple(part for part in self.of(kind) if part.meeting_id == found.meeting_id)
                 for kind in (Participant, AgendaItem, Action)}
        return MeetingRecord(found, parts[Participant], parts[AgendaItem], parts[Action])

    def case_file(self, case_id: str, as_of: date) -> CaseFile:
        found = self._one(Case, case_id)
        plans = [plan for plan in self.of(Plan) if plan.case_id == case_id]
        plan_ids = {plan.plan_id for plan in plans}
        goals = [goal for goal in self.of(Goal) if goal.plan_id in plan_ids]
        measured = [series for series in self.of(Series) if series.case_id == case_id]
        meetings = [self.meeting_record(meeting) for meeting in self.of(Meeting)]
        return case_file(
            found, self._one(School, found.school_id), as_of,
            pupil=next((pupil for pupil in self.of(Pupil) if pupil.pupil_id == found.pupil_id), None),
            plans=plans, goals=goals, series=measured,
            signs=[sign for sign in self.of(Sign) if sign.goal_id in {goal.goal_id for goal in goals}],
            measures=[m for m in self.of(Measure) if m.case_id == case_id or m.plan_id in plan_ids],
            evaluations=[e for e in self.of(Evaluation) if e.plan_id in plan_ids],
            observations=[o for o in self.of(Observation) if o.series_id in {series.series_id for series in measured}],
            meetings=[meeting for meeting in meetings if meeting.is_about(case_id)],
            agreed_elsewhere=[meeting for meeting in meetings if not meeting.is_about(case_id)
                              and any(action.case_id == case_id for action in meeting.actions)],
            notes=[note for note in self.of(RequirementNote) if note.subject_id in {case_id, *plan_ids}],
            **{name: [record for record in self.of(kind) if record.case_id == case_id] for name, kind in
               {"concerns": Concern, "consents": Consent, "contracts": Contract, "perspectives": PerspectiveEntry,
                "events": Event}.items()})

    def plan_file(self, plan_id: str, as_of: date) -> PlanFile:
        found = self._one(Plan, plan_id)
        return PlanFile(found, self.case_file(found.case_id, as_of))

    def meeting_file(self, meeting_id: str, as_of: date) -> MeetingFile:
        record = self.meeting_record(self._one(Meeting, meeting_id))
        others = [self.meeting_record(m) for m in self.of(Meeting)
                  if m.school_id == record.meeting.school_id and m.meeting_id != meeting_id]
        return meeting_file(
            record, self._one(School, record.meeting.school_id), as_of, others=others,
            cases={case_id: self.case_file(case_id, as_of) for case_id in record.case_ids()},
            notes=[note for note in self.of(RequirementNote) if note.subject_id == meeting_id])

    def school_file(self, school_id: str, as_of: date) -> SchoolFile:
        meetings = [self.meeting_record(m) for m in self.of(Meeting) if m.school_id == school_id]
        case_ids = {case.case_id for case in self.of(Case) if case.school_id == school_id}
        case_ids |= {case_id for meeting in meetings for case_id in meeting.case_ids()}
        return SchoolFile(
            self._one(School, school_id), as_of,
            cases={case_id: self.case_file(case_id, as_of) for case_id in sorted(case_ids)},
            meetings=tuple(meeting.known_on(as_of) for meeting in meetings),
            notes=self.of(RequirementNote))
