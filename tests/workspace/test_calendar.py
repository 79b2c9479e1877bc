"""A workspace finds the school calendar of a municipality by its name."""

from datetime import date

import pytest

from samrum_kit.domain.records import School
from samrum_kit.domain.vocabulary import SchoolType
from samrum_kit.errors import UsageError
from samrum_kit.figures.calendar import FaultyCalendar
from samrum_kit.workspace import Workspace
from samrum_kit.workspace.calendar import CALENDARS_FOLDER, calendar_for
from tests import builders
from tests.cli.command_line import PASSPHRASE

TEXT = "fra;til;tekst;land\n2025-08-01;2026-07-31;Skoleår;DK\n"


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / CALENDARS_FOLDER
    folder.mkdir()
    return folder


def schools(*municipalities):
    return [School(school_id=f"SK-{number}", name="Vibeskolen", municipality=name, school_type=SchoolType.PRIMARY)
            for number, name in enumerate(municipalities)]  # fmt: skip


@pytest.mark.parametrize(("file", "municipality"), [
    ("klitvang.csv", "Klitvang Kommune"), ("Klitvang_kommune.CSV", "Klitvang kommune"),
    ("øster-birk.csv", "Øster Birk"), ("a\u030abo.csv", "Åbo Kommune"),  # as a Mac writes the letter
])  # fmt: skip
def test_a_calendar_bears_the_name_of_its_municipality(place, file, municipality):
    (place / file).write_text(TEXT, encoding="utf-8")
    assert calendar_for(place.parent, schools(municipality, municipality)).country == "DK"


def test_without_a_calendar_of_its_own_a_municipality_has_none(place, tmp_path):
    (place / "klitvang.csv").write_text(TEXT, encoding="utf-8")
    for name in ("._egeholt.csv", "egeholt.txt"):
        (place / name).write_text("noget andet", encoding="utf-8")
    assert calendar_for(place.parent, schools("Egeholt")) is None
    assert calendar_for(tmp_path / "other", schools("Klitvang")) is None
    assert calendar_for(place.parent, []) is None


def test_schools_of_two_municipalities_have_no_calendar_together(place):
    for name in ("klitvang.csv", "egeholt.csv"):
        (place / name).write_text(TEXT, encoding="utf-8")
    assert calendar_for(place.parent, schools("Klitvang", "Egeholt")) is None


def test_two_calendars_of_one_municipality_are_refused(place):
    for name in ("klitvang.csv", "klitvang-kommune.csv"):
        (place / name).write_text(TEXT, encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        calendar_for(place.parent, schools("Klitvang"))
    assert refused.value.code == "calendar.twice"


def test_a_calendar_with_faults_is_told_by_its_place(place):
    (place / "klitvang.csv").write_text("fra;til\n", encoding="utf-8")
    with pytest.raises(FaultyCalendar) as refused:
        calendar_for(place.parent, schools("Klitvang"))
    assert refused.value.place == "kalender/klitvang.csv"


def test_the_figures_of_a_workspace_count_in_the_school_days_of_the_municipality(tmp_path):
    workspace, _recovery_key = Workspace.create(tmp_path / "rum", ["trivselsforum_ssp"], PASSPHRASE)
    asked = {"school": "SK-1", "from_day": "2025-08-01", "to_day": "2026-07-31", "as_of": "2026-07-31"}
    with workspace:
        with workspace.store.writing() as transaction:
            transaction.save([builders.school(municipality="Klitvang"),
                              builders.meeting(forum="trivselsforum", held_on=date(2025, 10, 20),
                                               requested_on=date(2025, 10, 10))])  # fmt: skip
        days = workspace.figures(forum="trivselsforum", **asked).cell("lead_time.trivselsforum.median")
        (workspace.folder / CALENDARS_FOLDER).mkdir(exist_ok=True)
        calendar = workspace.folder / CALENDARS_FOLDER / "klitvang.csv"
        calendar.write_text(f"{TEXT}2025-10-13;2025-10-17;Efterårsferie;\n", encoding="utf-8")
        school_days = workspace.figures(forum="trivselsforum", **asked).cell("lead_time.trivselsforum.median")
    assert (days.value, school_days.value) == (10, 1)
