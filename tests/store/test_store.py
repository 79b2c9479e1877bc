"""What is saved is read back whole, as it was known on a day, and nobody's name comes along."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.fields import Record
from samrum_kit.domain.meeting_file import MeetingFile
from samrum_kit.domain.meeting_record import MeetingRecord
from samrum_kit.domain.records import TABLES, Case, Identity, Meeting, Plan, Pupil, School
from samrum_kit.errors import SamrumError, UnknownName, UsageError, VaultDamaged
from samrum_kit.store import Store
from samrum_kit.store.moving import MOVED
from samrum_kit.store.tables import METADATA
from tests import builders
from tests.builders import TODAY, Heap, day
from tests.store.conftest import PASSPHRASE, emptied, filled
from tests.strategies import days, families, worlds

UNHURRIED = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
IDENTITY = Identity(pupil_id="ELEV-0001", given_name="Zoëlle", family_name="Kvistgård", national_id="310210-0000")


def settled(file: CaseFile) -> CaseFile:
    """Return a file with its meetings' items as they stand on the agenda, whatever their order was."""
    return replace(file, meetings=tuple(settled_meeting(meeting) for meeting in file.meetings))


def settled_meeting(record: MeetingRecord) -> MeetingRecord:
    return replace(record, items=tuple(sorted(record.items, key=lambda item: (item.position, item.item_id))))


def settled_meeting_file(file: MeetingFile) -> MeetingFile:
    return replace(
        file, record=settled_meeting(file.record), others=tuple(settled_meeting(other) for other in file.others),
        cases={case_id: settled(case) for case_id, case in file.cases.items()})


@pytest.mark.parametrize("table", TABLES)
@UNHURRIED
@given(data=st.data())
def test_what_is_saved_is_read_back_equal(table: str, shared: Store, data: st.DataObject) -> None:
    family = data.draw(families(table))
    filled(emptied(shared), *family)
    with shared.writing() as transaction:
        assert transaction.known(TABLES[table])[family[-1].key] == family[-1]


@UNHURRIED
@given(world=worlds(), as_of=days())
def test_every_file_holds_what_a_slow_search_through_all_records_finds(shared: Store, world, as_of: date) -> None:
    filled(emptied(shared), *world)
    heap = Heap(world)
    for case in heap.of(Case):
        assert shared.case_file(case.case_id, as_of) == settled(heap.case_file(case.case_id, as_of))
    for plan in heap.of(Plan):
        file = heap.plan_file(plan.plan_id, as_of)
        assert shared.plan_file(plan.plan_id, as_of) == replace(file, case_file=settled(file.case_file))
    for meeting in heap.of(Meeting):
        expected = settled_meeting_file(heap.meeting_file(meeting.meeting_id, as_of))
        assert shared.meeting_file(meeting.meeting_id, as_of) == expected


@UNHURRIED
@given(world=worlds(), as_of=days())
def test_a_school_agrees_with_the_files_of_its_cases_and_meetings(shared: Store, world, as_of: date) -> None:
    filled(emptied(shared), *world)
    for school in Heap(world).of(School):
        file = shared.school_file(school.school_id, as_of)
        own = {case.case_id for case in Heap(world).of(Case) if case.school_id == school.school_id}
        named = {case_id for meeting in file.meetings for case_id in meeting.case_ids()}
        assert set(file.cases) == own | named
        assert all(note.noted_on <= as_of for note in file.notes)
        assert all(shared.case_file(case_id, as_of) == case for case_id, case in file.cases.items())
        for meeting in file.meetings:
            alone = shared.meeting_file(meeting.meeting.meeting_id, as_of)
            assert file.cases.items() >= alone.cases.items()
            assert replace(file.meeting_file(meeting), cases={}) == replace(alone, cases={})


@pytest.mark.parametrize("later", [
    builders.concern(raised_on=day(1)), builders.consent(given_on=day(1)), builders.contract(agreed_on=day(1)),
    builders.perspective(recorded_on=day(1)), builders.evaluation(evaluated_on=day(1)),
    builders.event(occurred_on=day(1)), builders.observation(observed_on=day(1)),
], ids=lambda record: record.table)
def test_what_is_dated_later_is_not_in_the_file(store: Store, later: Record) -> None:
    ground = (builders.school(), builders.pupil(), builders.case(), builders.plan(), builders.series())
    before = filled(store, *ground).case_file("S-1", TODAY)
    filled(store, later)
    assert store.case_file("S-1", TODAY) == before
    assert store.case_file("S-1", day(1)) != replace(before, as_of=day(1))


