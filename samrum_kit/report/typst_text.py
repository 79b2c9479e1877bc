"""Texts in Typst: a text is always a string of the language and never becomes markup."""

import re
from collections.abc import Iterator

from samrum_kit.report.direction import holds_right_to_left, runs_right_to_left
from samrum_kit.report.document import Run, Runs, text_of
from samrum_kit.report.fonts import shown
from samrum_kit.report.widths import LONGEST_WORD, width_of

NOTHING = "[]"

_LINES = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_WORD = re.compile(r"\S+")
_PART = re.compile(r"[^-–_./:]*[-–_./:]*")
"""Where a word that has to be broken is broken first: after a sign that joins its parts."""
_PIECE = re.compile(r"\[U\+[0-9A-F]{4,6}\]|.[\u0300-\u036f\u200d\ufe0f]*")
_VOWELS = "aeiouyæøåäöüéáóAEIOUYÆØÅÄÖÜÉ"
_OTHERS = rf"[^\W\d_{_VOWELS}]{{0,4}}+"
_SYLLABLES = re.compile(rf"(?:{_OTHERS}[{_VOWELS}]++)++{_OTHERS}[,.;:]?")
"""A word that can be spoken, so that the language knows where it is parted."""
_LONGEST_SYLLABLE = 5.0
_TOGETHER = 4
"""How many signs of a part stay together that has to be broken too."""
_AT_MOST = 1.2
"""How much wider a word of unusual length may be than it is thought to be."""
_SLACK = 1.0
"""By so many letters a word may reach into the room between two columns."""
_SPECIAL = {ord("\\"): "\\\\", ord('"'): '\\"', ord("\t"): "    "}


def literal(text: str) -> str:
    """Return a text as a string of Typst's, in signs that can be drawn."""
    return f'"{shown(text).translate(_SPECIAL)}"'


def content(runs: Runs, room: float) -> str:
    """Return runs as content; a word that is wider than the `room` (in letters) may be broken."""
    return f"{{{'; '.join(_run(run, room) for run in runs)}}}" if runs else NOTHING


def directed(runs: Runs, made: str) -> str:
    """Return what was made of runs so that it stands from right to left where they begin in such a script."""
    return f"leftward({made})" if runs_right_to_left(shown(text_of(runs))) else made


def _run(run: Run, room: float) -> str:
    """Return one run in its look."""
    lines = ["; ".join(_pieces(line, room, whole=run.code or run.unbroken)) for line in _LINES.split(run.text)]
    made = f"{{{'; linebreak(); '.join(lines)}}}"
    for asked, look in ((run.code, "id"), (run.strong, "strong"), (run.emphasis, "emph"), (run.quiet, "quiet")):
        if asked:
            made = f"{look}({made})"
    return made


def _pieces(line: str, room: float, *, whole: bool) -> Iterator[str]:
    """Yield a line in pieces between which it may be broken where no blank stands; a `whole` one only if it must."""
    text = shown(line)
    if whole and len(text) <= LONGEST_WORD and _fits(text, room):
        yield f"whole({literal(text)})"
        return
    done = 0
    for word in _WORD.finditer(text):
        if _fits(word[0], room):
            continue
        if done < word.start():
            yield literal(text[done : word.start()])
        yield from [f"parted({literal(word[0])})"] if _has_syllables(word[0], room) else _broken(word[0], room)
        done = word.end()
    if done < len(text) or not text:
        yield literal(text[done:])


def _fits(text: str, room: float) -> bool:
    """Tell whether a text stands on one line."""
    if len(text) <= LONGEST_WORD:
        return width_of(text) <= room + _SLACK
    return width_of(text) * _AT_MOST <= room


def _has_syllables(word: str, room: float) -> bool:
    """Tell whether a word can be parted as the language parts words, into pieces that stand on one line."""
    return len(word) <= LONGEST_WORD and room >= _LONGEST_SYLLABLE and _SYLLABLES.fullmatch(word) is not None


def _broken(word: str, room: float) -> Iterator[str]:
    """Yield a word in pieces; from right to left they hang together by a blank of no width, else by nothing."""
    parts = [piece for part in _PART.findall(word) for piece in ([part] if _fits(part, room) else _small(part))]
    if holds_right_to_left(word):
        yield literal("\u200b".join(parts))
    else:
        yield from (f"whole({literal(part)})" for part in parts if part)


def _small(part: str) -> Iterator[str]:
    """Yield a part of a word in a few signs each."""
    pieces = _PIECE.findall(part)
    for at in range(0, len(pieces), _TOGETHER):
        yield "".join(pieces[at : at + _TOGETHER])
