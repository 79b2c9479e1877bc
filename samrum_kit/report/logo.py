"""A municipality's logo: a picture that can be drawn everywhere, and that can neither act nor load anything."""

import re
import struct
import zlib
from collections.abc import Iterator
from typing import Any

SVG, PNG = "image/svg+xml", "image/png"

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LARGEST_SIDE = 4096
"""In dots; more is for a poster, and unpacked it takes hundreds of megabytes."""

_ACTING = frozenset({"script", "foreignObject", "iframe", "animate", "animateMotion", "animateTransform", "set"})
_ADDRESS = re.compile(r"url\(\s*['\"]?\s*(?!#|data:image/(?:png|jpeg);base64,)|@import|\\", re.IGNORECASE)
"""In a style: an address that leads out of the picture, or an escape that could hide one."""


def media_of(content: bytes) -> str | None:
    """Return what kind of picture this is, SVG or PNG; nothing for one that is damaged or of another kind."""
    if content.startswith(_SIGNATURE):
        return PNG if _is_whole_png(content) else None
    return SVG if _svg(content) is not None else None


def is_quiet(content: bytes) -> bool:
    """Tell whether an SVG picture neither acts nor loads anything: what it is drawn with lies in itself."""
    root = _svg(content)
    if root is None or b"<?xml-stylesheet" in content:
        return False
    return not any(_acts(element) for element in root.iter())


def _svg(content: bytes) -> Any:
    """Return the root of an SVG picture; nothing where it can't be read or defines entities."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return None
    return root if _plain(root.tag) == "svg" else None


def _acts(element: Any) -> bool:
    """Tell whether an element of an SVG picture acts, or names something outside the picture."""
    name = _plain(element.tag)
    if name in _ACTING or (name == "style" and _ADDRESS.search(element.text or "")):
        return True
    for attribute, value in element.attrib.items():
        plain = _plain(attribute)
        if plain.startswith("on") or plain in {"src", "base"}:
            return True
        if plain == "href" and not value.strip().startswith(("#", "data:image/png;base64,", "data:image/jpeg;base64,")):
            return True
        if _ADDRESS.search(value):
            return True
    return False


def _plain(name: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return str(name).rpartition("}")[2]


def _is_whole_png(content: bytes) -> bool:
    """Tell whether a PNG picture is whole, undamaged and of a size that can be drawn."""
    chunks = list(_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13 or chunks[-1][0] != b"IEND":
        return False
    width, height = struct.unpack(">II", chunks[0][1][:8])
    return 0 < width <= _LARGEST_SIDE and 0 < height <= _LARGEST_SIDE and any(kind == b"IDAT" for kind, _ in chunks)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and content of each chunk of a PNG picture up to the first that is damaged."""
    at = len(_SIGNATURE)
    while at + 12 <= len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        if content[at + 8 + length : at + 12 + length] != struct.pack(">I", zlib.crc32(kind + body)):
            return
        yield kind, body
        at += 12 + length
