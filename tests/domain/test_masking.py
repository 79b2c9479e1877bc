"""Texts are masked wherever they stand in a file, and nothing else changes."""

from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from samrum_kit.domain.fields import columns
from samrum_kit.domain.masking import with_masked_texts
from samrum_kit.domain.records import TABLES
from tests import builders
from tests.builders import action, case, goal, item, meeting, meeting_file_of, note, plan, plan_file_of, school_file_of
from tests.strategies import records

FACTS = (
    case(title="Om Noah"),
    plan(context="Noah i gruppe", child_voice="Noah siger"),
    goal(text="Noah kommer i gang"),
    meeting(case_id="S-1", held_on=builders.day(-2)),
    meeting("M-2", case_id="S-1"),
    item(topic="Noah", case_id="S-1"),
    item("I-2", meeting_id="M-2", topic="Noah"),
    action(text="Ringe til Noah"),
    note("ppv.signs", reason="Noah er flyttet"),
    note("samrum.agenda", subject_table="meetings", subject_id="M-1", reason="Noah er flyttet"),
)
FILES = {
    "plan": plan_file_of(*FACTS),
    "meeting": meeting_file_of(*FACTS),
    "school": school_file_of(*FACTS),
    "records": FACTS,
}


def without_noah(text):
    return text.replace("Noah", "[navn]")


def texts_of(value):
    """Yield every string inside a file, ids and words among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        yield from texts_of(tuple(dict(value).values()))
    elif is_dataclass(value):
        yield from texts_of(tuple(getattr(value, part.name) for part in fields(value)))
    elif isinstance(value, dict):
        yield from texts_of((*value.keys(), *value.values()))
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_of(each)


@pytest.mark.parametrize("kind", FILES)
def test_a_text_is_masked_wherever_it_stands_in_a_file(kind):
    shown = with_masked_texts(FILES[kind], without_noah)

    assert sum("Noah" in text for text in texts_of(FILES[kind])) > 3
    assert list(texts_of(shown)) == [without_noah(text) for text in texts_of(FILES[kind])]
    assert type(shown) is type(FILES[kind])


@pytest.mark.parametrize("kind", FILES)
def test_a_file_whose_texts_stay_is_equal_afterwards(kind):
    assert with_masked_texts(FILES[kind], str) == FILES[kind]


def test_ids_and_words_are_no_texts():
    shown = with_masked_texts(plan(plan_id="Noah", case_id="Noah", context="Noah"), lambda _text: "[navn]")
    assert (shown.plan_id, shown.case_id, shown.level, shown.context) == ("Noah", "Noah", "preventive", "[navn]")
    assert with_masked_texts(note("Noah", reason="Noah"), without_noah) == note("Noah", reason="[navn]")


@given(st.sampled_from(list(TABLES)).flatmap(records))
def test_every_text_of_every_table_is_asked_about_and_no_empty_one_is_filled(record):
    shown = with_masked_texts(record, lambda text: f"<{text}>")
    for column in columns(type(record)):
        before, after = getattr(record, column.name), getattr(shown, column.name)
        assert after == (f"<{before}>" if column.kind == "text" and before else before)
