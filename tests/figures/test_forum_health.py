"""How a forum keeps to its form is told with what isn't known apart, and as it was known on the day."""

from datetime import date, timedelta

import pytest

from samrum_kit.domain.vocabulary import Forum
from samrum_kit.figures.counters import COUNTERS
from samrum_kit.figures.key_figures import count_figures
from samrum_kit.figures.scope import Extent, Period, Scope
from samrum_kit.locale import speaking
from samrum_kit.measure.school_days import SchoolDays
from samrum_kit.measure.values import Interval
from tests.builders import action, case, consent, item, meeting, participant, school
from tests.figures.asking import YEAR, basis_of, counted, shares

DAY = date(2025, 10, 1)
FORUM = "trivselsforum"


def met(meeting_id: str, on: date = DAY, **fields):
    return meeting(meeting_id, **{"forum": FORUM, "held_on": on, "planned_on": None} | fields)


def test_an_agenda_counts_when_it_was_sent_by_the_day_of_the_meeting():
    basis = basis_of(met("M-1", agenda_sent_on=DAY), met("M-2", agenda_sent_on=DAY + timedelta(1)), met("M-3"))
    assert shares("meeting_documents", basis, FORUM)["agenda"] == (1, 3)


def test_a_school_that_never_writes_the_day_down_leaves_it_unknown():
    basis = basis_of(met("M-1", agenda_sent_on=DAY), met("M-2", school_id="SK-2"), met("M-3", school_id="SK-2"),
                     school("SK-1"), school("SK-2"))  # fmt: skip
    cells = counted("meeting_documents", basis)
    assert (cells["trivselsforum.agenda"].count, cells["trivselsforum.agenda"].of) == (1, 1)
    assert cells["trivselsforum.agenda"].reach == Interval(1 / 3, 1.0)
    assert cells["trivselsforum.agenda.unknown"].value == 2


def test_minutes_are_not_missing_before_they_are_due():
    as_of = DAY + timedelta(20)
    young, old = met("M-2", DAY + timedelta(7)), met("M-3", DAY + timedelta(6))
    basis = basis_of(met("M-1", minutes_written_on=DAY), young, old, period=Period(YEAR.first, YEAR.last, as_of))
    cells = counted("meeting_documents", basis)
    assert (cells["trivselsforum.minutes"].count, cells["trivselsforum.minutes"].of) == (1, 2)
    assert cells["trivselsforum.minutes.unknown"].value == 1


def test_minutes_that_were_written_later_are_not_known_yet():
    later = Period(YEAR.first, YEAR.last, DAY + timedelta(30))
    facts = (met("M-1", minutes_written_on=DAY + timedelta(31)), met("M-2", minutes_written_on=DAY))
    assert shares("meeting_documents", basis_of(*facts, period=later), FORUM)["minutes"] == (1, 2)
    assert shares("meeting_documents", basis_of(*facts), FORUM)["minutes"] == (2, 2)


def test_no_two_numbers_about_the_papers_of_a_meeting_have_the_same_name():
    labels = [part.label for part in COUNTERS["meeting_documents"](basis_of(met("M-1")))]
    assert len(set(labels)) == len(labels) == 6


def test_a_forum_that_is_asked_about_alone_is_not_named_in_every_line():
    with speaking("da"):
        alone = basis_of(met("M-1"), forum=Forum.TRIVSELSFORUM)
        every = basis_of(met("M-1"))
        told = [[row.part for row in count_figures(basis, Scope(Extent.ALL), basis.model).table.rows]
                for basis in (alone, every)]  # fmt: skip
    assert "referat skrevet" in told[0]
    assert "Trivselsforum: referat skrevet" in told[1]


def test_an_action_plan_has_an_owner_and_a_deadline():
    facts = (met("M-1"), met("M-2"), met("M-3"), action("A-1"), action("A-2", meeting_id="M-2", due_on=None),
             item("I-2", meeting_id="M-2", part="system", discussed=True))  # fmt: skip
    cells = counted("meeting_documents", basis_of(*facts))
    assert (cells["trivselsforum.actions"].count, cells["trivselsforum.actions"].of) == (1, 2)
    assert cells["trivselsforum.actions.unknown"].value == 1


