"""The ids of others are found in whatever writing, and nothing else of a text changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.locale import speaking
from samrum_kit.privacy.ids import OtherIds

HIDDEN = OtherIds(pupils=["ELEV-0001", "ELEV-0002", "12", "4711"], cases=["S-1", "S-2", "S-1.2", "Eg"],
                  own=["S-1", "ELEV-0001"])  # fmt: skip


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Se S-2.", "Se [anden sag]."),
        ("S-2/S-2, (s-2) og »S-2«", "[anden sag]/[anden sag], ([anden sag]) og »[anden sag]«"),
        ("elev–0002 og ELEV\u20110002s mor", "[anden elev] og [anden elev]s mor"),
        ("ＥＬＥＶ-０００２ kom", "[anden elev] kom"),
        ("EL\u200bEV-0002 kom", "[anden elev] kom"),
        ("planen S-2-P1 og målet S-2_M.3", "planen [anden sag] og målet [anden sag]"),
        ("S-1, S-1-P2 og ELEV-0001", "S-1, S-1-P2 og ELEV-0001"),
        ("S-1.2 er en anden", "[anden sag] er en anden"),
        ("S-12, S-22, XS-2 og S-20", "S-12, S-22, XS-2 og S-20"),
        ("12 elever kl. 4711", "12 elever kl. [anden elev]"),
        ("Et eg i gården; Ege og egen", "Et [anden sag] i gården; Ege og egen"),
        ("", ""),
    ],
)
def test_an_id_of_others_is_hidden_and_the_rest_stays(text, shown):
    assert HIDDEN.mask(text) == shown


def test_the_sign_for_an_id_is_in_the_language_in_use():
    with speaking("nb"):
        assert HIDDEN.mask("S-2 og ELEV-0002") == "[annen sak] og [annen elev]"


@given(st.text(alphabet="S-12 ELVelv0._/,–\u200b", max_size=60))
def test_no_id_of_others_is_left_as_a_word_and_masking_twice_is_masking_once(text):
    once = HIDDEN.mask(text)
    assert not {word.casefold() for word in once.replace("/", " ").replace(",", " ").split()} & {"s-2", "elev-0002"}
    assert HIDDEN.mask(once) == once


@given(st.text(alphabet="abcæøå -.,\n", max_size=80))
def test_a_text_without_ids_is_the_very_same(text):
    assert HIDDEN.mask(text) == text
