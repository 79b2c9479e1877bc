"""What holds for every meeting of every school."""

import json
from collections import Counter
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from samrum_kit.domain.vocabulary import Forum
from samrum_kit.models import shipped_models
from samrum_kit.review.preparation import MeetingAnalysis, prepare
from samrum_kit.review.registry import signatures
from tests.builders import TODAY, Heap, action, concern, consent, evaluation, event, item, meeting, perspective, plan
from tests.review.preparation.conftest import HOME
from tests.review.preparation.random_schools import CANARY, RandomSchool

MODELS = shipped_models(signatures())
SHARED = ("samrum", "trivselsforum", "ressursteam", "team")

any_school = given(st.integers(0, 1_000_000), st.sampled_from((*SHARED, "dialogue")), st.booleans())
few = settings(max_examples=60, deadline=None, derandomize=True)


def prepared(forum: str, records: list) -> MeetingAnalysis:
    """Prepare today's meeting from records."""
    return prepare(Heap(records).school_file("SK-1", TODAY), MODELS[HOME[Forum(forum)]], Forum(forum), TODAY)


@any_school
@few
def test_the_minutes_of_every_part_add_up(seed, forum, planned):
    agenda = prepared(forum, RandomSchool(seed, forum, planned=planned).records).agenda
    used = sum(entry.minutes for entry in agenda.entries)
    assert used == pytest.approx(sum(part.recorded + part.proposed for part in agenda.parts))
    assert agenda.minutes == pytest.approx(used + sum(part.spare for part in agenda.parts))
    if not agenda.recorded:
        assert [part.spare for part in agenda.parts] == [0] * len(agenda.parts)
        assert used == agenda.minutes
        assert all(entry.minutes >= 10 and entry.minutes % 5 == 0 for entry in agenda.proposed)


@any_school
@few
def test_nothing_open_or_due_is_lost(seed, forum, planned):
    analysis = prepared(forum, RandomSchool(seed, forum, planned=planned).records)
    placed = Counter(reason for entry in analysis.agenda.entries for reason in entry.reasons)
    placed += Counter(reason for out in analysis.agenda.left_out for reason in out.topic.reasons)
    assert {reason: placed[reason] for reason in analysis.due.reasons} == dict.fromkeys(analysis.due.reasons, 1)
    carried = Counter(reason.evidence.id for reason in placed if reason.code == "carried_action")
    assert carried == Counter(action.action_id for action in analysis.carried_over.own)


@any_school
@few
def test_the_recorded_agenda_is_kept_item_by_item(seed, forum, planned):
    records = RandomSchool(seed, forum, planned=planned).records
    analysis = prepared(forum, records)
    items = [r for r in records if r.table == "agenda_items" and r.meeting_id == analysis.meeting]
    items.sort(key=lambda item: (item.position, item.item_id))
    kept = analysis.agenda.recorded
    assert [(entry.item_id, entry.part, entry.topic, entry.case_id, entry.basis) for entry in kept] == [
        (item.item_id, item.part, item.topic, item.case_id, item.anonymity) for item in items]
    assert [entry.minutes if entry.minutes_recorded else None for entry in kept] == [i.minutes_planned for i in items]


@any_school
@example(10, "samrum", True)  # two items about one case, on two bases
@example(529, "samrum", True)  # two actions about one case, due on one day
@few
def test_the_order_of_the_records_makes_no_difference(seed, forum, planned):
    records = RandomSchool(seed, forum, planned=planned).records
    shuffled = list(records)
    Random(seed).shuffle(shuffled)
    assert in_order(prepared(forum, shuffled).to_json()) == in_order(prepared(forum, records).to_json())


def in_order(value: Any) -> Any:
    """Return JSON with the evidence of findings sorted: a review names it in the order of its records."""
    if isinstance(value, list):
        return [in_order(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    return {key: sorted(map(str, entry)) if key == "evidence" and isinstance(entry, list) else in_order(entry)
            for key, entry in value.items()}


@given(st.integers(0, 1_000_000), st.sampled_from(SHARED), st.booleans(), st.integers(1, 50))
@few
def test_what_is_dated_after_the_day_makes_no_difference(seed, forum, planned, days):
    records = RandomSchool(seed, forum, planned=planned).records
    later = TODAY + timedelta(days=days)
    case_id = next(r.case_id for r in records if r.table == "cases")
    about = {"case_id": case_id}
    future = [concern("X-1", raised_on=later, **about), consent("X-2", given_on=later, **about),
              event("X-3", kind="placement", occurred_on=later, **about),
              perspective("X-4", recorded_on=later, **about),
              plan("X-5", starts_on=later, evaluation_due_on=later, **about),
              meeting("X-6", forum=forum, held_on=later), item("X-7", meeting_id="X-6", part="system", **about),
              action("X-8", meeting_id="X-6", **about),
              *(evaluation("X-9", plan_id=r.plan_id, evaluated_on=later) for r in records if r.table == "plans")]
    assert prepared(forum, records + future).to_json() == prepared(forum, records).to_json()


@any_school
@few
def test_free_text_stays_out_of_json_and_is_escaped_in_html(seed, forum, planned):
    analysis = prepared(forum, RandomSchool(seed, forum, planned=planned).records)
    assert "Kanariefugl" not in json.dumps(analysis.to_json())
    html = analysis._repr_html_()
    assert CANARY not in html
    assert all(part._repr_html_() for part in analysis.parts)


@any_school
@few
def test_no_sentence_is_left_with_an_empty_place(seed, forum, planned):
    analysis = prepared(forum, RandomSchool(seed, forum, planned=planned).records)
    for text in (analysis.to_text(), analysis._repr_html_().split("</style>")[-1]):
        assert "None" not in text
        assert "{" not in text
