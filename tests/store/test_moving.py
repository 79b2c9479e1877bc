"""A workspace goes to the office and home again whole; whatever interrupts it leaves one whole truth."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from samrum_kit.domain.questions import question
from samrum_kit.domain.records import TABLES, Identity
from samrum_kit.errors import AccessError, SamrumError, UsageError, VaultDamaged
from samrum_kit.store import DATABASE_FILE, SERVER_FILE, Store, create_vault, moving
from samrum_kit.store.database import Database
from samrum_kit.store.moving import MOVED, move_home, move_to_office
from samrum_kit.store.tombstone import TOMBSTONE
from tests import builders
from tests.builders import TODAY
from tests.store.conftest import CHEAP, PASSPHRASE
from tests.store.postgres import PostgresServer

TABLES_THERE = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
REASON = "Aftalt på mødet – æøå 'og' \\ %s"


@pytest.fixture
def filled(folder: Path) -> Path:
    """Return a folder with a little of everything."""
    with Store.open(folder, PASSPHRASE) as store:
        with store.writing() as transaction:
            transaction.save([
                builders.school(), builders.pupil(), builders.case(title=REASON), builders.plan(),
                builders.goal(), builders.meeting(), builders.participant("psychologist", person="PPR, øst"),
                builders.participant("parent", person="Ålborg"), builders.series(), builders.observation(),
                Identity(pupil_id="ELEV-0001", given_name="Bo", family_name="Canaria", protected_address=True),
            ])  # fmt: skip
        store.add_note(builders.note("ppv.x", reason=REASON))
        store.release(lambda _before: "talt")
        store.case_file("S-1", TODAY)
    return folder


def content(folder: Path) -> tuple[object, ...]:
    """Return all that a workspace holds but its log, which must be whole."""
    with Store.open(folder, PASSPHRASE) as store:
        assert store.verify_audit() == ()
        told: list[str] = []
        with pytest.raises(ZeroDivisionError):
            store.release(lambda before: told.extend(before) or str(1 // 0))
        tables = store.tables(*(record for record in TABLES.values() if record is not Identity))
        seals = store.seals([question("tables", name) for name in TABLES])
        return seals, tables, store.case_file("S-1", TODAY), tuple(told)


def actions(folder: Path) -> list[str]:
    """Return what the log of a workspace says, without what was looked at."""
    with Store.open(folder, PASSPHRASE) as store:
        return [line.action for line in store.audit_lines() if not line.action.endswith(".opened")]


def test_it_goes_there_and_home_without_loss_and_can_be_written_to_in_both_places(
    filled: Path, postgres: PostgresServer
) -> None:
    before, address = content(filled), postgres.new_database()
    move_to_office(filled, PASSPHRASE, address)
    assert content(filled) == before
    assert {path.name for path in filled.iterdir()} == {"samrum.keys", SERVER_FILE}
    with Store.open(filled, PASSPHRASE) as store:
        store.add_note(builders.note("ppv.y", reason="Siden"))
        store.release(lambda _before: "talt igen")
    away = content(filled)
    assert away != before

    move_home(filled, PASSPHRASE)
    assert content(filled) == away
    assert {path.name for path in filled.iterdir()} == {"samrum.keys", DATABASE_FILE}
    assert postgres.say("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", address.rpartition("/")[2]) == (
        f"{TOMBSTONE}\n"
    )
    assert actions(filled) == [
        "workspace.created", "records.saved", "note.added", "figures.released", MOVED, "note.added", "figures.released",
        MOVED,
    ]  # fmt: skip


def test_what_is_there_is_not_moved_twice(filled: Path, postgres: PostgresServer) -> None:
    with pytest.raises(UsageError):
        move_home(filled, PASSPHRASE)
    address = postgres.new_database()
    move_to_office(filled, PASSPHRASE, address)
    move_to_office(filled, PASSPHRASE, address)
    with pytest.raises(UsageError):
        move_to_office(filled, PASSPHRASE, postgres.new_database())
    assert actions(filled).count(MOVED) == 1


def test_it_goes_to_an_empty_database_alone(filled: Path, tmp_path: Path, postgres: PostgresServer) -> None:
    used, address = postgres.new_database(), postgres.new_database()
    postgres.say("CREATE TABLE andet (id integer)", used.rpartition("/")[2])
    create_vault(tmp_path / "andet", PASSPHRASE, cost=CHEAP)
    move_to_office(tmp_path / "andet", PASSPHRASE, address)
    before = content(filled)
    for full in (used, address):
        with pytest.raises(UsageError) as refused:
            move_to_office(filled, PASSPHRASE, full)
        assert refused.value.code == "usage.server_full"
    assert content(filled) == before
    assert actions(tmp_path / "andet") == ["workspace.created", MOVED]


def test_who_has_it_open_in_the_folder_writes_nothing_there_any_more(filled: Path, postgres: PostgresServer) -> None:
    with Store.open(filled, PASSPHRASE) as open_still:
        move_to_office(filled, PASSPHRASE, postgres.new_database())
        note = builders.note("ppv.z", reason="Tabt")
        for use in (lambda: open_still.add_note(note), lambda: open_still.ids("cases")):
            with pytest.raises(AccessError) as refused:
                use()
            assert refused.value.code == "access.moved"


def test_who_has_it_open_at_the_office_is_told_when_it_is_gone(filled: Path, postgres: PostgresServer) -> None:
    move_to_office(filled, PASSPHRASE, postgres.new_database())
    with Store.open(filled, PASSPHRASE) as open_still:
        move_home(filled, PASSPHRASE)
        with pytest.raises(AccessError) as refused:
            open_still.add_note(builders.note("ppv.z", reason="Tabt"))
        assert refused.value.code == "access.server_empty"


class Interrupted(BaseException):
    """As a power cut at this place."""


def cut_off_at(monkeypatch: pytest.MonkeyPatch, name: str, *, after: bool) -> None:
    """Let a step of moving be the last one, before it or after it."""
    step: Callable[..., object] = getattr(moving, name)

    def last(*arguments: object) -> None:
        if after:
            step(*arguments)
        raise Interrupted

    monkeypatch.setattr(moving, name, last)


STEPS_THERE = ["_make_room", "_copy", "_count_on", "_compare", "write_address", "_settle", "_clear_file"]
STEPS_HOME = ["_copy", "_compare", "_fetch", "_drop_all", "put_tombstone"]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", STEPS_THERE)
def test_an_interruption_on_the_way_there_leaves_one_whole_truth_and_it_can_go_on(
    filled: Path, postgres: PostgresServer, step: str, after: bool
) -> None:
    before, address = content(filled), postgres.new_database()
    with pytest.MonkeyPatch.context() as patching:
        cut_off_at(patching, step, after=after)
        with pytest.raises(Interrupted):
            move_to_office(filled, PASSPHRASE, address)
    assert content(filled) == before
    with Store.open(filled, PASSPHRASE) as store:
        store.add_note(builders.note("ppv.y", reason="Imellem"))
    between = content(filled)

    move_to_office(filled, PASSPHRASE, address)
    assert content(filled) == between
    assert not (filled / DATABASE_FILE).exists()


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", STEPS_HOME)
def test_an_interruption_on_the_way_home_leaves_one_whole_truth_and_it_can_go_on(
    filled: Path, postgres: PostgresServer, step: str, after: bool
) -> None:
    before = content(filled)
    move_to_office(filled, PASSPHRASE, postgres.new_database())
    with pytest.MonkeyPatch.context() as patching:
        cut_off_at(patching, step, after=after)
        with pytest.raises(Interrupted):
            move_home(filled, PASSPHRASE)
    assert content(filled) == before
    move_home(filled, PASSPHRASE)
    assert content(filled) == before
    assert not (filled / SERVER_FILE).exists()


@pytest.mark.parametrize("after", [False, True])
def test_an_interruption_after_the_database_was_emptied_is_told_and_mended(
    filled: Path, postgres: PostgresServer, after: bool
) -> None:
    before = content(filled)
    move_to_office(filled, PASSPHRASE, postgres.new_database())
    with pytest.MonkeyPatch.context() as patching:
        cut_off_at(patching, "_settle" if after else "_clear", after=after)
        if not after:  # the first time it clears for the new file
            patching.undo()
            replacing = Path.replace
            patching.setattr(Path, "replace", lambda self, to: cut(self, to, replacing))
        with pytest.raises(Interrupted):
            move_home(filled, PASSPHRASE)
    assert (filled / SERVER_FILE).exists()

    with pytest.raises(AccessError) as told:
        Store.open(filled, PASSPHRASE)
    assert "samrum move --home" in str(told.value)
    move_home(filled, PASSPHRASE)
    assert content(filled) == before


def cut(file: Path, to: Path, replace: Callable[[Path, Path], Path]) -> Path:
    """Put a file in its place unless it is the database."""
    if to.name == DATABASE_FILE:
        raise Interrupted
    return replace(file, to)


def test_an_older_copy_from_an_interrupted_move_is_never_taken_for_the_newest(
    filled: Path, postgres: PostgresServer, tmp_path: Path
) -> None:
    move_to_office(filled, PASSPHRASE, postgres.new_database())
    shutil.copytree(filled, tmp_path / "kopi")
    with pytest.MonkeyPatch.context() as patching:
        cut_off_at(patching, "_drop_all", after=False)
        with pytest.raises(Interrupted):
            move_home(filled, PASSPHRASE)
    with Store.open(tmp_path / "kopi", PASSPHRASE) as store:
        store.add_note(builders.note("ppv.y", reason="Siden"))
    newest = content(tmp_path / "kopi")
    move_home(tmp_path / "kopi", PASSPHRASE)

    with pytest.raises(AccessError) as refused:
        move_home(filled, PASSPHRASE)
    assert refused.value.code == "access.server_empty"
    assert content(tmp_path / "kopi") == newest


def test_what_did_not_come_into_the_file_itself_leaves_the_database_as_it_is(
    filled: Path, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    move_to_office(filled, PASSPHRASE, postgres.new_database())
    before = content(filled)
    closed = Database.close

    def close_without_emptying_the_log(database: Database) -> None:
        closed(database)
        (filled / f"{DATABASE_FILE}.new-wal").write_bytes(b"rest")

    monkeypatch.setattr(Database, "close", close_without_emptying_the_log)
    with pytest.raises(SamrumError) as refused:
        move_home(filled, PASSPHRASE)
    assert refused.value.code == "store.not_arrived"
    monkeypatch.undo()
    assert content(filled) == before


def test_a_line_of_the_log_that_was_spoiled_there_is_told_as_damage(filled: Path, postgres: PostgresServer) -> None:
    address = postgres.new_database()
    move_to_office(filled, PASSPHRASE, address)
    postgres.say("UPDATE audit SET detail = 'x' WHERE number = 2", address.rpartition("/")[2])
    for use in (lambda: move_home(filled, PASSPHRASE), lambda: verified(filled)):
        with pytest.raises(VaultDamaged):
            use()


def verified(folder: Path) -> tuple[int, ...]:
    """Return the lines of a log that don't hold."""
    with Store.open(folder, PASSPHRASE) as store:
        return store.verify_audit()


