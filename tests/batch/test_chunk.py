"""Chunks and answers travel whole, and every report is in one chunk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.batch.backends import Rendered
from samrum_kit.batch.chunk import MOST_JOBS, ROUNDS, Answer, Asked, Chunk, answer_from, chunk_from, parted
from samrum_kit.batch.manifest import Status

ASKED = Asked("02_gennemgang-S-1", {"subject": "S-1"}, {"data": "segl"}, verify=True)
CHUNK = Chunk("samrum-1", "02_gennemgang", "0123", ("html", "pdf"), "reports/2026-03-09", "da", "4567", (ASKED,))


def test_a_chunk_arrives_as_it_was_sent() -> None:
    assert chunk_from(CHUNK.as_text()) == CHUNK


def test_an_answer_arrives_as_it_was_given() -> None:
    made = (Rendered(Status.OK, 0.5, files={"html": "0123"}, backend="fork"),
            Rendered(Status.FAILED, 0.1, "report.cell", 2, message="Kodecelle 2"))  # fmt: skip
    for answer in (Answer(made), Answer(refusal="Nej.", code="access.passphrase")):
        assert answer_from(answer.as_text()) == answer


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"made": [{}]}', '{"made": [], "more": 1}'])
def test_what_is_no_answer_is_told_apart(text: str) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        answer_from(text)


@given(st.integers(0, 2000), st.integers(0, 64))
def test_every_report_is_in_one_chunk_in_order_and_nobody_waits_for_a_large_one(number: int, makers: int) -> None:
    asked = [Asked(str(n), {}, {}, verify=False) for n in range(number)]
    chunks = parted(asked, makers)
    assert [one for chunk in chunks for one in chunk] == asked
    assert all(0 < len(chunk) <= MOST_JOBS for chunk in chunks)
    assert len(chunks) >= min(number, ROUNDS * makers)
