"""Numbers as people write them, also those that nobody would write."""

import pytest

from samrum_kit.locale import format_number, speaking


@pytest.mark.parametrize(("number", "written"), [
    (None, "–"), (2, "2"), (1.5, "1,5"), (1234.5678, "1.234,568"), (5.5e57, "5,5E57"), (-1e308, "-1E308"),
    (0.001, "0,001"), (0.0004, "0,0004"), (-0.00042345, "-0,000423"), (2.5e-9, "2,5E-9"),
])  # fmt: skip
def test_a_number_is_written_with_a_decimal_comma_whatever_its_size(number, written):
    with speaking("da"):
        assert format_number(number) == written


@pytest.mark.parametrize("nothing", [0, -0.0, 0.3 - 0.1 - 0.2, -5e-324])
def test_nothing_has_no_sign(nothing):
    with speaking("da"):
        assert format_number(nothing) == "0"
