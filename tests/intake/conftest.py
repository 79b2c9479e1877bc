"""What the tests of the intake share."""

from collections import defaultdict
from pathlib import Path

import pytest

from tests.intake.workbooks import plan

HISTORIES = sorted((Path(__file__).parents[1] / "contract" / "histories").glob("*.xlsx"))


@pytest.fixture(scope="session")
def history_records():
    """Return the records of several histories together, by their table."""
    found = defaultdict(list)
    for name in ("samrum_forberedt", "pku_mangler_to", "ressursteam_barneskole", "samarbejde_i_gang"):
        (path,) = (path for path in HISTORIES if path.stem == name)
        for record in plan(path).to_save:
            if record.key not in {one.key for one in found[type(record)]}:
                found[type(record)].append(record)
    return dict(found)
