"""The file that installs: it asks for a newer Python politely, reuses what is there and passes on how a job ended."""

import ast
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

START = Path(__file__).parents[1] / "start.py"
INTERRUPTED = """
import sys, time
print("ready", flush=True)
try:
    time.sleep(60)
except KeyboardInterrupt:
    sys.exit(7)
"""
SCRIPT = """
import sys
sys.path.insert(0, {folder!r})
sys.argv = ["start.py", "lab"]
import start
run = start.run
start.install = lambda *_: True
start.run = lambda *_, **__: run([sys.executable, "-c", {job!r}])
sys.exit(start.main())
"""


@pytest.fixture
def start() -> ModuleType:
    """Return `start.py` as a module."""
    return load(START)


@pytest.fixture
def elsewhere(tmp_path: Path) -> ModuleType:
    """Return a `start.py` that stands beside locks of its own, which ask for nothing."""
    shutil.copy(START, tmp_path)
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (tmp_path / name).write_text("# nothing\n", encoding="utf-8")
    (tmp_path / ".venv").mkdir()
    return load(tmp_path / "start.py")


def load(path: Path) -> ModuleType:
    """Import a file by its path."""
    spec = spec_from_file_location("start", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def no_process(*_: object, **__: object) -> int:
    """Stand where a process would be started."""
    pytest.fail("a process was started")


def test_an_old_python_can_read_the_file_and_hears_what_is_needed(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ast.parse(START.read_text(encoding="utf-8"), feature_version=(3, 6))
    monkeypatch.setattr(start.sys, "version_info", (3, 9, 18))
    assert start.main() == 2
    assert "Python 3.11" in capsys.readouterr().err


def test_what_is_installed_is_used_again(elsewhere: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elsewhere, "run", no_process)
    elsewhere.STAMP.write_text(elsewhere.fingerprint(elsewhere.RUNTIME_LOCK), encoding="utf-8")
    assert elsewhere.install(elsewhere.RUNTIME_LOCK, None)


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_a_change_of_lock_or_project_installs_anew(elsewhere: ModuleType, changed: str) -> None:
    before = elsewhere.fingerprint(elsewhere.RUNTIME_LOCK)
    (elsewhere.ROOT / changed).write_text("# changed\n", encoding="utf-8")
    assert elsewhere.fingerprint(elsewhere.RUNTIME_LOCK) != before


def test_installing_for_development_covers_the_runtime(
    elsewhere: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(elsewhere, "run", recorder(commands, code=0))
    (elsewhere.ROOT / "requirements-dev.lock").write_text("# more\n", encoding="utf-8")
    assert elsewhere.install(elsewhere.DEV_LOCK, "wheels")
    monkeypatch.setattr(elsewhere, "run", no_process)
    assert elsewhere.install(elsewhere.RUNTIME_LOCK, None)
    packages = commands[-2]
    assert packages[-3:] == ["--require-hashes", "-r", str(elsewhere.DEV_LOCK)]
    assert packages[packages.index("--no-index"):][1] == "--find-links"


def test_an_installation_that_fails_is_taken_up_again_and_says_how_to_do_without_a_network(
    elsewhere: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere.STAMP.write_text("of another lock", encoding="utf-8")
    monkeypatch.setattr(elsewhere, "run", recorder([], code=1))
    assert not elsewhere.install(elsewhere.RUNTIME_LOCK, None)
    assert "--wheels" in capsys.readouterr().err
    assert not elsewhere.STAMP.exists()


def recorder(commands: list[list[str]], *, code: int) -> Callable[..., int]:
    """Return a stand-in for a process that notes its command and ends with a code."""
    def run(command: list[object], **_: object) -> int:
        commands.append([str(word) for word in command])
        return code
    return run


@pytest.mark.parametrize("code", [0, 1, 3])
def test_the_exit_code_of_the_job_is_passed_on(start: ModuleType, code: int) -> None:
    assert start.run([sys.executable, "-c", f"raise SystemExit({code})"]) == code


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to a group of processes")
def test_an_interrupt_lets_the_job_finish_and_gives_130() -> None:
    script = SCRIPT.format(folder=str(START.parent), job=INTERRUPTED)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, start_new_session=True) as job:
        assert job.stdout is not None
        assert job.stdout.readline() == b"ready\n"
        time.sleep(0.1)
        os.killpg(job.pid, signal.SIGINT)
        assert job.wait(timeout=10) == 130
