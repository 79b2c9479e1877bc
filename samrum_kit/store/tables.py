"""The tables of the database, derived from the records: nobody writes a list of columns twice.

All references are checked when a transaction ends, not row by row, since rows of one import come in any order, measures
name meetings and agenda items name actions, which stand further down.
The types are those that SQLite and PostgreSQL both know; in PostgreSQL texts are sealed.
"""

from typing import Any

from sqlalchemy import Boolean, Column, Date, Float, ForeignKey, Integer, MetaData, String, Table
from sqlalchemy.types import TypeEngine

from samrum_kit.domain import fields
from samrum_kit.domain.fields import Record
from samrum_kit.domain.notes import RequirementNote
from samrum_kit.domain.records import TABLES
from samrum_kit.store.sealed import sealed_text

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

ID_LENGTH = 64

_TYPES: dict[str, type[TypeEngine[Any]]] = {"number": Float, "date": Date, "yes_no": Boolean}


def _type(record: type[Record], column: fields.Column) -> TypeEngine[Any]:
    """Return the type of a column; ids, references and words are short texts, lists are texts joined with `;`."""
    if column.kind in {"text", "list"}:
        return sealed_text(f"{record.table}.{column.name}", is_key=column.key)
    kind = _TYPES.get(column.kind)
    return kind() if kind else String(ID_LENGTH)


def _column(record: type[Record], column: fields.Column) -> Column[Any]:
    """Derive one column; a reference gets an index unless it begins the key, which has one."""
    references = []
    if column.kind == "reference":
        target = TABLES[str(column.target)]
        key = next(c.name for c in fields.columns(target) if c.key)
        references.append(ForeignKey(f"{target.table}.{key}", deferrable=True, initially="DEFERRED"))
    begins_key = column.name == fields.columns(record)[0].name and column.key
    return Column(
        column.name,
        _type(record, column),
        *references,
        primary_key=column.key,
        nullable=not (column.key or column.required),
        index=True if references and not begins_key else None,
    )


def _table(record: type[Record]) -> Table:
    """Derive the table of a record."""
    return Table(record.table, METADATA, *(_column(record, column) for column in fields.columns(record)))


RECORD_TABLES: dict[type[Record], Table] = {record: _table(record) for record in TABLES.values()}

_NOTE_TYPES: dict[str, TypeEngine[Any]] = {
    "reason": sealed_text("requirement_notes.reason"), "noted_on": Date(),
}  # fmt: skip

NOTES = Table(
    "requirement_notes",
    METADATA,
    Column("number", Integer, primary_key=True),
    *(
        Column(name, _NOTE_TYPES.get(name, String(ID_LENGTH)), nullable=False, index=name == "subject_id" or None)
        for name in RequirementNote.model_fields
    ),
)
"""What professionals have set to not relevant; a later note stands beside an earlier one and never replaces it."""

RELEASES = Table(
    "releases",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("content", sealed_text("releases.content"), nullable=False),
)
"""What was told outside the team, and what was held back in it; nothing is ever taken away."""

AUDIT = Table(
    "audit",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("who", sealed_text("audit.who"), nullable=False),
    Column("action", String(ID_LENGTH), nullable=False),
    Column("subject_table", String(ID_LENGTH), nullable=False),
    Column("subject_id", String(ID_LENGTH), nullable=False),
    Column("detail", sealed_text("audit.detail"), nullable=False),
    Column("seal", String(ID_LENGTH), nullable=False),
)
"""Who did what and when, each line sealed together with the one before it."""
