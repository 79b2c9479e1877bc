"""What goes wrong while a workspace moves is told as what it is: nobody restores what isn't damaged."""

from pathlib import Path
from typing import Any

import pytest

from samrum_kit.domain.questions import question
from samrum_kit.domain.records import TABLES
from samrum_kit.errors import AccessError, UsageError, VaultDamaged
from samrum_kit.store import DATABASE_FILE, Store, moving
from samrum_kit.store.moving import move_home, move_to_office
from tests import builders
from tests.store.conftest import PASSPHRASE
from tests.store.postgres import PostgresServer

PAGES = 80_000


def seals(folder: Path) -> dict[str, str]:
    """Return the seals of all records of a workspace."""
    with Store.open(folder, PASSPHRASE) as store:
        return store.seals([question("tables", name) for name in TABLES])


@pytest.fixture
def filled(folder: Path) -> Path:
    """Return a folder whose file has many pages."""
    with Store.open(folder, PASSPHRASE) as store, store.writing() as transaction:
        transaction.save([builders.school(), builders.pupil()])
        transaction.save(builders.case(case_id=f"S-{number}", title="Uro i klassen " * 100) for number in range(300))
    return folder


def test_a_connection_that_is_lost_on_the_way_home_is_told_as_that_and_as_no_damage(
    filled: Path, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, rows = seals(filled), moving._rows
    move_to_office(filled, PASSPHRASE, postgres.new_database())

    def after_the_connection_was_ended(*asked: Any) -> list[tuple[object, ...]]:
        postgres.say("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'samrum_kit'")
        return rows(*asked)

    with monkeypatch.context() as patching:
        patching.setattr(moving, "_rows", after_the_connection_was_ended)
        with pytest.raises(AccessError) as lost:
            move_home(filled, PASSPHRASE)
    assert lost.value.code == "access.server"
    move_home(filled, PASSPHRASE)
    assert seals(filled) == before


def test_a_file_that_is_damaged_is_told_as_that_and_takes_nothing_to_the_office(
    filled: Path, postgres: PostgresServer
) -> None:
    before, file, address = seals(filled), filled / DATABASE_FILE, postgres.new_database()
    whole = file.read_bytes()
    middle = len(whole) // 2
    spoiled = bytes(byte ^ 0x55 for byte in whole[middle : middle + PAGES])
    file.write_bytes(whole[:middle] + spoiled + whole[middle + PAGES :])
    with pytest.raises(VaultDamaged, match=DATABASE_FILE):
        move_to_office(filled, PASSPHRASE, address)

    file.write_bytes(whole)
    move_to_office(filled, PASSPHRASE, address)
    assert seals(filled) == before


def test_a_database_in_which_somebody_has_a_view_is_told_as_one_that_is_not_empty(
    folder: Path, postgres: PostgresServer
) -> None:
    address = postgres.new_database()
    postgres.say("CREATE VIEW cases AS SELECT 1", address.rpartition("/")[2])
    with pytest.raises(UsageError) as refused:
        move_to_office(folder, PASSPHRASE, address)
    assert refused.value.code == "usage.server_full"
    assert (folder / DATABASE_FILE).is_file()
