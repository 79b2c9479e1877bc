"""The timeline of a case: every dated record once, in order of time, and nothing that was not known yet."""

from datetime import date

from samrum_kit.domain.timeline import TimelineEntry, timeline
from samrum_kit.domain.vocabulary import ConsentKind, Level, PlanScope
from tests.builders import (
    TODAY,
    concern,
    consent,
    contract,
    day,
    evaluation,
    event,
    file_of,
    item,
    measure,
    meeting,
    perspective,
    plan,
)

WHOLE = (plan(), measure(), evaluation(), concern(), perspective(), consent(), contract(), event(),
         meeting(case_id="S-1"))


def ids(*facts: object, as_of: date = TODAY) -> list[str]:
    """Return the ids of a timeline, in its order."""
    return [entry.id for entry in timeline(file_of(*facts, as_of=as_of))]


def test_every_dated_record_has_its_entry_in_order_of_time() -> None:
    assert ids(*WHOLE) == ["B-1", "P-1", "T-1", "C-1", "K-1", "PE-1", "H-1", "EV-1", "M-1"]


def test_a_plan_tells_its_days_scope_and_level_in_its_own_words() -> None:
    (entry,) = timeline(file_of(plan(ends_on=day(30), context="Ro i timerne")))
    assert entry == TimelineEntry(day(-60), day(30), PlanScope.COMMUNITY, Level.PREVENTIVE, "plans", "P-1",
                                  "Ro i timerne")


def test_an_entry_has_the_records_own_text_or_none() -> None:
    said = (plan(context="Ro"), evaluation(text="Det gik"), event(text="Holdt på skolen"), measure(text="To voksne"))
    assert {entry.id: entry.text for entry in timeline(file_of(*said))} == {
        "P-1": "Ro", "EV-1": "Det gik", "H-1": "Holdt på skolen", "T-1": "To voksne"}
    silent = (plan(), evaluation(), event(), meeting(case_id="S-1"), consent())
    assert {entry.text for entry in timeline(file_of(*silent))} == {""}


def test_measures_and_evaluations_stand_at_the_level_of_their_plan() -> None:
    entries = timeline(file_of(plan(level="targeted"), measure(), evaluation(), meeting(held_on=None),
                               measure("T-2", plan_id=None, meeting_id="M-1", case_id="S-1")))
    assert {entry.id: entry.level for entry in entries} == {
        "P-1": Level.TARGETED, "T-1": Level.TARGETED, "EV-1": Level.TARGETED, "T-2": None}


def test_a_consent_ends_when_it_is_withdrawn_or_runs_out() -> None:
    withdrawn, lasting = consent(valid_until=day(9), withdrawn_on=day(-1)), consent("C-2", valid_until=day(9))
    first, second = timeline(file_of(withdrawn, lasting))
    assert (first.kind, first.until, second.until) == (ConsentKind.NAMED_DISCUSSION, day(-1), day(9))


def test_nothing_stands_in_it_before_its_day() -> None:
    planned = (plan("P-2", starts_on=day(1)), measure("T-2", starts_on=None), measure("T-3", starts_on=day(1)),
               meeting("M-2", case_id="S-1", held_on=None, planned_on=day(-5)), event("H-2", occurred_on=day(1)),
               meeting("M-3", held_on=day(1)), item(meeting_id="M-3", case_id="S-1", anonymity="consent"))
    assert ids(*WHOLE, *planned) == ids(*WHOLE)
    assert ids(*WHOLE, as_of=day(-61)) == ["B-1"]
