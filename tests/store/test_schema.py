"""The database's form is that of the records, and an older one comes to it by itself."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from samrum_kit.domain.records import Identity
from samrum_kit.errors import AccessError, VaultDamaged
from samrum_kit.store import Store, schema
from samrum_kit.store.tables import METADATA, RECORD_TABLES
from tests.store.conftest import PASSPHRASE

ADDS_A_TABLE = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "0003", "0002"


def upgrade() -> None:
    op.create_table("later", sa.Column("number", sa.Integer(), primary_key=True))
"""
FAILS = ADDS_A_TABLE + '    op.execute("no such statement")\n'


def later_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Let the program have one migration more than the database."""
    scripts = tmp_path / "migrations"
    (scripts / "versions").mkdir(parents=True)
    for path in schema._MIGRATIONS.rglob("*.py"):
        (scripts / path.relative_to(schema._MIGRATIONS)).write_bytes(path.read_bytes())
    (scripts / "versions" / "v0003_later.py").write_text(script)
    monkeypatch.setattr(schema, "_MIGRATIONS", scripts)
    monkeypatch.setattr(schema, "NEWEST", "0003")


def set_version(store: Store, version: str) -> None:
    """Write another form into the database than it has."""
    with store._database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})


def test_migrating_an_empty_database_gives_exactly_the_derived_tables() -> None:
    with create_engine("sqlite://").connect() as connection, connection.begin():
        schema.migrate(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_every_reference_is_checked_at_the_end_of_a_transaction(store: Store) -> None:
    with store._database.reading() as connection:
        inspector = inspect(connection)
        for table in METADATA.sorted_tables:
            for key in inspector.get_foreign_keys(table.name):
                assert key["options"] == {"deferrable": True, "initially": "DEFERRED"}, (table.name, key)


def test_every_column_that_is_read_by_begins_an_index() -> None:
    for record, table in RECORD_TABLES.items():
        indexed = {next(iter(index.columns)).name for index in table.indexes} | {next(iter(table.primary_key)).name}
        references = {column.name for column in table.columns if column.foreign_keys}
        assert references <= indexed, record.table


def test_the_newest_migration_is_the_one_that_the_program_asks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema._MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.NEWEST]


def test_no_table_refers_to_the_identities() -> None:
    referred_to = {key.column.table for table in METADATA.sorted_tables for key in table.foreign_keys}
    assert RECORD_TABLES[Identity] not in referred_to


def test_the_same_tables_can_be_made_in_postgresql() -> None:
    for table in METADATA.sorted_tables:
        assert f"CREATE TABLE {table.name}" in str(CreateTable(table).compile(dialect=postgresql.dialect()))


def test_opening_a_current_database_does_not_load_alembic(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from samrum_kit.store import Store;"
        "Store.open(Path(sys.argv[1]), sys.argv[2]).ids('cases'); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script, folder, PASSPHRASE], check=False).returncode == 0


def test_an_older_database_is_brought_up_to_date_when_it_is_opened(folder, tmp_path, monkeypatch) -> None:
    later_version(tmp_path, monkeypatch, ADDS_A_TABLE)
    for _ in range(2):
        with Store.open(folder, PASSPHRASE) as store:
            with store._database.reading() as connection:
                assert inspect(connection).has_table("later")
            assert [line.action for line in store.audit_lines()] == ["workspace.created", "workspace.migrated"]


def test_a_migration_that_fails_leaves_the_database_as_it_was(folder, tmp_path, monkeypatch) -> None:
    with monkeypatch.context() as patched:
        later_version(tmp_path, patched, FAILS)
        with pytest.raises(VaultDamaged):
            Store.open(folder, PASSPHRASE)
    with Store.open(folder, PASSPHRASE) as store, store._database.reading() as connection:
        assert not inspect(connection).has_table("later")


def test_a_database_of_a_newer_program_is_refused(folder: Path, store: Store) -> None:
    set_version(store, "0999")
    with pytest.raises(AccessError) as raised:
        Store.open(folder, PASSPHRASE)
    assert (raised.value.code, raised.value.exit_code) == ("access.newer", 3)


def test_a_database_without_a_readable_version_is_called_damaged(folder: Path, store: Store) -> None:
    set_version(store, "x")
    with pytest.raises(VaultDamaged):
        Store.open(folder, PASSPHRASE)
