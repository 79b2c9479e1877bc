"""Records to rows and back; what comes back is checked, so that a damaged value never passes for a fact."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, TypeVar

from pydantic import BaseModel
from sqlalchemy import Connection, Select

from samrum_kit.domain.fields import Record, columns
from samrum_kit.store.failures import DATABASE_FILE, damaged, no_text

M = TypeVar("M", bound=BaseModel)

_SEPARATOR = ";"
_SEEN = "samrum_seen"
"""The option of a connection whose rows somebody looks at."""


def to_rows(records: Sequence[Record], names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Return records of one table as the rows that are stored, their values in the order of some names.

    A column is written at a time, and its words and days once each: the driver would ask for each one anew.
    """
    kinds = {column.name: column.kind for column in columns(type(records[0]))}
    values = zip(*map(itemgetter(*names), map(vars, records)), strict=True)
    return zip(*(map(_WRITTEN[kinds[name]], column) for name, column in zip(names, values, strict=True)), strict=True)


def to_values(record: Record) -> dict[str, Any]:
    """Return a record as the values of its columns, each of the column's own kind."""
    written: dict[str, Callable[[Any], Any]] = {"vocabulary": _plain, "list": _SEPARATOR.join}
    return {
        column.name: written.get(column.kind, _itself)(getattr(record, column.name)) for column in columns(type(record))
    }


@lru_cache(maxsize=10_000)
def _plain(value: bool | date | str | None) -> int | str | None:
    """Return a word, a day or a truth value as the plain text or number that is stored."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, date):
        return value.isoformat()
    return None if value is None else str(value)


def _itself(value: Any) -> Any:
    """Return what is stored as it is."""
    return value


_WRITTEN: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("id", "reference", "text", "number"), _itself),
    **dict.fromkeys(("yes_no", "date", "vocabulary"), _plain),
    "list": _SEPARATOR.join,
}


def fetch(connection: Connection, kind: type[M], query: Select[Any], **values: Sequence[str]) -> tuple[M, ...]:
    """Return the records or notes that a query finds for some values, in its order.

    What is stored and can't be one raises VaultDamaged.
    """
    lists = _list_fields(kind) if issubclass(kind, Record) else ()
    made_of = kind.model_validate
    try:
        rows = [dict(row) for row in connection.execute(query, values).mappings()]
        show(connection, kind.__name__, rows)
        for row in rows if lists else ():
            _take_apart(row, lists)
        found = tuple(made_of(row) for row in rows)
    except UnicodeEncodeError:
        raise no_text() from None
    except (ValueError, TypeError, AttributeError):
        raise damaged(DATABASE_FILE) from None
    if connection.dialect.name == "postgresql":
        return _by_key(found)
    return found


@contextmanager
def rows_seen(connection: Connection, rows: list[str] | None) -> Iterator[None]:
    """Add to a list, if there is one, every row that is read inside the block, as text."""
    connection.execution_options(**{_SEEN: rows})
    try:
        yield
    finally:
        connection.execution_options(**{_SEEN: None})


def show(connection: Connection, what: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Show rows to whoever looks at those of a connection."""
    seen = connection.get_execution_options().get(_SEEN)
    if seen is not None:
        seen += (repr((what, *row.values())) for row in rows)


def _by_key(found: tuple[M, ...]) -> tuple[M, ...]:
    """Return records in the order of their keys, since a database that sorts as a language does has another.

    Whatever isn't a record stays in its order.
    """
    return tuple(sorted(found, key=lambda one: one.key if isinstance(one, Record) else ()))


def _take_apart(row: dict[str, Any], lists: tuple[str, ...]) -> None:
    """Make the lists of a row out of their texts."""
    for name in lists:
        row[name] = tuple(row[name].split(_SEPARATOR)) if row[name] else ()


@cache
def _list_fields(record: type[Record]) -> tuple[str, ...]:
    """Return the names of the fields that hold several words."""
    return tuple(column.name for column in columns(record) if column.kind == "list")
