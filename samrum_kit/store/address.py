"""Where the office's database of a workspace is: one line in a file beside its keys, without a password.

What travels to another machine is encrypted and goes to the machine that its certificate names, or it doesn't go.
"""

import ipaddress
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from samrum_kit.errors import UsageError, VaultDamaged
from samrum_kit.locale import _
from samrum_kit.store.failures import guarded_files

SERVER_FILE = "samrum.server"
"""A workspace with this file lies in the office's database that it names."""

_KINDS = frozenset({"postgresql", "postgresql+psycopg"})
_OPTIONS = frozenset({"sslmode", "sslrootcert"})
_ENCRYPTED = "verify-full"
_WAIT_SECONDS = 10


def address_in(folder: Path) -> URL | None:
    """Return where the workspace of a folder lies, if not in the folder; VaultDamaged for what is no address."""
    path = folder / SERVER_FILE
    if not path.exists():
        return None
    try:
        with guarded_files():
            return checked_address(path.read_text(encoding="utf-8").strip())
    except (UsageError, UnicodeDecodeError):
        raise VaultDamaged(
            _("The address of the office's database can't be read."),
            place=SERVER_FILE,
            remedy=_("Put the file back from a backup; the data in the database are untouched."),
        ) from None


def write_address(folder: Path, address: URL) -> None:
    """Write down in one step where a workspace lies."""
    unfinished = folder / f"{SERVER_FILE}.new"
    with guarded_files():
        with unfinished.open("w", encoding="utf-8") as file:
            file.write(f"{address.render_as_string(hide_password=False)}\n")
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(folder / SERVER_FILE)


def checked_address(text: str) -> URL:
    """Return an address of a PostgreSQL database to which data about children may go.

    Raises UsageError for what is no such address, for one with a password in it, and for one of another machine
    without a checked certificate or without the file of whoever vouches for it: the driver knows no list of the system.
    """
    try:
        address = make_url(text)
    except (ArgumentError, ValueError):
        raise _no_address() from None
    if address.drivername not in _KINDS or not address.host or not address.database:
        raise _no_address()
    if address.password is not None:
        raise UsageError(
            _("The address holds a password, which would lie on the disk."),
            remedy=_("Leave it out, and put it into PGPASSWORD or the password file of PostgreSQL."),
            code="usage.password",
        )
    options = dict(address.query)
    if not options.keys() <= _OPTIONS or not all(isinstance(value, str) for value in options.values()):
        raise UsageError(
            _("The address says more than where the database is."),
            remedy=_("After the name of the database there may stand sslmode and sslrootcert alone."),
            code="usage.address",
        )
    if not _is_here(address.host) and options.get("sslmode", _ENCRYPTED) != _ENCRYPTED:
        raise UsageError(
            _("The connection to another machine must be encrypted, and its certificate checked."),
            remedy=_("Leave sslmode out, or write sslmode={mode}.").format(mode=_ENCRYPTED),
            code="usage.unencrypted",
        )
    if not _is_here(address.host) and not Path(str(options.get("sslrootcert", ""))).is_absolute():
        raise UsageError(
            _("The address does not say who vouches for the other machine's certificate."),
            remedy=_(
                "After the name of the database, write ?sslrootcert= and the full path of the issuer's certificate."
            ),
            code="usage.issuer",
        )
    return address.set(drivername="postgresql+psycopg")


def connection_arguments(address: URL) -> dict[str, Any]:
    """Return what the driver is told; nothing in the environment can lead it elsewhere or make it less careful."""
    host, options = str(address.host), _told(address)
    here = _is_here(host)
    return {
        "host": host,
        "hostaddr": "127.0.0.1" if host == "localhost" else "",
        "port": address.port or 5432,
        "dbname": address.database,
        **({"user": address.username} if address.username else {}),
        "sslmode": options.get("sslmode", "prefer" if here else _ENCRYPTED),
        "sslrootcert": options.get("sslrootcert", ""),
        "gssencmode": "disable",
        "client_encoding": "UTF8",
        "connect_timeout": _WAIT_SECONDS,
        "application_name": "samrum_kit",
    }


def _told(address: URL) -> Mapping[str, str]:
    """Return the options of an address."""
    return {name: str(value) for name, value in address.query.items()}


def _is_here(host: str) -> bool:
    """Tell whether a host is this machine, whatever a name server says."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _no_address() -> UsageError:
    """Return the error of what is no address."""
    return UsageError(
        _("This is no address of a PostgreSQL database."),
        remedy=_("Write it as postgresql://user@host/database."),
        code="usage.address",
    )
