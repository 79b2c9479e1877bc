"""Rejected rows come back as they came, as text alone, and corrected they can be imported as they are."""

import os
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from samrum_kit.domain.fields import columns
from samrum_kit.domain.records import Observation
from samrum_kit.errors import ImportRejected
from samrum_kit.intake import plan_import, read_sources, write_rejected
from samrum_kit.intake.values import parser
from samrum_kit.locale import speaking
from tests.intake.workbooks import BASE, CASES, DAY, PLANS, SCHOOLS, TODAY, Known, codes, plan, write

NOON = datetime(2026, 3, 9, 12, 30)  # noqa: DTZ001  # as openpyxl wants it


def rejected(*paths, known=(), fallback=None, **choices):
    """Import, and return the plan and the files of rejected rows."""
    sources = read_sources(paths)
    made = plan_import(sources, Known(known), today=TODAY, **choices)
    return made, write_rejected(sources, made, fallback)


def cells(path, sheet):
    """Return the cells of a sheet as a spreadsheet program sees them."""
    return [[cell.value for cell in row] for row in load_workbook(path)[sheet].iter_rows()]


def bad(*more):
    """Return the base with a second case that is no good."""
    return {**BASE, "Sager": [*CASES, ["S-2", "Klub", "SK-1", "Uro", DAY], *more]}


def test_the_rejected_rows_stand_beside_the_file_with_what_is_wrong(tmp_path):
    path = write(tmp_path / "skole.xlsx", bad())
    _, (out,) = rejected(path)
    assert out == tmp_path / "skole.afvist.xlsx"
    header, row = cells(out, "Sager")
    assert header == [*CASES[0], "Hvad er galt"]
    assert row[:-1] == ["S-2", "Klub", "SK-1", "Uro", "2025-08-11"]
    assert row[-1].startswith("Sagstype: Ordet er ikke på listen.")
    assert load_workbook(out).sheetnames == ["Sager"]


def test_a_norwegian_reads_it_in_norwegian(tmp_path):
    with speaking("nb"):
        _, (out,) = rejected(write(tmp_path / "skole.xlsx", bad()))
    assert cells(out, "Sager")[0][-1] == "Hva er galt"


def test_without_rejected_rows_nothing_is_written(tmp_path):
    assert rejected(write(tmp_path / "skole.xlsx", BASE))[1] == ()
    (tmp_path / "brev.docx").write_bytes(b"PK")
    assert rejected(tmp_path / "brev.docx")[1] == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brev.docx", "skole.xlsx"]


def test_corrected_it_can_be_imported_as_it_is(tmp_path):
    path = write(tmp_path / "skole.xlsx", bad(["S-3", "Klasse", "SK-1", "Uro", "i går"]))
    made, (out,) = rejected(path, accept_valid=True)
    book = load_workbook(out)
    book["Sager"]["B2"], book["Sager"]["E3"] = "Gruppe", "12-08-2025"
    book.save(out)
    again = plan(out, known=made.to_save)
    assert again.rejected == ()
    assert [(one.case_id, one.kind, one.first_concern_on) for one in again.to_save] == [
        ("S-2", "group", DAY.date()),
        ("S-3", "class", date(2025, 8, 12)),
    ]


