"""Names in free text: a register of those who are known finds them in whatever writing, and hides them.

A mention is a part of a name by itself: in capitals or small letters, in the genitive, with other accents or with aa
for å, with invisible signs inside, or with a slip of the pen in a part of five letters or more. Three letters or fewer
(Bo, My, Dag) must be capitalised, since in small letters they are words more often than names; so must a slip, unless
the word is long. Whom the register doesn't know, and who is meant without a name, is not found: what is masked is
pseudonymous, not anonymous.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations, pairwise

from samrum_kit.locale import _
from samrum_kit.privacy.spelling import PlainText, Slips, fold

_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN_NAMES = re.compile(r"[;,/\n]")
_JOINTS = ("", " ", "-", "\xa0")
_SHORT = 3
"""Letters up to which a part of a name must be capitalised."""
_LONG_ENOUGH_FOR_SLIPS = 5
_LONG_ENOUGH_FOR_SMALL_LETTERS = 8
"""Letters from which a word with a slip is a name in small letters too."""
_WORDS_REMEMBERED = 20_000

_NO_NAMES = frozenset(
    """
    af al av bin da dal de del den der di do dos du el ibn la le og ter van von y zu zum zur navn name
    mor far mamma pappa moder fader morfar mormor farfar farmor bedstemor bedstefar bestemor bestefar
    stedmor stedfar stemor stefar plejemor plejefar fostermor fosterfar papmor papfar værge verge
    søster bror storesøster storebror lillesøster lillebror søsken søskende tvilling stedsøster stedbror
    onkel tante moster faster morbror farbror fætter kusine fetter kusine ven veninde venn venninne kæreste kjæreste
    lærer klasselærer dansklærer matematiklærer kontaktlærer faglærer pædagog pedagog støttepædagog kontaktpædagog
    assistent vikar leder skoleleder afdelingsleder rektor inspektør vejleder rådgiver psykolog konsulent
    sundhedsplejerske helsesykepleier sagsbehandler saksbehandler barn barnet elev eleven dreng pige gutt jente
    """.split()  # noqa: SIM905  # a text of words is read more easily than a list of strings
)
"""What stands beside a name in a register without being one: particles, and who somebody is."""


_Stretch = tuple[int, int, bool]
"""Where a name begins and ends in a word, and whether it is in the genitive."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a name stands in a text; never the name itself."""

    start: int
    end: int
    genitive: bool = False
    """Whether an s of the genitive is written on to it."""


class NameRegister:
    """The names of those who are known; it tells where they are mentioned, never what they are."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take names as people write them, such as `Noah Bertram Holm` or `Lise; farmor Inge`."""
        self._forms: dict[str, bool] = {}
        self._capitalised_forms: dict[str, bool] = {}
        long_parts: set[str] = set()
        for name in names:
            for parts in _names_of(name):
                self._add(parts)
                long_parts |= {fold(part) for part in parts if len(part) >= _LONG_ENOUGH_FOR_SLIPS}
        self._slips = Slips(long_parts)
        self._mentions_in_word = lru_cache(_WORDS_REMEMBERED)(self._look_at)

    def __repr__(self) -> str:
        """Say how many writings are looked for, and none of them."""
        return f"<NameRegister {len(self._forms) + len(self._capitalised_forms)}>"

    def names_in(self, text: str) -> tuple[Mention, ...]:
        """Return where names are mentioned, in order; parts of a name that stand together are one mention."""
        plain = PlainText(text)
        found: list[Mention] = []
        for word in _WORD.finditer(plain.text):
            for start, end, genitive in self._mentions_in_word(word.group()):
                mention = Mention(*plain.origin(word.start() + start, word.start() + end), genitive)
                if found and not found[-1].genitive and text[found[-1].end : mention.start] in _JOINTS:
                    mention = Mention(found.pop().start, mention.end, genitive)
                found.append(mention)
        return tuple(found)

    def mask(self, text: str) -> str:
        """Return the text with `[navn]` for each mention, in the language in use; without any, the text itself."""
        pieces, at = [], 0
        for mention in self.names_in(text):
            pieces += [text[at : mention.start], _("[name]"), "s" if mention.genitive else ""]
            at = mention.end
        return "".join([*pieces, text[at:]])

    def _add(self, parts: tuple[str, ...]) -> None:
        """Take in the writings of a name: each part, and two parts written together."""
        for part in (*parts, *map("".join, combinations(parts, 2))):
            folded = fold(part)
            forms = self._capitalised_forms if len(part) <= _SHORT else self._forms
            forms[folded] = False
            forms.setdefault(f"{folded}s", True)
            if folded[-1] in "sxz":
                forms.setdefault(f"{folded}es", True)

    def _look_at(self, word: str) -> tuple[_Stretch, ...]:
        """Return the names in a word: all of it, or what begins with a capital inside, and what is left beside that.

        A short name is none inside, or no SamRum would be held where a Sam goes to school.
        """
        whole = tuple(self._name((0, len(word)), word))
        starts = [at for at in range(1, len(word)) if word[at - 1].islower() and word[at].isupper()]
        if whole or not starts:
            return whole
        inside = [
            stretch
            for start, end in pairwise((0, *starts, len(word)))
            if end - start > _SHORT
            for stretch in self._name((start, end), word)
        ]
        edges = [0, *(edge for start, end, _genitive in inside for edge in (start, end)), len(word)]
        beside = zip(edges[::2], edges[1::2], strict=True) if inside else ()
        return tuple(sorted([*inside, *(s for place in beside for s in self._name(place, word))]))

    def _name(self, place: tuple[int, int], word: str) -> Iterator[_Stretch]:
        """Yield the stretch of a word if it is a name."""
        start, end = place
        genitive = self._genitive(word[start:end]) if start < end else None
        if genitive is not None:
            yield start, end, genitive

    def _genitive(self, word: str) -> bool | None:
        """Tell whether a word is a name in the genitive, or return None when it is no name."""
        folded, capitalised = fold(word), not word[0].islower()
        if capitalised and folded in self._capitalised_forms:
            return self._capitalised_forms[folded]
        if folded in self._forms:
            return self._forms[folded] if capitalised or not _is_ordinary(word) else None
        if _is_ordinary(word) or not (capitalised or len(word) >= _LONG_ENOUGH_FOR_SMALL_LETTERS):
            return None
        if folded in self._slips:
            return False
        stem = folded.removesuffix("s")
        return True if stem != folded and not _is_ordinary(stem) and stem in self._slips else None


def _names_of(written: str) -> Iterator[tuple[str, ...]]:
    """Yield the parts of each name in a text of names; where some are capitalised, the others are no names."""
    for entry in _BETWEEN_NAMES.split(PlainText(written).text):
        words = [word for word in _WORD.findall(entry) if len(word) > 1 and word.casefold() not in _NO_NAMES]
        yield tuple([word for word in words if not word[0].islower()] or words)


def _is_ordinary(word: str) -> bool:
    """Tell whether a word is one that people mean as a word, though it is a name too or looks like a slip in one."""
    return word.casefold() in _ordinary_words()


@cache
def _ordinary_words() -> frozenset[str]:
    """Return the ordinary words, each also with aa for å and the like."""
    words = (files(__package__) / "ordinary_words.txt").read_text(encoding="utf-8").split()
    return frozenset([*words, *map(fold, words)])
