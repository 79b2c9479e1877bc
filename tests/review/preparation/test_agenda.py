"""The proposed agenda: the forum's template, a reason for every item, minutes that add up."""

import pytest

from samrum_kit.domain.vocabulary import AgendaPart, Anonymity, Role
from tests.builders import (
    action,
    case,
    concern,
    consent,
    day,
    item,
    meeting,
    participant,
    plan,
)

PLANNED = meeting(held_on=None, planned_on=day(0))


def codes(entry):
    return [str(reason.code) for reason in entry.reasons]


def left_out(analysis):
    return [(out.topic.case_id, str(out.because)) for out in analysis.agenda.left_out]


def entry_of(analysis, case_id):
    (found,) = [entry for entry in analysis.agenda.entries if entry.case_id == case_id]
    return found


def test_the_community_comes_before_the_child_and_the_minutes_are_the_templates(prepared):
    facts = (case("S-1"), case("S-2", kind="class"), concern(raised_on=day(-3)))
    agenda = prepared("samrum", *facts).agenda
    assert [(entry.part, entry.case_id) for entry in agenda.proposed] == [
        (AgendaPart.SYSTEM, "S-2"), (AgendaPart.INDIVIDUAL, "S-1")]
    assert [entry.minutes for entry in agenda.proposed] == [30, 60]
    assert agenda.minutes == 90


def test_an_empty_part_gets_the_item_that_the_model_asks_for(prepared, models):
    agenda = prepared("ressursteam", case(first_concern_on=day(-1))).agenda
    system, individual = agenda.proposed
    assert (codes(system), system.reasons[0].requirement) == (["standing"], "ressursteam.system_and_individual")
    assert system.to_json()["standing_topic"] == models["baerum_ressursteam"].system_topics[0].label
    assert codes(individual) == ["new_concern"]


def test_the_topic_from_the_models_list_changes_with_the_meetings_of_the_year(prepared, models):
    held = [meeting(f"M-{n}", forum="ressursteam", held_on=day(-7 * n)) for n in (1, 2)]
    system, _individual = prepared("ressursteam", *held).agenda.proposed
    assert system.topic == models["baerum_ressursteam"].system_topics[2].label


def test_all_reasons_for_a_case_stand_at_its_one_item(prepared):
    facts = (meeting("M-0", held_on=day(-30)), action(meeting_id="M-0", case_id="S-1", due_on=day(3)),
             item("I-0", meeting_id="M-0", case_id="S-1", discussed=True, outcome="continue"),
             plan(evaluation_due_on=day(-1)), concern(raised_on=day(-2)), consent(valid_until=day(9)))
    entry = entry_of(prepared("samrum", *facts), "S-1")
    assert codes(entry) == ["carried_action", "evaluation_overdue", "consent_ends_soon", "new_concern", "continuing"]
    assert entry.action_ids == ("A-1",)


def test_what_the_last_meeting_did_not_reach_comes_again(prepared):
    facts = (meeting("M-0", held_on=day(-30)), item("I-0", meeting_id="M-0", case_id="S-1", discussed=False),
             item("I-1", meeting_id="M-0", part="system", topic="Frikvarterer", discussed=False))
    analysis = prepared("samrum", *facts)
    assert codes(entry_of(analysis, "S-1")) == ["not_reached"]
    assert analysis.agenda.proposed[0].topic == "Frikvarterer"


@pytest.mark.parametrize(("outcome", "proposed"), [("continue", True), ("closed", False), ("handled_by_school", False)])
def test_a_case_continues_when_that_was_the_forums_last_word_on_it(prepared, outcome, proposed):
    facts = (meeting("M-0", held_on=day(-60)), item("I-0", meeting_id="M-0", case_id="S-1", outcome="continue"),
             meeting("M-1", held_on=day(-30)), item("I-1", case_id="S-1", discussed=True, outcome=outcome))
    assert ("S-1" in prepared("samrum", *facts).agenda.case_ids) is proposed


