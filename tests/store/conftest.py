"""A vault in a file or at the office that opens fast, since a guess of its passphrase costs next to nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete

from samrum_kit.domain.fields import Record
from samrum_kit.domain.notes import RequirementNote
from samrum_kit.store import Cost, Store, create_vault
from samrum_kit.store.moving import move_to_office
from samrum_kit.store.tables import NOTES, RECORD_TABLES
from tests.store.postgres import PostgresServer, running_server

PASSPHRASE = "fire små ord på række"
CHEAP = Cost(rounds=1, memory_kib=8, lanes=1)

FILE, SERVER = "file", "server"
_IN_BOTH = {"test_concurrency", "test_names", "test_questions", "test_store"}
"""What these promise holds wherever a workspace lies."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what holds wherever a workspace lies for both places."""
    if "folder" in metafunc.fixturenames:
        both = Path(metafunc.module.__file__ or "").stem in _IN_BOTH
        metafunc.parametrize("folder", [FILE, SERVER] if both else [FILE], indirect=True, ids=str)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One server for all tests."""
    with running_server() as server:
        yield server


@pytest.fixture
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return the folder of a new, empty vault."""
    place = tmp_path / "arbejdsrum"
    create_vault(place, PASSPHRASE, cost=CHEAP)
    if request.param == SERVER:
        move_to_office(place, PASSPHRASE, request.getfixturevalue("postgres").new_database())
    return place


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """Return the open store of a new, empty vault."""
    with Store.open(folder, PASSPHRASE) as opened:
        yield opened


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return one store for the properties; each example empties it first."""
    folder = tmp_path_factory.mktemp("arbejdsrum")
    create_vault(folder, PASSPHRASE, cost=CHEAP)
    return Store.open(folder, PASSPHRASE)


def filled(store: Store, *facts: Record | RequirementNote) -> Store:
    """Save records and notes."""
    with store.writing() as transaction:
        transaction.save(fact for fact in facts if isinstance(fact, Record))
    for fact in facts:
        if isinstance(fact, RequirementNote):
            store.add_note(fact)
    return store


def emptied(store: Store) -> Store:
    """Take out everything that was saved."""
    with store._database.writing() as connection:
        for table in (*RECORD_TABLES.values(), NOTES):
            connection.execute(delete(table))
    return store
