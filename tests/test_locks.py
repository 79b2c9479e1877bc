"""The locks install the same packages everywhere, from wherever packages come, and none below its security floor."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
LOCKS = ["requirements.lock", "requirements-dev.lock"]
# The lowest versions without a known hole that matters here, by the advisories of each project.
FLOORS = {
    "ipython": "8.10",
    "jinja2": "3.1.6",
    "jupyter-core": "5.8.1",
    "jupyter-server": "2.20.0",
    "jupyterlab": "4.5.7",
    "nbconvert": "7.17.1",
    "pyyaml": "5.4",
}
PIN = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)(?: ; ([^\\]+))? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def lines(lock: str) -> list[str]:
    """Return the lines of a lock that are no comments."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.lstrip().startswith("#")]


def pins(lock: str) -> set[tuple[str, str]]:
    """Return name and version of everything that a lock installs."""
    return {(match[1], match[2]) for match in map(PIN.match, lines(lock)) if match}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_versions_and_hashes_and_nothing_else(lock: str) -> None:
    assert [line for line in lines(lock) if not PIN.match(line) and not HASH.match(line)] == []
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_has_a_hash(lock: str) -> None:
    bare = [line for line, following in zip(lines(lock), [*lines(lock)[1:], ""], strict=True)
            if PIN.match(line) and not HASH.match(following)]
    assert bare == []


def test_the_development_lock_holds_the_other_one_whole() -> None:
    assert pins("requirements.lock") <= pins("requirements-dev.lock")


@pytest.mark.parametrize(("lock", "extra"), [("requirements.lock", "build"), ("requirements-dev.lock", "dev")])
def test_a_lock_gives_what_the_project_asks_for(lock: str, extra: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [Requirement(text) for text in [*project["dependencies"], *project["optional-dependencies"][extra]]]
    unmet = [str(need) for need in asked
             if not any(need.specifier.contains(version) for name, version in pins(lock)
                        if name == canonicalize_name(need.name))]
    assert unmet == []


@pytest.mark.parametrize("package", FLOORS)
def test_no_package_lies_below_its_security_floor(package: str) -> None:
    found = [Version(version) for name, version in pins("requirements.lock") if name == package]
    assert found
    assert min(found) >= Version(FLOORS[package])
