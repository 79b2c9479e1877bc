"""Files whose free texts are shown otherwise than they are kept; what is known and what is filled in stay the same."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast

from samrum_kit.domain.fields import Record, columns
from samrum_kit.domain.notes import RequirementNote

T = TypeVar("T")


def with_masked_texts(shown: T, mask: Callable[[str], str]) -> T:
    """Return a file, a record or several of them with every free text as `mask` gives it back.

    Free texts are the columns of the kind `text` and the reasons of notes; ids, words, days and numbers are left alone.
    What holds no text that changes is the same object as before.
    """
    return cast("T", _masked(shown, cache(mask)))


def _masked(value: Any, mask: Callable[[str], str]) -> Any:
    """Return a value with its free texts masked, or the value itself when none changes."""
    if isinstance(value, Record | RequirementNote):
        texts = ((name, getattr(value, name)) for name in _text_fields(type(value)))
        changed = {name: masked for name, text in texts if text and (masked := mask(text)) != text}
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, tuple):
        masked_items = [_masked(item, mask) for item in value]
        return tuple(masked_items) if _differ(masked_items, value) else value
    if isinstance(value, Mapping):
        return {key: _masked(item, mask) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        parts = {part.name: getattr(value, part.name) for part in fields(value)}
        masked_parts = {name: _masked(part, mask) for name, part in parts.items()}
        return replace(value, **masked_parts) if _differ(masked_parts.values(), parts.values()) else value
    return value


def _differ(some: Iterable[object], others: Iterable[object]) -> bool:
    """Tell whether any of some objects isn't the very one that stands in its place among the others."""
    return any(one is not other for one, other in zip(some, others, strict=True))


@cache
def _text_fields(kind: type[Record | RequirementNote]) -> tuple[str, ...]:
    """Return the names of the fields that hold free text."""
    if issubclass(kind, RequirementNote):
        return ("reason",)
    return tuple(column.name for column in columns(kind) if column.kind == "text")
