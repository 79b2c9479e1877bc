"""A trivselsforum: what must hold for it, by example."""

import pytest

from samrum_kit.models.schema import Settings
from samrum_kit.review.engine import review
from samrum_kit.review.findings import Status
from tests.builders import action, case, consent, day, item, meeting, meeting_file_of, participant
from tests.review.examples import Example, Examples, models

FORUM = Examples("trivselsforum_ssp", "trivselsforum_meeting", meeting_file_of)


def forum(**fields: object) -> object:
    """Return a trivselsforum, held yesterday."""
    return meeting(**({"forum": "trivselsforum"} | fields))


AGENDA = "trivselsforum.agenda"
FORUM.documented(AGENDA, "sent on the meeting's day", forum(agenda_sent_on=day(-1)), by=["M-1"])
FORUM.missing(AGENDA, "sent the day after", forum(agenda_sent_on=day(0)), by=["M-1"])
FORUM.missing(AGENDA, "not sent", forum())
FORUM.documented(AGENDA, "sent today for a meeting that is planned",
                 forum(held_on=None, planned_on=day(5), agenda_sent_on=day(0)))
FORUM.missing(AGENDA, "what is sent between today and the planned day is not known",
              forum(held_on=None, planned_on=day(5), agenda_sent_on=day(1)))
FORUM.missing(AGENDA, "without a day it can't be told", forum(held_on=None, agenda_sent_on=day(-5)))
FORUM.missing(AGENDA, "held after today: sent after the planned day, which stands",
              forum(held_on=day(9), planned_on=day(-2), agenda_sent_on=day(-1)))

FORUM.documented("trivselsforum.minutes", "written today", forum(minutes_written_on=day(0)), by=["M-1"])
FORUM.missing("trivselsforum.minutes", "written the day after", forum(minutes_written_on=day(1)))
FORUM.missing("trivselsforum.minutes", "not written", forum())

ACTIONS = "trivselsforum.action_plan"
FORUM.documented(ACTIONS, "each has an owner and a day", forum(), action(), by=["A-1"])
FORUM.missing(ACTIONS, "one has no owner", forum(), action(), action("A-2", owner_role=None), by=["A-2"])
FORUM.missing(ACTIONS, "one has no day", forum(), action(due_on=None), by=["A-1"])
FORUM.missing(ACTIONS, "a cancelled one needs them too", forum(), action(),
              action("A-2", status="cancelled", due_on=None))
FORUM.missing(ACTIONS, "nothing was agreed", forum(), by=[])

NAMED = "trivselsforum.parents_or_consent"
FORUM.documented(NAMED, "there is consent", forum(), item(case_id="S-1", anonymity="consent"), consent(),
                 by=["I-1", "C-1"])
FORUM.documented(NAMED, "a parent is present, whatever basis is stated", forum(), participant("parent"),
                 item(case_id="S-1", anonymity="consent"), by=["I-1", "M-1/parent/p1"])
FORUM.documented(NAMED, "there is consent, though parents were to be present", forum(), consent(),
                 item(case_id="S-1", anonymity="parents_present"))
FORUM.missing(NAMED, "statutory is not enough here", forum(), item(case_id="S-1", anonymity="statutory"), by=["I-1"])
FORUM.documented(NAMED, "statutory with consent on file", forum(), item(case_id="S-1", anonymity="statutory"),
                 consent())
FORUM.missing(NAMED, "the consent had run out", forum(), item(case_id="S-1", anonymity="consent"),
              consent(valid_until=day(-2)))
FORUM.missing(NAMED, "no basis is stated and nothing is on file", forum(), item(case_id="S-1"))
FORUM.not_relevant(NAMED, "the item is anonymous", forum(), item(case_id="S-1", anonymity="anonymous"))
FORUM.not_relevant(NAMED, "the case is a class's", forum(), case(kind="class"),
                   item(case_id="S-1", anonymity="consent"))

SOCIAL = "trivselsforum.no_open_social_case"
OPEN = case(open_social_case=True)
FORUM.documented(SOCIAL, "there is none", forum(), item(case_id="S-1", anonymity="consent"))
FORUM.documented(SOCIAL, "the agenda is empty", forum())
FORUM.missing(SOCIAL, "a child with one is on the agenda", forum(), OPEN, item(case_id="S-1", anonymity="consent"),
              by=["I-1"])
FORUM.missing(SOCIAL, "an anonymous item is about that child too", forum(), OPEN,
              item(case_id="S-1", anonymity="anonymous"))
FORUM.documented(SOCIAL, "a group's case is no child's", forum(), case(kind="group", open_social_case=True),
                 item(case_id="S-1"))

FORUM.documented("trivselsforum.general_prevention", "a system item", forum(), item(part="system"), by=["I-1"])
FORUM.missing("trivselsforum.general_prevention", "only individual items", forum(), item())
FORUM.documented("trivselsforum.ssp_present", "SSP is there", forum(), participant("ssp"), by=["M-1/ssp/p1"])
FORUM.missing("trivselsforum.ssp_present", "SSP did not come", forum(), participant("ssp", present=False))


@pytest.mark.parametrize("example", FORUM, ids=str)
def test_a_trivselsforum(example: Example) -> None:
    example.hold()


def test_a_model_can_switch_the_rule_on_social_cases_off() -> None:
    model = models()["trivselsforum_ssp"].model_copy(update={"settings": Settings(open_social_case_rule=False)})
    found = review(meeting_file_of(forum(), OPEN, item(case_id="S-1", anonymity="consent")), model,
                   "trivselsforum_meeting")
    assert next(each for each in found.findings if each.requirement == SOCIAL).status is Status.NOT_RELEVANT
