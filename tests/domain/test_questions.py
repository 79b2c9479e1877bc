"""What was asked of a vault while a report was made travels whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.domain.questions import as_line, parts_of, question, questions_in
from tests.strategies import ids


@given(what=st.sampled_from(["case", "names"]), of=st.lists(ids()))
def test_a_question_is_taken_apart_into_what_it_was_put_together_from(what: str, of: list[str]) -> None:
    assert parts_of(question(what, *of)) == (what, sorted(of))


@given(asked=st.dictionaries(ids(), ids()))
def test_what_is_noted_down_is_read_again_however_often_it_was_asked(asked: dict[str, str]) -> None:
    lines = b"".join(as_line(*one) for one in asked.items())
    assert questions_in(lines + lines) == asked


def test_what_was_answered_in_two_ways_has_the_seal_of_neither() -> None:
    lines = as_line("case S-1", "0") + as_line("case S-1", "1")
    assert questions_in(lines)["case S-1"] not in ("0", "1")
    assert questions_in(lines + as_line("case S-1", "1")) == questions_in(lines)


@pytest.mark.parametrize("torn", [b"[", b'["case S-1"', b'["case S-1"]'])
def test_a_torn_line_is_no_line(torn: bytes) -> None:
    with pytest.raises(ValueError):
        questions_in(as_line("case S-2", "0") + torn)
