"""The two commands: `python start.py demo` shows the workbench, `python start.py test` tests it.

Makes `.venv` beside this file, installs the locked dependencies and the package there, and runs the job.
What is installed already is used again. Every other `samrum` command passes through: `python start.py lab`.
"""

import argparse
import hashlib
import platform
import subprocess
import sys
from pathlib import Path
from typing import List, Optional

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
STAMP = VENV / "installed.txt"
RUNTIME_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"


def main() -> int:
    """Install what is lacking, run the job and return its exit code; 130 when it was interrupted."""
    if sys.version_info < (3, 11):
        say("samrum_kit kræver Python 3.11 eller nyere.", "samrum_kit needs Python 3.11 or newer.")
        return 2
    if sys.platform == "win32" and platform.machine() == "ARM64":
        say("Installer den udgave af Python, der er til x86-64: Pakkerne findes ikke til ARM.",
            "Install the Python for x86-64: the packages don't exist for ARM.")
        return 2
    options = read_arguments()
    try:
        if not install(DEV_LOCK if options.command == "test" else RUNTIME_LOCK, options.wheels):
            return 1
        if options.command == "test":
            return run([PYTHON, "-m", "pytest"] + options.arguments, folder=ROOT)
        return run([PYTHON, "-m", "samrum_kit", options.command] + options.arguments)
    except KeyboardInterrupt:
        return 130


def read_arguments() -> argparse.Namespace:
    """Return the command, its arguments and where wheels lie."""
    parser = argparse.ArgumentParser(prog="start.py", description="Install samrum_kit into .venv and run a command.")
    parser.add_argument("--wheels", metavar="FOLDER", help="install from this folder of wheels, without a network")
    parser.add_argument("command", help="demo, test, lab or any other samrum command")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="passed on to the command")
    return parser.parse_args()


def install(lock: Path, wheels: Optional[str]) -> bool:
    """Bring `.venv` up to a lock unless it is; the stamp comes last, so that a broken install is taken up again."""
    if STAMP.exists() and fingerprint(lock) in STAMP.read_text(encoding="utf-8").split():
        return True
    say("Installerer i .venv; det tager nogle minutter første gang.",
        "Installing into .venv; this takes some minutes the first time.")
    STAMP.unlink(missing_ok=True)
    source = ["--no-index", "--find-links", str(Path(wheels).resolve())] if wheels else []
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    done = (
        make_environment()
        and run(pip + source + ["--require-hashes", "-r", lock]) == 0
        and run(pip + source + ["--no-deps", "--no-build-isolation", "-e", ROOT]) == 0
    )
    if not done:
        say("Installationen blev ikke færdig. Uden netværk: python start.py --wheels MAPPE demo, se README.",
            "The installation did not finish. Without a network: python start.py --wheels FOLDER demo, see README.")
        return False
    # The development lock holds every package of the other one, in the same version.
    STAMP.write_text("\n".join({fingerprint(lock), fingerprint(RUNTIME_LOCK)}), encoding="utf-8")
    return True


def make_environment() -> bool:
    """Make `.venv`, anew where it belongs to another Python or doesn't answer."""
    if Path(sys.prefix).resolve() == VENV:
        return True
    try:
        answer = subprocess.check_output([str(PYTHON), "-c", "import sys; print(sys.version)"])
        fits = answer.decode().split() == sys.version.split()
    except (OSError, subprocess.CalledProcessError):
        fits = False
    return run([sys.executable, "-m", "venv"] + ([] if fits else ["--clear"]) + [VENV]) == 0


def fingerprint(lock: Path) -> str:
    """Return what an installation depends on as one word: a lock, the package's own data, the Python."""
    parts = [lock.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), sys.version.encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def run(command: List[object], folder: Optional[Path] = None) -> int:
    """Run a command to its end and return its exit code; an interrupt is the command's to answer first."""
    interrupted = False
    with subprocess.Popen([str(word) for word in command], cwd=str(folder) if folder else None) as job:
        while job.returncode is None:
            try:
                job.wait()
            except KeyboardInterrupt:
                interrupted = True
    if interrupted:
        raise KeyboardInterrupt
    return job.returncode if job.returncode >= 0 else 128 - job.returncode


def say(danish: str, english: str) -> None:
    """Write a sentence to the error stream in both languages of the project."""
    sys.stderr.write(danish + "\n" + english + "\n")


if __name__ == "__main__":
    sys.exit(main())
