"""What everybody may read of an agenda."""

import pytest

from tests.builders import TODAY, action, case, consent, day, item, meeting, participant
from tests.report.packet.meetings import by_name, material_of, planned

TOPIC = "Det hele på drengen i 3.b"
PUT_FORWARD = "som lægges frem af den, der forbereder punktet"


def shared(forum, *facts):
    """Return the items of a meeting of a forum as everybody may read them."""
    return material_of(forum, planned(forum), *facts).sharing.items


def about_case(**fields):
    return item(**{"case_id": "S-1", "topic": TOPIC, "minutes_planned": 20} | fields)


def test_a_pupil_is_shown_by_id_and_basis_where_a_consent_is_on_file():
    first, *_rest = shared("samrum", *by_name(), about_case(anonymity="consent"))
    assert (first.case_id, first.basis, first.text) == ("S-1", "Med samtykke", "En elevsag")


@pytest.mark.parametrize("anonymity", ["anonymous", "consent", "parents_present"])
def test_a_pupil_is_shown_by_nothing_where_nothing_on_file_allows_the_name(anonymity):
    first, *_rest = shared("samrum", case(), about_case(anonymity=anonymity))
    assert (first.case_id, first.basis, first.text) == (None, "Anonymt", "En elevsag, der drøftes uden navn")


@pytest.mark.parametrize("ended", [{"valid_until": day(-1)}, {"withdrawn_on": day(-1)}, {"givers": 1}])
def test_a_consent_that_is_not_in_force_allows_no_name(ended):
    first, *_rest = shared("samrum", case(), consent(**ended), about_case(anonymity="consent"))
    assert first.case_id is None


def test_parents_on_the_list_allow_the_name():
    first, *_rest = shared("dialogue", case(), participant("parent"), about_case(anonymity="parents_present"))
    assert (first.case_id, first.basis) == ("S-1", "Forældre til stede")


def test_a_statutory_basis_that_the_model_knows_allows_the_name():
    first, *_rest = shared("samrum", case(), about_case(anonymity="statutory"))
    assert (first.case_id, first.basis) == ("S-1", "Lovhjemmel")


def test_one_anonymous_item_hides_the_case_at_every_other():
    facts = (*by_name(), about_case(anonymity="consent"), about_case(item_id="I-2", position=2, anonymity="anonymous"))
    assert [entry.case_id for entry in shared("samrum", *facts)[:2]] == [None, None]


def test_where_a_forum_needs_consent_that_is_lacking_the_agenda_says_so():
    first, *_rest = shared("pku", case(), about_case(anonymity="consent"))
    assert (first.case_id, first.basis) == (None, "Først når der er samtykke, eller forældrene er med")


@pytest.mark.parametrize(
    ("kind", "text"),
    [("class", TOPIC), ("system", TOPIC), ("group", "En sag om en gruppe")],
)
def test_the_schools_words_are_shared_about_a_community_and_never_about_a_group(kind, text):
    first, *_rest = shared("samrum", case(kind=kind), about_case(anonymity=None))
    assert (first.case_id, first.text) == ("S-1", text)


def test_a_class_that_the_agenda_calls_anonymous_is_anonymous():
    first, *_rest = shared("trivselsforum", case(kind="class"), about_case(part="system", anonymity="anonymous"))
    assert (first.case_id, first.text) == (None, "En sag om en klasse, der drøftes uden navn")


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"part": "system"}, TOPIC),
        ({"part": "system", "anonymity": "anonymous"}, f"Et emne uden sag, {PUT_FORWARD}"),
        ({"part": "wondering"}, f"En undring, {PUT_FORWARD}"),
        ({"part": "individual"}, f"Et emne uden sag, {PUT_FORWARD}"),
        ({"part": "system", "carried_from": "A-1"}, "Opfølgning på en aftale fra et tidligere møde"),
    ],
)
def test_an_item_without_a_case_shares_its_words_only_about_the_system(fields, text):
    first, *_rest = shared("samrum", about_case(case_id=None, **fields))
    assert first.text == text


def test_what_an_earlier_meeting_agreed_is_not_quoted_on_the_agenda():
    earlier = (meeting("M-0", held_on=day(-20)), action(meeting_id="M-0", text=TOPIC))
    texts = [entry.text for entry in material_of("samrum", *earlier).sharing.items]
    assert "Opfølgning på en aftale fra et tidligere møde" in texts
    assert TOPIC not in texts


def test_minutes_add_up_from_item_to_item():
    items = [item(f"I-{number}", position=number, part="system", minutes_planned=minutes)
             for number, minutes in enumerate([20, 30, 7.5], start=1)]  # fmt: skip
    assert [(entry.begins_after, entry.ends_after) for entry in shared("samrum", *items)[:3]] == [
        (0, 20), (20, 50), (50, 57.5)]  # fmt: skip


def test_recorded_items_come_first_and_proposals_are_known_as_such():
    items = shared("samrum", case("S-2", kind="class"), item(part="individual", topic="Noget", minutes_planned=10))
    assert [entry.is_proposed for entry in items] == [False, *[True] * (len(items) - 1)]
    assert len(items) > 1
    assert [entry.number for entry in items] == list(range(1, len(items) + 1))


def test_a_case_off_the_agenda_is_named_by_what_is_on_file_alone():
    facts = (*by_name("S-2", first_concern_on=TODAY), case("S-3", first_concern_on=TODAY), case("S-4", kind="class"))
    assert {"S-3"}.isdisjoint(material_of("samrum", *facts).sharing.named)
    assert "S-4" in material_of("samrum", *facts).sharing.named
