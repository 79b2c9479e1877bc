"""A SamRum meeting: what must hold for it, by example."""

import pytest

from tests.builders import (
    action,
    case,
    consent,
    day,
    event,
    item,
    measure,
    meeting,
    meeting_file_of,
    participant,
    plan,
)
from tests.review.examples import Example, Examples

SAMRUM = Examples("aalborg_samrum", "samrum_meeting", meeting_file_of)
PLANNED = meeting(held_on=None, planned_on=day(5))
UNDATED = meeting(held_on=None)

MEMBERS = "samrum.members"
PPR, RESOURCE = participant("ppr"), participant("resource_person")
SAMRUM.documented(MEMBERS, "all three are there", meeting(), PPR, RESOURCE, participant("principal"),
                  by=["M-1/ppr/p1", "M-1/resource_person/p1", "M-1/principal/p1"])
SAMRUM.documented(MEMBERS, "a department head is of the school management", meeting(), PPR, RESOURCE,
                  participant("department_head"))
SAMRUM.missing(MEMBERS, "PPR is on the list but not present", meeting(), RESOURCE, participant("principal"),
               participant("ppr", present=False))
SAMRUM.documented(MEMBERS, "while it is not held, the list counts", PLANNED, RESOURCE, participant("principal"),
                  participant("ppr", present=False))
SAMRUM.documented(MEMBERS, "held after the day, the list counts", meeting(held_on=day(1), planned_on=day(1)), RESOURCE,
                  participant("principal"), participant("ppr", present=False))
SAMRUM.missing(MEMBERS, "nobody of the school management", meeting(), PPR, RESOURCE, participant("class_teacher"))

SAMRUM.documented("samrum.chair", "a department head leads", meeting(chair_role="department_head"), by=["M-1"])
SAMRUM.missing("samrum.chair", "PPR leads", meeting(chair_role="ppr"), by=["M-1"])
SAMRUM.missing("samrum.chair", "nobody is named", meeting())

BASIS = "samrum.named_needs_basis"
BY_CONSENT = item(case_id="S-1", anonymity="consent")
SAMRUM.documented(BASIS, "anonymous", meeting(), item(case_id="S-1", anonymity="anonymous"), by=["I-1"])
SAMRUM.documented(BASIS, "the consent is in force on the meeting's day", meeting(), BY_CONSENT,
                  consent(given_on=day(-1)), by=["I-1", "C-1"])
SAMRUM.missing(BASIS, "the consent came the day after the meeting", meeting(), BY_CONSENT, consent(given_on=day(0)),
               by=["I-1"])
SAMRUM.documented(BASIS, "the consent was withdrawn the day after the meeting", meeting(), BY_CONSENT,
                  consent(withdrawn_on=day(0)))
SAMRUM.missing(BASIS, "the consent was withdrawn on the meeting's day", meeting(), BY_CONSENT,
               consent(withdrawn_on=day(-1)))
SAMRUM.documented(BASIS, "what is withdrawn between today and the planned day is not known", PLANNED, BY_CONSENT,
                  consent(withdrawn_on=day(3)))
SAMRUM.missing(BASIS, "the consent runs out before the planned day", PLANNED, BY_CONSENT, consent(valid_until=day(4)))
SAMRUM.missing(BASIS, "a consent that will be given before the planned day is not known", PLANNED, BY_CONSENT,
               consent(given_on=day(1)))
SAMRUM.missing(BASIS, "without a day there is no day to be in force on", UNDATED, BY_CONSENT, consent())
SAMRUM.missing(BASIS, "one of two parents has consented", meeting(), BY_CONSENT, consent(givers=1))
SAMRUM.missing(BASIS, "the consent is to something else", meeting(), BY_CONSENT, consent(kind="sharing"))
SAMRUM.documented(BASIS, "a parent is present and serves every item", meeting(), participant("parent"),
                  item(case_id="S-1", anonymity="parents_present"),
                  item("I-2", case_id="S-2", anonymity="parents_present"), case(), case("S-2"),
                  by=["I-1", "I-2", "M-1/parent/p1"])
SAMRUM.missing(BASIS, "the parent did not come", meeting(), participant("parent", present=False),
               item(case_id="S-1", anonymity="parents_present"))
SAMRUM.missing(BASIS, "a parent there does not make good a consent that is lacking", meeting(), participant("parent"),
               BY_CONSENT)
SAMRUM.documented(BASIS, "statutory is enough here", meeting(), item(case_id="S-1", anonymity="statutory"))
SAMRUM.missing(BASIS, "no basis is stated", meeting(), item(case_id="S-1"), by=["I-1"])
SAMRUM.missing(BASIS, "one item of two lacks its basis", meeting(), item(case_id="S-1", anonymity="anonymous"),
               item("I-2", case_id="S-1", anonymity="consent"), by=["I-2"])
