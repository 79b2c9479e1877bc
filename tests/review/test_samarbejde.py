"""Cooperation about a case by the guide, by example."""

import pytest

from samrum_kit.domain.vocabulary import Perspective
from tests.builders import case, contract, day, file_of, perspective, plan
from tests.review.examples import Example, Examples

GUIDE = Examples("samarbejdsguiden", "samarbejde", file_of)

GUIDE.documented("samarbejde.contract", "school and home are parties", contract(agreed_on=day(0)), by=["K-1"])
GUIDE.documented("samarbejde.contract", "an older contract with both is enough", contract(),
                 contract("K-2", agreed_on=day(-1), parties=("school",)), by=["K-1"])
GUIDE.missing("samarbejde.contract", "the home is not a party", contract(parties=("school", "ppr")), by=["K-1"])
GUIDE.missing("samarbejde.contract", "agreed the day after", contract(agreed_on=day(1)), by=[])

RENEWED = "samarbejde.contract_renewed"
GUIDE.documented(RENEWED, "taken up again today", contract(review_on=day(0)), by=["K-1"])
GUIDE.missing(RENEWED, "the day has passed", contract(review_on=day(-1)), by=["K-1"])
GUIDE.missing(RENEWED, "no day", contract())
GUIDE.missing(RENEWED, "an older one's day does not count", contract(review_on=day(99)),
              contract("K-2", agreed_on=day(-1)), by=["K-2"])
GUIDE.documented(RENEWED, "of the two newest of one day one is enough", contract(review_on=day(99)), contract("K-2"),
                 by=["K-1"])
GUIDE.documented(RENEWED, "a newer one the day after is not known", contract(review_on=day(99)),
                 contract("K-2", agreed_on=day(1)))
GUIDE.not_relevant(RENEWED, "there is no contract", contract(agreed_on=day(1), review_on=day(99)))

GUIDE.documented("samarbejde.plan", "a plan has started", plan(starts_on=day(0)), by=["P-1"])
GUIDE.missing("samarbejde.plan", "the plan starts the day after", plan(starts_on=day(1)), by=[])

for word in Perspective:
    other = next(each for each in Perspective if each is not word)
    GUIDE.documented(f"perspective.{word}", "it is described", perspective(perspective=word, recorded_on=day(0)),
                     by=["PE-1"])
    GUIDE.missing(f"perspective.{word}", "described the day after", perspective(perspective=word, recorded_on=day(1)))
    GUIDE.missing(f"perspective.{word}", "another one is described", perspective(perspective=other))
GUIDE.missing("perspective.child", "it is another case's", case(), case("S-2"), perspective(case_id="S-2"))


@pytest.mark.parametrize("example", GUIDE, ids=str)
def test_cooperation_by_the_guide(example: Example) -> None:
    example.hold()
