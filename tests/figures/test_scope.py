"""What figures are about is said as people say it."""

from datetime import date

import pytest

from samrum_kit.errors import UsageError
from samrum_kit.figures.scope import Period, period_given
from samrum_kit.locale import speaking

FIRST, LAST = date(2025, 8, 1), date(2026, 7, 31)


def test_the_day_a_period_is_seen_from_is_told_where_it_is_not_the_last():
    with speaking("da"):
        whole = Period(FIRST, LAST, LAST).to_text()
        under_way = Period(FIRST, LAST, date(2026, 3, 16)).to_text()
    assert whole == "1. august 2025 til 31. juli 2026"
    assert under_way == "1. august 2025 til 31. juli 2026, som det så ud 16. marts 2026"


def test_a_period_that_has_not_begun_is_refused():
    with pytest.raises(UsageError, match="efter den dag"):
        period_given(FIRST, LAST, date(2025, 7, 31))
    assert period_given(FIRST, LAST, FIRST).as_of == FIRST
