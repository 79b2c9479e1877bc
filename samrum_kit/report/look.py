"""The look of a report: the one stylesheet, and what a municipality puts on its own in its workspace's settings."""

import os
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from markupsafe import Markup

from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.locale import _, format_number
from samrum_kit.privacy.identifiers import holds_identifier
from samrum_kit.report.colours import READABLE, WHITE, contrast, is_colour, on_dark
from samrum_kit.report.logo import SVG, is_quiet, media_of

SETTINGS_FILE = "samrum.toml"
"""Where a workspace keeps its settings in the open, the look of its reports among them."""

TABLE = "look"
LARGEST_LOGO = 2**20
"""In bytes; the logo is part of every report."""

LONGEST_TEXT = 200
"""The signs of a footer that stands on every page, and of the words that say what a logo shows."""

_KNOWN = ("logo", "logo_alt", "colour", "second_colour", "font", "footer")
_FONT = re.compile(r"[^\W_][\w .-]{0,79}")


@dataclass(frozen=True, slots=True)
class Look:
    """A municipality's own look: logo, two colours, font and footer; what is left out is the workbench's."""

    logo: bytes = b""
    """An SVG or PNG picture."""
    logo_media: str = ""
    """`image/svg+xml` or `image/png`."""
    logo_alt: str = ""
    colour: str = "#1f4e6b"
    """Of headings and the line under the title, as `#rrggbb`."""
    second_colour: str = "#55606b"
    """Of the headings of tables and of what is said beside the matter."""
    font: str = ""
    """The name of a font that is installed where the report is made; nothing for the workbench's own."""
    footer: str = ""


OWN_LOOK = Look()
"""The look of the workbench itself."""


@cache
def stylesheet() -> Markup:
    """Return the stylesheet; it loads nothing."""
    return Markup((files("samrum_kit.report") / "templates" / "samrum" / "report.css").read_text(encoding="utf-8"))  # noqa: S704  # our own file


@cache
def style_of(look: Look) -> Markup:
    """Return what a look lays over the stylesheet: its colours in light, dark and print, its font and its footer."""
    rules = []
    for variable, colour, own in (
        ("accent", look.colour, OWN_LOOK.colour),
        ("quiet", look.second_colour, OWN_LOOK.second_colour),
    ):
        if colour != own:
            dark = "@media screen and (prefers-color-scheme: dark)"
            rules += [f":root {{ --samrum-{variable}: {colour}; }}"]
            rules += [f"{dark} {{ :root {{ --samrum-{variable}: {on_dark(colour)}; }} }}"]
    if look.font:
        rules += [f":root {{ --samrum-own-font: {_as_css(look.font)}; }}"]
    if look.footer:
        rules += [f"@page {{ @bottom-left {{ content: {_as_css(look.footer)}; }} }}"]
    return Markup("\n".join(rules))  # noqa: S704  # checked colours, and texts in which no sign can end the string


def look_for(environment: Mapping[str, str] = os.environ) -> Look:
    """Return the look of the workspace that an environment names; without one, the workbench's own.

    Raises UsageError for a look that can't be read.
    """
    folder = environment.get("SAMRUM_WORKSPACE")
    return look_in(Path(folder)) if folder else OWN_LOOK


def look_in(folder: Path) -> Look:
    """Return the look that a workspace's settings describe; without any, the workbench's own.

    Raises UsageError with one sentence for what can't be read or must not stand in a report, UnknownName for a name
    that isn't one of a look.
    """
    given = _table(folder)
    for name in given:
        if name not in _KNOWN:
            raise UnknownName(_("What is written of the look"), name, _KNOWN, place=_place())
    for name in _KNOWN:
        if not isinstance(given.get(name, ""), str):
            raise _fault(name, "text", _("This is no text."), _("Put it into quotation marks."))
    texts = {name: text.strip() for name, text in given.items() if text.strip()}
    for name in ("logo_alt", "footer"):
        _check_text(name, texts.get(name, ""))
    for name in ("colour", "second_colour"):
        if name in texts:
            _check_colour(name, texts[name])
    if "font" in texts and not _FONT.fullmatch(texts["font"]):
        raise _fault("font", "font", _("This is no name of a font."), _("Write one name, such as Calibri."))
    content, media = _logo(folder, texts.pop("logo"), texts.get("logo_alt", "")) if "logo" in texts else (b"", "")
    return Look(logo=content, logo_media=media, **texts)


