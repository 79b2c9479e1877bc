"""What is told hangs together: days follow each other, and texts name nobody and contradict nothing."""

import re
from datetime import date

import pytest

from samrum_kit.domain.fields import columns
from samrum_kit.domain.records import (
    Action,
    AgendaItem,
    Case,
    Concern,
    Consent,
    Contract,
    Evaluation,
    Event,
    Measure,
    Meeting,
    Observation,
    Participant,
    PerspectiveEntry,
    Plan,
    Pupil,
    School,
    Series,
)
from samrum_kit.domain.vocabulary import ActionStatus, SchoolType
from samrum_kit.privacy.identifiers import holds_identifier
from samrum_kit.teach.calendar import SchoolCalendar
from samrum_kit.teach.forums import FORUM_YEARS
from samrum_kit.teach.places import model_ids, municipality
from samrum_kit.teach.wording import wording

DATED = {Concern: "raised_on", Consent: "given_on", Contract: "agreed_on", Event: "occurred_on",
         PerspectiveEntry: "recorded_on", Plan: "starts_on"}
LAST_DAY = date(2026, 6, 30)


@pytest.fixture(params=model_ids())
def told(town, request):
    return town(request.param)


def test_nothing_in_a_case_comes_before_its_first_concern(told):
    first = {case.case_id: case.first_concern_on for case in told.records[Case]}
    early = [row.key for table, day in DATED.items() for row in told.records[table]
             if getattr(row, day) < first[row.case_id]]
    assert early == []


def test_measures_begin_within_their_plan_and_evaluations_come_after_its_start(told):
    plans = {plan.plan_id: plan for plan in told.records[Plan]}
    for measure in told.records[Measure]:
        if measure.plan_id:
            assert measure.starts_on >= plans[measure.plan_id].starts_on
    for evaluation in told.records[Evaluation]:
        assert evaluation.evaluated_on > plans[evaluation.plan_id].starts_on


def test_nothing_has_happened_after_the_last_day(told):
    happened = {Evaluation: "evaluated_on", Event: "occurred_on", Observation: "observed_on", Consent: "given_on",
                Meeting: "held_on", Action: "done_on", Case: "closed_on", Contract: "agreed_on"}
    late = [row.key for table, day in happened.items() for row in told.records[table]
            if getattr(row, day) is not None and getattr(row, day) > LAST_DAY]
    assert late == []


def test_meetings_are_held_on_school_days_and_what_they_agree_is_done_later(told):
    lang = "nb" if told.records[School][0].school_id.startswith("BA") else "da"
    meetings = {meeting.meeting_id: meeting for meeting in told.records[Meeting]}
    assert all(SchoolCalendar(lang).is_school_day(m.held_on or m.planned_on) for m in meetings.values())
    assert all(a.done_on is None or a.done_on > meetings[a.meeting_id].held_on for a in told.records[Action])


def test_a_forum_discusses_only_cases_that_are_known_and_open_or_left_something_undone(told):
    cases = {case.case_id: case for case in told.records[Case]}
    meetings = {meeting.meeting_id: meeting for meeting in told.records[Meeting]}
    for item in told.records[AgendaItem]:
        day = meetings[item.meeting_id].held_on or meetings[item.meeting_id].planned_on
        if item.case_id:
            assert day > cases[item.case_id].first_concern_on


def test_actions_are_done_open_overdue_and_dropped(town):
    rows = [row for model_id in model_ids() for row in town(model_id).records[Action]]
    assert {row.status for row in rows} == set(ActionStatus)
    assert any(row.status is ActionStatus.OPEN and row.due_on < LAST_DAY for row in rows)
    assert any(row.status is ActionStatus.DONE and row.done_on > row.due_on for row in rows)


def test_consents_stand_in_every_way_that_a_consent_can_stand(town):
    rows = [row for model_id in model_ids() for row in town(model_id).records[Consent]]
    assert any(row.valid_until and row.valid_until < LAST_DAY for row in rows)
    assert any(row.valid_until and row.valid_until >= LAST_DAY for row in rows)
    assert any(row.withdrawn_on for row in rows)
    assert any(row.givers < row.givers_required for row in rows)
    assert any(row.valid_until is None and row.withdrawn_on is None for row in rows)


