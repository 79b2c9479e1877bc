"""Before a referral to the PKU: what must be documented about a case, by example."""

from dataclasses import replace

import pytest

from tests.builders import consent, day, event, file_of, goal, meeting, plan
from tests.review.examples import Example, Examples
from tests.review.test_ppv import PPV

PKU = Examples("haderslev", "pku", file_of)
AS_PPV = ("preventive_plan", "targeted_plan", "goals", "signs", "evaluation_date", "evaluated_each_level",
          "community_and_pupil", "child_voice", "parent_perspective", "external_adviser", "responsible_leader")
PKU.extend(replace(example, gate="pku", requirement=f"pku.{name}")
           for name in AS_PPV for example in PPV if example.requirement == f"ppv.{name}")

for requirement, kind in (("pku.ppv_received", "ppv_received"), ("pku.school_referral", "school_referral")):
    PKU.documented(requirement, "it happened that day", event(kind=kind, occurred_on=day(0)), by=["H-1"])
    PKU.missing(requirement, "it happened the day after", event(kind=kind, occurred_on=day(1)), by=[])
    PKU.missing(requirement, "something else happened", event(kind="ppv_referral"))

PKU.documented("pku.parent_agreement", "the parents agreed", event(kind="parent_agreement", topic="pku"), by=["H-1"])
PKU.documented("pku.parent_agreement", "a consent is in force", consent(kind="pku", given_on=day(0)), by=["C-1"])
PKU.missing("pku.parent_agreement", "the agreement has ended",
            event(kind="parent_agreement", topic="pku", ended_on=day(-1)), by=["H-1"])
PKU.missing("pku.parent_agreement", "the consent is for a PPV", consent(kind="ppv"), by=[])
PKU.missing("pku.parent_agreement", "the consent was given the day after", consent(kind="pku", given_on=day(1)))

PKU.documented("pku.psychologist_agreement", "the psychologist agreed", event(kind="psychologist_agreement"))
PKU.missing("pku.psychologist_agreement", "the agreement has ended",
            event(kind="psychologist_agreement", ended_on=day(0)), by=["H-1"])
PKU.missing("pku.psychologist_agreement", "the agreement came the day after",
            event(kind="psychologist_agreement", occurred_on=day(1)))

TALK = event(kind="district_dialogue", occurred_on=day(-10))
COUNCIL = {"forum": "district_council", "case_id": "S-1"}
PKU.documented("pku.district_dialogue", "there is no referral yet", TALK, by=["H-1"])
PKU.documented("pku.district_dialogue", "the referral came the same day", TALK,
               event("H-2", kind="pku_referral", occurred_on=day(-10)), by=["H-1"])
PKU.documented("pku.district_dialogue", "a held council meeting about the case stands in",
               meeting(**COUNCIL, held_on=day(0)), by=["M-1"])
PKU.documented("pku.district_dialogue", "one dialogue in time is enough", TALK,
               event("H-2", kind="pku_referral", occurred_on=day(-5)), meeting(**COUNCIL, held_on=day(-1)), by=["H-1"])
PKU.documented("pku.district_dialogue", "a referral after the day is not known", TALK,
               event("H-2", kind="pku_referral", occurred_on=day(1)), by=["H-1"])
PKU.missing("pku.district_dialogue", "the referral came first", TALK,
            event("H-2", kind="pku_referral", occurred_on=day(-11)), by=["H-1", "H-2"])
PKU.missing("pku.district_dialogue", "the first referral decides", TALK,
            event("H-2", kind="pku_referral", occurred_on=day(-11)),
            event("H-3", kind="pku_referral", occurred_on=day(-1)))
PKU.missing("pku.district_dialogue", "the council meets the day after", meeting(**COUNCIL, held_on=day(1)))
PKU.missing("pku.district_dialogue", "a council meeting about nobody", meeting(forum="district_council"))

STATEMENT = event(kind="case_statement", occurred_on=day(-10))
HEARING = event("H-2", kind="party_hearing", occurred_on=day(-8))
PKU.documented("pku.party_hearing", "both came, no decision yet", STATEMENT, HEARING, by=["H-1", "H-2"])
PKU.documented("pku.party_hearing", "the decision came on the day of the hearing", STATEMENT, HEARING,
               event("H-3", kind="leader_decision", occurred_on=day(-8)))
PKU.missing("pku.party_hearing", "the decision came between", STATEMENT, HEARING,
            event("H-3", kind="leader_decision", occurred_on=day(-9)), by=["H-1", "H-2", "H-3"])
PKU.missing("pku.party_hearing", "only the statement", STATEMENT, by=["H-1"])
PKU.missing("pku.party_hearing", "the hearing comes the day after", STATEMENT,
            event("H-2", kind="party_hearing", occurred_on=day(1)), by=["H-1"])
PKU.documented("pku.party_hearing", "a second hearing after the decision takes nothing away", STATEMENT, HEARING,
               event("H-3", kind="leader_decision", occurred_on=day(-7)),
               event("H-4", kind="party_hearing", occurred_on=day(-1)), by=["H-1", "H-2"])

INTENSIVE = {"level": "intensive", "scope": "pupil", "starts_on": day(30)}
PKU.documented("pku.year_goals", "a planned plan of 366 days with a goal", plan(**INTENSIVE, ends_on=day(396)), goal(),
               by=["P-1"])
PKU.missing("pku.year_goals", "367 days are more than a year", plan(**INTENSIVE, ends_on=day(397)), goal(), by=["P-1"])
PKU.missing("pku.year_goals", "no end", plan(**INTENSIVE), goal(), by=["P-1"])
PKU.missing("pku.year_goals", "no goal", plan(**INTENSIVE, ends_on=day(200)))
PKU.missing("pku.year_goals", "the plan is targeted", plan(level="targeted", ends_on=day(200)), goal())


@pytest.mark.parametrize("example", PKU, ids=str)
def test_before_a_referral_to_the_pku(example: Example) -> None:
    example.hold()
