"""The checks that a model's requirements can name: pure functions from a file and parameters to an outcome."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from inspect import signature
from typing import Any, TypeVar

from samrum_kit.domain.case_file import CaseFile, PlanFile
from samrum_kit.domain.meeting_file import MeetingFile
from samrum_kit.models import CheckSignature
from samrum_kit.models.schema import Scope
from samrum_kit.review.findings import Outcome

F = TypeVar("F", bound=Callable[..., Outcome])

_SCOPES: dict[Any, Scope] = {CaseFile: "case", PlanFile: "plan", MeetingFile: "meeting"}
_SETTINGS = "settings"
"""A check that takes `settings` gets those of the model; a requirement can't set them."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check by its name: what it reads and which parameters a requirement gives it."""

    name: str
    scope: Scope
    function: Callable[..., Outcome]
    params: Mapping[str, Any]
    wants_settings: bool


_CHECKS: dict[str, Check] = {}


def check(function: F) -> F:
    """Register a function as a check under its own name; its first parameter is the file that it reads."""
    hints = {name: p.annotation for name, p in signature(function, eval_str=True).parameters.items()}
    names = list(hints)
    params = {name: hints[name] for name in names[1:] if name != _SETTINGS}
    _CHECKS[function.__name__] = Check(
        function.__name__, _SCOPES[hints[names[0]]], function, params, wants_settings=_SETTINGS in hints
    )
    return function


@cache
def checks() -> Mapping[str, Check]:
    """Return every check by its name."""
    for module in ("agenda", "agreements", "cooperation", "meetings", "plan_gates", "plans"):
        import_module(f"samrum_kit.review.checks.{module}")
    return dict(sorted(_CHECKS.items()))


def signatures() -> Mapping[str, CheckSignature]:
    """Return what a model file needs to know about the checks: names, scopes and parameters."""
    return {name: CheckSignature(name, found.scope, found.params) for name, found in checks().items()}