def test_who_raised_the_concern_or_owes_the_agreement_prepares_the_item(prepared):
    facts = (case("S-1"), case("S-2"), concern("B-1", case_id="S-1", raised_on=day(-2), raised_by_role="school_nurse"),
             concern("B-2", case_id="S-2", raised_on=day(-2), raised_by_role="parent"))
    analysis = prepared("samrum", *facts)
    assert entry_of(analysis, "S-1").prepared_by is Role.SCHOOL_NURSE
    assert entry_of(analysis, "S-2").prepared_by is None
    dialogue = (meeting("D-1", forum="dialogue", case_id="S-1", held_on=day(-5)),
                action(meeting_id="D-1", case_id="S-1", owner_role="resource_person"))
    assert entry_of(prepared("samrum", *facts, *dialogue), "S-1").prepared_by is Role.RESOURCE_PERSON


def test_agreements_come_before_days_and_days_before_new_concerns(prepared):
    facts = (case("S-1"), case("S-2"), case("S-3"), meeting("M-0", held_on=day(-30)),
             concern("B-1", case_id="S-1", raised_on=day(-20)), plan("P-2", case_id="S-2", evaluation_due_on=day(9)),
             action(meeting_id="M-0", case_id="S-3", due_on=day(90)))
    assert prepared("samrum", *facts).agenda.case_ids == ("S-3", "S-2", "S-1")


def test_what_finds_no_room_is_named_with_the_reason(prepared):
    cases = [case(f"S-{n}", first_concern_on=day(-n)) for n in range(1, 9)]
    analysis = prepared("samrum", *cases)
    assert [entry.minutes for entry in analysis.agenda.proposed] == [30, *[10] * 6]
    assert analysis.agenda.case_ids == ("S-8", "S-7", "S-6", "S-5", "S-4", "S-3")
    assert left_out(analysis) == [("S-2", "no_room"), ("S-1", "no_room")]


def test_a_child_with_an_open_social_case_is_left_out_by_the_models_rule_alone(prepared, models):
    social = case(open_social_case=True, first_concern_on=day(-2))
    analysis = prepared("trivselsforum", social)
    assert left_out(analysis) == [("S-1", "open_social_case")]
    assert analysis.agenda.case_ids == ()
    model = models["trivselsforum_ssp"]
    switched_off = model.model_copy(update={"settings": model.settings.model_copy(
        update={"open_social_case_rule": False})})
    assert left_out(prepared("trivselsforum", social, model=switched_off)) == []
    assert left_out(prepared("samrum", social)) == []


def test_a_forum_is_not_offered_kinds_of_case_that_it_does_not_discuss(prepared):
    facts = (case("S-2", kind="class"), meeting("M-0", forum="pku", held_on=day(-9)),
             action(meeting_id="M-0", case_id="S-2"))
    assert left_out(prepared("pku", *facts)) == [("S-2", "not_discussed_here")]


def test_a_forum_that_needs_a_basis_is_not_offered_a_case_without_one(prepared):
    new = case(first_concern_on=day(-2))
    assert left_out(prepared("district_council", new)) == [("S-1", "no_basis")]
    with_consent = prepared("district_council", new, consent(kind="district_council", given_on=day(-1)))
    assert entry_of(with_consent, "S-1").basis is Anonymity.CONSENT


def test_a_recorded_agenda_stays_as_it_stands(prepared):
    items = (item("I-2", position=1, part="individual", case_id="S-1", anonymity="consent", minutes_planned=25),
             item("I-1", position=2, part="system", topic="Klasseledelse", minutes_planned=10,
                  prepared_by_role="ppr"))
    analysis = prepared("samrum", PLANNED, *items, plan(evaluation_due_on=day(-1)))
    first, second = analysis.agenda.recorded
    assert (first.item_id, first.minutes, first.basis) == ("I-2", 25, Anonymity.CONSENT)
    assert codes(first) == ["recorded", "evaluation_overdue", "new_concern"]
    assert (second.item_id, second.minutes, second.prepared_by, codes(second)) == (
        "I-1", 10, Role.PPR, ["recorded"])
    assert analysis.agenda.proposed == ()


def test_additions_fill_the_minutes_that_the_recorded_items_leave(prepared):
    facts = (case("S-1"), case("S-2", first_concern_on=day(-3)), PLANNED,
             item("I-1", case_id="S-1", anonymity="anonymous", minutes_planned=45),
             item("I-2", position=2, part="system", minutes_planned=40))
    analysis = prepared("samrum", *facts)
    assert [(entry.case_id, entry.minutes) for entry in analysis.agenda.proposed] == [("S-2", 15)]
    assert [(part.recorded, part.proposed, part.spare) for part in analysis.agenda.parts] == [(40, 0, -10), (45, 15, 0)]