def test_agreements_without_an_owner_or_a_deadline_are_no_action_plan_and_that_is_known():
    facts = (met("M-1"), met("M-2"), action("A-1", owner_role=None), action("A-2", meeting_id="M-2"))
    cells = counted("meeting_documents", basis_of(*facts))
    assert (cells["trivselsforum.actions"].count, cells["trivselsforum.actions"].of) == (1, 2)
    assert cells["trivselsforum.actions.unknown"].value == 0


def test_a_school_that_wrote_the_day_down_for_a_meeting_to_come_does_record_it():
    to_come = met("M-2", None, planned_on=date(2026, 9, 1), agenda_sent_on=DAY)
    assert shares("meeting_documents", basis_of(met("M-1"), to_come), FORUM)["agenda"] == (0, 1)


def test_the_permanent_members_are_followed_from_meeting_to_meeting_within_a_school():
    people = [participant("ppr", meeting_id="M-1", person="a"), participant("ssp", meeting_id="M-1", person="b"),
              participant("ppr", meeting_id="M-2", person="a"), participant("ssp", meeting_id="M-2", person="c"),
              participant("ppr", meeting_id="M-3", person="d"), participant("ssp", meeting_id="M-3", person="c"),
              participant("class_teacher", meeting_id="M-1", person="x"),
              participant("ppr", meeting_id="M-9", person="a")]  # fmt: skip
    meetings = [met(f"M-{n}", DAY + timedelta(7 * n)) for n in (1, 2, 3)]
    cells = counted("participants", basis_of(*people, *meetings, met("M-9", school_id="SK-2"), school("SK-1"),
                                             school("SK-2")))  # fmt: skip
    assert (cells["trivselsforum.next"].value, cells["trivselsforum.next"].of) == (0.5, 2)
    assert (cells["trivselsforum.first_to_last"].value, cells["trivselsforum.first_to_last"].of) == (0.0, 1)


def test_a_meeting_about_one_case_says_nothing_about_who_comes_again():
    basis = basis_of(met("M-1", case_id="S-1"), participant("ppr"), participant("ssp", person="p2"))
    assert counted("participants", basis) == {}


def test_who_was_not_there_does_not_count_as_coming_again():
    facts = (met("M-1"), met("M-2", DAY + timedelta(7)), participant("ppr"),
             participant("ppr", meeting_id="M-2", present=False))  # fmt: skip
    assert counted("participants", basis_of(*facts))["trivselsforum.next"].value == 0.0


def test_a_request_that_is_not_met_is_under_way_and_not_left_out():
    facts = [met("M-1", requested_on=DAY - timedelta(4)), met("M-2", requested_on=DAY - timedelta(40)),
             met("M-3", None, requested_on=DAY, planned_on=date(2026, 9, 1)),
             met("M-4", None, requested_on=date(2026, 7, 30), planned_on=date(2026, 9, 1))]  # fmt: skip
    cells = counted("lead_time", basis_of(*facts))
    assert cells["trivselsforum.requests"].value == 4
    assert cells["trivselsforum.open"].value == 2
    assert cells["trivselsforum.median"].value == 40
    assert (cells["trivselsforum.ad_hoc"].count, cells["trivselsforum.ad_hoc"].of) == (1, 3)


def test_school_days_are_counted_where_the_calendar_reaches_and_calendar_days_elsewhere():
    asked, held = date(2025, 10, 3), date(2025, 10, 10)  # from a Friday to the next
    fact = met("M-1", held, requested_on=asked)
    calendar = SchoolDays("DK", YEAR.first, YEAR.last)
    short = SchoolDays("DK", YEAR.first, date(2026, 1, 1))
    in_school_days, in_days, uncovered = (basis_of(fact, calendar=one) for one in (calendar, None, short))
    assert counted("lead_time", in_school_days)["trivselsforum.median"].value == 5
    assert counted("lead_time", in_days)["trivselsforum.median"].value == 7
    assert counted("lead_time", uncovered)["trivselsforum.median"].value == 7