def test_a_file_from_before_is_never_taken_for_what_an_emptied_database_held(
    filled: Path, postgres: PostgresServer
) -> None:
    old = (filled / DATABASE_FILE).read_bytes()
    address = postgres.new_database()
    move_to_office(filled, PASSPHRASE, address)
    (filled / DATABASE_FILE).write_bytes(old)
    postgres.say("DROP SCHEMA public CASCADE; CREATE SCHEMA public", address.rpartition("/")[2])
    with pytest.raises(AccessError) as refused:
        move_home(filled, PASSPHRASE)
    assert refused.value.code == "access.server_empty"


def test_what_does_not_arrive_as_it_was_goes_nowhere(
    filled: Path, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, address = content(filled), postgres.new_database()
    database = address.rpartition("/")[2]
    count_on = moving._count_on

    def and_lose_something(put: object) -> None:
        count_on(put)
        put.exec_driver_sql("UPDATE cases SET first_concern_on = '1900-01-01'")

    monkeypatch.setattr(moving, "_count_on", and_lose_something)
    with pytest.raises(SamrumError) as refused:
        move_to_office(filled, PASSPHRASE, address)
    assert refused.value.code == "store.not_arrived"
    assert content(filled) == before
    assert postgres.say(TABLES_THERE, database) == "0\n"
