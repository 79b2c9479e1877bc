"""A ressursteam meeting: what must hold for it, by example."""

import pytest

from tests.builders import action, day, item, meeting, meeting_file_of, participant, school
from tests.review.examples import Example, Examples

TEAM = Examples("baerum_ressursteam", "ressursteam_meeting", meeting_file_of)


def team(meeting_id: str = "M-1", **fields: object) -> object:
    """Return a ressursteam meeting, held yesterday."""
    return meeting(meeting_id, **({"forum": "ressursteam"} | fields))


AGENDA = "ressursteam.agenda_in_advance"
TEAM.documented(AGENDA, "sent the day before", team(agenda_sent_on=day(-2)), by=["M-1"])
TEAM.missing(AGENDA, "sent on the meeting's day", team(agenda_sent_on=day(-1)), by=["M-1"])
TEAM.missing(AGENDA, "not sent", team())
TEAM.missing(AGENDA, "sent after today, before the planned day: not known",
             team(held_on=None, planned_on=day(5), agenda_sent_on=day(1)))
TEAM.missing(AGENDA, "without a day it can't be told", team(held_on=None, agenda_sent_on=day(-9)))

TEAM.documented("ressursteam.minutes", "written today", team(minutes_written_on=day(0)))
TEAM.missing("ressursteam.minutes", "written the day after", team(minutes_written_on=day(1)))

TEAM.documented("ressursteam.action_log", "owner and day for each", team(), action(), by=["A-1"])
TEAM.missing("ressursteam.action_log", "one lacks its day", team(), action(), action("A-2", due_on=None), by=["A-2"])
TEAM.missing("ressursteam.action_log", "no action", team(), by=[])

BOTH = "ressursteam.system_and_individual"
TEAM.documented(BOTH, "one of each", team(), item(part="system"), item("I-2"), by=["I-1", "I-2"])
TEAM.missing(BOTH, "a wondering is not an individual item", team(), item(part="system"), item("I-2", part="wondering"))
TEAM.missing(BOTH, "nothing for the system", team(), item(), by=["I-1"])

HOUR = "ressursteam.hour_each"
TEAM.documented(HOUR, "50 and 70 are within", team(), item(part="system", minutes_planned=50),
                item("I-2", minutes_planned=40), item("I-3", minutes_planned=30))
TEAM.documented(HOUR, "a wondering counts to neither", team(), item(part="system", minutes_planned=60),
                item("I-2", minutes_planned=60), item("I-3", part="wondering", minutes_planned=30))
TEAM.missing(HOUR, "49 are too few", team(), item(part="system", minutes_planned=49), item("I-2", minutes_planned=60))
TEAM.missing(HOUR, "71 are too many", team(), item(part="system", minutes_planned=60), item("I-2", minutes_planned=71))
TEAM.missing(HOUR, "an item without minutes has none", team(), item(part="system"), item("I-2", minutes_planned=60))
TEAM.missing(HOUR, "no items", team(), by=[])

FIRST = "ressursteam.system_first"
TEAM.documented(FIRST, "the system comes first", team(), item(part="system", position=1), item("I-2", position=2))
TEAM.documented(FIRST, "equal positions stand beside each other", team(), item(part="system"), item("I-2"))
TEAM.documented(FIRST, "a wondering may stand anywhere", team(), item(part="wondering", position=1),
                item("I-2", part="system", position=2))
TEAM.documented(FIRST, "individual items and a wondering may follow", team(), item(part="system", position=1),
                item("I-2", position=2), item("I-3", position=3), item("I-4", part="wondering", position=4))
TEAM.documented(FIRST, "no system item at all", team(), item())
TEAM.missing(FIRST, "an individual item stands before the last system item", team(), item(part="system", position=1),
             item("I-2", position=2), item("I-3", part="system", position=3), by=["I-2"])

MEMBERS = "ressursteam.members"
COMMON = [participant(role) for role in ("principal", "department_head", "special_ed_coordinator", "ppr",
                                         "school_nurse", "contact_teacher")]
PRIMARY, LOWER = [participant("milieu_teacher")], [participant("social_teacher"), participant("school_counsellor")]
TEAM.documented(MEMBERS, "the primary school's", team(), school(), *COMMON, *PRIMARY)
TEAM.missing(MEMBERS, "the milieu teacher is lacking", team(), school(), *COMMON, *LOWER)
TEAM.missing(MEMBERS, "the principal did not come", team(), school(), *COMMON[1:], *PRIMARY,
             participant("principal", present=False))
