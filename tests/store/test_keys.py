"""The key file opens by passphrase and by recovery key, and tells a wrong key from damage."""

import os
import stat
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.errors import UsageError, VaultDamaged, WorkspaceMissing, WrongPassphrase
from samrum_kit.store import KEY_FILE, Cost, rewrap
from samrum_kit.store.keys import create_keys, unlock
from samrum_kit.store.recovery import looks_like_recovery_key, new_recovery_key, recovery_secret

CHEAP = Cost(rounds=1, memory_kib=8, lanes=1)
PASSPHRASE = "blåbær på Ærø"


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, bytes, str]:
    """Return a folder with a key file, the database key and the recovery key."""
    return tmp_path, *create_keys(tmp_path, PASSPHRASE, CHEAP)


def test_passphrase_and_recovery_key_both_open(keys) -> None:
    folder, database_key, recovery_key = keys
    assert len(database_key) == 32
    assert unlock(folder, PASSPHRASE) == unlock(folder, recovery_key) == database_key


def test_twenty_wrong_passphrases_open_nothing(keys) -> None:
    folder, _, _ = keys
    for guess in ["", " ", "x", PASSPHRASE + " ", PASSPHRASE.upper(), PASSPHRASE[:-1],
                  *(f"{PASSPHRASE}{i}" for i in range(14))]:
        with pytest.raises(WrongPassphrase) as raised:
            unlock(folder, guess)
        assert raised.value.exit_code == 3
        assert not guess.strip() or guess not in str(raised.value)


def test_a_passphrase_counts_as_the_same_on_a_system_that_writes_letters_in_two_parts(keys) -> None:
    folder, database_key, _ = keys
    assert unicodedata.normalize("NFD", PASSPHRASE) != PASSPHRASE
    assert unlock(folder, unicodedata.normalize("NFD", PASSPHRASE)) == database_key


def test_a_recovery_key_may_be_typed_without_hyphens_in_small_letters_and_with_lookalikes(keys) -> None:
    folder, database_key, recovery_key = keys
    typed = recovery_key.replace("-", " ").lower().replace("o", "0").replace("i", "1").replace("b", "8")
    assert unlock(folder, typed) == database_key


def test_a_typing_error_in_a_recovery_key_is_told_from_the_key_of_another_workspace(keys) -> None:
    folder, _, recovery_key = keys
    mistyped = ("A" if recovery_key[0] != "A" else "C") + recovery_key[1:]
    with pytest.raises(WrongPassphrase) as mistake:
        unlock(folder, mistyped)
    with pytest.raises(WrongPassphrase) as foreign:
        unlock(folder, new_recovery_key())
    assert (mistake.value.code, foreign.value.code) == ("access.recovery_typo", "access.passphrase")


@given(position=st.integers(0, 31), letter=st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_no_single_typing_error_passes_for_a_recovery_key(position: int, letter: str) -> None:
    letters = new_recovery_key().replace("-", "")
    typed = letters[:position] + letter + letters[position + 1 :]
    assert looks_like_recovery_key(typed)
    assert (recovery_secret(typed) is None) == (typed != letters)


@given(text=st.text())
def test_whatever_is_typed_for_a_recovery_key_raises_nothing(text: str) -> None:
    assert recovery_secret(text) is None


def test_a_new_passphrase_leaves_database_key_and_recovery_key_alone(keys) -> None:
    folder, database_key, recovery_key = keys
    rewrap(folder, PASSPHRASE, "en ny sætning")
    assert unlock(folder, "en ny sætning") == unlock(folder, recovery_key) == database_key
    with pytest.raises(WrongPassphrase):
        unlock(folder, PASSPHRASE)


def test_a_lost_passphrase_is_replaced_with_the_recovery_key(keys) -> None:
    folder, database_key, recovery_key = keys
    rewrap(folder, recovery_key, "en ny sætning", Cost(rounds=2, memory_kib=16, lanes=1))
    assert unlock(folder, "en ny sætning") == database_key


def test_a_wrong_passphrase_changes_nothing_in_the_key_file(keys) -> None:
    folder, _, _ = keys
    before = (folder / KEY_FILE).read_bytes()
    with pytest.raises(WrongPassphrase):
        rewrap(folder, "forkert", "en ny sætning")
    with pytest.raises(UsageError):
        rewrap(folder, PASSPHRASE, "  ")
    assert (folder / KEY_FILE).read_bytes() == before
    assert [path.name for path in folder.iterdir()] == [KEY_FILE]


def test_a_change_of_any_byte_of_the_key_file_is_called_damage(keys) -> None:
    folder, _, recovery_key = keys
    path = folder / KEY_FILE
    whole = path.read_bytes()
    for position in range(len(whole)):
        flipped = whole[position] ^ (0x01, 0x20, 0x80)[position % 3]
        path.write_bytes(whole[:position] + bytes([flipped]) + whole[position + 1 :])
        with pytest.raises(VaultDamaged, match=KEY_FILE):
            unlock(folder, recovery_key)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b'{"content": 1}', b"x" * 5000])
def test_what_is_no_key_file_is_called_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / KEY_FILE).write_bytes(content)
    with pytest.raises(VaultDamaged, match=KEY_FILE):
        unlock(tmp_path, PASSPHRASE)


def test_a_key_file_cut_short_is_called_damaged(keys) -> None:
    folder, _, _ = keys
    whole = (folder / KEY_FILE).read_bytes()
    for length in range(0, len(whole), 37):
        (folder / KEY_FILE).write_bytes(whole[:length])
        with pytest.raises(VaultDamaged):
            unlock(folder, PASSPHRASE)


def test_a_folder_without_a_key_file_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceMissing):
        unlock(tmp_path, PASSPHRASE)


def test_the_key_file_holds_neither_the_key_nor_the_passphrase(keys) -> None:
    folder, database_key, recovery_key = keys
    text = (folder / KEY_FILE).read_text()
    assert database_key.hex() not in text
    assert PASSPHRASE not in text
    assert recovery_key not in text


@pytest.mark.skipif(os.name == "nt", reason="Windows has rights of another kind")
def test_the_key_file_is_for_its_owner_alone(keys) -> None:
    folder, _, _ = keys
    rewrap(folder, PASSPHRASE, "en ny sætning")
    assert stat.S_IMODE((folder / KEY_FILE).stat().st_mode) == 0o600


def test_a_guess_costs_64_mib_and_three_rounds_by_default() -> None:
    assert (Cost().memory_kib, Cost().rounds) == (64 * 1024, 3)
