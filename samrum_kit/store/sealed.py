"""Texts that are sealed before they leave the machine: who keeps the office's database can't read one.

Ids, words of the vocabulary, days, numbers and counts stay as they are, so that the database can find and join them.
"""

import base64
import os
from typing import Any

from sqlalchemy import Dialect, Engine, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from samrum_kit.store.failures import DATABASE_FILE, damaged
from samrum_kit.store.keys import derived_key

_NONCE_BYTES = 12
_MARK = b"\x01"
"""Stands before every text, since an empty one can't be sealed as a key."""
_OF_ENGINE = "samrum_sealing"


class Sealing:
    """Seals the texts of a workspace and opens them again; a seal fits the place alone for which it was made."""

    def __init__(self, database_key: bytes) -> None:
        """Take the workspace's key; each kind of seal has one of its own that comes from it."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV

        self._texts = AESGCM(derived_key(database_key, "texts"))
        self._keys = AESSIV(derived_key(database_key, "text keys"))

    def seal(self, text: str, place: str, *, is_key: bool) -> str:
        """Return a text sealed: the same text twice looks like two, unless it is part of a key."""
        content = _MARK + text.encode("utf-8", "surrogatepass")
        if is_key:
            sealed = self._keys.encrypt(content, [place.encode()])
        else:
            nonce = os.urandom(_NONCE_BYTES)
            sealed = nonce + self._texts.encrypt(nonce, content, place.encode())
        return base64.b64encode(sealed).decode("ascii")

    def open(self, sealed: str, place: str, *, is_key: bool) -> str:
        """Return the text of a seal; ValueError for what was not sealed with this key for this place."""
        from cryptography.exceptions import InvalidTag

        try:
            given = base64.b64decode(sealed, validate=True)
            if is_key:
                content = self._keys.decrypt(given, [place.encode()])
            else:
                content = self._texts.decrypt(given[:_NONCE_BYTES], given[_NONCE_BYTES:], place.encode())
        except InvalidTag:
            raise ValueError(place) from None
        return content.removeprefix(_MARK).decode("utf-8", "surrogatepass")


class _SealedText(TypeDecorator[str]):
    """A text that the office's database holds sealed."""

    impl = Text
    cache_ok = True

    def __init__(self, place: str, *, is_key: bool = False) -> None:
        """Take the table and column."""
        super().__init__()
        self.place, self.is_key = place, is_key

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Seal a text on its way out."""
        return None if value is None else _sealing_of(dialect).seal(value, self.place, is_key=self.is_key)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        """Open a text on its way in; VaultDamaged for what was put there by anybody else."""
        if value is None:
            return None
        try:
            return _sealing_of(dialect).open(value, self.place, is_key=self.is_key)
        except ValueError:
            raise damaged(DATABASE_FILE) from None


def sealed_text(place: str, *, is_key: bool = False) -> TypeEngine[str]:
    """Return the type of a column of texts: as it is in the encrypted file, sealed in the office's database."""
    return Text().with_variant(_SealedText(place, is_key=is_key), "postgresql")


def seal_with(engine: Engine, sealing: Sealing) -> None:
    """Have an engine seal the texts that go through it."""
    setattr(engine.dialect, _OF_ENGINE, sealing)


def _sealing_of(dialect: Dialect) -> Sealing:
    """Return what seals for an engine."""
    found: Sealing = getattr(dialect, _OF_ENGINE)
    return found
