"""What stands around measurements over time: above them the phases, below them what the lines mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from samrum_kit.locale import _, format_number, ngettext
from samrum_kit.measure.single_case import Period as Phase
from samrum_kit.report.charts.canvas import (
    INK,
    LEADING,
    QUIET,
    At,
    Band,
    Layer,
    Stroke,
    bands,
    lines,
    strokes,
    texts,
    wrapped,
)
from samrum_kit.report.charts.single_case_frame import HEIGHT, PLOT, RIGHT, Days
from samrum_kit.report.charts.wording import short_day

_LETTER = 7
"""The width of a letter in pixels."""
_NARROWEST = 18 * _LETTER
"""The room that the day of a phase takes on one line."""
_MOST_LINES = 7
_NUMBER = 3 * _LETTER
"""The room that the number of a phase takes."""
_AXIS = 30
"""The room that the days take below the plot."""
_SAMPLE = 26

Sign = Literal["dashed", "band"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the key below the picture: a sign, or the number of a phase, and what it means."""

    sign: Sign | int
    words: str

    @property
    def lines(self) -> str:
        """Return the words in lines as wide as the picture."""
        return wrapped(self.words, int((PLOT + RIGHT - _SAMPLE) / _LETTER))


@dataclass(frozen=True, slots=True)
class Headings:
    """What stands above each phase; where one is too narrow for its name, numbers that the key explains."""

    phases: tuple[Phase, ...]
    begins: tuple[float, ...]

    @property
    def numbered(self) -> bool:
        """Tell whether a phase is too narrow for its name."""
        return min(self._widths) < _NARROWEST or max(map(lines, self._names)) > _MOST_LINES

    @property
    def top(self) -> float:
        """Return the room above the plot."""
        tall = max(self._rows) + 1 if self.numbered else max(map(lines, self._names))
        return tall * LEADING + 16

    @property
    def key(self) -> list[Entry]:
        """Return what the numbers mean."""
        told = [Entry(place, ", ".join(_told(phase))) for place, phase in enumerate(self.phases, 1)]
        return told if self.numbered else []

    def layers(self) -> Iterator[Layer]:
        """Yield a line where each phase begins, and what stands above it."""
        top = self.top
        yield strokes([Stroke(x, -top + 4, x, HEIGHT) for x in self.begins[1:]], colour=INK)
        words = [str(place) for place in range(1, len(self.phases) + 1)] if self.numbered else self._names
        rows = self._rows if self.numbered else [0] * len(words)
        yield texts([
            At(x + (4 if x else 0), -top + 8 + row * LEADING + lines(text) * LEADING / 2, text)
            for x, row, text in zip(self.begins, rows, words, strict=True)
        ])  # fmt: skip

    @property
    def _widths(self) -> list[float]:
        """Return how wide each phase is; the last one has the margin too."""
        return [end - begin for begin, end in pairwise([*self.begins, PLOT + RIGHT])]

    @property
    def _names(self) -> list[str]:
        """Return what stands above each phase, in lines as short as the phase is narrow."""
        letters = [max(int(width / _LETTER) - 1, 1) for width in self._widths]
        return [
            "\n".join(wrapped(words, most) for words in _told(phase))
            for phase, most in zip(self.phases, letters, strict=True)
        ]

    @property
    def _rows(self) -> list[int]:
        """Return the row in which each number stands, so that none stands on another."""
        ends: list[float] = []
        rows: list[int] = []
        for x in self.begins:
            row = next((row for row, end in enumerate(ends) if end <= x), len(ends))
            ends[row : row + 1] = [x + _NUMBER]
            rows.append(row)
        return rows


def headings(phases: Sequence[Phase], days: Days) -> Headings:
    """Return what stands above the phases."""
    before = (None, *phases[:-1])
    return Headings(tuple(phases), tuple(map(days.begin, phases, before)))


def key(entries: Sequence[Entry]) -> Iterator[Layer]:
    """Yield the lines of a key below the days."""
    y, places = HEIGHT + _AXIS + LEADING / 2, []
    for entry in entries:
        places.append(y)
        y += lines(entry.lines) * LEADING + 4
    at = list(zip(places, entries, strict=True))
    yield bands([Band(0, _SAMPLE - 8, y - 5, y + 5) for y, entry in at if entry.sign == "band"])
    dashes = [Stroke(0, y, _SAMPLE - 8, y) for y, entry in at if entry.sign == "dashed"]
    yield strokes(dashes, colour=QUIET, width=1.5, dashed=True)
    yield texts([At(0, y, str(entry.sign)) for y, entry in at if isinstance(entry.sign, int)])
    yield texts([At(_SAMPLE, y + (lines(entry.lines) - 1) * LEADING / 2, entry.lines) for y, entry in at])


def key_room(entries: Sequence[Entry]) -> float:
    """Return the room that the days and the key take below the plot."""
    return _AXIS + sum(lines(entry.lines) * LEADING + 4 for entry in entries)


def points(number: int) -> str:
    """Return how many points there are."""
    return ngettext("{number} point", "{number} points", number).format(number=format_number(number))


def _told(phase: Phase) -> tuple[str, str, str]:
    """Return the name of a phase, its first day, and how many points it has."""
    return phase.name, _("from {day}").format(day=short_day(phase.days[0])), points(len(phase.taken))
