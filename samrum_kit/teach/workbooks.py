"""A municipality as the workbooks that its schools would send: one for each school."""

from collections.abc import Mapping
from pathlib import Path

from samrum_kit.domain.fields import Record, columns
from samrum_kit.domain.records import TABLES, School

Tables = Mapping[type[Record], tuple[Record, ...]]


def write_workbooks(records: Tables, folder: Path, lang: str) -> tuple[Path, ...]:
    """Write one workbook per school into a folder that exists, and return their paths in the order of the schools.

    Each workbook is whole in itself: it can be imported alone. An older file of the same name is replaced.
    """
    from samrum_kit.intake import write_template  # imported late: only workbooks need the writer

    paths = []
    for school_id, tables in by_school(records).items():
        path = folder / f"{school_id}.xlsx"
        write_template(path, lang, tables)
        paths.append(path)
    return tuple(paths)


def by_school(records: Tables) -> Mapping[str, Tables]:
    """Split a municipality into its schools: each with its own row, pupils, cases, meetings and all below them."""
    owners = _owners(records)
    return {
        school.school_id: {
            table: tuple(row for row in rows if _owner(row, owners) == school.school_id)
            for table, rows in records.items()
        }
        for school in records[School]
        if isinstance(school, School)
    }


def _owners(records: Tables) -> dict[tuple[str, str], str]:
    """Return the school of every record that others refer to, by its table and id."""
    owners: dict[tuple[str, str], str] = {}
    named_first = sorted(TABLES.values(), key=lambda record: "school_id" not in record.model_fields)
    for table in named_first:
        for row in records[table]:
            if len(row.key) == 1:
                owners[table.table, row.key[0]] = _owner(row, owners)
    return owners


def _owner(row: Record, owners: Mapping[tuple[str, str], str]) -> str:
    """Return the school that a row belongs to: its own, or that of the first record it refers to."""
    named: str | None = getattr(row, "school_id", None)
    if named is not None:
        return named
    targets = ((column.target, getattr(row, column.name)) for column in columns(type(row)) if column.target)
    return next(owners[table, key] for table, key in targets if key is not None)
