"""A made-up municipality as the files that a review reads, put together without a database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import SimpleNamespace

import pytest

from samrum_kit.domain.case_file import CaseFile, PlanFile, case_file
from samrum_kit.domain.fields import Record
from samrum_kit.domain.meeting_file import MeetingFile, meeting_file
from samrum_kit.domain.meeting_record import MeetingRecord
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
from samrum_kit.models import CollaborationModel, known_models
from samrum_kit.review.engine import review
from samrum_kit.review.registry import signatures
from samrum_kit.teach.synthetic import synthetic_municipality

LAST_DAY = date(2026, 6, 30)


@dataclass
class Town:
    """The records of a municipality, and the files that can be made of them."""

    records: dict[type[Record], tuple[Record, ...]]
    as_of: date = LAST_DAY
    files: dict[str, CaseFile] = field(default_factory=dict)
    indexes: dict[tuple[type[Record], str], dict[object, list[Record]]] = field(default_factory=dict)

    def of(self, record: type[Record], **value: object) -> list[Record]:
        (name, wanted), = value.items()
        return self.among(record, name, [wanted])

    def among(self, record: type[Record], name: str, wanted: Iterable[object]) -> list[Record]:
        if (record, name) not in self.indexes:
            index = self.indexes[record, name] = {}
            for row in self.records[record]:
                index.setdefault(getattr(row, name), []).append(row)
        return [row for value in wanted for row in self.indexes[record, name].get(value, ())]

    def school(self, school_id: str) -> School:
        return self.of(School, school_id=school_id)[0]

    def meeting_record(self, meeting: Meeting) -> MeetingRecord:
        own = {"meeting_id": meeting.meeting_id}
        return MeetingRecord(meeting, tuple(self.of(Participant, **own)), tuple(self.of(AgendaItem, **own)),
                             tuple(self.of(Action, **own)))

    def meeting_records(self, school_id: str) -> list[MeetingRecord]:
        return [self.meeting_record(meeting) for meeting in self.of(Meeting, school_id=school_id)]

    def case_file(self, case: Case) -> CaseFile:
        if case.case_id not in self.files:
            own = {"case_id": case.case_id}
            plans = self.of(Plan, **own)
            plan_ids = [plan.plan_id for plan in plans]
            goals = self.among(Goal, "plan_id", plan_ids)
            series = self.of(Series, **own)
            measures = [*self.of(Measure, **own), *self.among(Measure, "plan_id", plan_ids)]
            measures = list({m.measure_id: m for m in measures}.values())
            pupils = self.of(Pupil, pupil_id=case.pupil_id)
            self.files[case.case_id] = case_file(
                case, self.school(case.school_id), self.as_of, pupil=pupils[0] if pupils else None,
                concerns=self.of(Concern, **own), consents=self.of(Consent, **own),
                contracts=self.of(Contract, **own), perspectives=self.of(PerspectiveEntry, **own), plans=plans,
                goals=goals, signs=self.among(Sign, "goal_id", [goal.goal_id for goal in goals]), measures=measures,
                evaluations=self.among(Evaluation, "plan_id", plan_ids), series=series,
                observations=self.among(Observation, "series_id", [one.series_id for one in series]),
                events=self.of(Event, **own),
                meetings=[m for m in self.meeting_records(case.school_id) if m.is_about(case.case_id)],
            )
        return self.files[case.case_id]

    def plan_file(self, plan: Plan) -> PlanFile:
        return PlanFile(plan, self.case_file(self.of(Case, case_id=plan.case_id)[0]))

    def meeting_file(self, meeting: Meeting) -> MeetingFile:
        record = self.meeting_record(meeting)
        others = [m for m in self.meeting_records(meeting.school_id) if m.meeting.meeting_id != meeting.meeting_id]
        case_ids = {c for m in (record, *others) for c in m.case_ids()}
        cases = {c.case_id: self.case_file(c) for c in self.among(Case, "case_id", sorted(case_ids))}
        return meeting_file(record, self.school(meeting.school_id), self.as_of, cases=cases, others=others)

    def statuses(self, model: CollaborationModel) -> Iterator[tuple[str, str, str]]:
        """Yield requirement, status and subject of every review that the model's gates allow."""
        for gate, scope in model.gates.items():
            for subject_id, file in self._subjects(model, gate, scope):
                for finding in review(file, model, gate).findings:
                    yield finding.requirement, finding.found.value, subject_id

    def _subjects(self, model: CollaborationModel, gate: str, scope: str) -> Iterator[tuple[str, object]]:
        if scope == "case":
            yield from ((c.case_id, self.case_file(c)) for c in self.records[Case])
        elif scope == "plan":
            yield from ((p.plan_id, self.plan_file(p)) for p in self.records[Plan])
        else:
            forums = {forum.id for forum in model.forums if forum.meeting_gate == gate}
            yield from ((m.meeting_id, self.meeting_file(m)) for m in self.records[Meeting] if m.forum in forums)


@cache
def _town(model_id: str) -> Town:
    return Town(dict(synthetic_municipality(model_id)))


@pytest.fixture
def town() -> object:
    """The municipality of a model, as it is by default."""
    return _town


@pytest.fixture
def nothing_known() -> object:
    """An empty workspace, as the importer sees it."""
    return SimpleNamespace(known=lambda _: {})


@cache
def _model(model_id: str) -> CollaborationModel:
    return known_models(None, signatures())[model_id]


@pytest.fixture
def model() -> object:
    """A model that comes with the package."""
    return _model