def test_a_note_made_later_is_not_known_yet(store: Store) -> None:
    filled(store, builders.school(), builders.pupil(), builders.case(), builders.note("ppv.x", noted_on=day(1)))
    assert store.case_file("S-1", TODAY).notes == ()
    assert len(store.case_file("S-1", day(1)).notes) == 1


def test_a_record_with_the_same_key_takes_the_place_of_the_old_one_and_keeps_what_refers_to_it(store: Store) -> None:
    filled(store, builders.school(), builders.pupil(), builders.case(), builders.plan(), builders.goal())
    filled(store, builders.plan(basis="Observation i to uger"))
    assert store.plan_file("P-1", TODAY).plan.basis == "Observation i to uger"
    assert [goal.goal_id for goal in store.plan_file("P-1", TODAY).goals] == ["G-1"]
    filled(store, builders.plan())
    assert store.plan_file("P-1", TODAY).plan.basis is None


def test_known_follows_what_the_transaction_saves(store: Store) -> None:
    with store.writing() as transaction:
        assert transaction.known(School) == {}
        transaction.save([builders.school()])
        assert transaction.known(School) == {("SK-1",): builders.school()}
        transaction.save([builders.school(name="Søskolen")])
        assert transaction.known(School) == {("SK-1",): builders.school(name="Søskolen")}


@pytest.mark.parametrize("is_known", [True, False])
def test_the_last_of_several_with_one_key_stays_also_in_a_table_that_was_empty(store: Store, is_known: bool) -> None:
    with store.writing() as transaction:
        if is_known:
            assert transaction.known(School) == {}
        transaction.save([builders.school(name="Engskolen"), builders.school(name="Søskolen")])
        transaction.save([builders.school(name="Å-skolen"), builders.school("SK-2")])
    assert [school.name for school in store.records(School)] == ["Å-skolen", builders.school("SK-2").name]


def test_rows_come_in_any_order_within_one_transaction(store: Store) -> None:
    filled(store, builders.item(carried_from="A-1"), builders.action(), builders.meeting(case_id="S-1"),
           builders.measure(plan_id=None, meeting_id="M-1"), builders.case(), builders.pupil(), builders.school())
    assert store.ids("agenda_items") == ("I-1",)


def test_a_reference_to_nothing_saves_nothing(store: Store) -> None:
    with pytest.raises(SamrumError) as raised, store.writing() as transaction:
        transaction.save([builders.school(), builders.plan(case_id="S-9")])
    assert raised.value.code == "store.reference"
    assert "S-9" not in str(raised.value)
    assert store.ids("schools") == ()


def test_an_error_inside_the_block_saves_nothing(store: Store) -> None:
    def fail_after_saving() -> None:
        with store.writing() as transaction:
            transaction.save([builders.school()])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_saving()
    assert store.records(School) == ()
    assert [line.action for line in store.audit_lines() if line.action != MOVED] == [
        "workspace.created", "tables.opened",
    ]  # fmt: skip


def test_ids_are_sorted_and_tables_come_in_the_order_of_their_keys(store: Store) -> None:
    filled(store, *(builders.school(f"SK-{number}") for number in (3, 1, 2)))
    assert store.ids("schools") == ("SK-1", "SK-2", "SK-3")
    assert [school.school_id for school in store.records(School)] == ["SK-1", "SK-2", "SK-3"]


def test_an_unknown_id_offers_the_nearest_known_ones_and_does_not_repeat_what_was_typed(store: Store) -> None:
    filled(store, builders.school(), builders.pupil(), builders.case(), builders.plan(), builders.meeting())
    for read, typed, near in (
        (store.case_file, "S-11", "S-1"), (store.plan_file, "P-11", "P-1"), (store.meeting_file, "M-11", "M-1"),
        (store.school_file, "SK-11", "SK-1"),
    ):
        with pytest.raises(UnknownName) as raised:
            read(typed, TODAY)
        assert (raised.value.near, raised.value.exit_code) == ((near,), 2)
        assert typed not in str(raised.value)
    with pytest.raises(UnknownName):
        store.add_note(builders.note("ppv.x", subject_id="S-2"))
    with pytest.raises(UnknownName):
        store.reveal("ELEV-0002", "Møde med forældrene")


