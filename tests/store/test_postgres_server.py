"""The server that the tests of the office's database run on."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOLDS_A_SERVER = """
import time
from tests.store.postgres import running_server
with running_server() as server:
    print(server.data, flush=True)
    time.sleep(60)
"""


@pytest.mark.usefixtures("postgres")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL], ids=lambda how: how.name)
def test_a_server_ends_without_a_trace_when_its_tests_are_killed(how: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS_A_SERVER], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as tests:  # fmt: skip
        data = Path(tests.stdout.readline().strip())
        server = int((data / "postmaster.pid").read_text(encoding="utf-8").split()[0])
        tests.send_signal(how)
    assert ended(data.parent, server)


def ended(folder: Path, server: int) -> bool:
    """Tell whether the folder and the process of a server are gone within ten seconds."""
    until = time.monotonic() + 10
    while folder.exists() or Path(f"/proc/{server}").exists():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
