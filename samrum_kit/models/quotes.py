"""Whether the words that a model quotes stand in its sources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from samrum_kit.models.lines import Path
from samrum_kit.models.parts import MethodGroup, Part, Statement
from samrum_kit.models.schema import CollaborationModel


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a model quotes: where they stand in the model, and in which document they should."""

    path: Path
    document: str
    quote: str


def quotations(model: CollaborationModel) -> tuple[Quotation, ...]:
    """Return everything that a model quotes, in its order."""
    return tuple(_quotations(model, ()))


def missing_quotes(model: CollaborationModel, texts: Mapping[str, str]) -> list[Quotation]:
    """Return the quotations that don't stand in the texts, by document; blanks and line breaks don't count.

    A document whose text isn't given can't be judged and is passed over.
    """
    plain = {document: one_line(text) for document, text in texts.items()}
    return [quotation for quotation in quotations(model)
            if quotation.document in plain and one_line(quotation.quote) not in plain[quotation.document]]


def one_line(text: str) -> str:
    """Return a text with every run of blanks and line breaks as one blank."""
    return " ".join(text.split())


def _quotations(value: Any, path: Path) -> Iterator[Quotation]:
    """Yield the quotations of a part and of the parts inside it."""
    if isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from _quotations(entry, (*path, number))
    if not isinstance(value, Part):
        return
    if isinstance(value, MethodGroup):
        for number, item in enumerate(value.items):
            place = (*path, "items", number, "name" if item.quote is None else "quote")
            yield Quotation(place, value.source, item.quote or item.name)
        return
    document, quote = getattr(value, "source", None), getattr(value, "quote", None)
    if document is not None and quote is not None:
        yield Quotation((*path, "text" if isinstance(value, Statement) else "quote"), document, quote)
    for name in type(value).model_fields:
        yield from _quotations(getattr(value, name), (*path, name))
