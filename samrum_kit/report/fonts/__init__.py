"""The fonts that lie beside this file (SIL Open Font License), and which signs they can draw."""

import re
import struct
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

FOLDER = Path(__file__).parent

FAMILIES = {
    "Source Sans 3": (
        "SourceSans3-Regular",
        "SourceSans3-SemiBold",
        "SourceSans3-Italic",
        "SourceSans3-SemiBoldItalic",
    ),
    "Noto Sans Hebrew": ("NotoSansHebrew-Regular", "NotoSansHebrew-SemiBold"),
    "IBM Plex Sans Arabic": ("IBMPlexSansArabic-Regular", "IBMPlexSansArabic-SemiBold"),
    "Noto Emoji": ("NotoEmoji-Regular",),
}
"""Each family with its faces, in the order in which they are asked for a sign."""

_UNSEEN = (
    (0x09, 0x0A), (0x180E, 0x180E), (0x2000, 0x200F), (0x2028, 0x202F), (0x205F, 0x206F), (0x3000, 0x3000),
    (0xFE00, 0xFE0F), (0xE0001, 0xE0001), (0xE0020, 0xE007F), (0xE0100, 0xE01EF),
)  # fmt: skip
"""Blanks, and signs that only say how others stand: no font has to draw them."""
_NEVER = frozenset({0x00, 0xFEFF, 0xFFFF})
_JOINER = "\u2060"


def shown(text: str) -> str:
    """Return text in signs that these fonts draw; one that none of them can becomes its number, such as `[U+4E2D]`.

    A mark of the order of bytes (U+FEFF) becomes the joiner of words that has its meaning; neither can be seen.
    """
    return _not_drawn().sub(lambda found: f"[U+{ord(found[0]):04X}]", text.replace("\ufeff", _JOINER))


@cache
def _not_drawn() -> re.Pattern[str]:
    """Return the expression for a sign that none of the fonts can draw."""
    signs = {sign for faces in FAMILIES.values() for sign in _of_all(faces)} - _NEVER
    kept = sorted(sign for sign in signs if unicodedata.category(chr(sign)) not in {"Co", "Cs"})
    ranges = [*_ranges(kept), *_UNSEEN]
    return re.compile("[^" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges) + "]")


def _ranges(signs: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each unbroken row of numbers."""
    ends = [last for last, following in pairwise([*signs, -1]) if following != last + 1]
    starts = [first for before, first in pairwise([-1, *signs]) if first != before + 1]
    yield from zip(starts, ends, strict=True)


def _of_all(faces: Iterable[str]) -> frozenset[int]:
    """Return the code points that all of these faces can draw."""
    return frozenset.intersection(*(frozenset(_drawn((FOLDER / f"{face}.ttf").read_bytes())) for face in faces))


def _drawn(font: bytes) -> Iterator[int]:
    """Yield the code points that a TrueType font can draw. Source: OpenType 1.9, table cmap, formats 4 and 12."""
    (tables,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * number) for number in range(tables))
    cmap = next(offset for tag, _checksum, offset, _length in records if tag == b"cmap")
    (encodings,) = struct.unpack_from(">H", font, cmap + 2)
    for at in {cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * number)[0] for number in range(encodings)}:
        (kind,) = struct.unpack_from(">H", font, at)
        if kind == 4:
            (count,) = struct.unpack_from(">H", font, at + 6)
            lasts = struct.unpack_from(f">{count // 2}H", font, at + 14)
            firsts = struct.unpack_from(f">{count // 2}H", font, at + 16 + count)
            for first, last in zip(firsts, lasts, strict=True):
                yield from range(first, last + 1)
        elif kind == 12:
            (count,) = struct.unpack_from(">I", font, at + 12)
            for first, last, _glyph in struct.iter_unpack(">III", font[at + 16 : at + 16 + 12 * count]):
                yield from range(first, last + 1)
