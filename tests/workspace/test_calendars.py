"""A workspace's own school calendar is read as it is written, and refused where it can't be."""

from datetime import date
from pathlib import Path

import pytest

from samrum_kit.errors import UsageError
from samrum_kit.workspace import Workspace
from samrum_kit.workspace.calendars import calendar_in
from tests import builders
from tests.cli.command_line import PASSPHRASE

AUTUMN = "fra;til;tekst\n13-10-2025;17.10.2025;Efterårsferie\n\n2026-02-09;2026-02-13\n"


def written(folder: Path, **files: str) -> Path:
    (folder / "kalender").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / "kalender" / f"{name.replace('_', '-')}.csv").write_text(text, encoding="utf-8")
    return folder


def test_a_workspace_without_a_calendar_has_none(tmp_path: Path) -> None:
    assert calendar_in(tmp_path, "da") is None


def test_the_school_years_of_the_files_are_covered_and_no_other_day(tmp_path: Path) -> None:
    calendar = calendar_in(written(tmp_path, **{"2025_2026": AUTUMN, "2026_2027": "fra;til;tekst\n"}), "da")
    assert calendar is not None
    assert (calendar.first, calendar.last) == (date(2025, 8, 1), date(2027, 7, 31))
    assert calendar.between(date(2025, 10, 10), date(2025, 10, 21)) == 2
    assert [closure.text for closure in calendar.closures] == ["Efterårsferie", ""]


@pytest.mark.parametrize(("lang", "is_open"), [("da", True), ("nb", False)])
def test_public_holidays_are_those_of_the_country(tmp_path: Path, lang: str, is_open: bool) -> None:
    calendar = calendar_in(written(tmp_path, **{"2025_2026": AUTUMN}), lang)
    assert calendar is not None
    assert calendar.is_school_day(date(2026, 5, 1)) is is_open


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("ferie", AUTUMN, "kalender/ferie.csv"),
        ("2025_2027", AUTUMN, "kalender/2025-2027.csv"),
        ("2025_2026", "fra;til\n2025-10-13\n", "kalender/2025-2026.csv:2"),
        ("2025_2026", "fra;til\n\n2025-10-13;2025-10-12\n", "kalender/2025-2026.csv:3"),
        ("2025_2026", "fra;til\n2025-02-30;2025-03-01\n", "kalender/2025-2026.csv:2"),
    ],
)
def test_a_calendar_that_can_not_be_read_is_refused_with_file_and_line(
    tmp_path: Path, name: str, text: str, place: str
) -> None:
    with pytest.raises(UsageError) as refused:
        calendar_in(written(tmp_path, **{name: text}), "da")
    assert (refused.value.code, refused.value.place) == ("calendar.unfit", place)


def test_a_year_that_is_left_out_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        calendar_in(written(tmp_path, **{"2023_2024": AUTUMN, "2025_2026": AUTUMN}), "da")
    assert refused.value.place == "kalender/2024-2025.csv"


def test_a_calendar_in_another_writing_is_refused(tmp_path: Path) -> None:
    written(tmp_path, **{"2025_2026": ""})
    text = "fra;til;tekst\n2025-10-13;2025-10-17;Efterår"
    (tmp_path / "kalender" / "2025-2026.csv").write_bytes(text.encode("cp1252"))
    with pytest.raises(UsageError):
        calendar_in(tmp_path, "da")


def test_the_figures_of_a_workspace_count_in_its_school_days(tmp_path: Path) -> None:
    workspace, _recovery_key = Workspace.create(tmp_path / "rum", ["trivselsforum_ssp"], PASSPHRASE)
    asked = {"school": "SK-1", "from_day": "2025-08-01", "to_day": "2026-07-31", "as_of": "2026-07-31"}
    with workspace:
        with workspace.store.writing() as transaction:
            transaction.save([builders.school(), builders.meeting(forum="trivselsforum", held_on=date(2025, 10, 20),
                                                                  requested_on=date(2025, 10, 10))])  # fmt: skip
        days = workspace.figures(forum="trivselsforum", **asked).cell("lead_time.trivselsforum.median")
        written(workspace.folder, **{"2025_2026": AUTUMN})
        school_days = workspace.figures(forum="trivselsforum", **asked).cell("lead_time.trivselsforum.median")
    assert days is not None is not school_days
    assert (days.value, school_days.value) == (10, 1)
