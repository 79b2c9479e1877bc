"""Before a referral to PPT: what must be documented about a case, by example."""

import pytest

from tests.builders import case, concern, day, evaluation, file_of, item, measure, meeting, plan
from tests.review.examples import Example, Examples

PPT = Examples("baerum_ressursteam", "ppt_referral", file_of)

PPT.documented("ppt.report_form", "a concern was raised that day", concern(raised_on=day(0)), by=["B-1"])
PPT.missing("ppt.report_form", "it is raised the day after", concern(raised_on=day(1)), by=[])

ABOUT = item(case_id="S-1", anonymity="consent", discussed=True)
PPT.documented("ppt.discussed", "the team discussed the case", meeting(forum="ressursteam", held_on=day(0)), ABOUT,
               by=["M-1", "I-1"])
PPT.missing("ppt.discussed", "the item was not discussed", meeting(forum="ressursteam"),
            item(case_id="S-1", anonymity="consent"), by=["I-1"])
PPT.missing("ppt.discussed", "the meeting is held the day after", meeting(forum="ressursteam", held_on=day(1)), ABOUT)
PPT.missing("ppt.discussed", "another forum discussed it", meeting(forum="team"), ABOUT)
PPT.missing("ppt.discussed", "the item was another case's", meeting(forum="ressursteam", case_id="S-1"), case(),
            case("S-2"),
            item(case_id="S-2", anonymity="consent", discussed=True))

TESTED = "ppt.measures_tested"
PPT.documented(TESTED, "a started measure in an evaluated plan", plan(), measure(starts_on=day(0)),
               evaluation(evaluated_on=day(0), result="unclear"), by=["T-1", "EV-1"])
PPT.missing(TESTED, "the measure has not started", plan(), measure(starts_on=day(1)), evaluation(), by=[])
PPT.missing(TESTED, "the plan is evaluated the day after", plan(), measure(), evaluation(evaluated_on=day(1)),
            by=["T-1"])
PPT.missing(TESTED, "another plan was evaluated", plan(), measure(), plan("P-2"), evaluation(plan_id="P-2"))
PPT.missing(TESTED, "the plan has not started", plan(starts_on=day(1)), measure(), evaluation())
PPT.missing(TESTED, "the measure stands in no plan", plan(), evaluation(), meeting(),
            measure(plan_id=None, meeting_id="M-1", case_id="S-1"))

SYSTEM = "ppt.system_measure"
PPT.documented(SYSTEM, "a measure of the context has started", plan(), measure(starts_on=day(0)), by=["T-1"])
PPT.documented(SYSTEM, "by its own case, without a plan", meeting(),
               measure(plan_id=None, meeting_id="M-1", case_id="S-1"))
PPT.documented(SYSTEM, "a started measure whose plan has not started", plan(starts_on=day(9)), measure())
PPT.missing(SYSTEM, "it starts the day after", plan(), measure(starts_on=day(1)))
PPT.missing(SYSTEM, "it has no start", plan(), measure(starts_on=None))
PPT.missing(SYSTEM, "it is about the individual", plan(), measure(target="individual"))


@pytest.mark.parametrize("example", PPT, ids=str)
def test_before_a_referral_to_ppt(example: Example) -> None:
    example.hold()
