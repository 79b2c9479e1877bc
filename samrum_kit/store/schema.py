"""Which form the database has, and how an older one comes to the newest."""

from pathlib import Path

from sqlalchemy import Connection, column, select, table

from samrum_kit.errors import AccessError
from samrum_kit.locale import _
from samrum_kit.store.failures import DATABASE_FILE, damaged

NEWEST = "0002"
"""The newest migration; written here so that opening a current database need not load Alembic."""

_MIGRATIONS = Path(__file__).parent / "migrations"
VERSION = table("alembic_version", column("version_num"))


def is_current(connection: Connection) -> bool:
    """Tell whether the database has the newest form; one that a newer program has made raises AccessError."""
    version = connection.execute(select(VERSION.c.version_num)).scalar()
    if not isinstance(version, str) or not version.isdecimal():
        raise damaged(DATABASE_FILE)
    if int(version) > int(NEWEST):
        raise AccessError(
            _("The workspace was made by a newer version of samrum_kit."),
            remedy=_("Install that version to open it."),
            code="access.newer",
        )
    return version == NEWEST


def migrate(connection: Connection) -> str:
    """Bring the database to the newest form, within the connection's transaction, and return that form.

    An empty database gets all tables.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, NEWEST)
    return NEWEST
