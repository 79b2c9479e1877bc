"""What is left in the office's database when a workspace has gone home: the seal of the last line of its log."""

from sqlalchemy import Column, Connection, MetaData, String, Table, insert, select

TOMBSTONE = "samrum_gone_home"

_TABLE = Table(TOMBSTONE, MetaData(), Column("seal", String(64), primary_key=True))


def put_tombstone(connection: Connection, seal: str) -> None:
    """Leave a seal in an emptied database."""
    clear_tombstone(connection)
    _TABLE.create(connection)
    connection.execute(insert(_TABLE), {"seal": seal})


def tombstone(connection: Connection) -> str | None:
    """Return the seal that was left."""
    return connection.scalar(select(_TABLE.c.seal))


def clear_tombstone(connection: Connection) -> None:
    """Take the seal away: something else will lie here."""
    _TABLE.drop(connection, checkfirst=True)