def named(item_id: str, **fields):
    return item(item_id, **{"case_id": "S-1", "anonymity": "consent", "discussed": True} | fields)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, (1, 1)),
        ({"given_on": DAY}, (1, 1)),
        ({"given_on": DAY + timedelta(1)}, (0, 1)),
        ({"valid_until": DAY - timedelta(1)}, (0, 1)),
        ({"withdrawn_on": DAY}, (0, 1)),
        ({"givers": 1}, (0, 1)),
        ({"kind": "ppv"}, (0, 1)),
    ],
)
def test_a_consent_counts_that_was_in_force_on_the_day_of_the_meeting(fields, expected):
    basis = basis_of(met("M-1"), named("I-1"), consent(**{"given_on": DAY - timedelta(9)} | fields))
    assert shares("consent_before", basis, FORUM)["consent"] == expected


def test_what_was_discussed_without_consent_is_told_with_and_without_a_parent():
    facts = (met("M-1"), met("M-2"), named("I-1"), named("I-2", meeting_id="M-2"),
             named("I-3", anonymity="anonymous"), named("I-4", discussed=False), named("I-5", case_id=None),
             participant("parent"))  # fmt: skip
    found = shares("consent_before", basis_of(*facts), FORUM)
    assert found == {"consent": (0, 2), "parents": (1, 2), "neither": (1, 2)}


def test_items_are_coded_by_their_case_and_else_by_their_part():
    cases = [case("S-1"), case("S-2", kind="class"), case("S-3", kind="system")]
    items = [named("I-1", part="system"), named("I-2", case_id="S-2"), named("I-3", case_id="S-3"),
             named("I-4", case_id=None, part="system"), named("I-5", case_id=None, part="individual"),
             named("I-6", case_id=None, part="wondering"), named("I-7", discussed=None)]  # fmt: skip
    basis = basis_of(met("M-1"), *cases, *items)
    found = shares("general_prevention", basis, FORUM)
    assert found == {"general": (2, 5), "class": (1, 5), "child": (2, 5)}
    assert counted("general_prevention", basis)["trivselsforum.unknown"].value == 1


def test_a_service_that_never_came_is_counted_by_school():
    facts = (school("SK-1"), school("SK-2"), met("M-1"), met("M-2"), met("M-3", school_id="SK-2"),
             participant("ssp", meeting_id="M-2"), participant("ssp", meeting_id="M-1", present=False, person="p2"),
             participant("ppr", meeting_id="M-3"))  # fmt: skip
    cells = counted("services_absent", basis_of(*facts))
    assert (cells["trivselsforum.ssp"].value, cells["trivselsforum.ssp"].of) == (1, 2)
    assert (cells["trivselsforum.ppr"].value, cells["trivselsforum.ppr"].of) == (1, 2)
    assert cells["trivselsforum.school_nurse"].value == 2
    assert "trivselsforum.wellbeing_officer" not in cells


def test_meetings_outside_the_period_the_scope_or_the_forum_do_not_count():
    facts = (met("M-1"), met("M-2", YEAR.first - timedelta(1)), met("M-3", school_id="SK-2"),
             met("M-4", forum="samrum"), met("M-5", None, planned_on=DAY), school("SK-1"), school("SK-2"))  # fmt: skip
    assert counted("forum_meetings", basis_of(*facts, school="SK-1"))["trivselsforum.meetings"].value == 1


def test_one_forum_can_be_asked_about_that_the_model_does_not_have():
    basis = basis_of(met("M-1", forum="ressursteam"), forum=Forum.RESSURSTEAM)
    assert counted("forum_meetings", basis)["ressursteam.meetings"].value == 1
