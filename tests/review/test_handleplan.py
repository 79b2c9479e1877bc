"""A plan of action: what it must hold, by example; it is read as it stands, started or not."""

import pytest

from tests.builders import day, evaluation, goal, measure, plan, plan_file_of
from tests.review.examples import Example, Examples

PLAN = Examples("samarbejdsguiden", "handleplan", plan_file_of)

PLAN.documented("handleplan.goals", "it has a goal, though it has not started", plan(starts_on=day(9)), goal(),
                by=["G-1"])
PLAN.missing("handleplan.goals", "it has none", plan(), by=["P-1"])
PLAN.documented("handleplan.measures", "a measure counts as written", plan(), measure(starts_on=day(30)), by=["T-1"])
PLAN.missing("handleplan.measures", "the measure is another plan's", plan(), plan("P-2"), measure(plan_id="P-2"))
PLAN.documented("handleplan.evaluation", "it says when", plan(evaluation_due_on=day(-9)), by=["P-1"])
PLAN.missing("handleplan.evaluation", "it does not say when", plan(), by=["P-1"])

ADJUST = "handleplan.adjustment"
PLAN.documented(ADJUST, "every evaluation decided", plan(), evaluation(decision="adjust", evaluated_on=day(0)),
                by=["EV-1"])
PLAN.missing(ADJUST, "one did not", plan(), evaluation(decision="adjust"), evaluation("EV-2"), by=["EV-2"])
PLAN.documented(ADJUST, "one the day after is not known", plan(), evaluation(decision="stop"),
                evaluation("EV-2", evaluated_on=day(1)))
PLAN.not_relevant(ADJUST, "there is none yet", plan(), evaluation(evaluated_on=day(1)))

PLAN.documented("handleplan.dual_focus", "a goal for the one, a measure for the other", plan(), goal(),
                measure(target="individual"))
PLAN.missing("handleplan.dual_focus", "only the individual", plan(), goal(target="individual"),
             measure(target="individual"))


@pytest.mark.parametrize("example", PLAN, ids=str)
def test_a_plan_of_action(example: Example) -> None:
    example.hold()
