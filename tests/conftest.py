"""What every test may ask for."""

from collections.abc import Iterator

import pytest

from samrum_kit.locale import speaking


@pytest.fixture(autouse=True)
def danish() -> Iterator[None]:
    """Speak Danish in every test that asks for nothing else."""
    with speaking("da"):
        yield
