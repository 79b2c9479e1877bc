"""How a part of a preparation shows itself in a notebook."""

from dataclasses import dataclass, field
from typing import ClassVar

from samrum_kit.locale.html import render
from samrum_kit.review.preparation.occasion import Names


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A part that a notebook shows by its own template, with the names that people use."""

    template: ClassVar[str]
    names: Names = field(default_factory=Names, repr=False, compare=False)

    def _repr_html_(self) -> str:
        """Show the part in a notebook."""
        return str(render("samrum_kit.review", "preparation_alone.html.j2", part=self, names=self.names))
