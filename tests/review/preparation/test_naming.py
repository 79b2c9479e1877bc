"""Who may be named, and why."""

import pytest

from samrum_kit.domain.vocabulary import Anonymity
from tests.builders import case, concern, consent, day, event, item, meeting, participant

NEW = concern(raised_on=day(-1))


def naming(analysis, case_id="S-1"):
    (found,) = [case for case in analysis.anonymity.cases if case.case_id == case_id]
    return found


def grounds(found):
    return {ground.code: ground.on for ground in found.grounds if ground.code != "statutory_possible"}


@pytest.mark.parametrize(
    ("fact", "discussion", "why"),
    [
        (consent(valid_until=day(0)), "by_name", {"consent_until": day(0)}),
        (consent(given_on=day(0)), "by_name", {"consent_in_force": day(0)}),
        (consent(valid_until=day(-1)), "anonymous", {"consent_ended": day(-1)}),
        (consent(withdrawn_on=day(0)), "anonymous", {"consent_withdrawn": day(0)}),
        (consent(givers=1), "anonymous", {"consent_incomplete": day(-30)}),
        (consent(kind="ppv"), "anonymous", {"no_consent": None}),
        (consent(given_on=day(1)), "anonymous", {"no_consent": None}),
    ],
)
def test_a_consent_in_force_allows_the_name_and_nothing_less_does(prepared, fact, discussion, why):
    found = naming(prepared("samrum", NEW, fact))
    assert (found.discussion, grounds(found)) == (discussion, why)


def test_one_of_two_givers_is_said_in_words(prepared):
    found = naming(prepared("samrum", NEW, consent(givers=1)))
    (ground,) = [ground for ground in found.grounds if ground.code == "consent_incomplete"]
    assert ground.text == "Samtykket (Navngiven drøftelse) er givet af 1 ud af 2, der skal give det."


def test_parents_on_the_list_allow_the_name(prepared):
    planned = (meeting(held_on=None, planned_on=day(0)), participant("parent", present=False))
    found = naming(prepared("samrum", NEW, *planned))
    assert (found.discussion, found.basis) == ("by_name", Anonymity.PARENTS_PRESENT)
    assert "parents_on_list" in grounds(found)


def test_of_a_held_meeting_only_parents_who_were_there_count(prepared):
    held = (meeting(held_on=day(0)), participant("parent", present=False))
    assert naming(prepared("samrum", NEW, *held)).discussion == "anonymous"


def test_trivselsforum_says_that_a_child_with_an_open_social_case_is_not_discussed(prepared):
    found = naming(prepared("trivselsforum", case(open_social_case=True), NEW, consent()))
    assert (found.discussion, found.basis) == ("not_here", None)
    assert "open_social_case" in grounds(found)


def test_a_forum_without_anonymous_discussion_waits_for_consent_or_parents(prepared):
    found = naming(prepared("district_council", NEW))
    assert (found.discussion, found.basis) == ("not_yet", Anonymity.CONSENT)
    assert set(grounds(found)) == {"named_only", "no_consent"}


@pytest.mark.parametrize(("topic", "discussion"), [("district_council", "by_name"), ("ppv", "not_yet")])
def test_the_parents_agreement_to_the_forum_allows_the_name_there(prepared, topic, discussion):
    agreed = event(kind="parent_agreement", topic=topic, occurred_on=day(-9))
    assert naming(prepared("district_council", NEW, agreed)).discussion == discussion


@pytest.mark.parametrize(
    ("stated", "facts", "fits"),
    [
        ("anonymous", (), True),
        ("consent", (), False),
        ("consent", (consent(),), True),
        ("parents_present", (), False),
        ("parents_present", (participant("parent"),), True),
        ("statutory", (), True),
    ],
)
def test_the_recorded_basis_is_held_against_what_is_on_file(prepared, stated, facts, fits):
    recorded = (meeting(held_on=None, planned_on=day(0)), item(case_id="S-1", anonymity=stated))
    found = naming(prepared("samrum", *recorded, *facts))
    assert (found.stated, found.stated_fits) == ((Anonymity(stated),), fits)


def test_a_statutory_basis_is_not_enough_in_trivselsforum(prepared):
    recorded = (meeting(forum="trivselsforum", held_on=None, planned_on=day(0)),
                item(case_id="S-1", anonymity="statutory"))
    assert naming(prepared("trivselsforum", *recorded)).stated_fits is False


def test_cases_about_no_single_pupil_are_not_among_them(prepared):
    assert prepared("samrum", case("S-1", kind="class")).anonymity.cases == ()


def test_a_case_that_found_no_room_is_among_them(prepared):
    cases = [case(f"S-{n}", first_concern_on=day(-n)) for n in range(1, 9)]
    assert len(prepared("samrum", *cases).anonymity.cases) == 8


def test_a_consent_is_no_basis_where_the_forum_meets_with_the_parents(prepared):
    planned = meeting(forum="network", held_on=None, planned_on=day(0), case_id="S-1")
    found = naming(prepared("network", planned, consent()))
    assert (found.discussion, found.basis) == ("not_yet", Anonymity.PARENTS_PRESENT)


def test_no_recorded_basis_fits_a_case_that_the_forum_does_not_discuss(prepared):
    recorded = (meeting(forum="trivselsforum", held_on=None, planned_on=day(0)),
                item(case_id="S-1", anonymity="anonymous"))
    assert naming(prepared("trivselsforum", case(open_social_case=True), *recorded)).stated_fits is False
