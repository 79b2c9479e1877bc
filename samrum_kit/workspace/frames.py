"""Tables as pandas frames, with the right type for every column even when there are no rows."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from samrum_kit.domain.fields import Column, Record, columns

_TYPES = {
    "number": "float64",
    "date": "datetime64[us]",
    "yes_no": "boolean",
    "vocabulary": "category",
    "list": "object",
}


def frame(record: type[Record], records: Iterable[Record]) -> pd.DataFrame:
    """Return records as a frame; columns and types come from the record's declaration."""
    rows = tuple(records)
    return pd.DataFrame({column.name: _series(column, rows) for column in columns(record)})


def _series(column: Column, rows: tuple[Record, ...]) -> "pd.Series[Any]":
    """Return one column with its type; a word is a category with all the words of its vocabulary."""
    values = [getattr(row, column.name) for row in rows]
    if column.kind == "vocabulary" and column.vocabulary is not None:
        words = [str(word) for word in column.vocabulary]
        return pd.Series(pd.Categorical([None if v is None else str(v) for v in values], categories=words))
    return pd.Series(values, dtype=_TYPES.get(column.kind, "str"))
