"""Before a PPV: what must be documented about a case, by example."""

import pytest

from tests.builders import case, consent, day, evaluation, event, file_of, goal, item, measure, meeting, plan, sign
from tests.review.examples import Example, Examples

PPV = Examples("haderslev", "ppv", file_of)
TARGETED = {"level": "targeted", "scope": "pupil"}

PPV.documented("ppv.preventive_plan", "the plan started that very day", plan(starts_on=day(0)), by=["P-1"])
PPV.missing("ppv.preventive_plan", "the plan starts the day after", plan(starts_on=day(1)), by=[])
PPV.missing("ppv.preventive_plan", "the plan is targeted", plan(**TARGETED))
PPV.missing("ppv.preventive_plan", "the plan is another case's", case(), case("S-2"), plan(case_id="S-2"))

PPV.documented("ppv.targeted_plan", "a targeted plan started", plan(**TARGETED, starts_on=day(0)), by=["P-1"])
PPV.missing("ppv.targeted_plan", "the plan starts the day after", plan(**TARGETED, starts_on=day(1)))

PPV.documented("ppv.goals", "every started plan has a goal", plan(), goal(), plan("P-2"), goal("G-2", plan_id="P-2"))
PPV.documented("ppv.goals", "a plan that has not started needs none", plan(), goal(), plan("P-2", starts_on=day(1)))
PPV.missing("ppv.goals", "one started plan has none", plan(), goal(), plan("P-2"), by=["P-2"])
PPV.missing("ppv.goals", "no plan has started", plan(starts_on=day(1)), goal())

PPV.documented("ppv.signs", "every goal has a sign", plan(), goal(), sign(), by=["TE-1"])
PPV.documented("ppv.signs", "a plan without goals is caught by goals", plan(), goal(), sign(), plan("P-2"))
PPV.missing("ppv.signs", "one goal has none", plan(), goal(), sign(), goal("G-2"), by=["G-2"])
PPV.missing("ppv.signs", "there is no goal", plan(), by=["P-1"])

PPV.documented("ppv.evaluation_date", "the plan has a day", plan(evaluation_due_on=day(90)))
PPV.missing("ppv.evaluation_date", "one plan has no day", plan(evaluation_due_on=day(90)), plan("P-2"), by=["P-2"])
PPV.missing("ppv.evaluation_date", "no plan has started", plan(starts_on=day(1), evaluation_due_on=day(90)))

PPV.documented("ppv.evaluated_each_level", "both levels have a result", plan(), evaluation(result="met"),
               plan("P-2", **TARGETED), evaluation("EV-2", plan_id="P-2", result="insufficient", evaluated_on=day(0)),
               by=["EV-1", "EV-2"])
PPV.missing("ppv.evaluated_each_level", "an unclear result does not count", plan(), evaluation(),
            plan("P-2", **TARGETED), evaluation("EV-2", plan_id="P-2", result="unclear"), by=["P-2", "EV-2"])
PPV.missing("ppv.evaluated_each_level", "the evaluation is dated the day after", plan(), evaluation(),
            plan("P-2", **TARGETED), evaluation("EV-2", plan_id="P-2", evaluated_on=day(1)), by=["P-2"])
PPV.missing("ppv.evaluated_each_level", "the targeted plan has not started", plan(), evaluation(),
            plan("P-2", **TARGETED, starts_on=day(1)), evaluation("EV-2", plan_id="P-2"))

PPV.documented("ppv.no_overdue_evaluation", "the day is today", plan(evaluation_due_on=day(0)))
PPV.documented("ppv.no_overdue_evaluation", "any evaluation answers a day that has passed",
               plan(evaluation_due_on=day(-5)), evaluation(evaluated_on=day(-40), result="unclear"))
PPV.documented("ppv.no_overdue_evaluation", "an evaluation after the day answers it",
               plan(evaluation_due_on=day(-5)), evaluation(evaluated_on=day(0)))
PPV.documented("ppv.no_overdue_evaluation", "a plan without a day is not overdue", plan())
PPV.missing("ppv.no_overdue_evaluation", "the day was yesterday", plan(evaluation_due_on=day(-1)), by=["P-1"])
PPV.missing("ppv.no_overdue_evaluation", "the evaluation is dated the day after",
            plan(evaluation_due_on=day(-1)), evaluation(evaluated_on=day(1)))