def test_series_have_phases_of_five_to_twelve_points_and_some_weeks_are_missing(town):
    gaps = 0
    for model_id in model_ids():
        here = town(model_id)
        for series in here.records[Series]:
            points = here.of(Observation, series_id=series.series_id)
            phases = {}
            for point in sorted(points, key=lambda one: one.observed_on):
                phases.setdefault(point.phase, []).append(point)
            ended = list(phases.values())[:-1]
            assert all(5 <= len(phase) <= 12 for phase in ended), series.series_id
            gaps += sum(point.value is None for point in points)
    assert gaps > 20


def test_each_planned_meeting_of_the_next_year_has_a_list_and_an_agenda(town):
    for model_id in model_ids():
        here = town(model_id)
        for year in FORUM_YEARS[model_id]:
            coming = [m for m in here.of(Meeting, forum=year.forum) if m.held_on is None]
            assert len(coming) == 6
            assert all(here.of(AgendaItem, meeting_id=m.meeting_id) for m in coming)
            assert not any(i.minutes for m in coming for i in here.of(AgendaItem, meeting_id=m.meeting_id))
            assert not any(p.present for m in coming for p in here.of(Participant, meeting_id=m.meeting_id))


def test_a_resource_team_decides_no_measure_twice(town):
    rows = [(m.case_id, m.text, m.meeting_id[:8]) for m in town("baerum_ressursteam").records[Measure] if m.meeting_id]
    assert len(rows) > 60
    assert len(rows) == len(set(rows))


def test_a_kindergarten_has_no_grades_and_no_classes(town):
    here = town("baerum_ressursteam")
    kindergarten = here.of(School, school_type=SchoolType.KINDERGARTEN)[0]
    groups = set(wording("nb").kindergarten_groups)
    pupils = here.of(Pupil, school_id=kindergarten.school_id)
    assert pupils
    assert {pupil.grade for pupil in pupils} == {None}
    assert {pupil.class_name for pupil in pupils} <= groups
    case_ids = [case.case_id for case in here.of(Case, school_id=kindergarten.school_id)]
    texts = " ".join(plan.context for plan in here.among(Plan, "case_id", case_ids))
    assert not re.search(r"[Ee]leven|[Kk]lassen|friminutt|timen", texts)


def test_a_pupil_is_in_a_grade_that_the_school_has(told):
    town_of = municipality(next(m for m in model_ids() if municipality(m).school(0) == told.records[School][0]))
    for pupil in told.records[Pupil]:
        grades = town_of.grades(told.school(pupil.school_id))
        if grades:
            assert grades[0] <= pupil.grade <= grades[1]
            assert re.match(r"(\d+)\.?[A-C]$", pupil.class_name)[1] == str(int(pupil.grade))


def test_no_text_holds_an_identifier_or_an_unfilled_place(told):
    for table, rows in told.records.items():
        texts = [column.name for column in columns(table) if column.kind == "text" and column.name != "national_id"]
        for row in rows:
            for text in filter(None, (getattr(row, name) for name in texts)):
                assert not holds_identifier(text)
                assert "{" not in text


LABELS = r"adhd|autis|asperger|ordblind|dyslek|diagnos|angst|depress|tourett|udviklingshæm|utviklingshem"


@pytest.mark.parametrize("lang", ["da", "nb"])
def test_no_story_tells_the_sex_of_a_child_or_what_a_child_is(lang):
    for theme in wording(lang).themes:
        text = theme.model_dump_json()
        assert not re.search(r"\b([Hh]an|[Hh]un|[Hh]ans|[Hh]endes|[Hh]ennes|dreng|pige|gutten|jenta)\b", text), theme.id
        assert not re.search(LABELS, text, re.IGNORECASE), theme.id
        assert not re.search(r'["\.] ?"?(Eleven|Barnet) er (?!(med|på|blevet|blitt)\b)', text), theme.id


@pytest.mark.parametrize("lang", ["da", "nb"])
def test_a_child_speaks_in_the_first_person(lang):
    for theme in wording(lang).themes:
        pronoun = "Jeg" if theme.pupil_goals else "Vi"
        assert all(voice.startswith(pronoun) for voice in theme.voices), theme.id
