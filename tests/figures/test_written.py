"""Numbers are written as people read them, and promise no more than they hold."""

import pytest

from samrum_kit.figures.table import Kind
from samrum_kit.figures.written import number, rounded
from samrum_kit.locale import speaking
from tests.report.charts.figure_tables import share


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0 %"), (0.0049, "under 1 %"), (0.005, "under 1 %"), (0.994, "99 %"), (0.995, "over 99 %"), (1, "100 %")],
)
def test_a_share_is_never_rounded_to_none_or_all(value, written):
    with speaking("da"):
        assert rounded(value, Kind.SHARE) == written


def test_one_of_many_is_not_none():
    with speaking("da"):
        assert number(share(1, 334), "").startswith("under 1 % (1 af 334; usikkerhed ")