PPV.missing("ppv.no_overdue_evaluation", "there is no plan")

PPV.documented("ppv.escalation_after_evaluation", "evaluated on the day that the targeted plan started", plan(),
               evaluation(evaluated_on=day(-10)), plan("P-2", **TARGETED, starts_on=day(-10)), by=["EV-1"])
PPV.missing("ppv.escalation_after_evaluation", "evaluated the day after", plan(),
            evaluation(evaluated_on=day(-9)), plan("P-2", **TARGETED, starts_on=day(-10)))
PPV.missing("ppv.escalation_after_evaluation", "the first targeted plan decides, not a later one", plan(),
            evaluation(evaluated_on=day(-9)), plan("P-2", **TARGETED, starts_on=day(-10)),
            plan("P-3", **TARGETED, starts_on=day(-5)))
PPV.missing("ppv.escalation_after_evaluation", "the result was met", plan(), evaluation(result="met"),
            plan("P-2", **TARGETED, starts_on=day(-1)), by=["P-2", "EV-1"])
PPV.missing("ppv.escalation_after_evaluation", "the result was unclear", plan(), evaluation(result="unclear"),
            plan("P-2", **TARGETED, starts_on=day(-1)))
PPV.missing("ppv.escalation_after_evaluation", "there is no targeted plan", plan(), evaluation())

PPV.documented("ppv.community_and_pupil", "a plan for each", plan(), plan("P-2", **TARGETED), by=["P-1", "P-2"])
PPV.documented("ppv.community_and_pupil", "a started measure stands for the other side", plan(),
               measure(target="individual", starts_on=day(0)), by=["P-1", "T-1"])
PPV.missing("ppv.community_and_pupil", "the measure has not started", plan(),
            measure(target="individual", starts_on=day(1)), by=["P-1"])
PPV.missing("ppv.community_and_pupil", "plan and measure are both for the community", plan(), measure())
PPV.missing("ppv.community_and_pupil", "plan and measure are both for the pupil", plan(scope="pupil"),
            measure(target="individual"))
PPV.missing("ppv.community_and_pupil", "a measure without a start has not started", plan(),
            measure(target="individual", starts_on=None))
PPV.missing("ppv.community_and_pupil", "the measure's plan has not started", plan(),
            plan("P-2", starts_on=day(1)), measure(plan_id="P-2", target="individual"))
PPV.missing("ppv.community_and_pupil", "a measure outside every plan does not count", plan(),
            meeting(), measure(plan_id=None, meeting_id="M-1", case_id="S-1", target="individual"))

for requirement, text in (("ppv.child_voice", "child_voice"), ("ppv.parent_perspective", "parent_perspective")):
    PPV.documented(requirement, "the words are there", plan(scope="pupil", **{text: "Jeg vil gerne være med."}))
    PPV.documented(requirement, "the reason is there",
                   plan(scope="pupil", **{f"{text}_missing_reason": "Ønsket ikke."}))
    PPV.documented(requirement, "a plan for the community needs none", plan(),
                   plan("P-2", scope="pupil", **{text: "Ja."}))
    PPV.missing(requirement, "neither words nor reason", plan(scope="pupil"), by=["P-1"])
    PPV.missing(requirement, "there is no plan for the pupil", plan(**{text: "Jeg vil gerne være med."}))

PPV.documented("ppv.external_adviser", "a psychologist works in the targeted plan", plan(**TARGETED),
               measure(actor_role="psychologist", starts_on=day(0)), by=["T-1"])
PPV.missing("ppv.external_adviser", "the measure starts the day after", plan(**TARGETED),
            measure(actor_role="psychologist", starts_on=day(1)))
PPV.missing("ppv.external_adviser", "the measure stands in a preventive plan", plan(),
            measure(actor_role="advisory_team"))
PPV.missing("ppv.external_adviser", "PPR is not on the model's list", plan(**TARGETED), measure(actor_role="ppr"))
PPV.missing("ppv.external_adviser", "the targeted plan has not started", plan(**TARGETED, starts_on=day(1)),
            measure(actor_role="psychologist"))

