"""What never changes a review: the future, other people's cases, the order of records."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samrum_kit.domain.fields import Record, columns
from samrum_kit.domain.knowledge import known_on
from samrum_kit.review.engine import review
from samrum_kit.review.findings import Evidence, Review
from tests.review.examples import models
from tests.review.histories import PLAN_GATES, History, history

GATES = [(model.id, gate) for model in models().values() for gate in model.gates]
LOOKS_AHEAD = {"pku.year_goals", "dialogue.coordinated_later"}
"""Planned plans and planned meetings count here, by the contract's own words."""
DATED = {"concerns": "raised_on", "consents": "given_on", "contracts": "agreed_on", "perspectives": "recorded_on",
         "evaluations": "evaluated_on", "events": "occurred_on"}

every_gate = pytest.mark.parametrize(("model", "gate"), GATES)
seeds = st.integers(0, 1_000_000)
few = settings(max_examples=25, deadline=None, derandomize=True)


def found(model: str, gate: str, told: History, records: list[Record]) -> dict[str, Any]:
    """Return status and evidence of each requirement."""
    result: Review = review(told.opened(records), models()[model], gate)
    return {finding.requirement: (finding.status, set(finding.evidence)) for finding in result.findings}


def renamed(record: Record, prefix: str, only: str = "") -> Record:
    """Return a record with other ids: its own (`only` its table) or all."""
    ids = {column.name: f"{prefix}{value}" for column in columns(type(record))
           if column.kind in {"id", "reference"} and (value := getattr(record, column.name)) is not None
           and (not only or column.key)}
    return record.model_copy(update=ids)


def later_twin(record: Record, told: History, rng: Random) -> Record | None:
    """Return a record like this one, but dated after the day."""
    after = told.as_of + timedelta(days=rng.randint(1, 60))
    if record.table in DATED:
        return renamed(record, "X-", only="own").model_copy(update={DATED[record.table]: after})
    if record.table in {"plans", "measures"} and told.gate not in PLAN_GATES:
        return renamed(record, "X-", only="own").model_copy(update={"starts_on": after, "ends_on": None})
    if record.table == "meetings":
        return renamed(record, "X-", only="own").model_copy(update={"held_on": after, "planned_on": after})
    return None


def with_later_facts(record: Record, told: History, rng: Random) -> Record:
    """Return a record with what came to it only after the day."""
    after = told.as_of + timedelta(days=rng.randint(1, 60))
    days = {"consents": ["withdrawn_on"], "events": ["ended_on"],
            "meetings": ["held_on", "agenda_sent_on", "minutes_written_on"]}.get(record.table, [])
    changes: dict[str, Any] = {name: after for name in days if getattr(record, name) is None}
    if record.table == "actions" and record.status == "open":
        changes = {"status": type(record.status).DONE, "done_on": after}
    return record.model_copy(update=changes)


@every_gate
@few
@given(seed=seeds, rng=st.randoms(use_true_random=False))
def test_records_dated_after_the_day_never_change_a_review(model: str, gate: str, seed: int, rng: Random) -> None:
    told = history(gate, seed)
    records = told.records()
    twins = [twin for record in records if (twin := later_twin(record, told, rng))]
    parts = [renamed(r, "X-", only="own").model_copy(update={"meeting_id": f"X-{r.meeting_id}"}) for r in records
             if r.table in {"participants", "agenda_items", "actions"}]
    before, after = found(model, gate, told, records), found(model, gate, told, [*records, *twins, *parts])
    assert {name: after[name] for name in after if name not in LOOKS_AHEAD} == {
        name: before[name] for name in before if name not in LOOKS_AHEAD}


@every_gate
@few
@given(seed=seeds, rng=st.randoms(use_true_random=False))
def test_what_comes_to_a_record_after_the_day_never_changes_a_review(
        model: str, gate: str, seed: int, rng: Random) -> None:
    told = history(gate, seed)
    records = told.records()
    later = [with_later_facts(record, told, rng) for record in records]
    assert found(model, gate, told, later) == found(model, gate, told, records)


@every_gate
@few
@given(seed=seeds, other=seeds)
def test_another_schools_cases_never_change_a_review(model: str, gate: str, seed: int, other: int) -> None:
    told = history(gate, seed)
    elsewhere = [renamed(record, "X-") for record in history(gate, other).records()]
    assert found(model, gate, told, [*elsewhere, *told.records()]) == found(model, gate, told, told.records())


@every_gate
@few
@given(seed=seeds, rng=st.randoms(use_true_random=False))
def test_the_order_of_records_never_changes_a_review(model: str, gate: str, seed: int, rng: Random) -> None:
    told = history(gate, seed)
    shuffled = told.records()
    rng.shuffle(shuffled)
    assert found(model, gate, told, shuffled) == found(model, gate, told, told.records())


@every_gate
@few
@given(seed=seeds)
def test_evidence_names_records_that_were_known_on_the_day(model: str, gate: str, seed: int) -> None:
    told = history(gate, seed)
    known = {(record.table, Evidence.of(record).id): record for record in told.records()
             if known_on(record, told.as_of) is not None}
    for requirement, (_, evidence) in found(model, gate, told, told.records()).items():
        for each in evidence:
            record = known[each.table, each.id]
            started = each.on is None or each.on <= told.as_of
            assert started or gate in PLAN_GATES or requirement in LOOKS_AHEAD, (requirement, record)
