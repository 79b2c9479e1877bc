"""Real Dask clusters on this machine: a scheduler and workers, each a process of its own, and certificates for them."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

import psutil
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.cli.command_line import PASSPHRASE


@dataclass
class Running:
    """A cluster that runs: where it can be asked, its worker processes, and the folder of its logs."""

    address: str
    workers: list[subprocess.Popen]
    folder: Path
    scheduler: subprocess.Popen
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def logs(self) -> str:
        """Return everything that the scheduler and the workers have written."""
        return "".join(path.read_text(encoding="utf-8") for path in self.folder.glob("*.log"))


@contextmanager
def cluster(
    folder: Path, workspace: Path, passphrases: Sequence[str] = (PASSPHRASE, PASSPHRASE), *,
    protocol: str = "tcp", nanny: bool = False, through: Callable[[str], str] = str, **settings: str,
) -> Iterator[Running]:  # fmt: skip
    """Give a scheduler and a worker for each passphrase, all of them ended afterwards; `through` tells another address.

    `settings` are put into the environment of them all.
    """
    (folder / "t").mkdir(parents=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAMRUM_", "DASK_"))}
    common = {**kept, "TMPDIR": str(folder / "t"), "DASK_CONFIG": str(folder), **settings}
    known = folder / "scheduler.json"
    here = ["--host", "127.0.0.1", "--no-dashboard", "--dashboard-address", "127.0.0.1:0", "--protocol", protocol]
    with ExitStack() as ending:
        def start(name: str, *words: str, **more: str) -> subprocess.Popen:
            log = ending.enter_context((folder / f"{name}.log").open("wb"))
            process = subprocess.Popen([sys.executable, "-m", "dask", *words, *here], env={**common, **more},
                                       stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder)  # fmt: skip
            ending.callback(end, process)
            return process

        scheduler = start("scheduler", "scheduler", "--port", "0", "--scheduler-file", str(known))
        wait_until(known.exists)
        address = through(json.loads(known.read_text(encoding="utf-8"))["address"])
        options = ["--nthreads", "1", "--local-directory", str(folder / "w"), "--nanny" if nanny else "--no-nanny"]
        workers = [
            start(f"worker-{number}", "worker", address, *options,
                  SAMRUM_WORKSPACE=str(workspace), SAMRUM_PASSPHRASE=passphrase)
            for number, passphrase in enumerate(passphrases)
        ]  # fmt: skip
        yield Running(address, workers, folder, scheduler, {"DASK_CONFIG": str(folder), **settings})


def end(process: subprocess.Popen) -> None:
    """End a process, asked first."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_until(happened: Callable[[], object], seconds: float = 60) -> None:
    """Wait for something to happen."""
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.05)


def still_running(folder: Path) -> list[psutil.Process]:
    """Return the processes of a cluster that have not ended, by the folder of their temporary files."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.AccessDenied, psutil.NoSuchProcess, psutil.ZombieProcess):
            if process.environ().get("DASK_CONFIG") == str(folder) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


def certificates(folder: Path) -> dict[str, str]:
    """Write an authority and a certificate that it has signed for this machine; return the settings that name them."""
    folder.mkdir(parents=True)
    authority, signed = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    folder.joinpath("ca.pem").write_bytes(_certificate("ca", authority, authority).public_bytes(Encoding.PEM))
    folder.joinpath("cert.pem").write_bytes(_certificate("node", signed, authority).public_bytes(Encoding.PEM))
    key = signed.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    folder.joinpath("key.pem").write_bytes(key)
    tls = "DASK_DISTRIBUTED__COMM__TLS"
    named = {f"{tls}__{who}__{what.upper()}": str(folder / f"{what}.pem")
             for who in ("SCHEDULER", "WORKER", "CLIENT") for what in ("cert", "key")}  # fmt: skip
    return {f"{tls}__CA_FILE": str(folder / "ca.pem"), **named}


def _certificate(
    name: str, key: ec.EllipticCurvePrivateKey, signer: ec.EllipticCurvePrivateKey
) -> x509.Certificate:
    """Return a certificate of a day."""
    now, by = datetime.now(UTC), x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "ca")])
    named = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    own = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    return (
        x509.CertificateBuilder().subject_name(named).issuer_name(by).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now).not_valid_after(now + timedelta(days=1))
        .add_extension(own, critical=False)
        .add_extension(x509.BasicConstraints(ca=key is signer, path_length=None), critical=True)
        .sign(signer, SHA256())
    )  # fmt: skip


class Relay:
    """Passes on what is sent to and from an address of this machine, and keeps a record of all of it."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.record = bytearray()

    def __call__(self, address: str) -> str:
        """Return the address at which it passes on to another."""
        host, port = address.removeprefix("tcp://").split(":")
        listener = socket.create_server(("127.0.0.1", 0))
        Thread(target=self._accept, args=[listener, (host, int(port))], daemon=True).start()
        return f"tcp://127.0.0.1:{listener.getsockname()[1]}"

    def _accept(self, listener: socket.socket, there: tuple[str, int]) -> None:
        """Take every line that is opened."""
        while True:
            one, other = listener.accept()[0], socket.create_connection(there)
            for source, target in ((one, other), (other, one)):
                Thread(target=self._pass_on, args=[source, target], daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        """Pass on what comes from one side."""
        with suppress(OSError):
            while part := source.recv(1 << 16):
                self.record += part
                target.sendall(part)
            target.shutdown(socket.SHUT_WR)