def _table(folder: Path) -> Mapping[str, Any]:
    """Return what the settings say of the look."""
    try:
        text = (folder / SETTINGS_FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError):
        raise _unreadable_settings() from None
    try:
        given = tomllib.loads(text).get(TABLE, {})
    except tomllib.TOMLDecodeError:
        raise _unreadable_settings() from None
    if not isinstance(given, dict):
        raise _fault("", "table", _("The look is no table."), _("Begin it with a line that says [look]."))
    return given


def _logo(folder: Path, name: str, alt: str) -> tuple[bytes, str]:
    """Return the logo and what kind of picture it is."""
    inside = folder.resolve()
    path = (inside / name).resolve()
    if not path.is_relative_to(inside):
        raise _fault(
            "logo", "logo_outside", _("The logo lies outside the workspace."),
            _("Copy it into the folder of the workspace and write its name."),
        )  # fmt: skip
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_LOGO + 1)
    except (OSError, ValueError):
        raise _fault(
            "logo", "logo_missing", _("The logo can't be read."),
            _("Check that the file lies in the folder of the workspace."),
        ) from None  # fmt: skip
    if len(content) > LARGEST_LOGO:
        raise _fault("logo", "logo_large", _("The logo is larger than 1 MB."), _("Save a smaller picture."))
    media = media_of(content)
    if media is None:
        raise _fault("logo", "logo_kind", _("The logo is no whole PNG or SVG picture."), _("Save it as PNG."))
    if media == SVG and not is_quiet(content):
        raise _fault("logo", "logo_acts", _("The logo loads or runs something."), _("Save it as PNG or plain SVG."))
    if not alt:
        raise _fault(
            "logo_alt", "logo_alt", _("Nothing says what the logo shows."),
            _("Write it for those who can't see it, such as the name of the municipality."),
        )  # fmt: skip
    return content, media


def _check_text(name: str, text: str) -> None:
    """Raise UsageError for a text that can't stand on every page."""
    if holds_identifier(text):
        raise _fault(
            name, "national_id", _("The text holds something of the form of a national id."),
            _("Write it without numbers that name a person."),
        )  # fmt: skip
    if len(text) > LONGEST_TEXT or any(unicodedata.category(sign) in {"Cc", "Zl", "Zp"} for sign in text):
        raise _fault(
            name, "text_long", _("The text is more than one line of {number} signs.").format(number=LONGEST_TEXT),
            _("Write it shorter, in one line."),
        )  # fmt: skip


def _check_colour(name: str, text: str) -> None:
    """Raise UsageError for what is no colour, or one in which a text on white can't be read by everybody."""
    if not is_colour(text):
        raise _fault(name, "colour", _("This is no colour."), _("Write it as #1f4e6b."))
    if contrast(text, WHITE) < READABLE:
        raise _fault(
            name, "contrast", _("Text in this colour is too pale on white to be read by everybody."),
            _("Choose a darker one, with a contrast of at least {number}.").format(number=format_number(READABLE)),
        )  # fmt: skip


def _as_css(text: str) -> str:
    """Return a text as a string of a stylesheet in which every sign but letters, digits and blanks is a number."""
    return '"' + "".join(sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in text) + '"'


def _place(name: str = "") -> str:
    """Say where in the settings something stands."""
    return f"{SETTINGS_FILE} [{TABLE}] {name}".strip()


def _fault(name: str, code: str, sentence: str, remedy: str) -> UsageError:
    """Return the error of one entry of the look."""
    return UsageError(sentence, place=_place(name), remedy=remedy, code=f"look.{code}")


def _unreadable_settings() -> UsageError:
    """Return the error of settings that can't be read at all."""
    return UsageError(
        _("The settings of the workspace can't be read."),
        place=SETTINGS_FILE,
        remedy=_("Put the file back from a backup; the data in the vault are untouched."),
        code="look.settings",
    )
