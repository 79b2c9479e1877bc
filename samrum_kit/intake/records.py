"""From drafts to records: what is stored stays where a row says nothing, and every rule of a row is asked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol, TypeVar

from samrum_kit.domain.fields import Record, columns
from samrum_kit.domain.rules import day_faults, row_faults
from samrum_kit.intake.drafts import Draft, Key, required_columns

R = TypeVar("R", bound=Record)


class KnownRecords(Protocol):
    """The records that are there before an import."""

    def known(self, record: type[R]) -> Mapping[Key, R]:
        """Return the stored records of a table by key."""


def build(drafts: Iterable[Draft], known: KnownRecords, today: date, *, clear_blank: bool) -> None:
    """Give each draft its record, or note everything that stands in the way of one."""
    tables: dict[type[Record], Mapping[Key, Record]] = {}
    for draft in drafts:
        key = draft.key
        if draft.table not in tables:
            tables[draft.table] = known.known(draft.table)
        stored = None if key is None else tables[draft.table].get(key)
        values = {} if stored is None else dict(stored)
        if clear_blank:
            values.update(dict.fromkeys(draft.headers))
        values.update(draft.values)
        _fill(draft, values, clear_blank=clear_blank)
        if draft.faulty:
            readable = draft.table.model_construct(**{**dict.fromkeys(draft.table.model_fields), **values})
            faults = [fault for fault in day_faults(readable, today) if fault.field not in draft.faulty]
        else:
            draft.record = draft.table.model_validate(values)
            faults = list(row_faults(draft.record, today))
        for fault in faults:
            draft.reject(fault.code, fault.field)


def _fill(draft: Draft, values: dict[str, Any], *, clear_blank: bool) -> None:
    """Ask for what must be filled in; a blank in a required yes_no means no."""
    required = required_columns(draft.table)
    if required.keys() <= values.keys() and not clear_blank:
        return
    for column in required.values():
        if values.get(column.name) is not None or column.name in draft.faulty:
            continue
        if column.name not in draft.headers:
            draft.reject("column.missing", column.name)
        elif column.kind == "yes_no":
            values[column.name] = False
        else:
            draft.reject("value.missing", column.name)


def settle_repeats(drafts: Iterable[Draft]) -> list[Draft]:
    """Return each key's draft once; rows with the same key and other content are all rejected."""
    single: dict[type[Record], dict[Key, Draft]] = defaultdict(dict)
    for draft in drafts:
        if draft.key is None or draft.record is None or draft.rejected:
            continue
        first = single[draft.table].setdefault(draft.key, draft)
        if first is not draft:
            first.repeats += (draft,)
    for table, by_key in single.items():
        name = next(column.name for column in columns(table) if column.key)
        for first in by_key.values():
            if first.repeats and any(draft.record != first.record for draft in first.repeats):
                for draft in (first, *first.repeats):
                    draft.reject("key.conflict", name)
    return [first for by_key in single.values() for first in by_key.values() if not first.rejected]
