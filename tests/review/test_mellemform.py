"""A plan for an intermediate form: what it must hold, by example; it is read as it stands, started or not."""

import pytest

from tests.builders import day, goal, measure, plan, plan_file_of
from tests.review.examples import Example, Examples

FORM = Examples("haderslev", "mellemform", plan_file_of)
TEXTS = {"form_purpose": "Ro", "form_content": "Værksted", "form_method": "Små hold", "form_pedagogy": "Fællesskab"}

FORM.documented("mellemform.described", "all four are filled in, though the plan has not started",
                plan(**TEXTS, starts_on=day(20)), by=["P-1"])
for name in TEXTS:
    FORM.missing("mellemform.described", f"{name} is empty", plan(**(TEXTS | {name: None})), by=["P-1"])

FORM.documented("mellemform.community_and_progress", "a goal for each", plan(), goal(),
                goal("G-2", target="individual"))
FORM.documented("mellemform.community_and_progress", "a measure counts as written, whatever its start", plan(), goal(),
                measure(target="individual", starts_on=None))
FORM.missing("mellemform.community_and_progress", "only the community", plan(), goal(), measure())
FORM.missing("mellemform.community_and_progress", "the other goal is another plan's", plan(), goal(), plan("P-2"),
             goal("G-2", plan_id="P-2", target="individual"))

FORM.documented("mellemform.goal_follow_up", "a goal and a day", plan(evaluation_due_on=day(-1)), goal())
FORM.missing("mellemform.goal_follow_up", "no day", plan(), goal())
FORM.missing("mellemform.goal_follow_up", "no goal", plan(evaluation_due_on=day(9)))

for requirement, text in (("mellemform.parents", "parent_perspective"), ("mellemform.child_voice", "child_voice"),
                          ("mellemform.belongs_to_community", "home_community")):
    FORM.documented(requirement, "it is filled in", plan(**{text: "3.b"}), by=["P-1"])
    FORM.missing(requirement, "it is empty", plan(), by=["P-1"])
FORM.missing("mellemform.parents", "a reason is not enough", plan(parent_perspective_missing_reason="Rejst bort"))
FORM.missing("mellemform.child_voice", "a reason is not enough", plan(child_voice_missing_reason="Ønskede det ikke"))

FORM.documented("mellemform.limited_period", "it ends the day after its start", plan(starts_on=day(5), ends_on=day(6)))
FORM.missing("mellemform.limited_period", "it ends on its first day", plan(starts_on=day(5), ends_on=day(5)))
FORM.missing("mellemform.limited_period", "it has no end", plan())

STAFF = measure("T-2", actor_role="intermediate_form_staff", starts_on=None)
FORM.documented("mellemform.teams_cooperate", "the class team and the staff of the form", plan(),
                measure(actor_role="class_team"), STAFF, measure("T-3", actor_role="psychologist"),
                by=["T-1", "T-2"])
FORM.documented("mellemform.teams_cooperate", "the class teacher will do", plan(), measure(), STAFF)
FORM.missing("mellemform.teams_cooperate", "nobody of the form", plan(), measure(), by=["P-1", "T-1"])
FORM.missing("mellemform.teams_cooperate", "a contact teacher is not of the home team", plan(),
             measure(actor_role="contact_teacher"), STAFF)


@pytest.mark.parametrize("example", FORM, ids=str)
def test_a_plan_for_an_intermediate_form(example: Example) -> None:
    example.hold()
