"""The analysis as a whole: which meeting it is about, what it says, and in which language."""

from dataclasses import replace

import pytest

from samrum_kit.domain.vocabulary import Forum
from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.locale import speaking
from samrum_kit.review.preparation import prepare
from tests.builders import TODAY, Heap, action, case, concern, day, meeting, plan, school_file_of


def test_the_meeting_recorded_for_the_day_is_the_one_prepared(prepared):
    others = (meeting("M-2", held_on=None, planned_on=day(1)), meeting("M-3", forum="team", planned_on=day(0)))
    analysis = prepared("samrum", meeting("M-1", held_on=None, planned_on=day(0)), *others)
    assert (analysis.meeting, analysis.same_day) == ("M-1", ())
    assert prepared("samrum", *others).meeting is None


def test_a_meeting_that_is_known_to_be_held_later_is_prepared_for_its_planned_day(prepared):
    assert prepared("samrum", meeting(planned_on=day(0), held_on=day(2))).meeting == "M-1"


def test_several_meetings_of_one_day_are_named_and_one_is_prepared(prepared):
    facts = (case("S-1"), case("S-2"), *(meeting(name, forum="dialogue", held_on=None, planned_on=day(0), case_id=about)
                                         for name, about in (("M-2", "S-2"), ("M-1", "S-1"))))
    analysis = prepared("dialogue", *facts)
    assert (analysis.meeting, analysis.same_day) == ("M-1", ("M-2",))
    assert analysis.agenda.case_ids == ("S-1",)


def test_a_forum_that_the_model_does_not_have_is_unknown(models):
    with pytest.raises(UnknownName) as error:
        prepare(school_file_of(), models["haderslev"], Forum.SAMRUM, TODAY)
    assert "network" in error.value.remedy


def test_a_school_file_of_another_day_is_refused(models):
    with pytest.raises(UsageError) as error:
        prepare(school_file_of(as_of=day(-1)), models["aalborg_samrum"], Forum.SAMRUM, TODAY)
    assert error.value.code == "usage.day"


def test_the_json_names_its_schema_and_all_its_parts(prepared):
    written = prepared("samrum", concern(raised_on=day(-1))).to_json()
    assert written["schema"] == "samrum.meeting/1"
    assert (written["model"], written["forum"], written["school"], written["on"], written["meeting"]) == (
        "aalborg_samrum", "samrum", "SK-1", "2026-03-09", None)
    assert {"agenda", "carried_over", "due", "since_last", "gaps", "anonymity", "balance", "attendance",
            "rota"} <= written.keys()


def test_a_reason_has_a_code_a_day_a_record_and_a_sentence_in_the_users_language(prepared):
    analysis = prepared("samrum", plan(evaluation_due_on=day(-5)))
    (reason,) = analysis.due.to_json()
    assert reason == {
        "code": "evaluation_overdue", "text": "Plan P-1 skulle være evalueret senest den 4. marts 2026.",
        "on": "2026-03-04", "case_id": "S-1", "requirement": None,
        "evidence": {"table": "plans", "id": "P-1", "on": "2026-01-08"}}
    with speaking("nb"):
        assert analysis.due.to_json()[0]["text"] == "Plan P-1 skulle vært evaluert senest 4. mars 2026."


def test_every_part_stands_in_the_whole_and_shows_itself(prepared):
    analysis = prepared("ressursteam", case("S-1"), concern(raised_on=day(-1)))
    whole = analysis._repr_html_()
    assert "<h2>Ressursteam ·&nbsp;SK-1 ·&nbsp;9. marts 2026</h2>" in analysis.heading._repr_html_()
    assert "<h2>Ressursteam ·&nbsp;SK-1 ·&nbsp;9. marts 2026</h2>" in whole
    for part in analysis.parts:
        alone = part._repr_html_()
        heading = alone.split("<h3>")[1].split("</h3>")[0]
        assert f"<h3>{heading}</h3>" in whole
        assert heading in analysis.to_text()
    assert whole.count("<style>") == 1


def test_every_table_has_a_caption_and_every_heading_cell_a_scope(prepared):
    html = prepared("ressursteam", case("S-1"), concern(raised_on=day(-1)))._repr_html_()
    assert html.count("<table>") == html.count("<caption>") > 4
    assert html.count("<th ") == html.count("<th scope=") + html.count('<th class="samrum-number" scope=')
    assert "<th>" not in html


def test_roles_are_called_what_the_municipality_calls_them(prepared):
    assert "Skoleledelsesrepræsentant" in prepared("samrum")._repr_html_()


def test_the_models_words_stand_behind_what_it_asks_for(prepared):
    dialogue = (meeting("D-1", forum="dialogue", case_id="S-1", held_on=day(-5)),
                action(meeting_id="D-1", case_id="S-1"))
    html = prepared("samrum", *dialogue)._repr_html_()
    assert "koordineres på et efterfølgende SamRumsmøde" in html


def test_meetings_are_read_as_they_were_known_on_the_day(models):
    later_held = meeting("M-1", planned_on=day(0), held_on=day(3))
    uncut = replace(school_file_of(later_held), meetings=(Heap([later_held]).meeting_record(later_held),))
    assert prepare(uncut, models["aalborg_samrum"], Forum.SAMRUM, TODAY).meeting == "M-1"
