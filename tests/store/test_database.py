"""The files hold nothing that can be read, and what is wrong with them is said in one sentence."""

import os
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from samrum_kit.domain.records import TABLES, Identity, School
from samrum_kit.errors import AccessError, SamrumError, UsageError, VaultDamaged, WorkspaceMissing, WrongPassphrase
from samrum_kit.store import DATABASE_FILE, KEY_FILE, Store, create_vault
from samrum_kit.store.database import file_database
from samrum_kit.store.keys import unlock
from samrum_kit.store.vault import open_vault
from tests import builders
from tests.builders import TODAY
from tests.store.conftest import CHEAP, PASSPHRASE

CANARIES = ("Zoëlle", "Kvistgård", "310210-0000", "Engskolen", "Ro i timerne", "Grib-fat-om-problemet")
IDENTITY = Identity(pupil_id="ELEV-0001", given_name="Zoëlle", family_name="Kvistgård", national_id="310210-0000")
EVERYTHING_BUT_NAMES = tuple(record for record in TABLES.values() if record is not Identity)


def fill(store: Store) -> None:
    """Save something of everything that must not be seen from the outside."""
    with store.writing() as transaction:
        transaction.save([builders.school(), builders.pupil(), IDENTITY, builders.case(),
                          *(builders.plan(f"P-{number}", basis="Grib-fat-om-problemet") for number in range(200))])