PPV.documented("ppv.several_measures", "two on each level", plan(), measure(), measure("T-2"),
               plan("P-2", **TARGETED), measure("T-3", plan_id="P-2"), measure("T-4", plan_id="P-2", starts_on=day(0)))
PPV.missing("ppv.several_measures", "only one has started on a level", plan(), measure(), measure("T-2"),
            plan("P-2", **TARGETED), measure("T-3", plan_id="P-2"), measure("T-4", plan_id="P-2", starts_on=day(1)))
PPV.documented("ppv.several_measures", "they may stand in two plans of a level", plan(), measure(), plan("P-2"),
               measure("T-2", plan_id="P-2"), plan("P-3", **TARGETED), measure("T-3", plan_id="P-3"),
               measure("T-4", plan_id="P-3"))

PPV.documented("ppv.data_basis", "the plan names it", plan(basis="Observation i tre timer"))
PPV.missing("ppv.data_basis", "one plan does not", plan(basis="Klassetrivsel"), plan("P-2"), by=["P-2"])
PPV.missing("ppv.data_basis", "no plan has started")

AGREED = event("H-2", kind="parent_agreement", topic="ppv")
PPV.documented("ppv.parent_agreement", "network meeting and agreement are events", event(), AGREED, by=["H-1", "H-2"])
PPV.documented("ppv.parent_agreement", "a held network meeting that names the case stands in",
               meeting(forum="network", case_id="S-1", held_on=day(0)), AGREED, by=["M-1", "H-2"])
PPV.documented("ppv.parent_agreement", "so does one with the case on its agenda",
               meeting(forum="network"), item(case_id="S-1", anonymity="consent"), AGREED, by=["M-1", "H-2"])
PPV.documented("ppv.parent_agreement", "a consent in force is an agreement", event(), consent(kind="ppv"),
               by=["H-1", "C-1"])
PPV.missing("ppv.parent_agreement", "there was no network meeting", AGREED, by=["H-2"])
PPV.missing("ppv.parent_agreement", "the network meeting is planned", AGREED,
            meeting(forum="network", case_id="S-1", held_on=None, planned_on=day(-1)))
PPV.missing("ppv.parent_agreement", "the network meeting was held the day after", AGREED,
            meeting(forum="network", case_id="S-1", held_on=day(1)))
PPV.missing("ppv.parent_agreement", "the meeting was about nobody", AGREED, meeting(forum="network"))
PPV.missing("ppv.parent_agreement", "the agreement is about something else", event(),
            event("H-2", kind="parent_agreement", topic="pku"), by=["H-1"])
PPV.missing("ppv.parent_agreement", "the agreement has no topic", event(), event("H-2", kind="parent_agreement"))
PPV.missing("ppv.parent_agreement", "the agreement ended that day", event(),
            event("H-2", kind="parent_agreement", topic="ppv", ended_on=day(0)), by=["H-1", "H-2"])
PPV.documented("ppv.parent_agreement", "the agreement ends the day after", event(),
               event("H-2", kind="parent_agreement", topic="ppv", ended_on=day(1)))
PPV.missing("ppv.parent_agreement", "the consent was withdrawn that day", event(),
            consent(kind="ppv", withdrawn_on=day(0)), by=["H-1", "C-1"])
PPV.missing("ppv.parent_agreement", "one of two has consented", event(), consent(kind="ppv", givers=1))
PPV.documented("ppv.parent_agreement", "the consent runs out that day", event(),
               consent(kind="ppv", valid_until=day(0)))
PPV.missing("ppv.parent_agreement", "the consent ran out yesterday", event(), consent(kind="ppv", valid_until=day(-1)))

PPV.documented("ppv.responsible_leader", "the plan names the leader", plan(responsible_leader="LEDER-1"))
PPV.missing("ppv.responsible_leader", "one plan does not", plan(responsible_leader="LEDER-1"), plan("P-2"), by=["P-2"])
PPV.missing("ppv.responsible_leader", "the case's leader is not the plan's", case(responsible_leader="LEDER-1"), plan())


@pytest.mark.parametrize("example", PPV, ids=str)
def test_before_a_ppv(example: Example) -> None:
    example.hold()
