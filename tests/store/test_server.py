"""The office's database: only an address that is safe is used, and whoever keeps the server reads no text."""

import logging
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from samrum_kit.domain.records import Case, Identity
from samrum_kit.errors import AccessError, SamrumError, UsageError, VaultDamaged
from samrum_kit.store import SERVER_FILE, Store, create_vault
from samrum_kit.store.address import checked_address, connection_arguments
from samrum_kit.store.keys import unlock
from samrum_kit.store.moving import move_to_office
from samrum_kit.store.sealed import Sealing
from samrum_kit.store.server import server_database
from tests import builders
from tests.builders import TODAY
from tests.store.conftest import CHEAP, PASSPHRASE
from tests.store.postgres import PostgresServer, running_server

TEXT = "Fortroligt kanariefugl"


@pytest.fixture
def office(folder: Path, postgres: PostgresServer) -> Path:
    """Return the folder of a workspace that lies in the office's database, and that holds a child."""
    move_to_office(folder, PASSPHRASE, postgres.new_database())
    with Store.open(folder, PASSPHRASE) as store:
        with store.writing() as transaction:
            transaction.save([
                builders.school(name=f"{TEXT} skole"), builders.pupil(class_name=f"{TEXT} klasse"),
                builders.case(title=f"{TEXT} titel"), builders.concern(text=f"{TEXT} bekymring"), builders.meeting(),
                builders.participant("psychologist", person=f"{TEXT} deltager"),
                Identity(pupil_id="ELEV-0001", given_name=f"{TEXT} fornavn", family_name=f"{TEXT} efternavn",
                         national_id="310210-0000"),
            ])  # fmt: skip
        store.add_note(builders.note("ppv.x", reason=f"{TEXT} grund"))
        store.release(lambda _before: f"{TEXT} meddelt")
        store.reveal("ELEV-0001", f"{TEXT} anledning")
    return folder


@pytest.mark.usefixtures("office")
def test_no_text_lies_on_the_server_in_clear(postgres: PostgresServer) -> None:
    assert postgres.holds(["ELEV-0001", TEXT, "kanariefugl", "310210", PASSPHRASE]) == {"ELEV-0001"}


def test_a_seal_fits_its_own_place_and_its_own_key_alone() -> None:
    sealing = Sealing(b"k" * 32)
    for is_key in (False, True):
        sealed = sealing.seal(TEXT, "cases.title", is_key=is_key)
        assert sealing.open(sealed, "cases.title", is_key=is_key) == TEXT
        for other, place in ((sealing, "plans.basis"), (Sealing(b"x" * 32), "cases.title")):
            with pytest.raises(ValueError, match=place):
                other.open(sealed, place, is_key=is_key)


def test_the_same_text_looks_like_another_each_time_unless_it_is_part_of_a_key() -> None:
    sealing = Sealing(b"k" * 32)
    assert len({sealing.seal(TEXT, "cases.title", is_key=False) for _ in range(5)}) == 5
    assert len({sealing.seal(TEXT, "participants.person", is_key=True) for _ in range(5)}) == 1
    assert sealing.open(sealing.seal("", "cases.title", is_key=True), "cases.title", is_key=True) == ""


def test_a_text_that_was_changed_or_exchanged_on_the_server_is_told_as_damage(
    office: Path, postgres: PostgresServer
) -> None:
    database = (office / SERVER_FILE).read_text(encoding="utf-8").strip().rpartition("/")[2]
    for title in ("title || 'AAAA'", "(SELECT name FROM schools)", "'klar tekst'"):
        postgres.say(f"UPDATE cases SET title = {title}", database)  # noqa: S608  # its own words
        with Store.open(office, PASSPHRASE) as store, pytest.raises(VaultDamaged):
            store.records(Case)


@pytest.mark.parametrize("address", [
    "", "rum", "sqlite:///rum.db", "mysql://db/rum", "postgresql:///rum", "postgresql://db", "postgresql://db:x/rum",
    "postgresql://ppr:hemmelig@localhost/rum", "postgresql://ppr:@localhost/rum",
    "postgresql://db.kommune.example/rum?sslmode=require", "postgresql://db.kommune.example/rum?sslmode=disable",
    "postgresql://10.0.0.4/rum?sslmode=prefer", "postgresql://localhost.example/rum?sslmode=allow",
    "postgresql://127.0.0.1.example/rum?sslmode=verify-ca", "postgresql://localhost/rum?host=10.0.0.4",
    "postgresql://localhost/rum?hostaddr=10.0.0.4", "postgresql://localhost/rum?service=x",
    "postgresql://localhost/rum?options=-csearch_path%3Dx", "postgresql://db/rum?sslmode=verify-full&sslmode=disable",
    "postgresql://localhost/rum?passfile=x", "postgresql+asyncpg://localhost/rum", "postgresql+psycopg2://localhost/rum",
])  # fmt: skip
def test_an_address_that_is_none_or_not_safe_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(UsageError) as refused:
        checked_address(address)
    assert "hemmelig" not in str(refused.value)


