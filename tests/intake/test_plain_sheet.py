"""The quick look at a sheet never sees less than the close one."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.intake import cells
from samrum_kit.intake.archive import Archive
from samrum_kit.intake.plain_sheet import plain_extent
from samrum_kit.intake.source import FileRefused
from samrum_kit.intake.template import write_template
from tests.intake.workbooks import BASE, HEAD, MAIN, pack, write

PART = "xl/worksheets/sheet1.xml"
PIECES = st.sampled_from(
    [
        '<row r="1">',
        '<row r="2" spans="1:3">',
        '<row r="4"/>',
        "<row>",
        "</row>",
        '<c r="A1"/>',
        '<c r="B1" s="1" t="s">',
        '<c r="A2">',
        '<c r="C2"><v>1</v></c>',
        "<c>",
        "<c r='C2'/>",
        '<c t="n" r="C2"/>',
        '<c r="D2" t="e">',
        '<c r="XFD2"/>',
        '<c r="&#65;3"/>',
        "</c>",
        "<v>1</v>",
        "<f>A1</f>",
        "<is><t>x</t></is>",
        "<!-- <c -->",
        "<x:c/>",
        "<sheetData/>",
        "&amp;",
        '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
        "<cols/>",
        "\n",
    ]
)


def sheet(data: str) -> bytes:
    """Return a worksheet part."""
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>'.encode()


def close_look(xml: bytes, monkeypatch: pytest.MonkeyPatch) -> cells.ExcelSheet:
    """Look closely at a sheet."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(PART, xml)
    found = cells.ExcelSheet()
    with monkeypatch.context() as patch:
        patch.setattr(cells, "MOST_BYTES", -1)
        found.read(Archive(file.getvalue()), PART)
    return found


@given(st.lists(PIECES, max_size=14).map("".join))
def test_what_the_quick_look_finds_the_close_look_finds_too(data):
    quick = plain_extent(sheet(data))
    if quick is None:
        return
    with pytest.MonkeyPatch.context() as patch:
        try:
            close = close_look(sheet(data), patch)
        except FileRefused:  # not XML at all: the parser says so too
            return
    assert close.faults == {}
    assert quick[0] >= close.extent.rows
    assert quick[1] >= close.extent.columns


def test_what_programs_write_is_seen_at_a_glance(tmp_path):
    write(tmp_path / "openpyxl.xlsx", BASE)
    write_template(tmp_path / "xlsxwriter.xlsx", "da")
    for path in tmp_path.iterdir():
        archive = Archive(path.read_bytes())
        sheets = [name for name in archive.parts if name.startswith("xl/worksheets/")]
        assert sheets
        assert all(plain_extent(archive.read(name)) for name in sheets)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"><f>B1</f></c>',
        '<c r="A1" t="e"><v>#N/A</v></c>',
        "<c r='A1'/>",
        "<c/>",
        '<c r="A1" r="B1"/>',
        '<c r="A1"/><!-- -->',
        '<x:c r="A1"/>',
        '<c r="A2"/>',
        '<c r="A1"/><c r="A1"/>',
        '<c r="B1"/><c r="A1"/>',
    ],
)
def test_anything_else_is_left_to_the_close_look(cell):
    assert plain_extent(sheet(f'<row r="1">{cell}</row>')) is None


@pytest.mark.parametrize("head", ["", '<?xml version="1.0"?>', HEAD.replace("UTF-8", "UTF-16"), "<!DOCTYPE x>", "\0"])
def test_another_beginning_is_left_to_the_close_look(head):
    xml = f'{head}<worksheet><sheetData><row r="1"><c r="A1"/></row></sheetData></worksheet>'.encode()
    assert plain_extent(xml) in {None, (1, 1)}
    assert (plain_extent(xml) is None) == (head != "")


def test_a_large_sheet_is_looked_at_piece_by_piece(tmp_path, monkeypatch):
    path = pack(tmp_path / "x.zip", {PART: sheet('<row r="1"><c r="C1"><v>1</v></c></row>')})
    monkeypatch.setattr(cells, "plain_extent", lambda _: pytest.fail("searched in one piece"))
    monkeypatch.setattr(cells, "MOST_BYTES", 10)
    found = cells.ExcelSheet()
    found.read(Archive(path.read_bytes()), PART)
    assert (found.extent.rows, found.extent.columns) == (1, 3)
