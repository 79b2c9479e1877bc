"""Workbooks for tests: honest ones from rows, and raw ones part by part for everything that no program writes."""

import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from samrum_kit.domain.fields import Record
from samrum_kit.intake import ImportPlan, plan_import, read_sources

TODAY = date(2026, 3, 9)
DAY = datetime(2025, 8, 11)  # noqa: DTZ001  # as openpyxl wants it

SCHOOLS = [["Skole-id", "Navn", "Kommune", "Skoletype"], ["SK-1", "Engskolen", "Lykkeborg", "Hele forløbet"]]
CASES = [["Sags-id", "Sagstype", "Skole-id", "Emne", "Første bekymring"], ["S-1", "Klasse", "SK-1", "Uro", DAY]]
PLANS = [
    ["Plan-id", "Sags-id", "Indsatsniveau", "Rettet mod", "Start"],
    ["P-1", "S-1", "Forebyggende", "Læringsfællesskabet", DAY],
]
BASE = {"Skoler": SCHOOLS, "Sager": CASES, "Planer": PLANS}

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


class Known:
    """Stored records, as an import asks for them."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._tables: dict[type[Record], dict[tuple[Any, ...], Record]] = {}
        for record in records:
            self._tables.setdefault(type(record), {})[record.key] = record

    def known(self, record: type[Any]) -> Mapping[tuple[Any, ...], Any]:
        return self._tables.get(record, {})


def write(path: Path, sheets: Mapping[str, list[list[Any]]]) -> Path:
    """Write rows as an .xlsx."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def plan_of(
    path: Path, sheets: Mapping[str, list[list[Any]]], known: Iterable[Record] = (), **choices: bool
) -> ImportPlan:
    """Write rows as an .xlsx and return the plan of its import."""
    return plan(write(path / "skole.xlsx", sheets), known=known, **choices)


def plan(*paths: Path, known: Iterable[Record] = (), **choices: bool) -> ImportPlan:
    """Return the plan of an import of some files."""
    return plan_import(read_sources(paths), Known(known), today=TODAY, **choices)


def code_of(path: Path) -> str | None:
    """Return the code with which a file is refused as a whole."""
    (source,) = read_sources([path])
    assert not (source.refused and source.sheets)
    for one in source.refused:
        assert (one.file, one.sheet, one.row, one.column) == (path.name, None, None, None)
        assert one.message.endswith(".")
    return source.refused[0].code if source.refused else None


def codes(made: ImportPlan) -> list[tuple[str | None, int | None, str | None, str]]:
    """Return sheet, row, column and code of each rejection."""
    return [(one.sheet, one.row, one.column, one.code) for one in made.rejected]


SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def parts(
    sheet: str = "<sheetData/>", shared: str = "", properties: str = "", name: str = "Skoler"
) -> dict[str, bytes]:
    """Return the parts of the smallest workbook, its one sheet as XML."""
    kinds = (
        f'<Default Extension="xml" ContentType="{SPREADSHEET}.worksheet+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SPREADSHEET}.sheet.main+xml"/>'
    )
    one = f'<sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets>'
    formats = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{kinds}</Types>',
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}">{properties}{one}</workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{formats}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
    }
    return {part: f"{HEAD}{text}".encode() for part, text in texts.items()}


def relations(*targets: tuple[str, str]) -> str:
    """Return the XML that says which part is what."""
    lines = (
        f'<Relationship Id="rId{number}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def pack(path: Path, contents: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write parts as a zip file."""
    with zipfile.ZipFile(path, "w", compression) as archive:
        for part, content in contents.items():
            archive.writestr(part, content)
    return path


def rows(*cells: str) -> str:
    """Return the sheet data of rows of cells written as XML."""
    return "<sheetData>" + "".join(cells) + "</sheetData>"


def open_document(tables: str) -> dict[str, bytes]:
    """Return the parts of the smallest .ods with some tables written as XML."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return {
        "mimetype": kind.encode(),
        "content.xml": f'{HEAD}<office:document-content {spaces} xmlns:calcext="urn:org:documentfoundation:names:'
        f'experimental:calc:xmlns:calcext:1.0">{body}</office:document-content>'.encode(),
        "META-INF/manifest.xml": f'{HEAD}<manifest:manifest xmlns:manifest="{space}"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'.encode(),
    }
