"""A dialogue meeting: what must hold for it, by example."""

import pytest

from tests.builders import action, case, consent, day, item, meeting, meeting_file_of, participant, plan, school
from tests.review.examples import Example, Examples

DIALOGUE = Examples("aalborg_samrum", "dialogue_meeting", meeting_file_of)
HELD = meeting(forum="dialogue", case_id="S-1", held_on=day(-10))
PLANNED = meeting(forum="dialogue", case_id="S-1", held_on=None, planned_on=day(5))
UNDATED = meeting(forum="dialogue", case_id="S-1", held_on=None)
PPR = participant("ppr")

ACCEPTED = "dialogue.parent_acceptance"
CONSENT = {"kind": "ppr_referral"}
DIALOGUE.documented(ACCEPTED, "accepted on the meeting's day", HELD, PPR, consent(**CONSENT, given_on=day(-10)),
                    by=["C-1"])
DIALOGUE.missing(ACCEPTED, "accepted the day after", HELD, PPR, consent(**CONSENT, given_on=day(-9)), by=["C-1"])
DIALOGUE.missing(ACCEPTED, "withdrawn on the meeting's day", HELD, PPR, consent(**CONSENT, withdrawn_on=day(-10)),
                 consent("C-2"), by=["C-1"])
DIALOGUE.missing(ACCEPTED, "another case's consent", HELD, PPR, case(), case("S-2"), consent(**CONSENT, case_id="S-2"))
DIALOGUE.missing(ACCEPTED, "PPR stands on the list of a planned meeting", PLANNED, participant("ppr", present=False))
DIALOGUE.documented(ACCEPTED, "what is withdrawn before the planned day is not known", PLANNED, PPR,
                    consent(**CONSENT, withdrawn_on=day(2)))
DIALOGUE.missing(ACCEPTED, "without a day there is no day to be in force on", UNDATED, PPR, consent(**CONSENT))
DIALOGUE.not_relevant(ACCEPTED, "PPR does not take part", HELD, participant("parent"))
DIALOGUE.not_relevant(ACCEPTED, "PPR was invited and did not come", HELD, participant("ppr", present=False))

PARTIES = "dialogue.parties"
DIALOGUE.documented(PARTIES, "parent, staff and PPR", HELD, PPR, participant("parent"), participant("contact_teacher"))
DIALOGUE.missing(PARTIES, "nobody of the school", HELD, PPR, participant("parent"), participant("psychologist"))
DIALOGUE.missing(PARTIES, "the parents did not come", HELD, PPR, participant("parent", present=False),
                 participant("contact_teacher"))

DIALOGUE.documented("dialogue.chair", "PPR leads", meeting(forum="dialogue", case_id="S-1", chair_role="ppr"))
DIALOGUE.missing("dialogue.chair", "the principal leads",
                 meeting(forum="dialogue", case_id="S-1", chair_role="principal"))

DIALOGUE.documented("dialogue.agreed_actions", "something was agreed", HELD, action(), by=["A-1"])
DIALOGUE.documented("dialogue.agreed_actions", "also when cancelled since", HELD, action(status="cancelled"))
DIALOGUE.missing("dialogue.agreed_actions", "nothing was agreed", HELD)

LATER = "dialogue.coordinated_later"
ABOUT = item(meeting_id="M-2", case_id="S-1", anonymity="anonymous")
DIALOGUE.documented(LATER, "held the day after", HELD, action(), meeting("M-2", held_on=day(-9)), ABOUT,
                    by=["M-2", "I-1"])
DIALOGUE.documented(LATER, "planned, even after today", HELD, action(), ABOUT,
                    meeting("M-2", held_on=None, planned_on=day(20)))
DIALOGUE.documented(LATER, "held after today, planned after the dialogue", HELD, action(), ABOUT,
                    meeting("M-2", held_on=day(3), planned_on=day(2)))
DIALOGUE.missing(LATER, "held after today with no planned day: not known", HELD, action(), ABOUT,
                 meeting("M-2", held_on=day(3)), by=["A-1"])
DIALOGUE.missing(LATER, "held on the same day", HELD, action(), meeting("M-2", held_on=day(-10)), ABOUT)
DIALOGUE.missing(LATER, "held before, though planned after", HELD, action(), ABOUT,
                 meeting("M-2", held_on=day(-11), planned_on=day(-5)))
DIALOGUE.missing(LATER, "the case is not on its agenda", HELD, action(), meeting("M-2", held_on=day(-9)))
DIALOGUE.missing(LATER, "it is another school's", school(), school("SK-2"), HELD, action(), ABOUT,
                 meeting("M-2", school_id="SK-2", held_on=day(-9)))
DIALOGUE.missing(LATER, "it is another forum's", HELD, action(), ABOUT, meeting("M-2", forum="team", held_on=day(-9)))
DIALOGUE.missing(LATER, "without a day nothing is later", UNDATED, action(), ABOUT, meeting("M-2", held_on=day(-9)))
DIALOGUE.not_relevant(LATER, "nothing was agreed", HELD)

HEARD = "dialogue.pupil_heard"
DIALOGUE.documented(HEARD, "the pupil takes part", HELD, participant("pupil"), by=["M-1/pupil/p1"])
DIALOGUE.documented(HEARD, "a started plan holds the child's voice", HELD, plan(child_voice="Jeg kan lide ro."),
                    by=["P-1"])
DIALOGUE.documented(HEARD, "a plan that started after the meeting counts too", HELD,
                    plan(child_voice="Jeg kan lide ro.", starts_on=day(0)))
DIALOGUE.missing(HEARD, "the plan has not started", HELD, plan(child_voice="Jeg kan lide ro.", starts_on=day(1)))
DIALOGUE.missing(HEARD, "a reason is not a voice", HELD, plan(child_voice_missing_reason="Syg"))
DIALOGUE.missing(HEARD, "the pupil did not come", HELD, participant("pupil", present=False))


@pytest.mark.parametrize("example", DIALOGUE, ids=str)
def test_a_dialogue_meeting(example: Example) -> None:
    example.hold()
