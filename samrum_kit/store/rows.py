"""Records to rows and back; what comes back is checked, so that a damaged value never passes for a fact."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter
from sqlalchemy import Connection, Select

from samrum_kit.domain.fields import Record, columns
from samrum_kit.domain.notes import RequirementNote
from samrum_kit.store.failures import DATABASE_FILE, damaged

R = TypeVar("R", bound=Record)

_SEPARATOR = ";"


def to_row(record: Record) -> dict[str, Any]:
    """Return a record as the row that is stored."""
    row = vars(record)
    lists = _list_fields(type(record))
    return row | {name: _SEPARATOR.join(row[name]) for name in lists} if lists else row


def fetch(connection: Connection, record: type[R], query: Select[Any], **values: Sequence[str]) -> tuple[R, ...]:
    """Return the records that a query finds for some values, in its order.

    What is stored and can't be a record raises VaultDamaged.
    """
    lists = _list_fields(record)
    try:
        rows = [dict(row) for row in connection.execute(query, values).mappings()]
        for row in rows if lists else ():
            _take_apart(row, lists)
        found: tuple[R, ...] = _reader(record)(rows)
    except (ValueError, TypeError, AttributeError):
        raise damaged(DATABASE_FILE) from None
    return found


def fetch_notes(connection: Connection, query: Select[Any]) -> tuple[RequirementNote, ...]:
    """Return the notes that a query finds, in its order; a value that can't be one raises VaultDamaged."""
    try:
        notes: tuple[RequirementNote, ...] = _reader(RequirementNote)(
            [dict(row) for row in connection.execute(query).mappings()]
        )
    except (ValueError, TypeError):
        raise damaged(DATABASE_FILE) from None
    return notes


def _take_apart(row: dict[str, Any], lists: tuple[str, ...]) -> None:
    """Make the lists of a row out of their texts."""
    for name in lists:
        row[name] = tuple(row[name].split(_SEPARATOR)) if row[name] else ()


@cache
def _list_fields(record: type[Record]) -> tuple[str, ...]:
    """Return the names of the fields that hold several words."""
    return tuple(column.name for column in columns(record) if column.kind == "list")


@cache
def _reader(kind: type[BaseModel]) -> Callable[[Any], Any]:
    """Return what checks many rows of a kind at once."""
    return TypeAdapter(tuple[kind, ...]).validate_python  # type: ignore[valid-type]
