"""How a record is declared: its base class, its words, and what its annotations can say about a field."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Self, get_args, get_origin

from pydantic import BaseModel, ConfigDict, StringConstraints

from samrum_kit.privacy.identifiers import holds_identifier

ID_PATTERN = r"^[A-Za-zÆØÅæøå0-9][A-Za-zÆØÅæøå0-9._-]{0,63}$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
_ID = re.compile(ID_PATTERN)


def could_be_id(text: str) -> bool:
    """Tell whether a text can be one of the workbench's own ids: it has their form and holds no national id."""
    return _ID.match(text) is not None and not holds_identifier(text)


class Vocabulary(StrEnum):
    """A closed list of words; a member equals its identifier and knows its labels."""

    label_da: str
    label_nb: str

    def __new__(cls, value: str, label_da: str = "", label_nb: str = "") -> Self:
        """Make the member from its identifier and its two labels."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label_da = label_da
        member.label_nb = label_nb
        return member

    def label(self, lang: str) -> str:
        """Return the label in Danish (`da`) or Norwegian (`nb`); any other language gets the identifier."""
        return {"da": self.label_da, "nb": self.label_nb}.get(lang, self.value)


@dataclass(frozen=True, slots=True)
class Key:
    """Marks a field as (part of) the key of its table."""


KEY = Key()


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field as a reference to the key of another table."""

    table: str


@dataclass(frozen=True, slots=True)
class Label:
    """What a field is called in Danish and in Norwegian (the same word when only one is given)."""

    da: str
    norwegian: str | None = None

    @property
    def nb(self) -> str:
        """Return the Norwegian label."""
        return self.norwegian or self.da


@dataclass(frozen=True, slots=True)
class Note:
    """What one should know when filling in a field."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a table, as the workbook, the database and the data dictionary need to know it."""

    name: str
    kind: str
    """`id`, `text`, `number`, `date`, `yes_no`, `vocabulary`, `list` or `reference`."""
    required: bool
    key: bool
    label_da: str
    label_nb: str
    note: str
    target: str | None = None
    """The table that a reference points to."""
    vocabulary: type[Vocabulary] | None = None

    def label(self, lang: str) -> str:
        """Return the label in Danish or Norwegian; any other language gets the identifier."""
        return {"da": self.label_da, "nb": self.label_nb}.get(lang, self.name)

    @property
    def contract_type(self) -> str:
        """Return the type as the data dictionary writes it, such as `list of party`."""
        if self.kind == "reference":
            return str(self.target)
        if self.vocabulary is None:
            return self.kind
        word = vocabulary_name(self.vocabulary)
        return f"list of {word}" if self.kind == "list" else word


class Record(BaseModel):
    """A frozen row of one table; its annotations carry key, reference, vocabulary and labels."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    table: ClassVar[str]
    sheet_da: ClassVar[str]
    sheet_nb: ClassVar[str]

    def __init_subclass__(cls, *, table: str, da: str, nb: str, **config: Any) -> None:
        """Note the table and the names of its sheet."""
        super().__init_subclass__(**config)
        cls.table, cls.sheet_da, cls.sheet_nb = table, da, nb

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Accept the names of the table, which `__init_subclass__` has noted."""

    @classmethod
    def sheet(cls, lang: str) -> str:
        """Return the name of the sheet in Danish or Norwegian; any other language gets the identifier."""
        return {"da": cls.sheet_da, "nb": cls.sheet_nb}.get(lang, cls.table)

    @property
    def key(self) -> tuple[Any, ...]:
        """Return the values of the key fields, in order."""
        return tuple(getattr(self, column.name) for column in columns(type(self)) if column.key)


@cache
def columns(record: type[Record]) -> tuple[Column, ...]:
    """Return the columns of a table, derived from the annotations of its record."""
    return tuple(_column(name, info.annotation, info.metadata, info.is_required())
                 for name, info in record.model_fields.items())


def vocabulary_name(vocabulary: type[Vocabulary]) -> str:
    """Return the identifier of a vocabulary, such as `school_type` for `SchoolType`."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in vocabulary.__name__).lstrip("_")


_PLAIN_KINDS = {str: "text", float: "number", date: "date", bool: "yes_no"}


def _column(name: str, annotation: Any, metadata: list[Any], required: bool) -> Column:
    """Read one field's annotation."""
    label = next(mark for mark in metadata if isinstance(mark, Label))
    note = next((mark.text for mark in metadata if isinstance(mark, Note)), "")
    target = next((mark.table for mark in metadata if isinstance(mark, Ref)), None)
    plain = _without_none(annotation)
    is_id = any(isinstance(mark, StringConstraints) for mark in (*metadata, *get_args(plain)))
    vocabulary: type[Vocabulary] | None = None
    if get_origin(plain) is tuple:
        kind, vocabulary = "list", get_args(plain)[0]
    elif target is not None:
        kind = "reference"
    elif is_id:
        kind = "id"
    elif isinstance(plain, type) and issubclass(plain, Vocabulary):
        kind, vocabulary = "vocabulary", plain
    else:
        kind = _PLAIN_KINDS[plain]
    return Column(name, kind, required, any(isinstance(mark, Key) for mark in metadata),
                  label.da, label.nb, note, target, vocabulary)


def _without_none(annotation: Any) -> Any:
    """Return the type inside `X | None`."""
    if isinstance(annotation, UnionType) or str(get_origin(annotation)) == "typing.Union":
        return next(arg for arg in get_args(annotation) if arg is not NoneType)
    return annotation