def test_recorded_items_without_minutes_share_what_is_free_with_the_additions(prepared):
    facts = (case("S-1"), case("S-2", first_concern_on=day(-3)), PLANNED,
             item("I-1", case_id="S-1", anonymity="anonymous"))
    analysis = prepared("samrum", *facts)
    assert [(e.case_id, e.minutes, e.minutes_recorded) for e in analysis.agenda.entries if e.case_id] == [
        ("S-1", 30, False), ("S-2", 30, False)]


def test_a_recorded_item_answers_its_agreement_and_its_topic(prepared):
    facts = (meeting("M-0", held_on=day(-30)), action("A-1", meeting_id="M-0"), action("A-2", meeting_id="M-0"),
             item("I-0", meeting_id="M-0", part="system", topic="Frikvarterer", discussed=False), PLANNED,
             item("I-1", part="system", topic="Gårdvagter", carried_from="A-1"),
             item("I-2", part="system", topic="frikvarterer", position=2))
    agenda = prepared("samrum", *facts).agenda
    assert [codes(entry) for entry in agenda.recorded] == [["recorded", "carried_action"], ["recorded", "not_reached"]]
    assert [entry.action_ids for entry in agenda.proposed if entry.part is AgendaPart.SYSTEM] == [("A-2",)]


def test_a_part_that_the_template_lacks_keeps_its_recorded_items(prepared):
    facts = (PLANNED, item("I-1", part="wondering", minutes_planned=10, anonymity="anonymous"))
    parts = prepared("samrum", *facts).agenda.parts
    assert [(part.part, part.template, part.recorded) for part in parts][-1] == (AgendaPart.WONDERING, 0, 10)


def test_a_dialogue_meeting_is_about_its_case_in_every_part(prepared):
    facts = (meeting(forum="dialogue", held_on=None, planned_on=day(0), case_id="S-1"), participant("parent"))
    agenda = prepared("dialogue", *facts).agenda
    assert [(entry.case_id, entry.minutes, entry.basis) for entry in agenda.proposed] == [
        ("S-1", 20, Anonymity.PARENTS_PRESENT)] * 3
    assert [codes(entry) for entry in agenda.proposed] == [["meeting_case", "new_concern"], ["standing"], ["standing"]]


def test_a_dialogue_meeting_that_is_not_recorded_is_not_filled_with_several_children(prepared):
    facts = (case("S-1", first_concern_on=day(-2)), case("S-2", first_concern_on=day(-2)))
    analysis = prepared("dialogue", *facts)
    assert analysis.agenda.case_ids == ()
    assert left_out(analysis) == [("S-1", "meeting_unknown"), ("S-2", "meeting_unknown")]


def test_an_item_without_a_case_that_was_discussed_does_not_come_again(prepared):
    facts = (meeting("M-0", held_on=day(-30)), item("I-0", meeting_id="M-0", part="system", discussed=True))
    assert "not_reached" not in [code for entry in prepared("samrum", *facts).agenda.entries for code in codes(entry)]


def test_recorded_items_without_minutes_keep_their_room_before_anything_is_added(prepared):
    recorded = [item(f"I-{n}", case_id=f"S-{n}", anonymity="anonymous", position=n) for n in range(1, 6)]
    cases = [case(f"S-{n}", first_concern_on=day(-3)) for n in range(1, 9)]
    analysis = prepared("samrum", *cases, PLANNED, *recorded)
    assert [entry.minutes for entry in analysis.agenda.recorded] == [10] * 5
    assert [entry.case_id for entry in analysis.agenda.proposed if entry.case_id] == ["S-6"]
    assert left_out(analysis) == [("S-7", "no_room"), ("S-8", "no_room")]


def test_what_the_forum_agreed_is_followed_up_also_without_a_basis(prepared):
    facts = (meeting("M-0", forum="district_council", held_on=day(-30)), action(meeting_id="M-0", case_id="S-1"))
    analysis = prepared("district_council", *facts)
    assert analysis.agenda.case_ids == ("S-1",)