def all_bytes(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a folder."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes()


def test_nothing_that_was_saved_stands_readable_in_any_file(folder: Path, store: Store) -> None:
    fill(store)
    store.reveal("ELEV-0001", "Møde med forældrene")
    with store._database.reading():  # the write-ahead log is there while somebody reads
        fill(store)
        names = set()
        for name, content in all_bytes(folder):
            names.add(name)
            for canary in (*CANARIES, PASSPHRASE, "Møde med", "CREATE TABLE", "cases"):
                assert canary.encode("utf-8") not in content, name
                assert canary.encode("utf-16-le") not in content, name
    assert names >= {DATABASE_FILE, KEY_FILE, f"{DATABASE_FILE}-wal"}


def test_the_database_does_not_look_like_one(folder: Path) -> None:
    assert not (folder / DATABASE_FILE).read_bytes().startswith(b"SQLite format 3")


@pytest.mark.skipif(os.name == "nt", reason="Windows has rights of another kind")
def test_the_files_are_for_their_owner_alone(folder: Path, store: Store) -> None:
    with store._database.reading():
        fill(store)
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert set(modes.values()) == {0o600}
    assert len(modes) == 4


def test_a_new_vault_is_two_files(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {DATABASE_FILE, KEY_FILE}


def test_a_vault_is_never_made_over_another(folder: Path) -> None:
    before = dict(all_bytes(folder))
    with pytest.raises(UsageError) as raised:
        create_vault(folder, "en anden sætning", cost=CHEAP)
    assert raised.value.code == "workspace.exists"
    assert dict(all_bytes(folder)) == before


def test_an_empty_passphrase_makes_no_vault(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        create_vault(tmp_path, " ", cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_the_recovery_key_opens_the_store(tmp_path: Path) -> None:
    recovery_key = create_vault(tmp_path, PASSPHRASE, cost=CHEAP)
    with Store.open(tmp_path, recovery_key) as store:
        assert store.ids("cases") == ()


def test_twenty_wrong_passphrases_open_nothing(folder: Path) -> None:
    for number in range(20):
        with pytest.raises(WrongPassphrase):
            Store.open(folder, f"{PASSPHRASE}{number}")


def test_a_missing_file_is_named(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(WorkspaceMissing):
        Store.open(tmp_path / "andetsteds", PASSPHRASE)
    for name in (DATABASE_FILE, KEY_FILE):
        broken = shutil.copytree(folder, tmp_path / f"uden-{name}")
        (broken / name).unlink()
        with pytest.raises(VaultDamaged, match=name):
            Store.open(broken, PASSPHRASE)
        assert not (broken / name).exists()


def test_the_key_file_of_another_vault_opens_nothing(folder: Path, tmp_path: Path) -> None:
    create_vault(tmp_path / "andet", PASSPHRASE, cost=CHEAP)
    shutil.copy(tmp_path / "andet" / KEY_FILE, folder / KEY_FILE)
    with pytest.raises(VaultDamaged, match=DATABASE_FILE):
        Store.open(folder, PASSPHRASE)


def test_a_flipped_byte_anywhere_in_the_database_is_refused_or_harmless(folder: Path, store: Store) -> None:
    fill(store)
    whole = store.tables(*EVERYTHING_BUT_NAMES)
    store.close()
    path = folder / DATABASE_FILE
    content = path.read_bytes()
    refused = 0
    for position in (*range(0, 4096, 257), *range(4096, len(content), 4096 + 331)):
        path.write_bytes(content[:position] + bytes([content[position] ^ 0x10]) + content[position + 1 :])
        try:
            with Store.open(folder, PASSPHRASE) as damaged:
                assert damaged.tables(*EVERYTHING_BUT_NAMES) == whole
        except VaultDamaged as error:
            assert DATABASE_FILE in str(error)  # noqa: PT017
            refused += 1
        else:
            assert position > 4096, "the first page is read at once"
        path.write_bytes(content)
    assert refused > 20


def test_a_database_cut_short_is_called_damaged(folder: Path, store: Store) -> None:
    fill(store)
    store.close()
    path = folder / DATABASE_FILE
    content = path.read_bytes()
    for length in (0, 16, 4095, 4096, len(content) // 2):
        path.write_bytes(content[:length])
        with pytest.raises(VaultDamaged, match=DATABASE_FILE), Store.open(folder, PASSPHRASE) as damaged:
            damaged.tables(*EVERYTHING_BUT_NAMES)


def test_damage_is_said_without_a_word_on_the_terminal(folder: Path, store: Store) -> None:
    fill(store)
    store.close()
    with (folder / DATABASE_FILE).open("r+b") as file:
        file.seek(4096 * 3 + 7)
        file.write(b"\0\1\2\3" * 20000)
    script = (
        "import sys; from pathlib import Path; from samrum_kit.store import Store\n"
        "from samrum_kit.errors import VaultDamaged; from samrum_kit.domain.records import Plan\n"
        "try: Store.open(Path(sys.argv[1]), sys.argv[2]).records(Plan)\n"
        "except VaultDamaged: sys.exit(7)"
    )
    done = subprocess.run([sys.executable, "-c", script, folder, PASSPHRASE], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (7, b"", b"")


def test_a_workspace_in_use_is_said_to_be_so_and_nothing_is_changed(folder: Path, store: Store) -> None:
    impatient = Store(file_database(folder / DATABASE_FILE, unlock(folder, PASSPHRASE), busy_seconds=0.1), store._log)
    with store.writing() as transaction:
        transaction.save([builders.school()])
        with pytest.raises(AccessError) as raised, impatient.writing() as second:
            second.save([builders.school("SK-2")])
    assert raised.value.code == "access.busy"
    assert store.ids("schools") == ("SK-1",)


def test_reading_does_not_wait_for_writing_but_its_audit_line_does(store: Store) -> None:
    fill(store)
    done: list[str] = []
    with store.writing():
        assert store.ids("cases") == ("S-1",)
        reader = threading.Thread(target=lambda: done.append(store.case_file("S-1", TODAY).case.case_id))
        reader.start()
        reader.join(0.3)
        assert done == []
    reader.join(30)
    assert done == ["S-1"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no limit for the size of files here")
def test_a_full_disk_leaves_what_was_there(folder: Path, store: Store) -> None:
    fill(store)
    script = """
import resource, signal, sys
from pathlib import Path
from samrum_kit.errors import SamrumError
from samrum_kit.store import Store
from tests import builders
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Store.open(Path(sys.argv[1]), sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
try:
    with store.writing() as transaction:
        transaction.save([builders.plan(f"Q-{n}", basis="x" * 500) for n in range(5000)])
except SamrumError as error:
    print(error.code)
"""
    done = subprocess.run([sys.executable, "-c", script, folder, PASSPHRASE], cwd=Path(__file__).parents[2],
                          capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) in {("access.disk\n", ""), ("access.disk_full\n", "")}
    assert len(store.ids("plans")) == 200
    assert store.verify_audit() == ()


def test_a_folder_that_can_not_be_made_is_said_to_be_so_without_its_path(tmp_path: Path) -> None:
    (tmp_path / "fil").touch()
    with pytest.raises(AccessError) as raised:
        create_vault(tmp_path / "fil" / "arbejdsrum", PASSPHRASE, cost=CHEAP)
    assert raised.value.code == "access.folder"
    assert tmp_path.name not in str(raised.value)


def test_errors_of_the_driver_hold_no_value_from_the_data(store: Store) -> None:
    with store.writing() as transaction:
        transaction.save([builders.school()])
    broken = builders.school("SK-3").model_copy(update={"name": None, "municipality": "Zoëlle Kvistgård"})
    with pytest.raises(SamrumError) as raised, store.writing() as transaction:
        transaction.save([broken])
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__
    assert not any(canary in str(raised.value) for canary in CANARIES)
    assert [school.school_id for school in store.records(School)] == ["SK-1"]


def test_a_folder_with_signs_in_its_name_is_a_folder_like_any(tmp_path: Path) -> None:
    folder = tmp_path / "Sager & møder #3 50% ?"
    create_vault(folder, PASSPHRASE, cost=CHEAP)
    database, _ = open_vault(folder, PASSPHRASE)
    database.close()
