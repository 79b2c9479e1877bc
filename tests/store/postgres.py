"""A PostgreSQL server of the tests' own: made in a folder, on this machine alone, and ended without a trace."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

USER = "kontor"
_AS_NOBODY = ["unshare", "--user", "--map-user=65534", "--map-group=65534"]
"""PostgreSQL refuses to run as root, and in a namespace of one user root is all there is."""
_KEEPER = """
"$1/pg_ctl" -s -w -D "$2/data" -l "$2/log" start </dev/null || { cat "$2/log" >&2; exit 1; }
echo started
read -r _
"$1/pg_ctl" -s -w -D "$2/data" -m immediate stop
rm -rf "$2"
"""
"""Ends the server and clears it away as soon as nobody holds the other end of its input, killed tests among them."""
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "max_connections=60")


class PostgresServer:
    """A server in a folder: it answers while it is kept."""

    def __init__(self, programs: Path, folder: Path, certificate: tuple[bytes, bytes] | None) -> None:
        """Make it; with a certificate and its key it speaks encrypted."""
        self._programs, self._folder, self.data = programs, folder, folder / "data"
        self._numbers = count(1)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._run("initdb", "-D", self.data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        told = {"listen_addresses": "127.0.0.1", "port": str(self.port), "unix_socket_directories": str(folder)}
        if certificate is not None:
            told["ssl"] = "on"
            for name, content in zip(("server.crt", "server.key"), certificate, strict=True):
                (self.data / name).write_bytes(content)
                (self.data / name).chmod(0o600)
        lines = [*_QUICK, *(f"{name}='{value}'" for name, value in told.items())]
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write("\n".join(["", *lines, ""]))

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Let it run, and leave nothing of it, even when this process is killed meanwhile."""
        with subprocess.Popen(
            [*_user(), "sh", "-c", _KEEPER, "sh", str(self._programs), str(self._folder)], env=_environment(),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd="/",
            start_new_session=True,  # Ctrl-C is for the tests
        ) as keeper:  # fmt: skip
            try:
                started = keeper.stdout is not None and keeper.stdout.readline()
                assert started, "PostgreSQL did not start"
                yield
            finally:
                keeper.communicate("\n")  # a line, since a forked process may hold the pipe still

    def new_database(self, owner: str = USER) -> str:
        """Make an empty database and return its address."""
        name = f"rum_{next(self._numbers)}"
        self.say(f"CREATE DATABASE {name} OWNER {owner}")
        return f"postgresql://{owner}@127.0.0.1:{self.port}/{name}"

    def say(self, statement: str, database: str = "postgres") -> str:
        """Run a statement as whoever keeps the server, and return what it gives."""
        return self._run("psql", "-h", "127.0.0.1", "-p", self.port, "-U", USER, "-d", database, "-Atc", statement)

    def holds(self, words: Sequence[str]) -> set[str]:
        """Return those words that lie anywhere on the server's disk, which is what a backup takes."""
        self.say("CHECKPOINT")
        files = (path.read_bytes() for path in self.data.rglob("*") if path.is_file())
        return {word for content in files for word in words if word.encode() in content}

    def _run(self, program: str, *arguments: object) -> str:
        """Run one of PostgreSQL's programs and return what it printed."""
        command = [str(self._programs / program), *map(str, arguments)]
        done = subprocess.run(
            _user() + command, env=_environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, check=True, cwd="/",
        )  # fmt: skip
        return done.stdout


@contextmanager
def running_server(certificate: tuple[bytes, bytes] | None = None) -> Iterator[PostgresServer]:
    """Give a server of one's own; where PostgreSQL isn't installed the test is skipped."""
    programs = _programs()
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        server = PostgresServer(programs, Path(folder), certificate)
        with server.kept():
            yield server


def _user() -> list[str]:
    """Return what must stand before a program so that it doesn't run as root."""
    return _AS_NOBODY if os.geteuid() == 0 else []


def _environment() -> dict[str, str]:
    """Return the environment without what would send PostgreSQL's programs to another server."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def _programs() -> Path:
    """Return where PostgreSQL's programs lie: Debian keeps them off the path."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = debian[-1] if debian else shutil.which("initdb")
    if found is None:
        pytest.skip("PostgreSQL is not installed")
    return Path(found).parent
