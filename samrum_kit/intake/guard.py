"""The guard at the door: a workbook's bytes are looked through before any parser sees them."""

import re
from posixpath import join, normpath

from samrum_kit.intake.archive import Archive
from samrum_kit.intake.cells import MOST_CELLS, ExcelSheet, Extent, Faults, OpenDocument
from samrum_kit.intake.markup import MarkupReader, local, refuse_doctype
from samrum_kit.intake.source import FileRefused

LARGEST_FILE = 64 * 1024**2
"""Bytes of one file of an import."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_WORKBOOK = "xl/workbook.xml"
_CONTENT = "content.xml"
TYPES = "[Content_Types].xml"
MARKUP = (".xml", ".rels", ".rdf", ".vml", ".xhtml", ".svg")

_FORBIDDEN = (
    (re.compile(r"vbaproject|/macrosheets/|^basic/|^scripts/", re.IGNORECASE), "file.macros"),
    (re.compile(r"/embeddings/|/activex/|oleobject|^objectreplacements/|^object \d+$", re.IGNORECASE), "file.embedded"),
    (re.compile(r"/externallinks/", re.IGNORECASE), "file.external"),
)


def at_the_door(data: bytes) -> Archive:
    """Open the bytes of an office file by their directory; raise FileRefused for what must not come in."""
    if len(data) > LARGEST_FILE:
        raise FileRefused("file.too_large")
    if data.startswith(_OLE):
        raise FileRefused("file.encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "file.old_excel")
    if not data.startswith(_ZIP):
        raise FileRefused("file.type")
    archive = Archive(data)
    for name in archive.parts:
        for pattern, code in _FORBIDDEN:
            if pattern.search(name):
                raise FileRefused(code)
    return archive


def look_through(archive: Archive) -> dict[str, Faults]:
    """Read every XML part, and return the cells whose content can't be known, by the name of their sheet."""
    if _WORKBOOK in archive.parts:
        sheets = _excel_sheets(archive)
        faults = _read_excel(archive, sheets)
        seen = {_WORKBOOK, *sheets.values()}
    elif _CONTENT in archive.parts and "mimetype" in archive.parts and archive.read("mimetype").strip() == _ODS:
        document = OpenDocument()
        document.read(archive, _CONTENT)
        _check_size(document.extents)
        faults, seen = document.faults, {_CONTENT}
    else:
        raise FileRefused("file.type")
    for name in archive.parts.keys() - seen:
        if name == TYPES:
            MarkupReader(refuse_macros).read(archive, name)
        elif name.endswith(MARKUP):
            refuse_doctype(archive, name)
    return faults


def refuse_macros(_tag: str, attributes: dict[str, str]) -> None:
    """Refuse a content type of a file with macros, whatever the file is called."""
    if "macroenabled" in attributes.get("ContentType", "").casefold():
        raise FileRefused("file.macros")


def _excel_sheets(archive: Archive) -> dict[str, str]:
    """Return the part of each sheet by the sheet's name."""
    sheets: dict[str, str] = {}
    targets: dict[str, str] = {}

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "sheet":
            sheets[attributes.get("name", "")] = next(
                (value for name, value in attributes.items() if name.endswith(":id")), "")

    def relation(_tag: str, attributes: dict[str, str]) -> None:
        targets[attributes.get("Id", "")] = attributes.get("Target", "")

    MarkupReader(sheet).read(archive, _WORKBOOK)
    relations = "xl/_rels/workbook.xml.rels"
    if relations not in archive.parts:
        raise FileRefused("file.damaged")
    MarkupReader(relation).read(archive, relations)
    return {name: normpath(join("xl", targets.get(identifier, ""))).lstrip("/") for name, identifier in sheets.items()}


def _read_excel(archive: Archive, sheets: dict[str, str]) -> dict[str, Faults]:
    """Look through each worksheet part once."""
    faults: dict[str, Faults] = {}
    extents = []
    for name, part in sheets.items():
        if part not in archive.parts or not part.endswith(".xml"):
            raise FileRefused("file.damaged")
        sheet = ExcelSheet()
        sheet.read(archive, part)
        faults[name] = sheet.faults
        extents.append(sheet.extent)
    _check_size(extents)
    return faults


def _check_size(extents: list[Extent]) -> None:
    """Refuse sheets that are too much together."""
    if sum(extent.rows * extent.columns for extent in extents) > MOST_CELLS:
        raise FileRefused("file.cells")
