"""By what a report is known again: everything that it rests on, sealed, so that nobody can guess what is behind it."""

import hashlib
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import samrum_kit
from samrum_kit.batch.plan import BatchPlan, Job
from samrum_kit.locale import _
from samrum_kit.report.notebooks import read_notebook
from samrum_kit.report.parameters import parameters_of

_OF_THE_PROGRAM = frozenset({".py", ".j2", ".toml", ".mo", ".typ", ".css", ".ttf", ".otf"})
_DAYS = ("as_of", "on", "to_day")
"""Parameters without which a notebook takes today's day."""

Parts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the reports of a batch rest on, beside what each is asked."""

    seal: Callable[[str], str]
    """Gives for a text what tells nothing of it to others."""
    data_behind: Callable[[Job], str]
    """Gives the seal of the data that a report can be made of."""
    settings: str
    """The workspace's own settings, models and calendars."""
    today: date


def on_grounds(plan: BatchPlan, grounds: Grounds) -> BatchPlan:
    """Return the plan with keys that change with whatever its reports rest on, and the parts of each."""
    declared = parameters_of(read_notebook(plan.notebook))
    program, settings = grounds.seal(_program()), grounds.seal(grounds.settings)

    def known(job: Job) -> Job:
        by_today = any(name in declared and not job.parameters.get(name) for name in _DAYS)
        parts = {
            "asked": grounds.seal(job.key),
            "data": grounds.data_behind(job),
            "settings": settings,
            "program": program,
            "day": grounds.today.isoformat() if by_today else "",
        }
        return replace(job, key=grounds.seal(json.dumps(parts, sort_keys=True)), parts=parts)

    return replace(plan, jobs=tuple(known(job) for job in plan.jobs))


def what_changed(before: Parts, now: Parts) -> list[str]:
    """Return in words which parts of what a report rests on are others than they were or should be."""
    words = {
        "asked": _("what is asked, or the notebook"), "data": _("the data"), "settings": _("the settings"),
        "program": _("the program"), "day": _("the day"),
    }  # fmt: skip
    return [words[name] for name in words if before.get(name) != now.get(name)]


@cache
def _program() -> str:
    """Return a fingerprint of the workbench's own files and of every package that is installed beside it."""
    found = hashlib.sha256(sys.version.encode())
    root = Path(samrum_kit.__file__).parent
    for path in sorted(path for path in root.rglob("*") if path.suffix in _OF_THE_PROGRAM):
        found.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    installed: list[Any] = sorted(f"{one.metadata['Name']} {one.version}" for one in distributions())
    found.update("\n".join(installed).encode())
    return found.hexdigest()
