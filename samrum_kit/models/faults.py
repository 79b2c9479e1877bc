"""What can be wrong with a model file, and the one error that lists all of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from re import findall

from pydantic_core import ErrorDetails

from samrum_kit.errors import ModelFileInvalid
from samrum_kit.locale import _, ngettext
from samrum_kit.models.lines import Path


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong at a path of the data; `code` is stable."""

    path: Path
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ModelFault:
    """Something wrong on a line of a model file, counted from 1; `code` is stable."""

    line: int
    code: str
    message: str


class FaultyModel(ModelFileInvalid):
    """A model file that can't be used; `faults` lists everything that is wrong with it, in the order of the lines."""

    def __init__(self, where: str, faults: Iterable[ModelFault]) -> None:
        """Take the name of the file and its faults."""
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.line, fault.code, fault.message)))
        lines = [_("Line {line}: {fault}").format(line=fault.line, fault=fault.message) for fault in self.faults]
        count = len(lines)
        head = ngettext("The model has {count} fault.", "The model has {count} faults.", count).format(count=count)
        super().__init__("\n".join([head, *lines]), place=where)


def flaws_of(errors: Iterable[ErrorDetails], inside: Path = ()) -> Iterator[Flaw]:
    """Yield what pydantic found, in the user's language and without the values."""
    for error in errors:
        path = (*inside, *(part for part in error["loc"] if part != "[key]"))
        code, message = _described(error, path)
        yield Flaw(path, code, message)


def did_you_mean(written: object, known: Iterable[str]) -> str:
    """Return a sentence with the nearest known words, or nothing."""
    near = get_close_matches(str(written), list(known), n=3, cutoff=0.5)
    return " " + _("Did you mean {names}?").format(names=", ".join(near)) if near else ""


def _described(error: ErrorDetails, path: Path) -> tuple[str, str]:
    """Return code and sentence for one of pydantic's errors."""
    kind, key = error["type"], next((part for part in reversed(path) if isinstance(part, str)), "")
    if kind == "extra_forbidden":
        return "model.unknown_key", _("The key {key} is not known here.").format(key=key)
    if kind == "source_missing" or (kind == "missing" and key in {"source", "quote"}):
        return "model.source_missing", _("A rule needs its source: give source and quote.")
    if kind == "assumed_quoted":
        return "model.assumed_quoted", _("What a source says is not assumed: leave out assumed, or the quote.")
    if kind == "missing":
        return "model.key_missing", _("The key {key} is missing.").format(key=key)
    if kind in {"enum", "literal_error"}:
        known = findall(r"'([^']+)'", str(error.get("ctx", {}).get("expected", "")))
        message = _("The word given for {key} is not one of the known words.").format(key=key)
        return "model.unknown_word", message + did_you_mean(error["input"], known)
    return "model.value", _("{key} must be {what}.").format(key=key, what=_wanted(kind))


def _wanted(kind: str) -> str:
    """Return what a value should have been, for the head of a pydantic error type."""
    kinds = {
        "string_pattern": _("a short name of small letters, digits and _, beginning with a letter"),
        "string": _("a text that is not empty"),
        "int": _("a whole number"),
        "greater": _("a larger number"),
        "less": _("a smaller number"),
        "bool": _("true or false"),
        "date": _("a date such as 2026-08-01"),
        "tuple": _("a list"),
        "list": _("a list"),
        "too_short": _("a list with something in it"),
        "model": _("a table"),
        "dict": _("a table"),
    }
    return next((text for head, text in kinds.items() if kind.startswith(head)), _("a value of another kind"))