def test_whatever_looks_like_a_formula_stays_text(tmp_path):
    texts = [
        "=1+1",
        '=HYPERLINK("http://x")',
        "+1",
        "-1",
        "@SUM(A1)",
        "\tx",
        "{=1}",
        "http://x",
        "0012",
        "_x0041_",
        "æ\n b",
    ]
    book = {"Skoler": [SCHOOLS[0], *([f"SK {at}", text, "Lykkeborg", "Specialskole"] for at, text in enumerate(texts))]}
    path = tmp_path / "skoler.csv"
    lines = [
        "skole-id;navn;kommune;skoletype",
        *(";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in book["Skoler"][1:]),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    _, (out,) = rejected(path)
    sheet = load_workbook(out)["skoler"]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == texts
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert [cell[1].strip() for _, cell in read_sources([out])[0].sheets[0].rows] == [text.strip() for text in texts]


def test_numbers_days_and_yes_come_back_as_the_same_values(tmp_path):
    numbers = [1.5, 1.125, 3.0, 1e-7, 123456.789, 0.3, 1e16]
    header = ["Serie-id", "Dato", "Fase", "Værdi"]
    path = write(
        tmp_path / "m.xlsx", {"Målinger": [header, *(["R-1", DAY, at, number] for at, number in enumerate(numbers))]}
    )
    _, (out,) = rejected(path)
    book = load_workbook(out)
    values = [row[3].value for row in book["Målinger"].iter_rows(min_row=2)]
    assert values[:3] == ["1,5", "1,1250", "3"]
    parse = parser(Observation, columns(Observation)[3])
    assert [parse(value) for value in values] == numbers


def test_an_unknown_sheet_or_column_brings_back_every_row_of_it(tmp_path):
    path = write(tmp_path / "skole.xlsx", {**BASE, "Planner": PLANS, "Sager": [[*CASES[0], "Note"], [*CASES[1], NOON]]})
    _, (out,) = rejected(path)
    assert [row[:2] for row in cells(out, "Planner")] == [["Plan-id", "Sags-id"], ["P-1", "S-1"]]
    assert cells(out, "Sager")[1][5] == "2026-03-09 12:30:00"
    assert all("F: " in row[-1] for row in cells(out, "Sager")[1:])


def test_a_folder_of_csv_files_gets_one_workbook_beside_it(tmp_path):
    folder = tmp_path / "skole 1.2"
    folder.mkdir()
    (folder / "skoler.csv").write_text(
        "skole-id;navn;kommune;skoletype\nSK-1;;Lykkeborg;Specialskole\n", encoding="utf-8"
    )
    (folder / "sager.csv").write_text("sags-id;emne\nS-1;\n", encoding="utf-8")
    _, (out,) = rejected(folder)
    assert out == tmp_path / "skole 1.2.afvist.xlsx"
    assert load_workbook(out).sheetnames == ["sager", "skoler"]


def test_a_file_name_that_is_no_sheet_name_is_shortened(tmp_path):
    path = tmp_path / "alle [vores] børn og deres planer fra i fjor.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    _, (out,) = rejected(path)
    (name,) = load_workbook(out).sheetnames
    assert len(name) <= 31


def test_rows_that_are_still_wrong_come_back_with_one_column_of_reasons(tmp_path):
    _, (first,) = rejected(write(tmp_path / "skole.xlsx", bad()))
    _, (second,) = rejected(first)
    assert second.name == "skole.afvist.afvist.xlsx"
    header, row = cells(second, "Sager")
    assert header == [*CASES[0], "Hvad er galt"]
    assert row[:2] == ["S-2", "Klub"]


def test_our_own_older_file_is_replaced(tmp_path):
    path = write(tmp_path / "skole.xlsx", bad())
    assert rejected(path)[1] == rejected(path)[1]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["skole.afvist.xlsx", "skole.xlsx"]


@pytest.mark.parametrize("somebody", ["a workbook of their own", "our file, half corrected", "no workbook"])
def test_what_somebody_else_wrote_is_never_replaced(tmp_path, somebody):
    path = write(tmp_path / "skole.xlsx", bad())
    theirs = tmp_path / "skole.afvist.xlsx"
    if somebody == "a workbook of their own":
        write(theirs, BASE)
    elif somebody == "no workbook":
        theirs.write_text("noter", encoding="utf-8")
    else:
        rejected(path)
        book = load_workbook(theirs)
        book["Sager"]["B2"] = "Gruppe"
        book.save(theirs)
    before = theirs.read_bytes()
    _, (out,) = rejected(path)
    assert out.name == "skole.afvist-2.xlsx"
    assert theirs.read_bytes() == before


def test_two_sources_of_one_name_get_a_file_each(tmp_path):
    path = write(tmp_path / "sager.xlsx", bad())
    (tmp_path / "sager.csv").write_text("sags-id;emne\nS-7;\n", encoding="utf-8")
    _, outs = rejected(path, tmp_path / "sager.csv")
    assert [out.name for out in outs] == ["sager.afvist.xlsx", "sager.afvist-2.xlsx"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="Nothing is closed to an administrator.")
def test_a_folder_that_is_closed_gives_way_to_another(tmp_path):
    closed, other = tmp_path / "closed", tmp_path / "other"
    closed.mkdir()
    other.mkdir()
    path = write(closed / "skole.xlsx", bad())
    closed.chmod(0o500)
    try:
        _, (out,) = rejected(path, fallback=other)
    finally:
        closed.chmod(0o700)
    assert out == other / "skole.afvist.xlsx"


def test_where_nothing_can_be_written_the_user_is_told(tmp_path, monkeypatch):
    path = write(tmp_path / "skole.xlsx", bad())
    monkeypatch.setattr("tempfile.mkstemp", lambda **_: (_ for _ in ()).throw(PermissionError()))
    with pytest.raises(ImportRejected) as fault:
        rejected(path, fallback=tmp_path)
    assert fault.value.code == "rejected.not_written"
    assert [one.name for one in tmp_path.iterdir()] == ["skole.xlsx"]


def test_a_folder_that_does_not_let_a_file_be_written_gives_way_to_the_current_one(tmp_path, monkeypatch):
    path = write(tmp_path / "skole.xlsx", bad())
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.chdir(other)
    real = Path.replace
    monkeypatch.setattr(Path, "replace", lambda self, to: real(self, to) if to.parent == other else missing())
    _, (out,) = rejected(path)
    assert out == other / "skole.afvist.xlsx"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["other", "skole.xlsx"]


def missing():
    """Fail as a folder fails that can't be written."""
    raise PermissionError


def test_a_conflict_brings_back_both_rows(tmp_path):
    path = write(tmp_path / "skole.xlsx", {**BASE, "Sager": [*CASES, ["S-1", "Klasse", "SK-1", "Andet", DAY]]})
    made, (out,) = rejected(path)
    assert [code for *_, code in codes(made)] == ["key.conflict", "key.conflict"]
    assert [row[3] for row in cells(out, "Sager")[1:]] == ["Uro", "Andet"]
