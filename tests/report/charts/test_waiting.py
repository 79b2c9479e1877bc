"""Waiting times: how many days from one step to the next, and how long what isn't over has been going on."""

import pytest

from samrum_kit.locale import format_day
from samrum_kit.report.charts import waiting_chart
from tests.builders import case, day, event, file_of, measure, meeting, plan
from tests.report.charts.test_timeline import drawn_texts

OPEN = case(first_concern_on=day(-100))


def words(*facts):
    """Return what is said of the waiting times of a case."""
    return waiting_chart(file_of(OPEN, *facts)).alt


def test_the_first_step_runs_from_the_first_concern_to_the_first_plan_or_measure():
    said = words(plan(starts_on=day(-60)), measure(starts_on=day(-70)))
    assert f"Fra »Første bekymring« til »første plan eller tiltag«: 30 dage ({format_day(day(-100))} – " in said


def test_a_step_that_is_not_over_is_going_on():
    assert f"»første plan eller tiltag«: i gang i 100 dage (siden {format_day(day(-100))})" in words()
    assert "i gang i 100 dage siden" in " ".join(drawn_texts(waiting_chart(file_of(OPEN))))


def test_nobody_waits_for_a_referral_that_nobody_has_made():
    assert "henvisning" not in words(plan())
    assert "til »første indstilling eller henvisning«: 80 dage" in words(event(kind="ppv_referral"))


@pytest.mark.parametrize(("kind", "answer", "said"), [
    ("ppv_referral", "ppv_received", "Fra »Indstilling til PPV« til »PPV modtaget«: "),
    ("ppv_received", "leader_decision", "Fra »PPV modtaget« til »Skoleledelsens afgørelse«: "),
    ("ppt_referral", "expert_assessment", "Fra »Henvisning til PPR« til »Faglig vurdering«: "),
    ("expert_assessment", "individual_decision", "Fra »Faglig vurdering« til »Enkeltafgørelse«: "),
    ("pku_referral", "pku_decision", "Fra »Henvisning til PKU« til »PKU's afgørelse«: "),
])  # fmt: skip
def test_each_step_waits_for_its_answer(kind, answer, said):
    asked = event("H-1", kind=kind, occurred_on=day(-20))
    assert f"{said}i gang i 20 dage" in words(asked)
    assert f"{said}13 dage" in words(asked, event("H-2", kind=answer, occurred_on=day(-7)))


def test_a_referral_that_came_back_waits_no_more():
    said = words(event("H-1", kind="pku_referral", occurred_on=day(-20)),
                 event("H-2", kind="pku_returned", occurred_on=day(-15)))
    assert "Fra »Henvisning til PKU« til »Henvisning returneret«: 5 dage" in said
    assert "PKU's afgørelse" not in said


def test_a_second_referral_is_a_second_waiting_time():
    said = words(event("H-1", kind="pku_referral", occurred_on=day(-40)),
                 event("H-2", kind="pku_returned", occurred_on=day(-30)),
                 event("H-3", kind="pku_referral", occurred_on=day(-10)))
    assert "til »Henvisning returneret«: 10 dage" in said
    assert "Fra »Henvisning til PKU« til »PKU's afgørelse«: i gang i 10 dage" in said


def test_a_reminder_does_not_begin_the_waiting_anew():
    said = words(event("H-1", kind="ppv_referral", occurred_on=day(-40)),
                 event("H-2", kind="ppv_referral", occurred_on=day(-30)),
                 event("H-3", kind="ppv_received", occurred_on=day(-10)))
    assert said.count("Indstilling til PPV") == 1
    assert "30 dage" in said


def test_a_referral_to_ppr_may_be_answered_by_a_dialogue_meeting():
    said = words(event("H-1", kind="ppt_referral", occurred_on=day(-20)),
                 meeting(forum="dialogue", case_id="S-1", held_on=day(-6)))
    assert "Fra »Henvisning til PPR« til »Dialogmøde«: 14 dage" in said


def test_a_placement_is_waited_for_only_where_there_is_one():
    decided = event("H-1", kind="pku_decision", occurred_on=day(-20))
    assert "Specialiseret skoletilbud" not in words(decided)
    assert "til »Specialiseret skoletilbud«: 15 dage" in words(
        decided, event("H-2", kind="placement", occurred_on=day(-5))
    )


def test_a_meeting_counts_from_the_day_on_which_it_was_asked_for():
    asked = meeting(forum="network", case_id="S-1", requested_on=day(-30), held_on=None, planned_on=day(3))
    assert "Fra »Netværksmøde ønsket« til »mødet holdt«: i gang i 30 dage" in words(asked)
    held = meeting(forum="network", case_id="S-1", requested_on=day(-30), held_on=day(-9))
    assert "Fra »Netværksmøde ønsket« til »mødet holdt«: 21 dage" in words(held)


def test_a_closed_case_waits_for_nothing():
    closed = case(first_concern_on=day(-100), closed_on=day(-30), closed_as="handled")
    said = waiting_chart(file_of(closed)).alt
    assert "70 dage, til sagen blev afsluttet" in said
    assert "i gang" not in said


def test_a_case_that_was_closed_with_its_referral_waits_for_no_answer_here():
    closed = case(first_concern_on=day(-100), closed_on=day(-20), closed_as="referred")
    said = waiting_chart(file_of(closed, event(kind="ppt_referral", occurred_on=day(-20)))).alt
    assert "Faglig vurdering" not in said


def test_work_that_began_before_the_concern_was_waited_for_by_nobody():
    assert waiting_chart(file_of(OPEN, plan(starts_on=day(-120)))).spec == {}


def test_days_of_one_step_are_in_the_picture_as_in_the_words():
    texts = " ".join(drawn_texts(waiting_chart(file_of(OPEN, plan(starts_on=day(-60))))))
    assert "Første bekymring → første plan eller tiltag" in texts
    assert "40 dage" in texts