TEAM.documented(MEMBERS, "while it is not held, the list counts", team(held_on=None, planned_on=day(5)), school(),
                *COMMON[1:], *PRIMARY, participant("principal", present=False))
TEAM.documented(MEMBERS, "the lower secondary school's", team(), school(school_type="lower_secondary"), *COMMON, *LOWER)
TEAM.missing(MEMBERS, "the social teacher is lacking", team(), school(school_type="lower_secondary"), *COMMON, *PRIMARY)
TEAM.documented(MEMBERS, "a combined school needs both", team(), school(school_type="combined"), *COMMON, *PRIMARY,
                *LOWER)
TEAM.missing(MEMBERS, "a combined school with one set", team(), school(school_type="combined"), *COMMON, *PRIMARY)
TEAM.not_relevant(MEMBERS, "a special school", team(), school(school_type="special"))

TEAM.documented("ressursteam.chair", "the principal leads", team(chair_role="principal"))
TEAM.missing("ressursteam.chair", "the coordinator leads", team(chair_role="special_ed_coordinator"))

CARRY = "ressursteam.carry_over"
EARLIER = team("M-0", held_on=day(-15))
OPEN = action(meeting_id="M-0", case_id="S-1")
TEAM.documented(CARRY, "an item names it", team(), EARLIER, OPEN, item(carried_from="A-1"), by=["A-1", "I-1"])
TEAM.documented(CARRY, "an item is about the same case", team(), EARLIER, OPEN,
                item(case_id="S-1", anonymity="consent"),
                item("I-2"), by=["A-1", "I-1"])
TEAM.documented(CARRY, "without a case the item that names it", team(), EARLIER, action(meeting_id="M-0"),
                item(carried_from="A-1"), item("I-2"), by=["A-1", "I-1"])
TEAM.missing(CARRY, "one of two is left", team(), EARLIER, OPEN, action("A-2", meeting_id="M-0"),
             item(carried_from="A-1"), by=["A-2"])
TEAM.missing(CARRY, "nothing takes it up", team(), EARLIER, OPEN, item(), by=["A-1"])
TEAM.missing(CARRY, "without a case only the name helps", team(), EARLIER, action(meeting_id="M-0"),
             item(case_id="S-1", anonymity="consent"), item("I-2"))
TEAM.missing(CARRY, "done after the meeting's day, it was open then", team(), EARLIER,
             action(meeting_id="M-0", status="done", done_on=day(0)))
TEAM.not_relevant(CARRY, "done on the meeting's day", team(), EARLIER,
                  action(meeting_id="M-0", status="done", done_on=day(-1)))
TEAM.missing(CARRY, "what is done between today and the planned day is not known",
             team(held_on=None, planned_on=day(5)), EARLIER, action(meeting_id="M-0", status="done", done_on=day(3)))
TEAM.not_relevant(CARRY, "cancelled", team(), EARLIER, action(meeting_id="M-0", status="cancelled"))
TEAM.not_relevant(CARRY, "its meeting was held on the same day", team(), team("M-0"), OPEN)
TEAM.not_relevant(CARRY, "its meeting was planned, not held", team(), OPEN,
                  team("M-0", held_on=None, planned_on=day(-15)))
TEAM.not_relevant(CARRY, "its meeting is held after today", team(held_on=None, planned_on=day(9)), OPEN,
                  team("M-0", held_on=day(2)))
TEAM.not_relevant(CARRY, "it was another forum's", team(), meeting("M-0", forum="team", held_on=day(-15)), OPEN)
TEAM.not_relevant(CARRY, "it was another school's", school(), school("SK-2"), team(), OPEN,
                  team("M-0", school_id="SK-2", held_on=day(-15)))
TEAM.missing(CARRY, "without a day it can't be told", team(held_on=None), EARLIER, OPEN, item(carried_from="A-1"),
             by=["A-1"])
TEAM.not_relevant(CARRY, "without a day, and nothing open", team(held_on=None), EARLIER)

WONDER = "ressursteam.anonymous_wondering"
TEAM.documented(WONDER, "anonymous", team(), item(part="wondering", anonymity="anonymous"), by=["I-1"])
TEAM.missing(WONDER, "with consent is not anonymous", team(), item(part="wondering", anonymity="consent"), by=["I-1"])
TEAM.missing(WONDER, "without a stated basis is not anonymous", team(), item(part="wondering"))
TEAM.not_relevant(WONDER, "no wondering", team(), item())


@pytest.mark.parametrize("example", TEAM, ids=str)
def test_a_ressursteam_meeting(example: Example) -> None:
    example.hold()
