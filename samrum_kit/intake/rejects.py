"""Rejected rows go back to those who wrote them: as they came, as text alone, with a column that says what is wrong."""

import hashlib
import io
import os
import re
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, time
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import IO, TYPE_CHECKING

from samrum_kit.errors import ImportRejected
from samrum_kit.intake.importer import ImportPlan
from samrum_kit.intake.naming import FAULT_COLUMN, is_fault_column
from samrum_kit.intake.source import Cell, Rejection, Row, Sheet, SourceFile
from samrum_kit.intake.values import written
from samrum_kit.locale import _, language

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_MARK = "samrum.rejected/1"
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


def write_rejected(sources: Sequence[SourceFile], plan: ImportPlan, fallback: Path | None = None) -> tuple[Path, ...]:
    """Write `<name>.afvist.xlsx` for each source with rejected rows, and return the paths.

    It stands beside the source, or in `fallback` (the current folder) where that can't be written. An older one that
    nobody has changed since is replaced; any other file is left, and the new one gets a number.
    """
    paths: list[Path] = []
    for source in sources:
        rows = _rejected_rows(source, plan.rejected)
        if rows:
            paths.append(_save(source.path, _workbook(rows), fallback or Path.cwd(), paths))
    return tuple(paths)


def _rejected_rows(source: SourceFile, rejected: tuple[Rejection, ...]) -> list[tuple[Sheet, list[tuple[Row, str]]]]:
    """Return the rejected rows of each sheet with what is wrong; a fault of a sheet is one of all its rows."""
    reasons: dict[tuple[str, str | None], dict[int | None, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in rejected:
        if one.source == source.path:
            text = f"{one.column}: {one.message}" if one.column else one.message
            reasons[one.file, one.sheet][one.row].append(text)
    sheets = []
    for sheet in source.sheets:
        by_row = reasons.get((sheet.file, sheet.name), {})
        whole = [*by_row.get(None, ()), *by_row.get(sheet.header_row, ())]
        rows = [(row, " | ".join([*whole, *by_row.get(row[0], ())])) for row in sheet.rows if whole or row[0] in by_row]
        if rows:
            sheets.append((sheet, rows))
    return sheets


def _workbook(sheets: list[tuple[Sheet, list[tuple[Row, str]]]]) -> bytes:
    """Return a workbook of rejected rows that bears the digest of its own cells."""
    return _drawn_up(sheets, _digest(io.BytesIO(_drawn_up(sheets, ""))))


def _drawn_up(sheets: list[tuple[Sheet, list[tuple[Row, str]]]], mark: str) -> bytes:
    """Return a workbook of rejected rows with a mark in its properties."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as workbook:
        workbook.set_properties({"keywords": mark})
        names: set[str] = set()
        for sheet, rows in sheets:
            _add_sheet(workbook, _free_name(sheet.name, names), sheet, rows)
    return buffer.getvalue()


def _add_sheet(workbook: "Workbook", name: str, sheet: Sheet, rows: list[tuple[Row, str]]) -> None:
    """Write one sheet; what is wrong stands in the last column."""
    text = workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    bold = workbook.add_format({"num_format": "@", "bold": True, "text_wrap": True})
    page = workbook.add_worksheet(name)
    page.freeze_panes(1, 0)
    width = max(len(sheet.header), *(len(cells) for (_number, cells), _reason in rows))
    kept = [at for at in range(width) if at >= len(sheet.header) or not is_fault_column(sheet.header[at])]
    page.set_column(0, len(kept) - 1, 18, text)
    page.set_column(len(kept), len(kept), 70, text)
    for to, at in enumerate(kept):
        if at < len(sheet.header):
            page.write_string(0, to, sheet.header[at], bold)
    page.write_string(0, len(kept), FAULT_COLUMN[language()], bold)
    for line, ((_number, cells), reason) in enumerate(rows, 1):
        for to, at in enumerate(kept):
            if at < len(cells) and (content := as_it_came(cells[at])):
                page.write_string(line, to, content, text)
        page.write_string(line, len(kept), reason, text)


def as_it_came(cell: Cell) -> str:
    """Return a cell as text that is read back as the same value."""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, float) and isfinite(cell):
        whole, _, decimals = format(Decimal(repr(cell)), "f").partition(".")
        decimals = decimals.rstrip("0")
        if len(decimals) == 3:  # three decimals alone could be read as thousands
            decimals += "0"
        return f"{whole},{decimals}" if decimals else whole
    return written(cell)


def _free_name(name: str, taken: set[str]) -> str:
    """Return a sheet's name as Excel allows it, and once only."""
    plain = _NOT_IN_NAMES.sub("_", name).strip("'")[:_LONGEST_NAME] or "_"
    number, free = 1, plain
    while free.casefold() in taken:
        number += 1
        free = f"{plain[: _LONGEST_NAME - 4]} {number}"
    taken.add(free.casefold())
    return free


def _save(source: Path, content: bytes, fallback: Path, taken: list[Path]) -> Path:
    """Write the workbook beside its source, or in the other folder."""
    name = source.name if source.is_dir() else source.stem
    for folder in (source.resolve().parent, fallback):
        path = _free_path(folder, name, taken)
        try:
            _replace(path, content)
        except OSError:
            continue
        return path
    raise ImportRejected(_("The rejected rows can't be written, neither beside the file nor in the current folder."),
                         remedy=_("Make one of the folders writable and import again."), code="rejected.not_written")


def _free_path(folder: Path, name: str, taken: list[Path]) -> Path:
    """Return where the rejected rows may be written without replacing what somebody else wrote."""
    number, path = 1, folder / f"{name}.afvist.xlsx"
    while path in taken or (path.exists() and not _is_ours(path)):
        number += 1
        path = folder / f"{name}.afvist-{number}.xlsx"
    return path


def _is_ours(path: Path) -> bool:
    """Tell whether a file is one that was written here and that nobody has changed since."""
    try:
        with path.open("rb") as file:
            mark = _digest(file)
            with zipfile.ZipFile(file) as archive:
                return mark.encode() in archive.read("docProps/core.xml")
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return False


def _digest(file: IO[bytes]) -> str:
    """Return a digest of a workbook's cells as they are written in it."""
    digest = hashlib.sha256(_MARK.encode())
    with zipfile.ZipFile(file) as archive:
        for name in sorted(archive.namelist()):
            if name.startswith("xl/worksheets/") or name == "xl/sharedStrings.xml":
                digest.update(archive.read(name))
    return digest.hexdigest()


def _replace(path: Path, content: bytes) -> None:
    """Write a file in one step."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".afvist-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(draft).replace(path)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise
