"""The ids of other pupils and cases in free text: found in whatever writing, and hidden."""

import re
from collections.abc import Iterable

from samrum_kit.locale import _
from samrum_kit.privacy.spelling import PlainText

_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_WORD = re.compile(r"[^\W_](?:[\w.-]*\w)?")
_ENDING = re.compile(r"s?(?:[-._].*)?")
"""What may follow an id in a word: a genitive, and the rest of the id of something that belongs to it."""

_SHORT_NUMBER = re.compile(r"\d{1,3}")


class OtherIds:
    """Ids that a reader must not meet, and how a text reads without them.

    An id counts as met where it stands as a word of its own, or at the beginning of a longer one as the id of a plan
    or a goal has it. Bare numbers of up to three digits are left: nobody can tell them from any number in a sentence.
    """

    def __init__(self, pupils: Iterable[str], cases: Iterable[str], own: Iterable[str]) -> None:
        """Take the ids of all pupils and cases, and those that the reader may meet."""
        self._own = {_folded(name) for name in own}
        told = {_folded(name): "pupil" for name in pupils} | {_folded(name): "case" for name in cases}
        self._others = {
            name: kind for name, kind in told.items() if name not in self._own and not _SHORT_NUMBER.fullmatch(name)
        }

    def mask(self, text: str) -> str:
        """Return a text with `[another pupil]` and `[another case]`, in the language in use, for the ids in it."""
        plain = PlainText(text)
        pieces: list[str] = []
        done = 0
        for word in _WORD.finditer(_DASHES.sub("-", plain.text)):
            folded = word.group().casefold()
            if kind := self._kind(folded):
                start, end = plain.origin(*word.span())
                sign = _("[another pupil]") if kind == "pupil" else _("[another case]")
                genitive = folded not in self._others and folded.removesuffix("s") in self._others
                pieces += [text[done:start], sign, "s" if genitive else ""]
                done = end
        return "".join([*pieces, text[done:]])

    def _kind(self, word: str) -> str | None:
        """Return what kind of id a word is or begins with; nothing for an own one and for any other word."""
        for end in range(len(word), 0, -1):
            if not _ENDING.fullmatch(word, end):
                continue
            if word[:end] in self._own:
                return None
            if word[:end] in self._others:
                return self._others[word[:end]]
        return None


def _folded(name: str) -> str:
    """Return an id in the writing in which ids are compared."""
    return _DASHES.sub("-", name).casefold()
