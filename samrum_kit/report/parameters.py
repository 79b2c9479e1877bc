"""The parameters of a notebook: which it has, and that what is given holds ids, days and words alone."""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samrum_kit.domain.days import read_day
from samrum_kit.domain.fields import could_be_id
from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.locale import LANGUAGES, _
from samrum_kit.report.profiles import INTERN, PROFILE, Profile, profile_named

WORKSPACE = "workspace"
"""The one parameter that holds a path; it reaches the notebook through the environment, never through a cell."""

LANG = "lang"
_DAYS = frozenset({"on", "as_of", "from_day", "to_day"})
_TRUE, _FALSE = frozenset({"ja", "yes", "true", "1"}), frozenset({"nej", "nei", "no", "false", "0"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter as the tagged cell of a notebook declares it."""

    name: str
    kind: str
    """`str`, `int`, `float` or `bool`."""
    default: Any


def parameters_of(notebook: Any) -> dict[str, Parameter]:
    """Return the parameters of a notebook by name, from its cell with the tag `parameters`.

    Raises UsageError when there is no such cell, or one that isn't made of typed names with plain values.
    """
    code_cells = (cell for cell in notebook.cells if cell.cell_type == "code")
    tagged = [cell for cell in code_cells if "parameters" in cell.metadata.get("tags", [])]
    try:
        (cell,) = tagged
        return {found.name: found for found in map(_declared, ast.parse(cell.source).body)}
    except (ValueError, SyntaxError):
        raise UsageError(
            _("The notebook has no cell that declares its parameters."),
            remedy=_("Give one code cell the tag “parameters” and lines such as: case: str = 'S-01'."),
            code="usage.parameters_cell",
        ) from None


def values_for(declared: Mapping[str, Parameter], given: Mapping[str, str]) -> dict[str, Any]:
    """Return what was given as the values of the notebook's parameters; what is blank is left to its default.

    Raises UnknownName for a parameter that the notebook doesn't have, UsageError for one that can't be read or that
    holds anything but an id, a day or a word.
    """
    for name in given:
        if name not in declared:
            raise UnknownName(_("The parameter"), name, declared)
    return {name: _value(declared[name], text.strip()) for name, text in given.items() if text.strip()}


def as_saved(notebook: Any) -> dict[str, str]:
    """Return what a notebook's own cell says, as somebody would give it for a report."""
    return {one.name: str(one.default) for one in parameters_of(notebook).values() if one.default is not None}


def profile_for(notebook: Any, values: Mapping[str, Any]) -> Profile:
    """Return the profile that a report is made for: the one given, else the notebook's own, else `intern`.

    Raises UsageError for one that the notebook isn't made for; its own data name those it is, under `samrum.profiles`.
    """
    declared = parameters_of(notebook)
    own = declared[PROFILE].default if PROFILE in declared else INTERN.name
    profile = profile_named(values.get(PROFILE) or own)
    serves = notebook.metadata.get("samrum", {}).get("profiles", [INTERN.name])
    if profile.name not in serves:
        raise UsageError(
            _("The notebook is not made for the profile {profile}.").format(profile=profile.name),
            remedy=_("Choose one that it is made for: {names}.").format(names=", ".join(serves)),
            code="usage.profile",
        )
    return profile


def _declared(line: ast.stmt) -> Parameter:
    """Read one line of the cell, such as `case: str = "S-01"`."""
    if not (isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and line.value is not None):
        raise ValueError
    kind = next(iter(re.findall(r"\b(?:int|float|bool)\b", ast.unparse(line.annotation))), "str")
    return Parameter(line.target.id, kind, ast.literal_eval(line.value))


def _value(parameter: Parameter, text: str) -> Any:
    """Read one value, making sure that nothing but an id, a day or a word gets in."""
    if parameter.name in _DAYS:
        day = read_day(text)
        if day is None:
            raise _unreadable(parameter, _("Write a day as 2026-03-09."))
        return day.isoformat()
    if not could_be_id(text):
        raise UsageError(
            _("The parameter {name} takes an id, a day or a word of the workbench.").format(name=parameter.name),
            remedy=_("Nothing else may travel with a report."),
            code="usage.parameter_text",
        )
    if parameter.name == LANG and text not in LANGUAGES:
        raise UnknownName(_("The language"), text, LANGUAGES)
    if parameter.name == PROFILE:
        return profile_named(text).name
    return _typed(parameter, text)


def _typed(parameter: Parameter, text: str) -> Any:
    """Read a text as the type that the notebook declares."""
    if parameter.kind == "bool":
        if text.casefold() not in _TRUE | _FALSE:
            raise _unreadable(parameter, _("Write yes or no."))
        return text.casefold() in _TRUE
    try:
        return {"int": int, "float": float, "str": str}[parameter.kind](text)
    except ValueError:
        raise _unreadable(parameter, _("Write a number.")) from None


def _unreadable(parameter: Parameter, remedy: str) -> UsageError:
    """Say which parameter can't be read, without repeating what was given."""
    return UsageError(
        _("The parameter {name} can't be read.").format(name=parameter.name), remedy=remedy, code="usage.parameter"
    )
