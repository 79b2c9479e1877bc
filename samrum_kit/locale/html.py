"""Facts as HTML: one escaping environment that knows the user's words, days and numbers."""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from samrum_kit.locale import _, format_day, format_number, language, ngettext

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def render(room: str, template: str, **values: Any) -> "Markup":
    """Fill a template of a room's `templates` folder; every value is escaped, and a missing one is an error.

    `room` is the package that ships the template, such as `samrum_kit.review`.
    """
    from markupsafe import Markup

    return Markup(_environment(room).get_template(template).render(**values))  # noqa: S704  # made by an escaping template


def read_templates(room: str) -> None:
    """Read every template of a room beforehand, for what mustn't wait for it later."""
    environment = _environment(room)
    for name in environment.list_templates(extensions=["j2"]):
        if "/" not in name:  # a folder within holds templates of nbconvert
            environment.get_template(name)


@cache
def _environment(room: str) -> "Environment":
    """Make a room's environment once."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(room), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(_=_, ngettext=ngettext, language=language)
    environment.filters.update(day=format_day, number=format_number, label=label)
    return environment


def label(value: Any) -> str:
    """Return what a person calls a value: a word's label, a day, yes or no, a number, or the text itself."""
    if value is None:
        return "–"
    if hasattr(value, "label"):
        return str(value.label(language()))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return format_day(value)
    if isinstance(value, int | float):
        return format_number(value)
    return str(value)
