"""What differs between two models, in plain lines."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from samrum_kit.locale import _
from samrum_kit.models.forums import ForumRules
from samrum_kit.models.schema import CollaborationModel, Requirement


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: in which area, at what, and what each side says; `None` where a side has no such thing."""

    area: str
    """`terms`, `roles`, `gate_titles`, `settings`, `forums`, `levels`, `methods` or `requirements`."""
    what: str
    first: str | None
    second: str | None

    def __str__(self) -> str:
        """Return the difference as a sentence."""
        if self.second is None:
            return _("{what}: only in the first ({value})").format(what=self.what, value=self.first)
        if self.first is None:
            return _("{what}: only in the second ({value})").format(what=self.what, value=self.second)
        return _("{what}: {first} → {second}").format(what=self.what, first=self.first, second=self.second)


def differences(first: CollaborationModel, second: CollaborationModel) -> tuple[Difference, ...]:
    """Return what differs between two models: words, settings, forums, levels, methods and requirements, in order."""
    return tuple(
        difference
        for area, one, other in _areas(first, second)
        for difference in _compared(area, one, other)
    )


def _areas(
    first: CollaborationModel, second: CollaborationModel,
) -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """Yield each area with what both models say in it."""
    yield "terms", dict(first.terms), dict(second.terms)
    yield "roles", _plain(first.roles), _plain(second.roles)
    yield "gate_titles", first.gate_titles, second.gate_titles
    yield "settings", _plain(dict(first.settings)), _plain(dict(second.settings))
    yield "forums", _forums(first.forums), _forums(second.forums)
    yield "levels", _labels(first.levels), _labels(second.levels)
    yield "methods", {method.id: method.name for method in first.methods}, {
        method.id: method.name for method in second.methods}
    yield "requirements", _requirements(first.requirements), _requirements(second.requirements)


def _compared(area: str, first: dict[str, str], second: dict[str, str]) -> Iterator[Difference]:
    """Yield the entries that differ, in the first's order and then the second's."""
    for what in dict.fromkeys((*first, *second)):
        if first.get(what) != second.get(what):
            yield Difference(area, what, first.get(what), second.get(what))


def _plain(words: Mapping[Any, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in words.items()}


def _labels(entries: Iterable[Any]) -> dict[str, str]:
    return {str(entry.id): entry.label for entry in entries}


def _forums(forums: Iterable[ForumRules]) -> dict[str, str]:
    """Return who leads and who belongs to each forum."""
    said: dict[str, str] = {}
    for forum in forums:
        said[f"{forum.id}"] = forum.name
        if forum.chair is not None:
            said[f"{forum.id}.chair"] = f"{', '.join(forum.chair.roles)} ({forum.chair.severity})"
        for key, memberships in (("fixed", forum.fixed), ("invited", forum.invited)):
            if memberships:
                said[f"{forum.id}.{key}"] = "; ".join(
                    ", ".join(membership.roles) + (f" [{', '.join(membership.school_types)}]"
                                                   if membership.school_types else "")
                    for membership in memberships)
        said[f"{forum.id}.frequency"] = forum.frequency.text
    return said


def _requirements(requirements: Iterable[Requirement]) -> dict[str, str]:
    """Return the severity of each requirement, and its parameters where it has some."""
    said: dict[str, str] = {}
    for requirement in requirements:
        said[requirement.id] = requirement.severity
        for name, value in requirement.params.items():
            said[f"{requirement.id}.{name}"] = _written(value)
    return said


def _written(value: Any) -> str:
    """Return a parameter as one writes it, whether it is typed yet or not."""
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_written(entry) for entry in value) + "]"
    return str(value)