SAMRUM.not_relevant(BASIS, "the agenda is about a class", meeting(), case(kind="class"), item(case_id="S-1"))
SAMRUM.not_relevant(BASIS, "no item is about a case", meeting(), item(part="system"))

OWN = "samrum.own_resources_first"
ABOUT = item(case_id="S-1", anonymity="anonymous")
SAMRUM.documented(OWN, "the class teacher began the day before the meeting", meeting(), ABOUT, plan(),
                  measure(starts_on=day(-2)), by=["T-1"])
SAMRUM.missing(OWN, "the measure began on the meeting's day", meeting(), ABOUT, plan(), measure(starts_on=day(-1)),
               by=["I-1"])
SAMRUM.missing(OWN, "PPR is not the school's own staff", meeting(), ABOUT, plan(), measure(actor_role="ppr"))
SAMRUM.missing(OWN, "a measure that begins before the planned day has not started yet", PLANNED, ABOUT, plan(),
               measure(starts_on=day(1)))
SAMRUM.documented(OWN, "a started measure whose plan has not started", meeting(), ABOUT, plan(starts_on=day(30)),
                  measure())
SAMRUM.documented(OWN, "a measure of a meeting about the case", meeting(), ABOUT, meeting("M-0", held_on=day(-40)),
                  measure(plan_id=None, meeting_id="M-0", case_id="S-1"))
SAMRUM.missing(OWN, "without a day nothing came before it", UNDATED, ABOUT, plan(), measure())
SAMRUM.missing(OWN, "a class case asks too", meeting(), case(kind="class"), item(case_id="S-1"))
SAMRUM.not_relevant(OWN, "a system case does not ask", meeting(), case(kind="system"),
                    item(case_id="S-1", part="system"))

FOLLOW = "samrum.dialogue_follow_up"
DIALOGUE = meeting("M-0", forum="dialogue", case_id="S-1", held_on=day(-10))
AGREED = action(meeting_id="M-0", case_id="S-1")
SAMRUM.documented(FOLLOW, "its case is on the agenda", meeting(), DIALOGUE, AGREED, ABOUT, by=["M-0", "I-1"])
SAMRUM.missing(FOLLOW, "its case is not on the agenda", meeting(), DIALOGUE, AGREED, item(part="system"), by=["M-0"])
SAMRUM.documented(FOLLOW, "an undiscussed item is an item", meeting(), DIALOGUE, AGREED,
                  item(case_id="S-1", anonymity="anonymous", discussed=False))
SAMRUM.missing(FOLLOW, "a SamRum meeting on the day of the dialogue is not between the two", meeting(), DIALOGUE,
               AGREED,
               meeting("M-2", held_on=day(-10)))
SAMRUM.not_relevant(FOLLOW, "a SamRum meeting was held between the two", meeting(), DIALOGUE, AGREED,
                    meeting("M-2", held_on=day(-9)))
SAMRUM.missing(FOLLOW, "a SamRum meeting between the two was planned, not held", meeting(), DIALOGUE, AGREED,
               meeting("M-2", held_on=None, planned_on=day(-9)))
SAMRUM.missing(FOLLOW, "another SamRum meeting on this meeting's day is not between", meeting(), DIALOGUE, AGREED,
               meeting("M-2", held_on=day(-1)))
SAMRUM.not_relevant(FOLLOW, "the dialogue agreed nothing", meeting(), DIALOGUE, item(part="system"))
SAMRUM.missing(FOLLOW, "an action cancelled since was agreed all the same", meeting(), DIALOGUE,
               action(meeting_id="M-0", status="cancelled"))
SAMRUM.not_relevant(FOLLOW, "the dialogue was held on this meeting's day", meeting(held_on=day(-10)), DIALOGUE, AGREED)
SAMRUM.not_relevant(FOLLOW, "the dialogue was planned, not held", meeting(), action(meeting_id="M-0"),
                    meeting("M-0", forum="dialogue", case_id="S-1", held_on=None, planned_on=day(-10)))
SAMRUM.not_relevant(FOLLOW, "the dialogue is held after today", meeting(held_on=None, planned_on=day(9)), AGREED,
                    meeting("M-0", forum="dialogue", case_id="S-1", held_on=day(2)))
SAMRUM.missing(FOLLOW, "without a day it can't be told", UNDATED, DIALOGUE, AGREED, ABOUT, by=["M-0"])
SAMRUM.not_relevant(FOLLOW, "without a day, and nothing to follow up", UNDATED, event())


@pytest.mark.parametrize("example", SAMRUM, ids=str)
def test_a_samrum_meeting(example: Example) -> None:
    example.hold()
