"""A day may be given as a date, a text or a moment, also as pandas gives it."""

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest

from samrum_kit.domain.questions import VARIABLE
from samrum_kit.errors import UsageError
from samrum_kit.workspace.counting import _period
from samrum_kit.workspace.days import day_given


@pytest.mark.parametrize(
    "day",
    [date(2026, 3, 9), "2026-03-09", " 9.3.2026", datetime(2026, 3, 9, 12, 30), pd.Timestamp("2026-03-09 23:59")],  # noqa: DTZ001
)
def test_a_day_is_a_day_however_it_is_given(day: date | str) -> None:
    found = day_given(day)

    assert (type(found), found) == (date, date(2026, 3, 9))


@pytest.mark.parametrize("day", ["31-02-2026", "i morgen", pd.NaT])
def test_what_is_no_day_is_refused_in_a_sentence(day: str) -> None:
    with pytest.raises(UsageError, match="2026-03-09"):
        day_given(day)


def test_nothing_means_today() -> None:
    assert day_given(None) == day_given("") == date.today()


@pytest.mark.parametrize(("until", "asks"), [("2026-01-31", False), ("2999-01-31", True), (None, True)])
def test_a_period_that_has_ended_asks_nobody_which_day_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, until: str | None, asks: bool
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "asked"))
    _period(("2025-08-01", until, None))
    assert (tmp_path / "asked").exists() is asks
