"""The key file: a random database key, wrapped under the passphrase and under the recovery key.

The database key never changes; a new passphrase wraps the same key again. The file carries a checksum of its own, so
that damage (the checksum does not fit) is told apart from a wrong passphrase (the checksum fits, the wrapping doesn't
open).
"""

import hashlib
import json
import os
import re
import secrets
import tempfile
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from samrum_kit.errors import UsageError, WorkspaceMissing, WrongPassphrase
from samrum_kit.locale import _
from samrum_kit.store.failures import damaged, guarded_files
from samrum_kit.store.recovery import looks_like_recovery_key, new_recovery_key, recovery_secret

KEY_FILE = "samrum.keys"

_KEY_BYTES = 32
_HANDED_FORM = "samrum.key/1:"
_HANDED = re.compile(rf"{_HANDED_FORM}([0-9a-f]{{{2 * _KEY_BYTES}}})")
_SALT_BYTES = 16
_NONCE_BYTES = 12
_WRAPPED_BYTES = _KEY_BYTES + 16  # the key and its tag

_Hex = Annotated[str, Field(pattern=r"^[0-9a-f]+$")]


class _Stored(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Cost(_Stored):
    """What one guess of a passphrase costs: rounds, KiB of memory, lanes (Argon2id, RFC 9106)."""

    rounds: int = Field(default=3, ge=1, le=1_000)
    memory_kib: int = Field(default=64 * 1024, ge=8, le=4 * 1024 * 1024)
    lanes: int = Field(default=4, ge=1, le=64)


class _Wrapping(_Stored):
    """The database key under another key."""

    salt: _Hex = Field(min_length=2 * _SALT_BYTES, max_length=2 * _SALT_BYTES)
    nonce: _Hex = Field(min_length=2 * _NONCE_BYTES, max_length=2 * _NONCE_BYTES)
    wrapped: _Hex = Field(min_length=2 * _WRAPPED_BYTES, max_length=2 * _WRAPPED_BYTES)


class _KeyFile(_Stored):
    """What the key file holds beside its checksum."""

    form: Literal["samrum.keys/1"] = "samrum.keys/1"
    cost: Cost
    passphrase: _Wrapping
    recovery: _Wrapping


def create_keys(folder: Path, passphrase: str, cost: Cost) -> tuple[bytes, str]:
    """Write a new key file and return the database key and the recovery key; never overwrites one."""
    _require_passphrase(passphrase)
    database_key, recovery_key = secrets.token_bytes(_KEY_BYTES), new_recovery_key()
    keys = _KeyFile(
        cost=cost,
        passphrase=_wrap_by_passphrase(database_key, passphrase, cost),
        recovery=_wrap_by_recovery_key(database_key, recovery_key),
    )
    _write(folder / KEY_FILE, keys, fresh=True)
    return database_key, recovery_key


def unlock(folder: Path, secret: str) -> bytes:
    """Return the database key for a passphrase or a recovery key, or as it was handed to this process.

    Raises WorkspaceMissing without a key file, VaultDamaged when it is damaged, WrongPassphrase when the secret does
    not fit.
    """
    keys = _read(folder / KEY_FILE)
    if handed := _HANDED.fullmatch(secret):
        return bytes.fromhex(handed[1])
    by_recovery = _unwrap_by_recovery_key(keys, secret)
    if by_recovery is not None:
        return by_recovery
    by_passphrase = _unwrap(keys.passphrase, _passphrase_key(secret, keys.passphrase.salt, keys.cost), "passphrase")
    if by_passphrase is not None:
        return by_passphrase
    if looks_like_recovery_key(secret) and recovery_secret(secret) is None:
        raise WrongPassphrase(
            _("The recovery key has a typing error."),
            place=KEY_FILE,
            remedy=_("Compare it with the printed key, group by group."),
            code="access.recovery_typo",
        )
    raise WrongPassphrase(
        _("The passphrase does not fit this workspace."),
        remedy=_("Try again, or use the recovery key that was printed when the workspace was made."),
    )


def handed_key(folder: Path, secret: str) -> str:
    """Return what opens a workspace at once in a process that this one starts, in the place of its passphrase.

    To work out the key from a passphrase is slow on purpose; one batch does it once. Raises what `unlock` raises.
    """
    return f"{_HANDED_FORM}{unlock(folder, secret).hex()}"


def rewrap(folder: Path, secret: str, new_passphrase: str, cost: Cost | None = None) -> None:
    """Give the workspace a new passphrase; the database key and the recovery key stay as they are.

    `secret` is the passphrase so far or the recovery key.
    """
    _require_passphrase(new_passphrase)
    database_key = unlock(folder, secret)
    keys = _read(folder / KEY_FILE)
    chosen = cost or keys.cost
    wrapping = _wrap_by_passphrase(database_key, new_passphrase, chosen)
    with guarded_files():
        _write(folder / KEY_FILE, keys.model_copy(update={"passphrase": wrapping, "cost": chosen}), fresh=False)


def derived_key(database_key: bytes, purpose: str) -> bytes:
    """Return a key of 32 bytes for one purpose, from which the database key can't be found."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), _KEY_BYTES, salt=None, info=f"samrum {purpose}".encode()).derive(database_key)


def _require_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that is none."""
    if not passphrase.strip():
        raise UsageError(_("The passphrase is empty."), remedy=_("Choose one of several words."))


def _passphrase_key(passphrase: str, salt: str, cost: Cost) -> bytes:
    """Return the key that a passphrase stands for; the same letters count as the same on every system."""
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"),
        bytes.fromhex(salt),
        time_cost=cost.rounds,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=_KEY_BYTES,
        type=Type.ID,
    )


