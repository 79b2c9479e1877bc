"""A meeting in counts tells how much there is to look at, and nothing by which anybody could be found."""

import re
from dataclasses import fields
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samrum_kit.domain.vocabulary import Forum
from samrum_kit.figures.meeting_counts import Counts, meeting_counts
from samrum_kit.models import shipped_models
from samrum_kit.review.preparation import prepare
from samrum_kit.review.registry import signatures
from tests.builders import action, case, concern, day, item, meeting, pupil, school_file_of

MODEL = shipped_models(signatures())["aalborg_samrum"]
WORD = "Fremmedord"


def school_with(cases: int, agreements: int = 1):
    """Return a school with so many pupils' cases, each new and with agreements from the last meeting."""
    facts = [meeting(held_on=day(-7))]
    for number in range(cases):
        name = f"FREMMED-{number}"
        facts += [
            pupil(f"ELEV-{number}", class_name=WORD), case(name, pupil_id=f"ELEV-{number}", title=WORD),
            concern(f"B-{number}", case_id=name, raised_on=day(-3), text=WORD),
            item(f"I-{number}", case_id=name, anonymity="anonymous", discussed=True, topic=WORD, minutes=WORD),
            *(action(f"A-{number}-{n}", case_id=name, text=WORD, due_on=day(-1)) for n in range(agreements)),
        ]  # fmt: skip
    return school_file_of(*facts)


def counts_of(cases: int, agreements: int = 1):
    """Return the counts of the coming meeting of such a school."""
    school = school_with(cases, agreements)
    return meeting_counts(prepare(school, MODEL, Forum.SAMRUM, school.as_of))


def tables(counts):
    """Return the parts that count."""
    return [part for field in fields(counts) if isinstance(part := getattr(counts, field.name), Counts)]


def row(counts, part, word):
    """Return the count of a row."""
    return dict(getattr(counts, part).rows)[word]


@pytest.mark.parametrize(
    ("cases", "words"), [(0, "færre end 5"), (4, "færre end 5"), (5, "5–9"), (9, "5–9"), (11, "10–14")]
)
def test_cases_are_counted_and_a_few_are_not_told(cases, words):
    counts = counts_of(cases)
    assert row(counts, "carried_over", "Sager med åbne aftaler") == words
    assert row(counts, "balance", "Individ") == words


def test_much_about_one_case_is_no_large_number():
    assert row(counts_of(1, agreements=9), "carried_over", "Sager med åbne aftaler") == "færre end 5"


def test_the_rows_are_the_same_whatever_there_is():
    shapes = {tuple(tuple(word for word, _ in part.rows) for part in tables(counts_of(cases))) for cases in (0, 3, 12)}
    assert len(shapes) == 1


def test_nothing_is_added_up():
    for part in tables(counts_of(12)):
        words = [word.casefold() for word, _count in part.rows]
        assert not [word for word in words if "alt" in word.split() or "sum" in word]


def test_what_can_not_be_counted_is_not_there():
    counts = counts_of(8)
    assert (counts.anonymity, counts.gaps, counts.attendance, counts.rota) == (None, None, None, None)


def test_no_case_pupil_day_of_a_case_or_word_of_a_text_is_told():
    counts = counts_of(12)
    html = "".join(part._repr_html_() for part in (counts.heading, *tables(counts)))
    assert re.findall("fremmed|elev-", html, re.IGNORECASE) == []
    assert re.findall(r"\d+\. \w+ \d{4}", unescape(html)) == ["9. marts 2026"]


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 9), st.integers(0, 9))
def test_schools_with_a_few_cases_can_not_be_told_apart(some, others):
    told = [str([part.rows for part in tables(counts_of(min(number, 4)))]) for number in (some, others)]
    assert told[0] == told[1]


@given(st.integers(5, 40))
@settings(max_examples=15, deadline=None)
def test_one_more_case_can_not_be_told_from_the_counts_of_two_days(cases):
    steps = [row(counts_of(number), "carried_over", "Sager med åbne aftaler") for number in (cases, cases + 1)]
    least, most = (int(re.split("–", words)[end]) for words, end in zip(steps, (1, 1), strict=True))
    assert steps[0] == steps[1] or most - least == 5


def test_a_municipality_can_hold_back_more():
    school = school_with(7)
    analysis = prepare(school, MODEL, Forum.SAMRUM, school.as_of)
    assert row(meeting_counts(analysis), "carried_over", "Sager med åbne aftaler") == "5–9"
    higher = meeting_counts(analysis, 8)
    assert row(higher, "carried_over", "Sager med åbne aftaler") == "færre end 8"
    assert "færre end 8" in higher.heading._repr_html_()
