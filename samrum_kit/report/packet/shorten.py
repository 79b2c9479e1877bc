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
    """How much a brief may tell: the characters of one text, the measures of one kind, the entries of another list."""

    characters: int | None = None
    measures: int | None = None
    entries: int | None = None

    @property
    def lines(self) -> int | None:
        """Return the entries of a list in which each is a line."""
        return None if self.entries is None else 2 * self.entries


ROOMS = (
    Room(), Room(2000, 40, 24), Room(1400, 30, 18), Room(1000, 24, 14), Room(750, 20, 11), Room(550, 16, 9),
    Room(420, 14, 7), Room(320, 12, 6), Room(260, 10, 5), Room(210, 9, 4), Room(170, 8, 4), Room(150, 8, 3),
    Room(130, 7, 3), Room(110, 6, 3), Room(110, 6, 2), Room(90, 5, 2), Room(90, 5, 1), Room(90, 4, 1), Room(80, 3, 1),
    Room(70, 2, 1), Room(60, 1, 1), Room(40, 1, 1),
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


def told(entries: Iterable[T], most: int | None, day: Callable[[T], date | None]) -> Told[T]:
    """Return the first of some entries, as many as there is room for."""
    found = tuple(entries)
    if most is None or len(found) <= most:
        return Told(found)
    days = [on for on in map(day, found[most:]) if on is not None]
    return Told(found[:most], len(found) - most, min(days, default=None), max(days, default=None))


def roomiest(rooms: Sequence[Room], fits: Callable[[Room], bool]) -> Room:
    """Return the first of some rooms that fits, the last where none before it does.

    Less room is taken to fit wherever more does, so that few are tried.
    """
    if fits(rooms[0]):
        return rooms[0]
    tried = rooms[1:-1]
    place = bisect_left(tried, x=True, key=fits)
    return tried[place] if place < len(tried) else rooms[-1]
