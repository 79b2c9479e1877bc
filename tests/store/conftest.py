"""A vault that opens fast, since a guess of its passphrase costs next to nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from samrum_kit.store import Cost, Store, create_vault

PASSPHRASE = "fire små ord på række"
CHEAP = Cost(rounds=1, memory_kib=8, lanes=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a new, empty vault."""
    create_vault(tmp_path / "arbejdsrum", PASSPHRASE, cost=CHEAP)
    return tmp_path / "arbejdsrum"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """Return the open store of a new, empty vault."""
    with Store.open(folder, PASSPHRASE) as opened:
        yield opened
