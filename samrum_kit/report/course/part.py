"""A part of a course: a template, what it is filled with, and in whose words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samrum_kit.domain.fields import Record, columns
from samrum_kit.domain.records import TABLES
from samrum_kit.locale import language
from samrum_kit.locale.html import label, render

_HEADING = re.compile(r"<(/?)h([1-5])\b")


@dataclass(frozen=True, slots=True)
class Part:
    """A section that a notebook shows; in plain language without ids where they aren't needed."""

    template: str
    values: Mapping[str, Any]
    plain: bool = False

    def _repr_html_(self) -> str:
        """Show the part in a notebook."""
        own = {"plain": self.plain, "more": more, "table_word": table_word, "section": self.template}
        return str(render("samrum_kit.report", "course_part.html.j2", **own, **self.values))


@dataclass(frozen=True, slots=True)
class Fragment:
    """HTML that is made already, to be shown in a notebook."""

    html: str

    def _repr_html_(self) -> str:
        """Show it in a notebook."""
        return self.html


@dataclass(frozen=True, slots=True)
class Saying:
    """What a record says in one field: the field's label and the words of it."""

    label: str
    value: str
    is_text: bool


def more(record: Record, *shown: str) -> list[Saying]:
    """Return what a record says beside the fields that are shown; ids and blanks are left out."""
    return [
        Saying(column.label(language()), _words(getattr(record, column.name)), column.kind == "text")
        for column in columns(type(record))
        if column.name not in shown and column.kind not in {"id", "reference"} and not column.key
        and getattr(record, column.name) not in {None, ""}
    ]  # fmt: skip


def table_word(table: str) -> str:
    """Return what the records of a table are called together."""
    return TABLES[table].sheet(language())


def deeper(html: str) -> str:
    """Return HTML whose headings stand one level deeper."""
    return _HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) + 1}", html)


def _words(value: Any) -> str:
    """Return a value as a person reads it; several words stand in a row."""
    return ", ".join(map(label, value)) if isinstance(value, tuple) else label(value)
