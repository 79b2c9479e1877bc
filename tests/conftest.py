"""What every test may ask for."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from samrum_kit.locale import speaking

settings.register_profile("house", deadline=None)  # whichever example comes first loads the heavy libraries
settings.load_profile("house")


@pytest.fixture(autouse=True)
def danish() -> Iterator[None]:
    """Speak Danish in every test that asks for nothing else."""
    with speaking("da"):
        yield
