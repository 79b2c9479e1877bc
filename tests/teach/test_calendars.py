"""The school calendars in the repository are what the generator writes, and tell the days of the made-up schools."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from samrum_kit.teach.__main__ import main
from samrum_kit.teach.calendar import SchoolCalendar
from samrum_kit.teach.places import model_ids, municipality
from samrum_kit.workspace.calendar import CALENDARS_FOLDER, calendar_for

DATA = Path(__file__).parents[2] / "data"


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}


def test_writing_the_calendars_again_changes_nothing(tmp_path, capsys):
    assert main([str(tmp_path / "eksempel"), "--calendars", str(tmp_path / "kalender")]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2 * len(model_ids())
    assert contents(tmp_path / "kalender") == contents(DATA / CALENDARS_FOLDER)


@pytest.mark.parametrize("model_id", model_ids())
def test_a_calendar_tells_the_school_days_on_which_the_made_up_meetings_are_held(model_id):
    town = municipality(model_id)
    read = calendar_for(DATA, [town.school(0)])
    assert (read.first, read.last) == (date(2024, 8, 1), date(2028, 7, 31))
    days = [read.first + timedelta(days=shift) for shift in range((read.last - read.first).days + 1)]
    told = SchoolCalendar(town.lang)
    assert [day for day in days if read.is_school_day(day)] == [day for day in days if told.is_school_day(day)]


@pytest.mark.parametrize("model_id", model_ids())
def test_a_school_year_has_about_as_many_school_days_as_the_laws_ask_for(model_id):
    read = calendar_for(DATA, [municipality(model_id).school(0)])
    for year in range(2024, 2027):
        assert 185 <= read.between(date(year, 8, 1), date(year + 1, 8, 1)) <= 205
