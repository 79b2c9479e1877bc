"""What somebody types for an id is looked up only where it could be one: the server is told no name."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event

from samrum_kit.errors import UnknownName
from samrum_kit.store import Store
from samrum_kit.store.moving import move_to_office
from tests import builders
from tests.builders import TODAY
from tests.store.conftest import PASSPHRASE
from tests.store.postgres import PostgresServer


@pytest.fixture
def office(folder: Path, postgres: PostgresServer) -> Path:
    """Return the folder of a workspace that lies in the office's database, with one case."""
    move_to_office(folder, PASSPHRASE, postgres.new_database())
    with Store.open(folder, PASSPHRASE) as store, store.writing() as transaction:
        transaction.save([builders.school(), builders.pupil(), builders.case()])
    return folder


LOOK_FOR: dict[str, Callable[[Store, str], object]] = {
    "case": lambda store, typed: store.case_file(typed, TODAY),
    "plan": lambda store, typed: store.plan_file(typed, TODAY),
    "meeting": lambda store, typed: store.meeting_file(typed, TODAY),
    "school": lambda store, typed: store.school_file(typed, TODAY),
    "cases of": lambda store, typed: store.cases_of(typed),
    "names": lambda store, typed: store.names([typed]),
    "reveal": lambda store, typed: store.reveal(typed, "Aftalt"),
}


@pytest.mark.parametrize("typed", ["310210-0000", "3102100000", "Kanarie Fuglsang"])
@pytest.mark.parametrize("way", LOOK_FOR)
def test_a_name_or_a_national_id_that_somebody_types_for_an_id_is_not_sent_to_the_server(
    office: Path, way: str, typed: str
) -> None:
    sent: list[str] = []
    with Store.open(office, PASSPHRASE) as store:
        engine = store._database._engine
        event.listen(engine, "before_cursor_execute", lambda *told: sent.append(repr(told[2:4])))
        with pytest.raises(UnknownName):
            LOOK_FOR[way](store, typed)
    assert sent
    assert not [words for words in sent if typed in words]
