"""What is still missing for the meeting and for its cases."""

from samrum_kit.review.engine import review
from tests.builders import (
    TODAY,
    case,
    concern,
    consent,
    day,
    item,
    meeting,
    meeting_file_of,
    participant,
    school_file_of,
)


def missing(found):
    return {finding.requirement for finding in found.missing}


def test_a_recorded_meeting_is_reviewed_as_it_stands(prepared, models):
    facts = (meeting(held_on=None, planned_on=day(0), chair_role="principal"), participant("ppr"),
             item(case_id="S-1", anonymity="consent"), consent(withdrawn_on=day(-1)))
    analysis = prepared("samrum", *facts)
    assert analysis.gaps.meeting == review(meeting_file_of(*facts), models["aalborg_samrum"], "samrum_meeting")
    assert missing(analysis.gaps.meeting) == {
        "samrum.members", "samrum.named_needs_basis", "samrum.own_resources_first"}


def test_a_meeting_that_is_not_recorded_is_reviewed_with_the_proposed_items(prepared):
    analysis = prepared("ressursteam", case(first_concern_on=day(-2)))
    assert analysis.gaps.on_proposal
    assert {"ressursteam.system_and_individual", "ressursteam.hour_each", "ressursteam.system_first"}.isdisjoint(
        missing(analysis.gaps.meeting))
    assert "ressursteam.members" in missing(analysis.gaps.meeting)
    assert all(finding.evidence == () for finding in analysis.gaps.meeting.findings)


def test_each_case_on_the_agenda_is_held_against_the_forums_gates(prepared, models):
    facts = (case("S-1"), concern(raised_on=day(-2)))
    analysis = prepared("ressursteam", *facts)
    (found,) = analysis.gaps.cases
    expected = review(school_file_of(*facts).cases["S-1"], models["baerum_ressursteam"], "ppt_referral")
    assert (found.case_id, found.reviews) == ("S-1", (expected,))
    assert found.to_json()["gates"][0]["missing"] == [finding.to_json() for finding in expected.missing]


def test_a_forum_without_gates_asks_for_nothing(prepared):
    analysis = prepared("team", concern(raised_on=day(-2)))
    assert analysis.gaps.meeting is None
    assert [case.reviews for case in analysis.gaps.cases] == [()]
    assert TODAY.isoformat() not in str(analysis.gaps.to_json())
