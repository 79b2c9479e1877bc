"""Files of a case, a plan, a meeting and a school: what they hold, and how their sentences read."""

from samrum_kit.domain.vocabulary import Forum, Level, PlanScope
from tests.builders import (
    action,
    case,
    consent,
    day,
    event,
    file_of,
    item,
    measure,
    meeting,
    meeting_file_of,
    note,
    plan,
    plan_file_of,
    school,
    school_file_of,
)


def test_started_plans_are_chosen_by_level_and_scope_the_earliest_first() -> None:
    file = file_of(
        plan("P-2", starts_on=day(-1)),
        plan(starts_on=day(-2)),
        plan("P-3", level="targeted", scope="pupil"),
        plan("P-4", starts_on=day(1)),
    )
    assert [p.plan_id for p in file.started_plans()] == ["P-3", "P-1", "P-2"]
    assert [p.plan_id for p in file.plans_at(Level.PREVENTIVE)] == ["P-1", "P-2"]
    assert [p.plan_id for p in file.started_plans(scope=PlanScope.PUPIL)] == ["P-3"]


def test_a_plan_is_found_by_its_id_started_or_not() -> None:
    file = file_of(plan(), plan("P-2", starts_on=day(1)))
    assert file.plan("P-2") == plan("P-2", starts_on=day(1))
    assert (file.plan("P-9"), file.plan(None)) == (None, None)


def test_a_case_has_the_actions_about_it_that_held_meetings_agreed() -> None:
    file = file_of(
        meeting(case_id="S-1"),
        action(case_id="S-1"),
        action("A-2"),
        meeting("M-2", case_id="S-1", held_on=None, planned_on=day(1)),
        action("A-3", meeting_id="M-2", case_id="S-1"),
    )
    assert [a.action_id for a in file.actions()] == ["A-1"]


def test_a_plan_file_has_every_measure_of_the_plan_whatever_its_day() -> None:
    file = plan_file_of(
        plan(), measure(starts_on=day(9)), measure("T-2", starts_on=None), plan("P-2"), measure("T-3", plan_id="P-2")
    )
    assert [m.measure_id for m in file.measures] == ["T-1", "T-2"]
    assert file.as_of == day(0)


def test_a_note_belongs_to_a_file_from_its_day_on() -> None:
    about = {"subject_table": "meetings", "subject_id": "M-1"}
    today, tomorrow = note("samrum.chair", noted_on=day(0), **about), note("samrum.chair", noted_on=day(1), **about)
    assert meeting_file_of(meeting(), today, tomorrow).notes == (today,)
    assert file_of(note("ppv.goals", noted_on=day(0)), note("ppv.goals", noted_on=day(1))).notes[0].noted_on == day(0)


def test_a_school_file_knows_its_open_cases_and_its_last_meeting() -> None:
    file = school_file_of(
        case(),
        case("S-2", closed_on=day(0), closed_as="handled"),
        case("S-3", closed_on=day(1), closed_as="handled"),
        case("S-4", first_concern_on=day(1)),
        meeting("M-1", held_on=day(-1)),
        meeting("M-2", held_on=day(-9)),
        meeting("M-3", held_on=None, planned_on=day(-2)),
        meeting("M-4", forum="team", held_on=day(-1)),
    )
    assert [c.case.case_id for c in file.open_cases()] == ["S-1", "S-3"]
    assert [m.meeting.meeting_id for m in file.meetings_of(Forum.SAMRUM)] == ["M-2", "M-3", "M-1"]
    assert file.last_held(Forum.SAMRUM, day(0)).meeting.meeting_id == "M-1"
    assert file.last_held(Forum.SAMRUM, day(-1)).meeting.meeting_id == "M-2"
    assert file.last_held(Forum.DIALOGUE, day(0)) is None


def test_a_school_file_opens_the_file_of_each_of_its_meetings() -> None:
    told = (school(), case(), meeting(), item(case_id="S-1", anonymity="anonymous"), meeting("M-2", held_on=day(-9)))
    file = school_file_of(*told)
    (record,) = (m for m in file.meetings if m.meeting.meeting_id == "M-1")
    assert file.meeting_file(record) == meeting_file_of(*told)


def test_a_plain_word_serves_as_well_as_a_member_of_its_vocabulary() -> None:
    """In a notebook one writes file.plans_at("targeted")."""
    case = file_of(
        plan("P-1", level="targeted"),
        consent("C-1", kind="ppv"),
        event("H-1", kind="placement"),
    )

    assert case.plans_at("targeted")
    assert case.consents_in_force("ppv", on=case.as_of)
    assert case.standing("placement")
