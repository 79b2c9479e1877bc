"""Records to rows and back; what comes back is checked, so that a damaged value never passes for a fact."""

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel
from sqlalchemy import Connection, Select

from samrum_kit.domain.fields import Record, columns
from samrum_kit.store.failures import DATABASE_FILE, damaged

M = TypeVar("M", bound=BaseModel)

_SEPARATOR = ";"


def to_row(record: Record) -> dict[str, Any]:
    """Return a record as the row that is stored."""
    row = vars(record)
    lists = _list_fields(type(record))
    return row | {name: _SEPARATOR.join(row[name]) for name in lists} if lists else row


def fetch(connection: Connection, kind: type[M], query: Select[Any], **values: Sequence[str]) -> tuple[M, ...]:
    """Return the records or notes that a query finds for some values, in its order.

    What is stored and can't be one raises VaultDamaged.
    """
    lists = _list_fields(kind) if issubclass(kind, Record) else ()
    made_of = kind.model_validate
    try:
        rows = [dict(row) for row in connection.execute(query, values).mappings()]
        for row in rows if lists else ():
            _take_apart(row, lists)
        return tuple(made_of(row) for row in rows)
    except (ValueError, TypeError, AttributeError):
        raise damaged(DATABASE_FILE) from None


def _take_apart(row: dict[str, Any], lists: tuple[str, ...]) -> None:
    """Make the lists of a row out of their texts."""
    for name in lists:
        row[name] = tuple(row[name].split(_SEPARATOR)) if row[name] else ()


@cache
def _list_fields(record: type[Record]) -> tuple[str, ...]:
    """Return the names of the fields that hold several words."""
    return tuple(column.name for column in columns(record) if column.kind == "list")