def test_data_go_to_another_machine_only_with_its_certificate_checked() -> None:
    for address in ("postgresql://ppr@db.kommune.example/rum?sslrootcert=/etc/kommune.pem",
                    "postgresql://db/rum?sslmode=verify-full&sslrootcert=/etc/kommune.pem"):  # fmt: skip
        told = connection_arguments(checked_address(address))
        assert (told["sslmode"], told["sslrootcert"]) == ("verify-full", "/etc/kommune.pem")


@pytest.mark.parametrize("end", ["", "?sslmode=verify-full", "?sslrootcert=system", "?sslrootcert=kommune.pem"])
def test_who_does_not_say_who_vouches_for_another_machine_is_told_how(end: str) -> None:
    with pytest.raises(UsageError) as refused:
        checked_address(f"postgresql://ppr@db.kommune.example/rum{end}")
    assert (refused.value.code, "sslrootcert=" in str(refused.value)) == ("usage.issuer", True)
    assert checked_address("postgresql://ppr@localhost/rum").host == "localhost"


@pytest.mark.parametrize("name", ["PGHOSTADDR", "PGHOST", "PGSSLMODE", "PGPORT", "PGDATABASE", "PGSSLROOTCERT",
                                  "PGCLIENTENCODING", "PGOPTIONS"])  # fmt: skip
def test_nothing_in_the_environment_leads_elsewhere(office: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    values = {"PGSSLMODE": "require", "PGHOSTADDR": "192.0.2.1", "PGPORT": "9", "PGCLIENTENCODING": "SQL_ASCII",
              "PGOPTIONS": "-c search_path=pg_temp"}  # fmt: skip
    monkeypatch.setenv(name, values.get(name, "andet"))
    with Store.open(office, PASSPHRASE) as store:
        assert store.ids("cases") == ("S-1",)


def test_a_database_that_does_not_answer_or_lets_nobody_in_is_one_sentence(
    office: Path, postgres: PostgresServer
) -> None:
    address = (office / SERVER_FILE).read_text(encoding="utf-8")
    for wrong in (address.replace(str(postgres.port), "1"), address.replace("/rum_", "/findes_ikke_"),
                  address.replace("kontor@", "ukendt@")):  # fmt: skip
        (office / SERVER_FILE).write_text(wrong, encoding="utf-8")
        with pytest.raises(AccessError) as refused:
            Store.open(office, PASSPHRASE)
        assert refused.value.code == "access.server"
        assert "rum_" not in str(refused.value)


def test_a_connection_that_the_server_ends_is_one_sentence_and_the_next_piece_of_work_goes_on(
    office: Path, postgres: PostgresServer
) -> None:
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'samrum_kit'"
    with Store.open(office, PASSPHRASE) as store:
        with pytest.raises(AccessError) as lost:
            save_twice(store, lambda: postgres.say(end))
        assert lost.value.code == "access.server"
        assert store.records(Case)[0].title == f"{TEXT} titel"
        postgres.say(end)
        assert store.ids("cases") == ("S-1",)


def save_twice(store: Store, meanwhile: Callable[[], object]) -> None:
    """Save something, and something else after something has happened."""
    with store.writing() as transaction:
        transaction.save([builders.case(title="Tabt")])
        meanwhile()
        transaction.save([builders.case(title="Også tabt")])


def test_who_may_only_read_is_told_so(office: Path, postgres: PostgresServer) -> None:
    address = (office / SERVER_FILE).read_text(encoding="utf-8")
    database = address.strip().rpartition("/")[2]
    role = f"laeser_{database}"
    postgres.say(f"CREATE ROLE {role} LOGIN")
    postgres.say(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}", database)
    (office / SERVER_FILE).write_text(address.replace("kontor@", f"{role}@"), encoding="utf-8")
    with Store.open(office, PASSPHRASE) as store, pytest.raises(AccessError) as refused:
        store.case_file("S-1", TODAY)
    assert refused.value.code == "access.server_rights"


def test_another_workspaces_database_is_refused(office: Path, tmp_path: Path) -> None:
    other = tmp_path / "andet"
    create_vault(other, PASSPHRASE, cost=CHEAP)
    (other / SERVER_FILE).write_bytes((office / SERVER_FILE).read_bytes())
    with pytest.raises(AccessError) as refused:
        Store.open(other, PASSPHRASE)
    assert refused.value.code == "access.other_workspace"


@pytest.mark.parametrize("content", ["", "hvad som helst", "postgresql://a:b@localhost/rum"])
def test_an_address_that_somebody_spoiled_is_told_as_damage(folder: Path, content: str) -> None:
    (folder / SERVER_FILE).write_text(content, encoding="utf-8")
    with pytest.raises(VaultDamaged, match=SERVER_FILE):
        Store.open(folder, PASSPHRASE)


def test_who_waits_too_long_for_their_turn_is_told_and_nothing_is_saved(office: Path) -> None:
    address = checked_address((office / SERVER_FILE).read_text(encoding="utf-8").strip())
    with Store.open(office, PASSPHRASE) as store:
        impatient = Store(server_database(address, unlock(office, PASSPHRASE), busy_seconds=0.2), store._log)
        with store.writing(), pytest.raises(AccessError) as refused, impatient.writing():
            pass
        impatient.close()
    assert refused.value.code == "access.busy"


def test_who_reads_while_somebody_holds_the_tables_is_told_after_a_while(office: Path) -> None:
    address = checked_address((office / SERVER_FILE).read_text(encoding="utf-8").strip())
    impatient = server_database(address, unlock(office, PASSPHRASE), busy_seconds=0.2)
    with Store.open(office, PASSPHRASE) as store, store._database.writing() as holding:
        holding.exec_driver_sql("LOCK TABLE cases IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(AccessError) as refused, impatient.reading() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM cases")
    impatient.close()
    assert refused.value.code == "access.busy"


def test_the_driver_says_nothing_by_itself(office: Path) -> None:
    with Store.open(office, PASSPHRASE):
        assert not logging.getLogger("psycopg").isEnabledFor(logging.ERROR)


def test_a_file_shows_one_instant_although_others_write_at_the_office_meanwhile(office: Path) -> None:
    with Store.open(office, PASSPHRASE) as store, store._database.reading() as connection:
        count = "SELECT count(*) FROM plans"
        seen = connection.exec_driver_sql(count).scalar()
        writer = threading.Thread(target=save_a_plan, args=(office,))
        writer.start()
        writer.join()
        assert connection.exec_driver_sql(count).scalar() == seen == 0


def save_a_plan(office: Path) -> None:
    """Save a plan as another program does."""
    with Store.open(office, PASSPHRASE) as store, store.writing() as transaction:
        transaction.save([builders.plan()])


def test_nothing_is_written_while_reading(office: Path) -> None:
    with Store.open(office, PASSPHRASE) as store, pytest.raises(SamrumError), store._database.reading() as connection:
        connection.exec_driver_sql("DELETE FROM audit")


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PostgresServer, Path, Path]]:
    """A server that is spoken to encrypted, the certificate of who vouches for it, and that of somebody else."""
    folder = tmp_path_factory.mktemp("certifikater")
    right, key = authority("Kommunen")
    wrong, _key = authority("En anden")
    (folder / "ret.pem").write_bytes(right.public_bytes(serialization.Encoding.PEM))
    (folder / "forkert.pem").write_bytes(wrong.public_bytes(serialization.Encoding.PEM))
    with running_server(certificate=certificate_of("127.0.0.1", right, key)) as server:
        yield server, folder / "ret.pem", folder / "forkert.pem"


