"""Made-up records for property tests, drawn from the declarations of the tables.

`records("plans")` draws one valid row, `worlds()` draws a whole workspace that hangs together.
"""

import string
from datetime import date
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import MetaData

from samrum_kit.domain.fields import Column, Record, columns
from samrum_kit.domain.notes import RequirementNote
from samrum_kit.domain.records import TABLES, AgendaItem
from samrum_kit.domain.vocabulary import Role
from samrum_kit.store.tables import METADATA

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2035, 12, 31)

_LETTERS = string.ascii_letters + "ÆØÅæøå" + string.digits


def ids() -> st.SearchStrategy[str]:
    """Draw ids of every form that the contract allows."""
    rest = st.text(alphabet=_LETTERS + "._-", max_size=63)
    return st.builds(str.__add__, st.sampled_from(_LETTERS), rest)


def days() -> st.SearchStrategy[date]:
    """Draw days that a record may hold."""
    return st.dates(FIRST_DAY, LAST_DAY)


def values(column: Column) -> st.SearchStrategy[Any]:
    """Draw values of a column, empty ones among them where it may be empty."""
    words = st.sampled_from(list(column.vocabulary)) if column.vocabulary else st.nothing()
    drawn = {
        "id": ids(),
        "reference": ids(),
        "text": st.text(max_size=200),
        "number": st.floats(allow_nan=False, allow_infinity=False),
        "date": days(),
        "yes_no": st.booleans(),
        "vocabulary": words,
        "list": st.lists(words, unique=True, max_size=4).map(tuple),
    }[column.kind]
    return drawn if column.required or column.key else st.none() | drawn


def records(table: str, **given_values: st.SearchStrategy[Any]) -> st.SearchStrategy[Record]:
    """Draw valid rows of a table; `given_values` says how to draw some of its fields."""
    record = TABLES[table]
    drawn = {column.name: values(column) for column in columns(record)} | given_values
    return st.builds(record, **drawn)


def _in_order_of_reference(metadata: MetaData) -> list[str]:
    """Return the tables of the records, each after all that it refers to."""
    return [table.name for table in metadata.sorted_tables if table.name in TABLES]


@st.composite
def families(draw: st.DrawFn, table: str) -> list[Record]:
    """Draw one row of a table and, before it, one row for everything that it and they refer to."""
    return [*_ancestors(draw, record := draw(records(table)), set()), record]


def _ancestors(draw: st.DrawFn, record: Record, seen: set[tuple[str, str]]) -> list[Record]:
    """Return rows for what a record refers to, parents first."""
    found: list[Record] = []
    for column in columns(type(record)):
        key = getattr(record, column.name)
        if column.kind != "reference" or key is None or (str(column.target), key) in seen:
            continue
        seen.add((str(column.target), key))
        key_field = next(c.name for c in columns(TABLES[str(column.target)]) if c.key)
        parent = draw(records(str(column.target), **{key_field: st.just(key)}))
        found += [*_ancestors(draw, parent, seen), parent]
    return found


@st.composite
def worlds(draw: st.DrawFn, most: int = 3) -> list[Record | RequirementNote]:
    """Draw a workspace: up to `most` rows of each table that refer to each other, in the order of their keys."""
    made: dict[str, list[Record]] = {}
    for table in _in_order_of_reference(METADATA):
        made[table] = _rows_of_world(draw, table, made, most)
    notes = [draw(_note(subject_table, row.key[0])) for subject_table in ("cases", "plans", "meetings")
             for row in made[subject_table] if draw(st.booleans())]
    return [*(row for rows in made.values() for row in rows), *notes]


def _rows_of_world(draw: st.DrawFn, table: str, made: dict[str, list[Record]], most: int) -> list[Record]:
    """Return rows of one table that refer to rows that are there."""
    record, rows = TABLES[table], {}
    for number in range(draw(st.integers(1 if table in {"schools", "cases"} else 0, most))):
        given_values: dict[str, st.SearchStrategy[Any]] = {}
        for column in columns(record):
            if column.kind == "id" and column.key:
                given_values[column.name] = st.just(f"{table}-{number}")
            elif column.kind == "reference":
                keys = st.sampled_from([row.key[0] for row in made[str(column.target)]] or [None])
                given_values[column.name] = keys if column.required or column.key else st.none() | keys
        if any(column.required and column.kind == "reference" and not made[str(column.target)]
               for column in columns(record)):
            break
        row = _with_the_case_of_its_plan(draw(records(table, **given_values)), made)
        rows[row.key] = row
    found = [rows[key] for key in sorted(rows)]
    return sorted(found, key=lambda row: row.position) if record is AgendaItem else found


def _with_the_case_of_its_plan(row: Record, made: dict[str, list[Record]]) -> Record:
    """Let a measure that names a plan and a case name the case of the plan."""
    plan_id = getattr(row, "plan_id", None) if row.table == "measures" else None
    plan = next((plan for plan in made.get("plans", []) if plan.key == (plan_id,)), None)
    return row.model_copy(update={"case_id": plan.case_id}) if plan is not None and row.case_id is not None else row


def _note(table: str, subject: str) -> st.SearchStrategy[RequirementNote]:
    """Draw a professional's note on a case, a plan or a meeting."""
    return st.builds(
        RequirementNote, model=ids(), gate=ids(), subject_table=st.just(table), subject_id=st.just(subject),
        requirement=ids(), reason=st.text(alphabet=string.ascii_letters, min_size=1, max_size=40),
        by_role=st.sampled_from(Role), noted_on=days())
