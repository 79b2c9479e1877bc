"""Hostile files are refused at the door, each with one rejection that names the reason."""

import os
import re
import time
from pathlib import Path

import pytest

from samrum_kit.intake import read_sources
from tests.intake.workbooks import BASE, HEAD, MAIN, code_of, open_document, pack, parts, rows, write

CELL = '<c r="{0}" t="inlineStr"><is><t>x</t></is></c>'
ODS_CELL = "<table:table-cell><text:p>x</text:p></table:table-cell>"
WIDE = ODS_CELL.replace("cell>", 'cell table:number-columns-repeated="999999999">', 1)
DTD = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
FAR = ["XFD1048576", "IW1", "A200001", "XFD1", "A1048576", "Z199999"]


def test_an_honest_workbook_passes(tmp_path):
    assert code_of(write(tmp_path / "skole.xlsx", BASE)) is None
    assert code_of(pack(tmp_path / "lille.xlsx", parts())) is None
    assert code_of(pack(tmp_path / "lille.ods", open_document('<table:table table:name="Skoler"/>'))) is None


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("brev.docx", b"PK\x03\x04", "file.document"),
        ("billede.png", b"\x89PNG", "file.type"),
        ("noter", b"x", "file.type"),
        ("skole.xlsm", b"PK\x03\x04", "file.macros"),
        ("skole.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file.old_excel"),
        ("skole.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file.old_excel"),
        ("skole.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file.encrypted"),
        ("skole.xlsx", b"", "file.type"),
        ("skole.xlsx", b"Navn;Klasse\n", "file.type"),
        ("skole.xlsx", b"%PDF", "file.type"),
        ("skole.xlsx", b"PK\x03\x04" + b"\0" * 100, "file.damaged"),
        ("skole.ods", b"<html>", "file.type"),
    ],
)
def test_a_file_of_another_kind_is_refused_by_its_kind(tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)
    assert code_of(tmp_path / name) == code


def test_a_file_that_is_not_there_or_can_not_be_opened_says_so(tmp_path):
    assert code_of(tmp_path / "skole.xlsx") == "file.not_found"
    assert code_of(tmp_path / "skole.csv") == "file.not_found"
    assert code_of(tmp_path / "mappe") == "file.not_found"


def test_a_file_or_folder_that_is_closed_says_so(tmp_path, monkeypatch):
    path = write(tmp_path / "skole.xlsx", BASE)
    monkeypatch.setattr(Path, "read_bytes", closed)
    assert code_of(path) == "file.no_access"
    monkeypatch.setattr(Path, "iterdir", closed)
    assert code_of(tmp_path) == "file.no_access"


def closed(*_):
    """Fail as a closed file fails."""
    raise PermissionError


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="This system has no such files.")
def test_a_file_that_is_no_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "skole.csv")
    assert code_of(tmp_path / "skole.csv") == "file.type"


def test_a_text_that_no_cell_could_give_back_is_refused(tmp_path):
    (tmp_path / "skoler.csv").write_text(f"navn;distrikt\n{'a' * 32_767};x\n", encoding="utf-8")
    assert code_of(tmp_path / "skoler.csv") is None
    (tmp_path / "skoler.csv").write_text(f"navn;distrikt\n{'a' * 32_768};x\n", encoding="utf-8")
    assert code_of(tmp_path / "skoler.csv") == "file.long_text"


def test_a_word_document_in_the_clothes_of_a_workbook_is_refused(tmp_path):
    contents = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}
    assert code_of(pack(tmp_path / "brev.xlsx", contents)) == "file.type"


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("xl/vbaProject.bin", "file.macros"),
        ("xl/VBAPROJECT.BIN", "file.macros"),
        ("xl/macrosheets/sheet1.xml", "file.macros"),
        ("xl/embeddings/oleObject1.bin", "file.embedded"),
        ("xl/activeX/activeX1.xml", "file.embedded"),
        ("xl/externalLinks/externalLink1.xml", "file.external"),
        ("../skole.xml", "file.archive"),
        ("/etc/passwd", "file.archive"),
        ("xl/../../x", "file.archive"),
        ("C:x.xml", "file.archive"),
    ],
)
def test_a_part_that_has_no_place_in_a_schools_workbook_is_refused(tmp_path, part, code):
    assert code_of(pack(tmp_path / "skole.xlsx", {**parts(), part: b"<x/>"})) == code


def test_a_content_type_with_macros_is_refused_whatever_the_file_is_called(tmp_path):
    contents = parts()
    contents["[Content_Types].xml"] = contents["[Content_Types].xml"].replace(
        b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
    )
    assert code_of(pack(tmp_path / "skole.xlsx", contents)) == "file.macros"


@pytest.mark.parametrize("part", ["Basic/script-lc.xml", "Scripts/python/x.py"])
def test_macros_of_an_open_document_are_refused(tmp_path, part):
    contents = {**open_document('<table:table table:name="Skoler"/>'), part: b"<x/>"}
    assert code_of(pack(tmp_path / "skole.ods", contents)) == "file.macros"


