"""The look of a page: the one stylesheet of reports and their indexes."""

from functools import cache
from importlib.resources import files

from markupsafe import Markup


@cache
def stylesheet() -> Markup:
    """Return the stylesheet; it loads nothing."""
    return Markup((files("samrum_kit.report") / "templates" / "samrum" / "report.css").read_text(encoding="utf-8"))  # noqa: S704  # our own file
