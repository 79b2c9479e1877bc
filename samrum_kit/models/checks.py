"""What the models must know about the checks they name: name, scope and parameters, never the code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from samrum_kit.locale import _
from samrum_kit.models.faults import Flaw, did_you_mean, flaws_of
from samrum_kit.models.lines import Path
from samrum_kit.models.schema import Requirement, Scope


@dataclass(frozen=True, slots=True)
class CheckSignature:
    """The name of a check, what it looks at, and the type of each of its parameters; all parameters are required."""

    name: str
    scope: Scope
    params: Mapping[str, Any] = field(default_factory=dict)


Checks = Mapping[str, CheckSignature]
"""The catalogue of checks by name."""


def check_flaws(requirement: Mapping[str, Any], path: Path, checks: Checks) -> Iterator[Flaw]:
    """Yield what is wrong with the check that a requirement names and with the parameters it gives it."""
    name = requirement.get("check")
    given = requirement.get("with", {})
    if not isinstance(name, str) or not isinstance(given, Mapping):
        return  # the schema says so already
    signature = checks.get(name)
    if signature is None:
        message = _("The check is not known.") + did_you_mean(name, checks)
        yield Flaw((*path, "check"), "model.unknown_check", message)
        return
    if requirement.get("scope") != signature.scope:
        message = _("The check {check} looks at a {scope}, the requirement at something else.").format(
            check=name, scope=signature.scope)
        yield Flaw((*path, "check"), "model.check_scope", message)
    yield from _parameter_flaws(given, (*path, "with"), signature)


def typed(requirement: Requirement, checks: Checks) -> Requirement:
    """Return a requirement without flaws, its parameters as values of the check's types."""
    types = checks[requirement.check].params
    params = {name: _adapter(types[name]).validate_python(value) for name, value in requirement.params.items()}
    return requirement.model_copy(update={"params": params})


def _parameter_flaws(given: Mapping[str, Any], path: Path, signature: CheckSignature) -> Iterator[Flaw]:
    """Yield the parameters that are unknown, missing or of the wrong type."""
    for name in signature.params.keys() - given.keys():
        message = _("The check {check} needs the parameter {name}.").format(check=signature.name, name=name)
        yield Flaw(path, "model.parameter_missing", message)
    for name, value in given.items():
        if name not in signature.params:
            message = _("The check {check} has no parameter {name}.").format(check=signature.name, name=name)
            message += did_you_mean(name, signature.params)
            yield Flaw((*path, name), "model.unknown_parameter", message)
            continue
        try:
            _adapter(signature.params[name]).validate_python(value)
        except ValidationError as error:
            yield from flaws_of(error.errors(), (*path, name))


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    """Build the validator of a type once."""
    return TypeAdapter(kind)