@pytest.mark.parametrize("link", ["dde-link", "table-source", "cell-range-source"])
def test_links_out_of_an_open_document_are_refused(tmp_path, link):
    contents = open_document(f'<table:table table:name="Skoler"><table:{link}/></table:table>')
    assert code_of(pack(tmp_path / "skole.ods", contents)) == "file.external"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("part", [*parts(), "docProps/core.xml", "xl/drawings/vmlDrawing1.vml", "customXml/item1.xml"])
def test_a_doctype_in_any_part_is_refused(tmp_path, part, encoding):
    contents = {
        "docProps/core.xml": b"<x/>",
        "xl/drawings/vmlDrawing1.vml": b"<x/>",
        "customXml/item1.xml": b"<x/>",
        **parts(),
    }
    text = contents[part].decode().removeprefix(HEAD)
    contents[part] = (DTD + text).encode(encoding)
    assert code_of(pack(tmp_path / "skole.xlsx", contents)) in {"file.doctype", "file.damaged"}
    if encoding in {"utf-8", "utf-16"}:
        assert code_of(tmp_path / "skole.xlsx") == "file.doctype"


def test_a_doctype_in_an_open_document_is_refused(tmp_path):
    contents = open_document('<table:table table:name="Skoler"/>')
    contents["content.xml"] = contents["content.xml"].replace(HEAD.encode(), HEAD.encode() + DTD.encode())
    assert code_of(pack(tmp_path / "skole.ods", contents)) == "file.doctype"


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_a_sheet_in_another_encoding_is_refused_rather_than_read_as_nothing(tmp_path, encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?><worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    contents = {**parts(), "xl/worksheets/sheet1.xml": text.encode(encoding)}
    assert code_of(pack(tmp_path / "skole.xlsx", contents)) == "file.damaged"


@pytest.mark.parametrize("reference", FAR)
def test_a_cell_far_out_is_refused_before_it_is_parsed(tmp_path, reference):
    row = re.sub(r"\D", "", reference)
    path = pack(tmp_path / "skole.xlsx", parts(rows(f'<row r="{row}">{CELL.format(reference)}</row>')))
    begun = time.perf_counter()
    assert code_of(path) == "file.cells"
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize(("rows_of_each", "code"), [(90_000, None), (110_000, "file.cells")])
def test_the_cells_of_all_sheets_are_counted_together(tmp_path, rows_of_each, code):
    table = f'<table:table table:name="{{}}"><table:table-row table:number-rows-repeated="{rows_of_each - 1}"/>'
    row = f'<table:table-row><table:table-cell table:number-columns-repeated="24"/>{ODS_CELL}</table:table-row>'
    tables = "".join(f"{table.format(name)}{row}</table:table>" for name in ("Skoler", "Sager"))
    assert code_of(pack(tmp_path / "skole.ods", open_document(tables))) == code


def test_a_far_cell_that_only_has_a_colour_is_no_cell(tmp_path):
    data = rows('<row r="1"><c r="XFD1" s="1"/></row>', '<row r="1048576"><c r="A1048576" s="1"/></row>')
    assert code_of(pack(tmp_path / "skole.xlsx", parts(data))) is None


@pytest.mark.parametrize(
    "table",
    [
        f'<table:table-row table:number-rows-repeated="1000000">{ODS_CELL}</table:table-row>',
        f"<table:table-row>{WIDE}</table:table-row>",
        f'<table:table-row><table:table-cell table:number-columns-repeated="300"/>{ODS_CELL}</table:table-row>',
    ],
)
def test_repeated_cells_of_an_open_document_are_counted(tmp_path, table):
    contents = open_document(f'<table:table table:name="Skoler">{table}</table:table>')
    assert code_of(pack(tmp_path / "skole.ods", contents)) == "file.cells"


@pytest.mark.parametrize(
    "data",
    [
        rows('<row r="2"/>', '<row r="1"/>'),
        rows('<row r="1"/>', '<row r="1"/>'),
        rows('<row r="1"><c r="B1"/><c r="A1"/></row>'),
        rows('<row r="1"><c r="A1"/><c r="A1"/></row>'),
        rows('<row r="1"><c r="A2"/></row>'),
        rows('<row r="x"/>'),
        rows('<row r="-1"/>'),
        rows('<row r="1"><c r="1"/></row>'),
        rows() + rows(),
        "<sheetData>",
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>',
        rows('<row r="1"><c r="A1" t="str"><v>&x;</v></c></row>'),
    ],
)
def test_cells_out_of_order_or_given_twice_are_a_damaged_file(tmp_path, data):
    assert code_of(pack(tmp_path / "skole.xlsx", parts(data))) in {"file.damaged", "file.unreadable"}


def test_the_reason_is_said_in_the_users_language(tmp_path):
    (source,) = read_sources([tmp_path / "skole.xlsx"])
    assert source.refused[0].message == "Filen findes ikke. Se efter, om mappe og navn er rigtige."
