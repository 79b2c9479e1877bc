"""What is left out is always said: nothing is lost in silence."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.report.packet.shorten import ROOMS, Room, roomiest, shortened, told


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Kort.", "Kort."),
        ("Første sætning. Anden sætning er længere.", "Første sætning."),
        ("Første linje\nanden linje, som er længere", "Første linje"),
        ("Han spurgte: »Må jeg?« Og så gik de ud.", "Han spurgte: »Må jeg?«"),
        ("En sætning uden et punktum inden for pladsen", "En sætning uden et"),
        ("Etmegetlangtordudenblanktegnsomikkekanstås", "Etmegetlangtordudenblan"),
    ],
)
def test_a_text_is_cut_after_a_sentence_else_after_a_word(text, kept):
    assert shortened(text, Room(characters=23)).text == kept


@given(st.text(), st.integers(1, 80))
def test_what_is_kept_and_what_is_left_out_are_the_whole_text(text, characters):
    piece = shortened(text, Room(characters=characters))
    whole = text.strip()
    assert whole.startswith(piece.text)
    assert len(piece.text) <= characters
    assert len(whole[len(piece.text):].strip()) == piece.left_out


@given(st.lists(st.dates()), st.integers(1, 9))
def test_a_list_tells_how_many_it_leaves_out_and_between_which_days(days, most):
    found = told(days, most, lambda day: day)
    left = days[most:]
    assert list(found.shown) == days[:most]
    assert (found.left_out, found.first, found.last) == (len(left), min(left, default=None), max(left, default=None))


def test_a_list_with_all_the_room_is_told_whole():
    assert told(range(100), None, lambda _day: None).left_out == 0


def test_entries_without_a_day_are_counted_all_the_same():
    found = told([None, date(2026, 1, 1), None], 1, lambda day: day)
    assert (found.left_out, found.first, found.last) == (2, date(2026, 1, 1), date(2026, 1, 1))


@given(st.integers(0, len(ROOMS)))
def test_the_first_room_that_fits_is_found_and_few_are_tried(first):
    tried = []

    def fits(room):
        tried.append(room)
        return ROOMS.index(room) >= first

    assert roomiest(ROOMS, fits) == ROOMS[min(first, len(ROOMS) - 1)]
    assert len(tried) <= 6


def test_no_room_is_larger_than_the_one_before():
    for more, less in pairwise(ROOMS[1:]):
        assert less != more
        assert less.characters <= more.characters
        assert less.measures <= more.measures
        assert less.entries <= more.entries
