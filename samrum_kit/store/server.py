"""The office's database: PostgreSQL, in which texts lie sealed, read at one instant and written one at a time."""

import logging

from sqlalchemy import URL, Connection, Engine, create_engine, event

from samrum_kit.errors import UsageError
from samrum_kit.locale import _
from samrum_kit.store.address import connection_arguments
from samrum_kit.store.database import AT_ONCE, BUSY_SECONDS, WRITES, Database
from samrum_kit.store.failures import guarded_server
from samrum_kit.store.sealed import Sealing, seal_with

_TURN = 0x5361_6D72
"""The number of the lock that whoever writes holds, one after the other: each line of the audit log seals the last."""
_IDLE = 1
_PLACE = '"$user",public'
"""Where the tables lie, as PostgreSQL has it by itself: no setting of a user or of the surroundings leads elsewhere."""


def server_database(address: URL, database_key: bytes, *, busy_seconds: float = BUSY_SECONDS) -> Database:
    """Return the database at an address, with the key that seals its texts; nothing is opened yet.

    Raises UsageError where the driver isn't installed.
    """
    engine = _engine(address, busy_seconds)
    seal_with(engine, Sealing(database_key))

    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES)
        if not writes:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            return
        connection.exec_driver_sql(
            f"SET LOCAL synchronous_commit = {'on' if writes == AT_ONCE else 'off'};"
            f" SELECT pg_advisory_xact_lock({_TURN})"
        )

    event.listen(engine, "begin", begin)
    return Database(engine, guarded_server)


def _engine(address: URL, busy_seconds: float) -> Engine:
    """Return the engine of an address, which waits so long for what others hold, and whose driver keeps its words."""
    logging.getLogger("psycopg").setLevel(logging.CRITICAL)
    settings = f"-c search_path={_PLACE} -c lock_timeout={round(1000 * busy_seconds)}"
    try:
        return create_engine(
            URL.create(address.drivername), connect_args=connection_arguments(address) | {"options": settings},
            hide_parameters=True, pool_size=_IDLE, max_overflow=-1, pool_pre_ping=True,
        )  # fmt: skip
    except ImportError:
        raise UsageError(
            _("What speaks to the office's database is not installed."),
            remedy=_("Install the extra “{name}”; the README says how.").format(name="server"),
            code="usage.server_extra",
        ) from None
