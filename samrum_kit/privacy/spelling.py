"""One word in many writings: signs that mean the same, and words that are one slip of the pen apart."""

import re
import unicodedata
from collections.abc import Iterable

_COMMON = "\x00-\x7f\xc0-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e§°«»–—\u2018’“”„…•€"
_UNCOMMON = re.compile(f"[^{_COMMON}]")
_RUN = re.compile(f"[{_COMMON}]+|[^{_COMMON}]")
_AS_WRITTEN_OTHERWISE = str.maketrans(
    {"å": "aa", "ä": "ae", "æ": "ae", "ö": "oe", "ø": "oe", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "\u0131": "i"}
)


class PlainText:
    """A text in its usual signs and without invisible ones, which knows where each sign came from."""

    __slots__ = ("_places", "text")

    def __init__(self, written: str) -> None:
        """Take the text as it was written."""
        self.text = written
        self._places: list[tuple[int, int]] = []
        if _UNCOMMON.search(written):
            self._simplify(written)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the plain text stands in the text as it was written."""
        return (self._places[start][0], self._places[end - 1][1]) if self._places else (start, end)

    def _simplify(self, written: str) -> None:
        """Put the usual signs in the place of the others; a letter and the marks on it become one."""
        signs: list[str] = []
        for run in _RUN.finditer(written):
            start, end = run.span()
            if end - start > 1 or not _UNCOMMON.match(run.group()):
                signs.extend(run.group())
                self._places.extend((at, at + 1) for at in range(start, end))
            elif _is_mark(run.group()) and signs:
                signs[-1] = _marked(signs[-1], run.group())
                self._places[-1] = (self._places[-1][0], end)
            elif unicodedata.category(run.group()) != "Cf":
                usual = [sign for sign in unicodedata.normalize("NFKC", run.group()) if not _is_mark(sign)]
                signs.extend(usual)
                self._places.extend([(start, end)] * len(usual))
        self.text = "".join(signs)


def _marked(letter: str, mark: str) -> str:
    """Return a letter with a mark on it, or the letter alone where there is no such letter."""
    together = unicodedata.normalize("NFC", letter + mark)
    return together if len(together) == 1 else letter


def _is_mark(sign: str) -> bool:
    """Tell whether a sign stands on a letter, or is an invisible one that belongs to a letter."""
    return unicodedata.category(sign).startswith("M")


def fold(word: str) -> str:
    """Return one writing for all that differ only in capitals, accents, or å and aa, æ and ä and ae, ø and ö and oe."""
    folded = word.casefold().translate(_AS_WRITTEN_OTHERWISE)
    if folded.isascii():
        return folded
    return "".join(sign for sign in unicodedata.normalize("NFKD", folded) if not _is_mark(sign))


class Slips:
    """Knows the words that are one slip away from given ones: a letter wrong, missing or too many, or two swapped.

    The first letter is taken to be right; å, æ and ø are one letter, and also the two that stand for each of them.
    Asking about a word takes time by its own length, however many are given.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words as `fold` writes them."""
        self._shorter_or_swapped: set[str] = set()
        self._with_a_gap: set[str] = set()
        self._longest = 0
        for word in {each for given in words for each in (given, _with_own_letters(given))}:
            self._longest = max(self._longest, len(word))
            for at in range(1, len(word)):
                self._shorter_or_swapped |= {
                    word[:at] + word[at + 1 :],
                    word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
                }
                self._with_a_gap |= {f"{word[:at]}?{word[at + 1 :]}", f"{word[:at]}?{word[at:]}"}
            self._with_a_gap.add(f"{word}?")

    def __contains__(self, word: str) -> bool:
        """Tell whether a word, as `fold` writes it, is at most one slip away."""
        return len(word) <= self._longest + 1 and (self._holds(word) or self._holds(_with_own_letters(word)))

    def _holds(self, word: str) -> bool:
        """Tell whether a word in this writing is at most one slip away."""
        gaps = (f"{word[:at]}?{word[at + 1 :]}" for at in range(1, len(word)))
        return word in self._shorter_or_swapped or not self._with_a_gap.isdisjoint(gaps)


def _with_own_letters(folded: str) -> str:
    """Return a folded word with å, æ and ø for the letters that stand for them."""
    return folded.replace("aa", "å").replace("ae", "æ").replace("oe", "ø")
