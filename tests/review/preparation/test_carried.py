"""What earlier meetings agreed and nobody has done yet."""

from samrum_kit.domain.vocabulary import Forum, Role
from tests.builders import action, case, day, item, meeting


def earlier(meeting_id="M-0", **fields):
    return meeting(meeting_id, **({"held_on": day(-30)} | fields))


def ids(actions):
    return [action.action_id for action in actions]


def test_an_open_agreement_is_carried_over_with_owner_day_and_case(prepared):
    carried = prepared("samrum", earlier(), action(meeting_id="M-0", case_id="S-1", due_on=day(-3))).carried_over
    (found,) = carried.own
    assert (found.owner, found.due_on, found.days_overdue, found.case_id) == (Role.CLASS_TEACHER, day(-3), 3, "S-1")
    assert (found.meeting_id, found.agreed_on, found.forum) == ("M-0", day(-30), Forum.SAMRUM)


def test_an_agreement_whose_day_is_today_or_ahead_or_unset_is_not_overdue(prepared):
    actions = [action(f"A-{n}", meeting_id="M-0", due_on=due) for n, due in enumerate((day(0), day(1), None))]
    assert [found.days_overdue for found in prepared("samrum", earlier(), *actions).carried_over.own] == [0, 0, 0]


def test_what_is_done_or_cancelled_is_not_carried_over(prepared):
    done = action("A-1", meeting_id="M-0", status="done", done_on=day(0))
    cancelled = action("A-2", meeting_id="M-0", status="cancelled")
    assert prepared("samrum", earlier(), done, cancelled).carried_over.own == ()


def test_what_is_done_only_later_is_still_open_on_the_day(prepared):
    done = action(meeting_id="M-0", status="done", done_on=day(1))
    assert ids(prepared("samrum", earlier(), done).carried_over.own) == ["A-1"]


def test_agreements_of_a_meeting_that_is_not_held_before_the_day_are_not_carried_over(prepared):
    facts = (earlier(held_on=None, planned_on=day(-5)), action("A-1", meeting_id="M-0"),
             earlier("M-2", held_on=day(0)), action("A-2", meeting_id="M-2"))
    assert prepared("samrum", *facts).carried_over.own == ()


def test_agreements_stand_in_the_order_of_their_days_and_those_without_come_last(prepared):
    actions = [action(f"A-{n}", meeting_id="M-0", due_on=due) for n, due in enumerate((None, day(9), day(-9), day(9)))]
    assert ids(prepared("samrum", earlier(), *actions).carried_over.own) == ["A-2", "A-1", "A-3", "A-0"]


def test_other_forums_agreements_stand_apart_and_only_about_cases_on_the_agenda(prepared):
    facts = (case("S-1"), case("S-2"), earlier(), action("A-1", meeting_id="M-0", case_id="S-1"),
             earlier("M-t", forum="team"), action("A-t", meeting_id="M-t", case_id="S-1"),
             action("A-u", meeting_id="M-t", case_id="S-2"))
    carried = prepared("samrum", *facts).carried_over
    assert (ids(carried.own), ids(carried.elsewhere)) == (["A-1"], ["A-t"])


def test_an_agreement_without_a_case_belongs_to_the_case_of_its_meeting(prepared):
    facts = (earlier(), item("I-0", meeting_id="M-0", case_id="S-1", outcome="continue", discussed=True),
             earlier("M-n", forum="network", case_id="S-1"), action("A-n", meeting_id="M-n"))
    (found,) = prepared("samrum", *facts).carried_over.elsewhere
    assert found.case_id == "S-1"


def test_a_meeting_about_one_child_tells_nothing_of_another(prepared):
    facts = (case("S-1"), case("S-2"), meeting(forum="dialogue", held_on=None, planned_on=day(0), case_id="S-1"),
             earlier("D-1", forum="dialogue", case_id="S-1"), action("A-1", meeting_id="D-1", case_id="S-1"),
             earlier("D-2", forum="dialogue", case_id="S-2"), action("A-2", meeting_id="D-2", case_id="S-2"))
    analysis = prepared("dialogue", *facts)
    assert ids(analysis.carried_over.own) == ["A-1"]
    assert "S-2" not in str(analysis.to_json())
    assert "S-2" not in analysis._repr_html_()


def test_what_a_meeting_about_one_child_agreed_about_another_is_not_told_either(prepared):
    facts = (case("S-1"), case("S-2"), meeting(forum="dialogue", held_on=None, planned_on=day(0), case_id="S-1"),
             earlier("D-1", forum="dialogue", case_id="S-1"), action("A-2", meeting_id="D-1", case_id="S-2"))
    assert "S-2" not in str(prepared("dialogue", *facts).to_json())
