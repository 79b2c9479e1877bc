"""What a batch needs while it runs goes with it, and what one that was killed has left goes with the next one."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from samrum_kit.batch.private import private_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders are not held there")

HOLDS = """
import time
from samrum_kit.batch.private import private_folder
with private_folder() as own:
    print(own, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place of one's own for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def other(place: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Another process that holds a folder there, long since."""
    command = [sys.executable, "-c", HOLDS]
    with subprocess.Popen(command, env=os.environ | {"TMPDIR": str(place)}, stdout=subprocess.PIPE, text=True) as held:
        assert held.stdout is not None
        folder = Path(held.stdout.readline().strip())
        (folder / "kladde.txt").write_text("fortroligt", encoding="utf-8")
        os.utime(folder, (0, 0))
        yield held, folder
        held.kill()


def test_it_is_the_owners_alone_and_goes_with_the_batch(place: Path) -> None:
    with private_folder() as folder:
        assert Path(folder).stat().st_mode & 0o777 == 0o700
    assert list(place.iterdir()) == []


def test_that_of_a_batch_that_was_killed_goes_with_the_next(other: tuple[subprocess.Popen[str], Path]) -> None:
    process, folder = other
    process.send_signal(signal.SIGKILL)
    process.wait()
    with private_folder():
        assert not folder.exists()


def test_that_of_a_batch_that_runs_stays(other: tuple[subprocess.Popen[str], Path]) -> None:
    with private_folder():
        assert other[1].joinpath("kladde.txt").exists()


def test_a_new_one_stays_and_what_is_no_folder_and_what_has_another_name(place: Path, tmp_path: Path) -> None:
    (place / "samrum-batch-ny").mkdir()
    (place / "andet").mkdir()
    os.utime(place / "andet", (0, 0))
    outside = tmp_path / "andet"
    (place / "samrum-batch-peger").symlink_to(outside)
    with private_folder():
        assert {"samrum-batch-ny", "andet", "samrum-batch-peger"} <= {path.name for path in place.iterdir()}
