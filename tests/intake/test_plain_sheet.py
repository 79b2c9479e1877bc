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
        '<c r="B1" t="inlineStr"><is><t xml:space="preserve"> x</t></is></c>',
        '<row r="3"><c r="A3"><v>1</v></c><c r="Q3" s="2"><v>1</v></c></row>',
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


def sheet(data: str, before: str = "", after: str = "") -> bytes:
    """Return a worksheet part."""
    table = f"{before}<sheetData>{data}</sheetData>{after}"
    return f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:x="{MAIN}">{table}</worksheet>'.encode()


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


AROUND = st.sampled_from(["", "", "<cols/>", '<row r="9"><c r="A9"><v>1</v></c></row>', "<sheetData/>", "<!-- -->"])


@given(st.lists(PIECES, max_size=14).map("".join), AROUND, AROUND)
def test_what_the_quick_look_finds_the_close_look_finds_too(data, before, after):
    xml = sheet(data, before, after)
    quick = plain_extent(xml)
    if quick is None:
        return
    with pytest.MonkeyPatch.context() as patch:
        try:
            close = close_look(xml, patch)
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
        '<c r="A1"/>text',
        "<v>1</v>",
        '<c r="A1"><v>\0</v></c>',
        '</row></sheetData></worksheet><x><row r="2">',
        '<c r="A1"><v>1</v><v>2</v></c>',
        '<c r="A1"><is><r><t>x</t></r></is></c>',
        '</row><row r="1"><c r="B1"/>',
        '</row><row r="3"/><row r="2"><c r="A2"/>',
        '<c r="AA1"/>',
    ],
)
def test_anything_else_is_left_to_the_close_look(cell):
    assert plain_extent(sheet(f'<row r="1">{cell}</row>')) is None
    assert plain_extent(sheet(f'<row r="1"/><x>{cell}</x>')) is None


@pytest.mark.parametrize(
    "around",
    [
        '<sheetData><row r="1"><c r="A1"/></row></sheetData>',
        "<x:sheetData/>",
        "<!-- <sheetData> -->",
        "<?x?>",
        '<row r="1"/>',
        '<x:c r="A1"/>',
    ],
)
def test_what_could_pass_for_cells_around_the_table_is_left_to_the_close_look(around):
    data = '<row r="1"><c r="A1"/></row>'
    assert plain_extent(sheet(data, "<cols/>", '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>')) == (1, 1)
    assert plain_extent(sheet(data, before=around)) is None
    assert plain_extent(sheet(data, after=around)) is None
    assert plain_extent(sheet("", after=around).replace(b"<sheetData></sheetData>", b"<sheetData/>")) is None


def test_a_row_may_be_wider_than_most_and_have_cells_with_nothing_in_them():
    data = '<row r="1"><c r="A1"/></row><row r="3"><c r="C3"/><c r="Z3"><v/></c></row><row r="4"><c r="B4"/></row>'
    assert plain_extent(sheet(data)) == (4, 26)
    assert plain_extent(sheet(f'{data}<row r="7" spans="1:3"/>')) == (4, 26)
    assert plain_extent(sheet("").replace(b"<sheetData></sheetData>", b"<sheetData/>")) == (0, 0)


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
