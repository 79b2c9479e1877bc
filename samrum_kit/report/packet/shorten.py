"""How a brief is kept short: what is left out, and that it says so."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")

_END_OF_SENTENCE = re.compile(r"[.!?…][\"'«»”’)]*(?=\s)|\n")
_BLANK = re.compile(r"\s(?=\S)")


@dataclass(frozen=True, slots=True)
class Room:
    """How much a brief may tell: the characters of one text, and the entries of one list."""

    characters: int | None = None
    entries: int | None = None


ROOMS = (
    Room(), Room(2000, 24), Room(1400, 18), Room(1000, 14), Room(750, 11), Room(550, 9), Room(420, 7), Room(320, 6),
    Room(240, 5), Room(180, 4), Room(140, 3), Room(110, 2), Room(80, 2), Room(60, 1), Room(40, 1),
)  # fmt: skip
"""From everything to the least, which fits two pages whatever a case holds."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The beginning of a text, and how many characters of it are left out."""

    text: str
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """The first entries of a list, and how many are left out, with the days between which these lie."""

    shown: tuple[T, ...]
    left_out: int = 0
    first: date | None = None
    last: date | None = None


def shortened(text: str, room: Room) -> Piece:
    """Return a text within its room: whole, or cut after a sentence, else after a word."""
    text = text.strip()
    if room.characters is None or len(text) <= room.characters:
        return Piece(text)
    ends = [found.end() for found in _END_OF_SENTENCE.finditer(text, 0, room.characters + 1)]
    ends = ends or [found.start() for found in _BLANK.finditer(text, 0, room.characters + 1)]
    fitting = [end for end in ends if end <= room.characters]
    kept = text[: fitting[-1] if fitting else room.characters].rstrip()
    return Piece(kept, len(text[len(kept) :].strip()))


def told(entries: Iterable[T], room: Room, day: Callable[[T], date | None], *, share: int = 1) -> Told[T]:
    """Return the first of some entries; `share` is how many times a list's usual room they have."""
    found = tuple(entries)
    if room.entries is None or len(found) <= room.entries * share:
        return Told(found)
    rest = found[room.entries * share :]
    days = [on for on in map(day, rest) if on is not None]
    return Told(found[: room.entries * share], len(rest), min(days, default=None), max(days, default=None))


def roomiest(rooms: Sequence[Room], fits: Callable[[Room], bool]) -> Room:
    """Return the first of some rooms that fits, the last where none before it does.

    Less room is taken to fit wherever more does, so that few are tried.
    """
    if fits(rooms[0]):
        return rooms[0]
    tried = rooms[1:-1]
    place = bisect_left(tried, x=True, key=fits)
    return tried[place] if place < len(tried) else rooms[-1]
