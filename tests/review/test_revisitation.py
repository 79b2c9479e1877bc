"""The yearly review of a special offer, by example; a year is counted to the day."""

from datetime import date

import pytest

from tests.builders import case, day, evaluation, event, file_of, plan
from tests.review.examples import Example, Examples

AGAIN = Examples("haderslev", "revisitation", file_of)
TODAY = {"as_of": date(2026, 3, 9)}


def placed(on: date, **fields: object) -> object:
    """Return a placement of a day."""
    return event(kind="placement", occurred_on=on, **fields)


def reviewed(on: date) -> object:
    """Return a review of a placement."""
    return event("H-2", kind="revisitation", occurred_on=on)


YEARLY = "revisitation.yearly"
AGAIN.documented(YEARLY, "reviewed exactly a year ago", placed(date(2020, 8, 1)), reviewed(date(2025, 3, 9)), **TODAY)
AGAIN.missing(YEARLY, "reviewed a year and a day ago", placed(date(2020, 8, 1)), reviewed(date(2025, 3, 8)),
              by=["H-1"], **TODAY)
AGAIN.documented(YEARLY, "placed exactly a year ago", placed(date(2025, 3, 9)), by=["H-1"], **TODAY)
AGAIN.missing(YEARLY, "placed a year and a day ago", placed(date(2025, 3, 8)), **TODAY)
AGAIN.documented(YEARLY, "placed on 29 February, a year old on 1 March", placed(date(2024, 2, 29)),
                 as_of=date(2025, 3, 1))
AGAIN.missing(YEARLY, "placed on 29 February, asked on 2 March", placed(date(2024, 2, 29)), as_of=date(2025, 3, 2))
AGAIN.documented(YEARLY, "366 days across a 29 February", placed(date(2023, 3, 1)), as_of=date(2024, 3, 1))
AGAIN.missing(YEARLY, "the review comes the day after", placed(date(2025, 3, 8)), reviewed(day(1)), by=["H-1"], **TODAY)
AGAIN.missing(YEARLY, "one of two placements is late", placed(day(-10)),
              event("H-3", kind="placement", occurred_on=date(2024, 1, 1)), by=["H-3"])
AGAIN.not_relevant(YEARLY, "there is no placement", case())
AGAIN.not_relevant(YEARLY, "the placement ended that day", placed(date(2020, 8, 1), ended_on=day(0)))
AGAIN.missing(YEARLY, "the placement ends the day after", placed(date(2020, 8, 1), ended_on=day(1)))
AGAIN.not_relevant(YEARLY, "the placement begins the day after", placed(day(1)))

GOALS = "revisitation.goals_evaluated"
OLD = placed(date(2025, 3, 9))
INTENSIVE = plan(level="intensive", starts_on=date(2025, 3, 9))
AGAIN.documented(GOALS, "asked from the very day, and evaluated with any result", OLD, INTENSIVE,
                 evaluation(result="unclear", evaluated_on=day(0)), by=["EV-1"], **TODAY)
AGAIN.documented(GOALS, "evaluated exactly a year ago", OLD, INTENSIVE, evaluation(evaluated_on=date(2025, 3, 9)),
                 **TODAY)
AGAIN.missing(GOALS, "evaluated a year and a day ago", placed(date(2020, 8, 1)), plan(level="intensive",
              starts_on=date(2020, 8, 1)), evaluation(evaluated_on=date(2025, 3, 8)), by=["P-1"], **TODAY)
AGAIN.missing(GOALS, "evaluated the day after", OLD, INTENSIVE, evaluation(evaluated_on=day(1)), by=["P-1"], **TODAY)
AGAIN.missing(GOALS, "the evaluation is of a targeted plan", OLD, plan(level="targeted"), evaluation(), by=[], **TODAY)
AGAIN.missing(GOALS, "the intensive plan has not started", OLD, plan(level="intensive", starts_on=day(1)), evaluation())
AGAIN.not_relevant(GOALS, "no placement is a year old", placed(date(2025, 3, 10)), INTENSIVE, **TODAY)
AGAIN.not_relevant(GOALS, "the placement has ended", placed(date(2020, 8, 1), ended_on=day(-1)), INTENSIVE)
AGAIN.not_relevant(GOALS, "29 February is no year old on 28 February", placed(date(2024, 2, 29)),
                   as_of=date(2025, 2, 28))
AGAIN.missing(GOALS, "29 February is a year old on 1 March", placed(date(2024, 2, 29)), as_of=date(2025, 3, 1))


@pytest.mark.parametrize("example", AGAIN, ids=str)
def test_the_yearly_review_of_an_offer(example: Example) -> None:
    example.hold()