def test_an_encrypted_connection_is_made_where_the_certificate_is_vouched_for_and_not_otherwise(
    folder: Path, encrypted: tuple[PostgresServer, Path, Path]
) -> None:
    server, right, wrong = encrypted
    address = f"{server.new_database()}?sslmode=verify-full&sslrootcert="
    elsewhere = address.replace("127.0.0.1", "localhost")  # the certificate is not of that name
    for refused in (f"{address}{wrong}", f"{elsewhere}{right}"):
        with pytest.raises(AccessError) as told:
            move_to_office(folder, PASSPHRASE, refused)
        assert told.value.code == "access.server"
    move_to_office(folder, PASSPHRASE, f"{address}{right}")
    with Store.open(folder, PASSPHRASE) as store, store._database.reading() as connection:
        used = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        assert connection.exec_driver_sql(used).scalar() is True


def authority(name: str) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """Return somebody who vouches for others."""
    key = ec.generate_private_key(ec.SECP256R1())
    made = signed(name, key, name, key, x509.BasicConstraints(ca=True, path_length=None))
    return made, key


def certificate_of(host: str, issuer: x509.Certificate, issuer_key: ec.EllipticCurvePrivateKey) -> tuple[bytes, bytes]:
    """Return the certificate of a server and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = issuer.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))])
    made = signed(host, key, str(name), issuer_key, names)
    return made.public_bytes(serialization.Encoding.PEM), key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def signed(
    subject: str, key: ec.EllipticCurvePrivateKey, issuer: str, issuer_key: ec.EllipticCurvePrivateKey,
    extension: x509.ExtensionType,
) -> x509.Certificate:  # fmt: skip
    """Return a certificate that holds for a day."""
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]),
        key.public_key(), x509.random_serial_number(),
        now - timedelta(hours=1), now + timedelta(days=1),
    )  # fmt: skip
    return builder.add_extension(extension, critical=True).sign(issuer_key, hashes.SHA256())
