"""Figures written out: as text to read, and as rows for a spreadsheet."""

import csv
import io
from itertools import groupby

from samrum_kit.figures.key_figures import KeyFigures
from samrum_kit.figures.table import Cell, Kind, Row, plain
from samrum_kit.locale import _, format_number, ngettext
from samrum_kit.measure.values import Undefined

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_COLUMNS = ("id", "label", "value", "unit", "of", "model", "scope", "from", "to", "as_of", "definition", "source")


def as_text(found: KeyFigures) -> str:
    """Return figures to read, each with how many it is taken from, its definition and its source."""
    lines = [
        found.table.title,
        f"{found.scope.to_text()} · {found.period.to_text()}",
        _("Raw figures for the team itself: small numbers are not held back."),
        "",
    ]
    for figure, parts in groupby(found.table.rows, key=lambda row: row.figure):
        lines += _block(figure, list(parts))
    return "\n".join(lines) + "\n"


def _block(figure: str, rows: list[Row]) -> list[str]:
    """Return a figure with its parts, its definition and its source."""
    only = rows[0]
    heads = [f"{figure}: {number(only.cell, only.unit)}"] if not only.part else [figure]
    parts = [f"    {row.part}: {number(row.cell, row.unit)}" for row in rows if row.part]
    source = _("Source: {document}: “{quote}”").format(document=only.source, quote=only.quote) if only.quote else ""
    words = [_("Definition: {words}").format(words=only.definition), *([source] if source else [])]
    return [*heads, *parts, *(f"    {line}" for line in words), ""]


def as_csv(found: KeyFigures) -> str:
    """Return figures as rows with commas between, a decimal point, and nothing that a spreadsheet would run."""
    told = found.to_json()
    about = [found.model, found.scope.name or found.scope.extent.value, told["from"], told["to"], told["as_of"]]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in found.table.rows:
        cell = row.cell
        value, of = ("" if one is None else one for one in (plain(cell), cell.of))
        line = [row.id, row.label, value, row.unit, of, *about, row.definition, row.source]
        writer.writerow([unrun(entry) for entry in line])
    return written.getvalue()


def number(cell: Cell, unit: str) -> str:
    """Return the number of a cell as people write it, with how many it is taken from."""
    if isinstance(cell.value, Undefined):
        return _("can't be calculated")
    written = f"{_rounded(cell.value, cell.kind)} {unit}".strip()
    if cell.of is None:
        return written
    return _("{number} (of {whole})").format(number=written, whole=format_number(cell.of))


def _rounded(value: float, kind: Kind) -> str:
    """Return a number as exact as it is worth reading."""
    if kind is Kind.SHARE:
        return _("{number} %").format(number=format_number(round(100 * value)))
    if kind is Kind.DAYS:
        days = round(value)
        return ngettext("{number} day", "{number} days", days).format(number=format_number(days))
    return format_number(round(value, 1))


def unrun(entry: object) -> object:
    """Return an entry of a table so that a spreadsheet takes its text for a text, never for a formula."""
    return f"'{entry}" if isinstance(entry, str) and entry.startswith(_STARTS_A_FORMULA) else entry
