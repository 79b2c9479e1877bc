"""Figures written out: as text to read, and as rows for a spreadsheet."""

import csv
import io
import re
from itertools import groupby

from samrum_kit.figures.disclosure.release import ReleasedFigures
from samrum_kit.figures.key_figures import KeyFigures
from samrum_kit.figures.table import Cell, Kind, Row, cell_to_json
from samrum_kit.locale import _, format_day, format_number, ngettext
from samrum_kit.measure.values import Reason, Undefined, number_or_none

_STARTS_A_FORMULA = re.compile(r"^(?=\s*[=+\-@]|[\t\r\n])|(?<=[;\t\r\n])(?=\s*[=+\-@])")
"""Where a spreadsheet could begin to run a text: at its start, or behind a sign that it may take for a cell's end."""

_BESIDE_THE_NUMBER = ("count", "of", "lower", "upper", "at_least", "at_most")
_COLUMNS = (
    "id", "label", "value", "unit", *_BESIDE_THE_NUMBER, "model", "scope", "from", "to", "as_of", "definition",
    "source",
)  # fmt: skip


def as_text(found: KeyFigures | ReleasedFigures) -> str:
    """Return figures to read, each with how many it is taken from, its definition and its source."""
    raw = _("Raw figures for the team itself: small numbers are not held back.")
    safe = _("What is held back would give a small number away. Times are told in whole weeks.")
    lines = [
        found.table.title,
        f"{found.scope.to_text()} · {found.period.to_text()}",
        raw if isinstance(found, KeyFigures) else safe,
        "",
    ]
    for figure, parts in groupby(found.table.rows, key=lambda row: row.figure):
        lines += _block(figure, list(parts))
    if isinstance(found, KeyFigures) and found.placements:
        lines += _placements(found)
    return "\n".join(lines) + "\n"


def _block(figure: str, rows: list[Row]) -> list[str]:
    """Return a figure with its parts, its definition and its source."""
    only = rows[0]
    heads = [f"{figure}: {number(only.cell, only.unit)}"] if not only.part else [figure]
    parts = [f"    {row.part}: {number(row.cell, row.unit)}" for row in rows if row.part]
    source = _("Source: {document}: “{quote}”").format(document=only.source, quote=only.quote) if only.quote else ""
    own = _("No source asks for it; the workbench adds it.")
    words = [_("Definition: {words}").format(words=only.definition), source or own]
    return [*heads, *parts, *(f"    {line}" for line in words), ""]


def _placements(found: KeyFigures) -> list[str]:
    """Return the placements that stand, with the day on which their year ends."""
    lines = [_("Placements by the day on which their year ends (names cases: for the team alone)")]
    for one in found.placements:
        words = _("{case}: overdue since {day}") if one.review.overdue else _("{case}: due on {day}")
        lines.append(f"    {words.format(case=one.event.case_id, day=format_day(one.review.due))}")
    return [*lines, ""]


def as_csv(found: KeyFigures | ReleasedFigures) -> str:
    """Return figures as rows with commas between, a decimal point, and nothing that a spreadsheet would run."""
    told = found.to_json()
    about = [found.model, found.scope.name or found.scope.extent.value, told["from"], told["to"], told["as_of"]]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in found.table.rows:
        cell = cell_to_json(row.cell)
        numbers = [cell.get(name) for name in _BESIDE_THE_NUMBER]
        line = [row.id, row.label, cell["value"], row.unit, *numbers, *about, row.definition, row.source]
        writer.writerow([unrun(entry) for entry in line])
    return written.getvalue()


def number(cell: Cell, unit: str) -> str:
    """Return the number of a cell as people write it, with how many it is taken from."""
    if cell.held_back:
        return _("held back")
    if isinstance(cell.value, Undefined) and cell.of == 0:
        return _("can't be calculated: {why}").format(why=_("nothing to count"))
    if isinstance(cell.value, Undefined):
        under_way = _("not reached yet: more than half are still under way")
        return under_way if cell.value.reason is Reason.NOT_REACHED else _("can't be calculated")
    if cell.count is not None and cell.of is not None:
        return _share(cell, cell.of)
    written = f"{rounded(cell.value, cell.kind)} {unit}".strip()
    if cell.of is None:
        return written
    return _("{number} (of {whole})").format(number=written, whole=format_number(cell.of))


def _share(cell: Cell, of: int) -> str:
    """Return a share as people write it; none and all of them in counts, since 0 % and 100 % promise too much."""
    told = _("{count} of {whole}").format(count=format_number(cell.count or 0), whole=format_number(of))
    if cell.count not in {0, of} and cell.interval is not None:
        lower, upper = (round(100 * bound) for bound in (cell.interval.lower, cell.interval.upper))
        share = rounded(number_or_none(cell.value) or 0, Kind.SHARE)
        told = _("{share} ({counts}; uncertainty {lower}–{upper} %)").format(
            share=share, counts=told, lower=lower, upper=upper
        )
    if cell.reach is not None:
        least, most = (round(100 * bound) for bound in (cell.reach.lower, cell.reach.upper))
        told = _("{share}; {least}–{most} % whatever holds for the unknown ones").format(
            share=told, least=least, most=most
        )
    return told


def rounded(value: float, kind: Kind) -> str:
    """Return a number as exact as it is worth reading; a share that isn't none or all is never written as that."""
    if kind is Kind.SHARE:
        percent = round(100 * value)
        if value > 0 and percent == 0:
            return _("under 1 %")
        if value < 1 and percent == 100:
            return _("over 99 %")
        return _("{number} %").format(number=format_number(percent))
    if kind is Kind.DAYS:
        days = round(value)
        return ngettext("{number} day", "{number} days", days).format(number=format_number(days))
    return format_number(round(value, 1))


def unrun(entry: object) -> object:
    """Return an entry of a table so that a spreadsheet takes its text for a text, never for a formula."""
    return _STARTS_A_FORMULA.sub("'", entry) if isinstance(entry, str) else entry
