"""What is published is there whole, and nothing that somebody wrote into a report is lost when it is made again."""

import hashlib
from pathlib import Path

import pytest

from samrum_kit.errors import ReportFailed
from samrum_kit.locale import speaking
from samrum_kit.report.publish import clear_halves, publish


def lying(folder: Path) -> dict[str, bytes]:
    """Return what lies in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_what_somebody_has_written_into_a_report_is_kept_under_a_name_that_says_so(tmp_path: Path) -> None:
    report = tmp_path / "02-S-1.docx"
    with speaking("da"):
        first = publish(report, b"lavet", ())
        report.write_bytes(b"rettet af en kollega")
        second = publish(report, b"lavet igen", [first.sha256])
        report.write_bytes(b"rettet igen")
        third = publish(report, b"lavet en tredje gang", [first.sha256, second.sha256])
    assert [made.aside for made in (first, second, third)] == ["", "02-S-1 (ændret).docx", "02-S-1 (ændret 2).docx"]
    assert lying(tmp_path) == {
        "02-S-1.docx": b"lavet en tredje gang",
        "02-S-1 (ændret).docx": b"rettet af en kollega",
        "02-S-1 (ændret 2).docx": b"rettet igen",
    }


@pytest.mark.parametrize("written", [None, [hashlib.sha256(b"lavet").hexdigest()]])
def test_what_the_program_itself_has_written_is_replaced(tmp_path: Path, written: list[str] | None) -> None:
    publish(tmp_path / "02-S-1.html", b"lavet")
    publish(tmp_path / "02-S-1.html", b"lavet igen", written)
    assert lying(tmp_path) == {"02-S-1.html": b"lavet igen"}


def test_a_report_that_was_written_and_not_written_down_is_known_by_its_content(tmp_path: Path) -> None:
    publish(tmp_path / "02-S-1.html", b"lavet")
    assert publish(tmp_path / "02-S-1.html", b"lavet", ()).aside == ""
    assert lying(tmp_path) == {"02-S-1.html": b"lavet"}


def test_a_file_that_does_not_give_way_is_told_with_its_name_and_nothing_half_is_left(tmp_path: Path) -> None:
    (tmp_path / "02-S-1.html").mkdir()
    with pytest.raises(ReportFailed, match=r"Filen 02-S-1\.html kan ikke erstattes\. Luk den") as held:
        publish(tmp_path / "02-S-1.html", b"lavet", ())
    assert held.value.code == "report.held"
    assert lying(tmp_path) == {}


def test_only_what_the_program_itself_left_half_written_is_cleared_away(tmp_path: Path) -> None:
    for name in (".samrum-x1.part", ".egen.part", "samrum.part"):
        (tmp_path / name).write_text("halvt", encoding="utf-8")
    (tmp_path / ".samrum-mappe.part").mkdir()
    clear_halves(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {".egen.part", "samrum.part", ".samrum-mappe.part"}
