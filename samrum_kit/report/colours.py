"""Colours as numbers: how well one can be read on another, and a lighter one for a dark screen."""

import re

WHITE = "#ffffff"
DARK_PAPER = "#171c21"
"""The paper of a page on a dark screen."""

READABLE = 4.5
"""The least contrast of a text of ordinary size. Source: WCAG 2.1, success criterion 1.4.3."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def is_colour(text: str) -> bool:
    """Tell whether a text is a colour as `#rrggbb`."""
    return bool(_COLOUR.fullmatch(text))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21. Source: WCAG 2.1, definition of contrast ratio."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def on_dark(colour: str) -> str:
    """Return the colour itself where it can be read on a dark screen, else with as much white in it as it takes."""
    for share in range(101):
        mixed = "#" + "".join(f"{round(part + (255 - part) * share / 100):02x}" for part in _parts(colour))
        if contrast(mixed, DARK_PAPER) >= _AT_EASE:
            return mixed
    return WHITE


_AT_EASE = 7.0
"""Light letters on a dark ground are read at ease with somewhat more contrast than the least."""


def _luminance(colour: str) -> float:
    """Return how bright a colour is, from 0 to 1. Source: WCAG 2.1, definition of relative luminance."""
    shares = (part / 255 for part in _parts(colour))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, each from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
