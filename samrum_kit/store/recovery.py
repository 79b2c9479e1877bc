"""The recovery key: printed once, typed in again when the passphrase is lost.

160 bits in 8 groups of 4 letters and digits: 128 bits of chance and 32 bits of check, so that a typing error is told
apart from the key of another workspace.
"""

import base64
import hashlib
import secrets

_CHANCE_BYTES = 16
_CHECK_BYTES = 4
_LETTERS = (_CHANCE_BYTES + _CHECK_BYTES) * 8 // 5
_GROUP = 4
_LOOKALIKES = str.maketrans({"0": "O", "1": "I", "8": "B"})
"""Base32 has neither of these digits; whoever reads one has read a letter."""
_BASE32 = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")


def new_recovery_key() -> str:
    """Return a new recovery key as it is written down, such as `7QXA-...`."""
    chance = secrets.token_bytes(_CHANCE_BYTES)
    letters = base64.b32encode(chance + _check(chance)).decode("ascii")
    return "-".join(letters[i : i + _GROUP] for i in range(0, _LETTERS, _GROUP))


def looks_like_recovery_key(text: str) -> bool:
    """Tell whether a text has the form of a recovery key, with or without typing errors."""
    letters = _letters(text)
    return len(letters) == _LETTERS and _BASE32.issuperset(letters)


def recovery_secret(text: str) -> bytes | None:
    """Return the 16 secret bytes of a recovery key, or None where its check does not fit."""
    if not looks_like_recovery_key(text):
        return None
    whole = base64.b32decode(_letters(text))
    chance, check = whole[:_CHANCE_BYTES], whole[_CHANCE_BYTES:]
    return chance if secrets.compare_digest(check, _check(chance)) else None


def _letters(text: str) -> str:
    """Return what somebody typed without its blanks and hyphens, in capitals."""
    return "".join(text.replace("-", " ").split()).upper().translate(_LOOKALIKES)


def _check(chance: bytes) -> bytes:
    """Return the bytes that show that the others were typed as they were printed."""
    return hashlib.sha256(b"samrum recovery" + chance).digest()[:_CHECK_BYTES]