def _recovery_wrapping_key(secret: bytes, salt: str) -> bytes:
    """Return the key that a recovery key stands for; its 128 bits of chance need no slow function."""
    return derived_key(secret + bytes.fromhex(salt), "recovery")


def _wrap_by_passphrase(database_key: bytes, passphrase: str, cost: Cost) -> _Wrapping:
    salt = secrets.token_hex(_SALT_BYTES)
    return _wrap(database_key, _passphrase_key(passphrase, salt, cost), salt, "passphrase")


def _wrap_by_recovery_key(database_key: bytes, recovery_key: str) -> _Wrapping:
    secret = recovery_secret(recovery_key)
    if secret is None:
        raise ValueError("a new recovery key must fit its own check")
    salt = secrets.token_hex(_SALT_BYTES)
    return _wrap(database_key, _recovery_wrapping_key(secret, salt), salt, "recovery")


def _unwrap_by_recovery_key(keys: _KeyFile, text: str) -> bytes | None:
    secret = recovery_secret(text)
    if secret is None:
        return None
    return _unwrap(keys.recovery, _recovery_wrapping_key(secret, keys.recovery.salt), "recovery")


def _wrap(database_key: bytes, key: bytes, salt: str, purpose: str) -> _Wrapping:
    """Encrypt the database key; the purpose is sealed in, so that the two wrappings can't be exchanged."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    wrapped = AESGCM(key).encrypt(nonce, database_key, purpose.encode())
    return _Wrapping(salt=salt, nonce=nonce.hex(), wrapped=wrapped.hex())


def _unwrap(wrapping: _Wrapping, key: bytes, purpose: str) -> bytes | None:
    """Return the database key, or None where the key does not fit."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        nonce, wrapped = bytes.fromhex(wrapping.nonce), bytes.fromhex(wrapping.wrapped)
        return AESGCM(key).decrypt(nonce, wrapped, purpose.encode())
    except InvalidTag:
        return None


def _text(keys: _KeyFile) -> str:
    """Return the key file as text, with its checksum; the same content is always the same text."""
    content: dict[str, Any] = keys.model_dump()
    return json.dumps({"content": content, "checksum": _checksum(content)}, indent=2) + "\n"


def _checksum(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the content of a key file."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _read(path: Path) -> _KeyFile:
    """Read a key file; any byte that is not as it was written makes it a damaged one."""
    if not path.is_file():
        raise WorkspaceMissing(
            _("There is no workspace here: the key file {file} is missing.").format(file=path.name),
            remedy=_("Name the folder of the workspace, or restore the file from a backup."),
        )
    with guarded_files():
        content = path.read_bytes()
    try:
        text = content.decode("ascii")
        keys = _KeyFile.model_validate(json.loads(text)["content"])
    except (ValueError, KeyError, TypeError, ValidationError):
        raise damaged(path.name) from None
    if _text(keys) != text:
        raise damaged(path.name)
    return keys


def _write(path: Path, keys: _KeyFile, *, fresh: bool) -> None:
    """Write a key file so that at every instant the old or the new one stands there whole, for its owner alone."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # made with mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_text(keys).encode("ascii"))
            file.flush()
            os.fsync(file.fileno())
        if fresh and path.exists():
            raise UsageError(_("There is already a workspace in this folder."), remedy=_("Choose another folder."))
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    _make_lasting(path.parent)


def _make_lasting(folder: Path) -> None:
    """Let a rename outlast a loss of power, where the system can open a folder."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
