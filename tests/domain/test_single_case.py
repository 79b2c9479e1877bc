"""A case by itself holds everything about it and nothing about anything else; what is left out is counted."""

from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.domain.single_case import by_itself
from tests.builders import action, case, file_of, item, meeting, participant

FACTS = (
    case(), case("S-2", kind="class"),
    meeting(),
    participant("class_teacher", person="p1", present=False), participant("class_teacher", person="p2"),
    participant("parent", person="p3", present=False),
    item("I-1", case_id="S-1", anonymity="consent", carried_from="A-1"),
    item("I-2", case_id="S-2", anonymity="consent", carried_from="A-2"),
    item("I-3"),
    item("I-4", case_id="S-1", anonymity="consent", carried_from="A-2"),
    action("A-1", case_id="S-1"), action("A-2", case_id="S-2"), action("A-3"),
)  # fmt: skip


def test_a_meeting_keeps_what_is_about_the_case_alone():
    file = by_itself(file_of(*FACTS))
    (record,) = file.meetings
    assert [one.item_id for one in record.items] == ["I-1", "I-4"]
    assert [one.action_id for one in record.actions] == ["A-1"]
    assert file.left_out == 4


def test_an_agreement_about_something_else_is_not_even_named():
    (record,) = by_itself(file_of(*FACTS)).meetings
    assert [one.carried_from for one in record.items] == ["A-1", None]


def test_people_are_roles_and_present_where_anybody_in_the_role_is():
    (record,) = by_itself(file_of(*FACTS)).meetings
    assert [(str(one.role), one.person, one.present) for one in record.participants] == [
        ("class_teacher", "", True), ("parent", "", False),
    ]  # fmt: skip


def test_in_a_meeting_about_the_case_what_names_no_case_is_about_it():
    facts = (case(), case("S-2", kind="class"), meeting(case_id="S-1", forum="dialogue"),
             item("I-1"), item("I-2", case_id="S-2", anonymity="consent"), action("A-1"))  # fmt: skip
    file = by_itself(file_of(*facts))
    assert [one.item_id for one in file.meetings[0].items] == ["I-1"]
    assert [one.action_id for one in file.meetings[0].actions] == ["A-1"]
    assert file.left_out == 1


def test_a_meeting_about_another_case_does_not_say_which():
    facts = (case(), case("S-2", kind="class"), meeting(case_id="S-2"), item(case_id="S-1", anonymity="consent"))
    assert by_itself(file_of(*facts)).meetings[0].meeting.case_id is None


@given(st.lists(st.sampled_from([None, "S-1", "S-2"]), max_size=8), st.sampled_from([None, "S-1", "S-2"]))
def test_whatever_a_meeting_holds_is_kept_or_counted_and_twice_is_once(about, of_meeting):
    items = [item(f"I-{n}", case_id=one, anonymity="consent" if one else None) for n, one in enumerate(about)]
    named = [item("I-own", case_id="S-1", anonymity="consent")]
    file = file_of(case(), case("S-2", kind="class"), meeting(case_id=of_meeting), *items, *named)
    once = by_itself(file)
    assert once.left_out + sum(len(m.items) for m in once.meetings) == sum(len(m.items) for m in file.meetings)
    assert by_itself(once) == once
