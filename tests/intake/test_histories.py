"""The contract's worked examples import into an empty workspace without a rejected row, and again as nothing new."""

import pytest
from openpyxl import load_workbook

from tests.intake.conftest import HISTORIES
from tests.intake.workbooks import plan


@pytest.mark.parametrize("path", HISTORIES, ids=lambda path: path.stem)
def test_a_history_is_taken_in_whole(path):
    first = plan(path)
    assert first.rejected == ()
    assert first.saved
    assert sum(first.accepted.values()) == sum(sheet.max_row - 1 for sheet in load_workbook(path))
    again = plan(path, known=first.to_save)
    assert (again.unchanged, again.to_save) == (first.accepted, ())
