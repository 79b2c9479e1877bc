"""Every write, every opening and every reveal is in the log, and a log that was tampered with shows it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, text, update

from samrum_kit.domain.records import Case, Identity
from samrum_kit.errors import UnknownName
from samrum_kit.store import Store
from samrum_kit.store.audit import user_name
from samrum_kit.store.tables import AUDIT
from tests import builders
from tests.builders import TODAY
from tests.store.conftest import PASSPHRASE

IDENTITY = Identity(pupil_id="ELEV-0001", given_name="Zoëlle", family_name="Kvistgård", national_id="310210-0000")


@pytest.fixture
def filled(store: Store) -> Store:
    """Return a store with a school, a case, a plan, a meeting and an identity."""
    with store.writing() as transaction:
        transaction.save([builders.school(), builders.pupil(), builders.case(), builders.plan(),
                          builders.meeting(case_id="S-1"), IDENTITY])
    return store


def lines_since(store: Store, number: int) -> list[tuple[str, str, str, dict[str, int | str]]]:
    """Return what was noted after a line."""
    return [(line.action, line.table, line.subject, dict(line.detail)) for line in store.audit_lines()[number:]]


def test_every_opening_writes_one_line_with_the_id_and_counts(filled: Store) -> None:
    before = len(filled.audit_lines())
    filled.case_file("S-1", TODAY)
    filled.plan_file("P-1", TODAY)
    filled.meeting_file("M-1", TODAY)
    filled.school_file("SK-1", TODAY)
    filled.records(Case)
    filled.reveal("ELEV-0001", "Møde med forældrene")
    filled.add_note(builders.note("ppv.x"))
    assert lines_since(filled, before) == [
        ("case.opened", "cases", "S-1", {}),
        ("plan.opened", "plans", "P-1", {}),
        ("meeting.opened", "meetings", "M-1", {"cases": 1}),
        ("school.opened", "schools", "SK-1", {"cases": 1}),
        ("tables.opened", "", "", {"cases": 1}),
        ("identity.revealed", "identities", "ELEV-0001", {"why": "Møde med forældrene"}),
        ("note.added", "cases", "S-1", {}),
    ]


def test_a_write_is_noted_by_counts_and_beside_what_the_writer_notes(store: Store) -> None:
    with store.writing() as transaction:
        transaction.save([builders.school("SK-1"), builders.school("SK-2"), builders.pupil()])
        transaction.audit("import", detail={"files": 2})
    assert lines_since(store, 1) == [
        ("import", "", "", {"files": 2}), ("records.saved", "", "", {"pupils": 1, "schools": 2})]


def test_a_line_says_who_and_when(store: Store) -> None:
    (line,) = store.audit_lines()
    assert (line.number, line.who) == (1, user_name())
    assert abs((datetime.now(UTC) - line.at).total_seconds()) < 60


def test_what_was_typed_for_an_unknown_id_is_not_noted(filled: Store) -> None:
    before = filled.audit_lines()
    with pytest.raises(UnknownName):
        filled.case_file("Zoëlle", TODAY)
    assert filled.audit_lines() == before


def test_no_line_holds_a_value_from_a_record(filled: Store) -> None:
    for line in filled.audit_lines():
        for value in ("Zoëlle", "Kvistgård", "310210", "Engskolen", "Ro i timerne"):
            assert value not in repr(line)


def test_a_whole_log_has_no_broken_line(filled: Store) -> None:
    filled.case_file("S-1", TODAY)
    assert filled.verify_audit() == ()


@pytest.mark.parametrize("column", ["at", "who", "action", "subject_table", "subject_id", "detail", "seal"])
def test_a_changed_line_is_found(filled: Store, column: str) -> None:
    filled.case_file("S-1", TODAY)
    filled.case_file("S-1", TODAY)
    with filled._database.writing() as connection:
        connection.execute(update(AUDIT).where(AUDIT.c.number == 3).values({column: '{"x": 1}'}))
    assert 3 in filled.verify_audit()


@pytest.mark.parametrize("taken", [1, 2, 3])
def test_a_line_taken_out_is_found(filled: Store, taken: int) -> None:
    filled.case_file("S-1", TODAY)
    filled.case_file("S-1", TODAY)
    with filled._database.writing() as connection:
        connection.execute(delete(AUDIT).where(AUDIT.c.number == taken))
    assert filled.verify_audit() == (taken + 1,)


def test_a_line_taken_out_is_found_although_the_others_were_numbered_anew(filled: Store) -> None:
    filled.case_file("S-1", TODAY)
    filled.case_file("S-1", TODAY)
    with filled._database.writing() as connection:
        connection.execute(delete(AUDIT).where(AUDIT.c.number == 2))
        connection.execute(text("UPDATE audit SET number = number - 1 WHERE number > 2"))
    assert filled.verify_audit() == (2, 3)


def test_two_lines_that_changed_places_are_found(filled: Store) -> None:
    filled.case_file("S-1", TODAY)
    with filled._database.writing() as connection:
        for before, after in ((1, 99), (2, 1), (99, 2)):
            connection.execute(update(AUDIT).where(AUDIT.c.number == before).values(number=after))
    assert filled.verify_audit() != ()


def test_a_line_put_in_is_found(filled: Store) -> None:
    with filled._database.writing() as connection:
        line = {"number": 3, "at": datetime.now(UTC).isoformat(), "who": "x", "action": "case.opened",
                "subject_table": "cases", "subject_id": "S-1", "detail": "{}", "seal": "0" * 64}
        connection.execute(insert(AUDIT), line)
    assert filled.verify_audit() == (3,)


def test_a_line_from_a_copy_of_the_workspace_is_found(filled: Store, folder: Path, tmp_path: Path) -> None:
    filled.close()
    shutil.copytree(folder, tmp_path / "kopi")
    with Store.open(folder, PASSPHRASE) as store, Store.open(tmp_path / "kopi", PASSPHRASE) as copied:
        store.case_file("S-1", TODAY)
        store.case_file("S-1", TODAY)
        copied.school_file("SK-1", TODAY)
        with copied._database.reading() as connection:
            line = connection.execute(select(AUDIT).where(AUDIT.c.number == 3)).mappings().one()
        with store._database.writing() as connection:
            connection.execute(update(AUDIT).where(AUDIT.c.number == 3).values(line))
        assert copied.verify_audit() == ()
        assert store.verify_audit() == (4,)
