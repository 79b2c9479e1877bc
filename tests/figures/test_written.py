"""Figures as people write them."""

import pytest

from samrum_kit.figures.table import Kind
from samrum_kit.figures.written import rounded


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0 %"), (1 / 300, "0,33 %"), (0.005, "0,5 %"), (0.5, "50 %"), (299 / 300, "99,67 %"), (1, "100 %")],
)
def test_only_none_is_no_per_cent_and_only_all_a_hundred(share, words):
    assert rounded(share, Kind.SHARE).replace("\u00a0", " ") == words
