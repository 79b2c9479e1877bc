"""Whoever moves a workspace while another does destroys nothing: on one machine, and from two that share a folder."""

import threading
import time
from collections.abc import Callable
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest

from samrum_kit.domain.records import Case
from samrum_kit.errors import AccessError, SamrumError
from samrum_kit.store import DATABASE_FILE, SERVER_FILE, Store, moving, server
from samrum_kit.store.moving import move_home, move_to_office
from tests import builders
from tests.store.conftest import PASSPHRASE
from tests.store.postgres import PostgresServer

WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


@pytest.fixture
def address(folder: Path, postgres: PostgresServer) -> str:
    """Put a case into a workspace and take it to the office; return where it lies."""
    with Store.open(folder, PASSPHRASE) as store, store.writing() as transaction:
        transaction.save([builders.school(), builders.pupil(), builders.case()])
    address = postgres.new_database()
    move_to_office(folder, PASSPHRASE, address)
    return address


@pytest.fixture
def on_two_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody see that another one has the folder."""
    monkeypatch.setattr(moving, "alone_in", lambda _folder: nullcontext())


def before(monkeypatch: pytest.MonkeyPatch, step: str, meanwhile: Callable[[], object]) -> None:
    """Let something happen once, just before a step of moving."""
    own = getattr(moving, step)

    def first_the_other(*arguments: object) -> object:
        monkeypatch.setattr(moving, step, own)
        meanwhile()
        return own(*arguments)

    monkeypatch.setattr(moving, step, first_the_other)


def cases_in(folder: Path) -> list[str]:
    """Return the cases of a workspace, wherever it lies; its log must be whole."""
    with Store.open(folder, PASSPHRASE) as store:
        assert store.verify_audit() == ()
        return [case.case_id for case in store.records(Case)]


@pytest.mark.parametrize("home", [True, False])
def test_a_second_one_on_the_same_machine_is_told_to_wait(
    folder: Path, address: str, monkeypatch: pytest.MonkeyPatch, home: bool
) -> None:
    told: list[str] = []

    def another() -> None:
        with pytest.raises(AccessError) as refused:
            move_home(folder, PASSPHRASE) if home else move_to_office(folder, PASSPHRASE, address)
        told.append(refused.value.code)

    before(monkeypatch, "_drop_all", another)
    move_home(folder, PASSPHRASE)
    assert told == ["access.busy"]
    assert cases_in(folder) == ["S-1"]
    move_to_office(folder, PASSPHRASE, address)
    assert cases_in(folder) == ["S-1"]


@pytest.mark.usefixtures("address", "on_two_machines")
def test_two_who_go_home_at_once_from_two_machines_leave_the_one_file_whole(
    folder: Path, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched = moving._fetched

    def go_home_too() -> None:
        with suppress(SamrumError):
            move_home(folder, PASSPHRASE)

    another = threading.Thread(target=go_home_too)

    def when_the_other_is_over(*arguments: Any) -> object:
        path = fetched(*arguments)
        if threading.current_thread() is not another:
            another.join()
        return path

    def let_it_wait_for_its_turn() -> None:
        another.start()
        until = time.monotonic() + 60
        while postgres.say(WAITING).strip() == "0":
            assert time.monotonic() < until
            time.sleep(0.05)

    before(monkeypatch, "_drop_all", let_it_wait_for_its_turn)
    monkeypatch.setattr(moving, "_fetched", when_the_other_is_over)
    move_home(folder, PASSPHRASE)
    assert cases_in(folder) == ["S-1"]
    assert not (folder / SERVER_FILE).exists()


@pytest.mark.usefixtures("on_two_machines")
def test_who_goes_to_the_office_once_more_takes_no_file_away_that_another_has_just_brought_home(
    folder: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before(monkeypatch, "_leave_file", lambda: move_home(folder, PASSPHRASE))
    with pytest.raises(AccessError):
        move_to_office(folder, PASSPHRASE, address)
    assert cases_in(folder) == ["S-1"]


@pytest.mark.usefixtures("address")
def test_a_file_goes_only_when_somebody_who_comes_later_finds_everything_at_the_office(
    folder: Path, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    move_home(folder, PASSPHRASE)
    monkeypatch.setattr(server, "_PLACE", "pg_temp")  # tables that are gone with the connection that made them
    with pytest.raises(SamrumError) as refused:
        move_to_office(folder, PASSPHRASE, postgres.new_database())
    assert refused.value.code == "store.not_arrived"
    assert (folder / DATABASE_FILE).is_file()
    assert cases_in(folder) == ["S-1"]
