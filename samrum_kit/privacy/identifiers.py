"""National ids in free text: find them in whatever writing, hide them, and check the form of one that is meant.

A CPR has ten digits (day 01-31, or 61-91 for replacement numbers; month 01-12), a temporary one letters at the ends of
its serial; a Norwegian number has eleven (day 01-31 or 41-71; month 01-12, 41-52 or 81-92). Neither the calendar nor a
check digit is asked: a slip of the finger must not let a number through. A slash or letters inside make it a journal
number.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

MASK = "[…]"
"""What stands in a text instead of a national id."""

_DAY_DK = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
_DAY_NO = r"(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])"
_MONTH_DK = r"(?:0[1-9]|1[0-2])"
_MONTH_NO = r"(?:0[1-9]|1[0-2]|4[1-9]|5[0-2]|8[1-9]|9[0-2])"
_DANISH = re.compile(_DAY_DK + _MONTH_DK + r"\d{6}")
_NORWEGIAN = re.compile(_DAY_NO + _MONTH_NO + r"\d{7}")
_EITHER = re.compile(rf"(?:{_DAY_DK}|{_DAY_NO}){_MONTH_NO}\d{{6,7}}")

_NO_DIGIT = r"\x00-/:-\xb1\xb4-\xb8\xba\xbb\xbf-\xff"
_MAYBE_DIGITS = re.compile(f"(?:[{_NO_DIGIT}]*+[^{_NO_DIGIT}]){{8}}")
"""Eight digits, or signs that Unicode may know as digits; a text with fewer (most texts) needs no closer look.

A temporary CPR has two letters among its ten signs, hence eight.
"""

_RUN = re.compile(r"[ -~]+|[^ -~]")
_TOKEN = re.compile(r"\d+")
_JOINT = re.compile(r"[ ._-]{1,3}")
_MIDDLE = re.compile(r"[^\w/\\]{1,4}")
_TEMPORARY = re.compile(
    rf"(?<![^\W_]){_DAY_DK}[ .-]?{_MONTH_DK}[ .-]?\d{{2}}[ .-]{{0,3}}"
    r"(?:[A-Za-z]\d{2}[A-Za-z0-9]|\d{3}[A-Z]|(?<=-)\d{3}[a-z])(?![^\W_])"
)
_FULL_YEAR = re.compile(rf"(?<!\d)(?<!\d[.-]){_DAY_DK}[.-]?{_MONTH_DK}[.-]?(?:19|20)\d\d ?- ?\d{{4}}(?![.-]?\d)")
_DATE = re.compile(
    r"(?<!\d)(?<!\d[.-])(?:"
    r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![.-]?\d)"
    r"|(?:0?[1-9]|[12]\d|3[01])[./-] ?(?:0?[1-9]|1[0-2])[./-] ?(?:19|20)\d\d(?![.-]?\d)"
    r"|(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:\d\d)? (?:kl\. )?(?:[01]?\d|2[0-4])\.[0-5]\d(?!\d)"
    r")"
)
_JOURNAL_BEFORE = re.compile(r"(?<![^\W\d_])[A-ZÆØÅ]{1,3}$")
_JOURNAL_AFTER = re.compile(r"[A-ZÆØÅ]{1,3}(?![^\W_])")
_NOT_JOURNAL = frozenset({"CPR", "FNR", "PNR", "NR", "NO", "ID"})


@dataclass(frozen=True, slots=True)
class Identifier:
    """Where something of the form of a national id stands in a text; never the number itself."""

    start: int
    end: int


def holds_identifier(text: str) -> bool:
    """Tell whether a text holds something of the form of a national id, in whatever writing."""
    return bool(find_identifiers(text))


def find_identifiers(text: str) -> tuple[Identifier, ...]:
    """Return the places of everything of the form of a national id, in order and without overlap."""
    if not _MAYBE_DIGITS.match(text):
        return ()
    plain, origin = _plain(text)
    found: list[Identifier] = []
    for start, end in sorted(_places(plain)):
        if not found or origin[start] >= found[-1].end:
            found.append(Identifier(origin[start], origin[end - 1] + 1))
    return tuple(found)


def mask(text: str) -> str:
    """Return the text with every national id hidden."""
    pieces, at = [], 0
    for place in find_identifiers(text):
        pieces += [text[at : place.start], MASK]
        at = place.end
    return "".join([*pieces, text[at:]])


def national_id_form(text: str) -> bool:
    """Tell whether a text as a whole has the form of a CPR or a Norwegian number; blanks and hyphens don't count."""
    plain, _ = _plain(text)
    return bool(_EITHER.fullmatch(re.sub(r"[ -]", "", plain)))


def _plain(text: str) -> tuple[str, list[int]]:
    """Return the text with one form for each digit, dash and blank, and for each sign where it came from."""
    signs: list[str] = []
    origin: list[int] = []
    for run in _RUN.finditer(text):
        if run.group().isascii() and run.group().isprintable():
            signs.append(run.group())
            origin.extend(range(*run.span()))
            continue
        simple = "".join(map(_simple, unicodedata.normalize("NFKC", run.group())))
        signs.append(simple)
        origin.extend([run.start()] * len(simple))
    return "".join(signs), origin


def _simple(sign: str) -> str:
    """Return the plain form of one sign; invisible ones give nothing."""
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(sign)
    if category == "Cf":
        return ""
    if category == "Pd" or sign in "\u2212\u2043\u00ad":
        return "-"
    return " " if sign.isspace() or category == "Cc" else sign


def _places(plain: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every national id in a plain text."""
    yield from (match.span() for match in chain(_TEMPORARY.finditer(plain), _FULL_YEAR.finditer(plain)))
    dated = bytearray(len(plain))
    for match in _DATE.finditer(plain):
        dated[match.start() : match.end()] = b"1" * (match.end() - match.start())
    tokens = [match.span() for match in _TOKEN.finditer(plain)]
    for first, (start, _) in enumerate(tokens):
        end = _number_from(plain, tokens, first)
        if end and not (dated[start] or dated[end - 1] or _is_journal(plain, start, end)):
            yield start, end


def _number_from(plain: str, tokens: list[tuple[int, int]], first: int) -> int:
    """Return where the national id ends that begins with this group of digits, or 0."""
    digits = ""
    for index in range(first, min(first + 11, len(tokens))):
        start, end = tokens[index]
        if index > first:
            gap = plain[tokens[index - 1][1] : start]
            if not (_JOINT.fullmatch(gap) or (len(digits) == 6 and _MIDDLE.fullmatch(gap))):
                return 0
        digits += plain[start:end]
        if len(digits) > 11:
            return 0
        if _DANISH.fullmatch(digits) or _NORWEGIAN.fullmatch(digits):
            return end
    return 0


def _is_journal(plain: str, start: int, end: int) -> bool:
    """Tell whether letters of a journal number are written on to the number, as in `J310210-0000`."""
    before = _JOURNAL_BEFORE.search(plain[max(0, start - 4) : start])
    if before and before.group() not in _NOT_JOURNAL:
        return True
    return bool(_JOURNAL_AFTER.match(plain, end))