@pytest.mark.parametrize("typed", ["S-1\0", "S-\ud800", "\0"])
def test_an_id_that_no_text_can_hold_is_a_wrong_id(store: Store, typed: str) -> None:
    for read in (store.case_file, store.plan_file, store.meeting_file, store.school_file):
        with pytest.raises(UsageError):
            read(typed, TODAY)


def test_a_name_comes_out_by_reveal_alone(store: Store) -> None:
    filled(store, builders.school(), builders.pupil(), builders.case(), builders.meeting(case_id="S-1"), IDENTITY)
    shown = [store.case_file("S-1", TODAY), store.meeting_file("M-1", TODAY), store.school_file("SK-1", TODAY),
             store.tables(*(record for record in TABLES.values() if record is not Identity))]
    assert "Kvistgård" not in repr(shown)
    with pytest.raises(UsageError):
        store.records(Identity)
    assert store.reveal("ELEV-0001", "Møde med forældrene") == IDENTITY


@pytest.mark.parametrize("why", ["", "  \n", "Barnet med 310210-0000", "om 310210 0000 i dag"])
def test_a_reveal_needs_a_reason_without_a_national_id(store: Store, why: str) -> None:
    filled(store, builders.school(), builders.pupil(), IDENTITY)
    with pytest.raises(UsageError):
        store.reveal("ELEV-0001", why)
    assert "identity.revealed" not in [line.action for line in store.audit_lines()]


def test_a_pupil_that_nobody_has_named_can_not_be_revealed(store: Store) -> None:
    filled(store, builders.school(), builders.pupil())
    with pytest.raises(UsageError):
        store.reveal("ELEV-0001", "Møde med forældrene")


def test_a_note_with_a_national_id_in_its_reason_is_not_kept(store: Store) -> None:
    filled(store, builders.school(), builders.pupil(), builders.case())
    with pytest.raises(UsageError) as raised:
        store.add_note(builders.note("ppv.x", reason="Se 310210-0000"))
    assert raised.value.code == "text.identifier"
    assert store.case_file("S-1", TODAY).notes == ()


def test_a_second_note_stands_beside_the_first(store: Store) -> None:
    filled(store, builders.school(), builders.pupil(), builders.case(),
           builders.note("ppv.x", reason="Først"), builders.note("ppv.x", reason="Siden"))
    assert [note.reason for note in store.case_file("S-1", TODAY).notes] == ["Først", "Siden"]


@pytest.mark.parametrize(("column", "value"), [
    ("kind", "nonsense"), ("first_concern_on", "31-12-2026"), ("first_concern_on", "2026-13-45"),
    ("case_id", "with blanks"), ("title", b"\xff\xfe"),
])
def test_a_value_that_can_not_be_one_never_passes_for_a_fact(store: Store, column: str, value: object) -> None:
    filled(store, builders.school(), builders.pupil(), builders.case())
    try:
        with store._database.writing() as connection:
            connection.execute(text(f"UPDATE cases SET {column} = :value"), {"value": value})  # noqa: S608
    except SamrumError:
        assert store.records(Case) == (builders.case(),)  # PostgreSQL itself takes no such day
        return
    with pytest.raises(VaultDamaged) as raised:
        store.records(Case)
    assert str(value) not in str(raised.value)


def test_a_file_shows_one_instant_although_others_write_meanwhile(folder: Path, store: Store) -> None:
    filled(store, builders.school(), builders.pupil(), builders.case())
    with store._database.reading() as connection:
        seen = connection.execute(text("SELECT count(*) FROM plans")).scalar()
        with Store.open(folder, PASSPHRASE) as other:
            filled(other, builders.plan())
        assert connection.execute(text("SELECT count(*) FROM plans")).scalar() == seen == 0
    assert store.ids("plans") == ("P-1",)


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    with pytest.raises(UsageError):
        store.ids("cases")


def test_values_that_look_like_statements_are_only_text(store: Store) -> None:
    hostile = "x'); DROP TABLE cases; --"
    filled(store, builders.school(name=hostile), builders.pupil(), builders.case(title=hostile))
    assert (store.records(Case)[0].title, store.records(School)[0].name) == (hostile, hostile)
    with pytest.raises(UnknownName):
        store.case_file(hostile, TODAY)
    assert set(METADATA.tables) >= set(TABLES)
    assert store.records(Pupil) == (builders.pupil(),)
