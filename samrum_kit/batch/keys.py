"""By what a report is known again: everything that it rests on, sealed, so that nobody can guess what is behind it.

Which data those are shows when it is made: whatever its notebook asked the vault for, and no more than that.
"""

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
from samrum_kit.domain.questions import DAY
from samrum_kit.locale import _
from samrum_kit.report.notebooks import read_notebook
from samrum_kit.report.parameters import parameters_of

_OF_THE_PROGRAM = frozenset({".py", ".j2", ".toml", ".mo", ".typ", ".css", ".ttf", ".otf"})
_DAYS = ("as_of", "on", "to_day")
"""Parameters without which a notebook takes today's day, also where it asks nobody for it."""

Parts = Mapping[str, str]

DATA = "data"
"""The part of the data."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the reports of a batch rest on, beside what each is asked."""

    seal: Callable[[str], str]
    """Gives for a text what tells nothing of it to others."""
    settings: str
    """The workspace's own settings, models and calendars."""
    today: date


def on_grounds(plan: BatchPlan, grounds: Grounds) -> BatchPlan:
    """Return the plan with the parts of what its reports rest on, but for the data, and keys that change with them."""
    declared = parameters_of(read_notebook(plan.notebook))
    program, settings = grounds.seal(_program()), grounds.seal(grounds.settings)

    def known(job: Job) -> Job:
        by_today = any(name in declared and not job.parameters.get(name) for name in _DAYS)
        parts = {
            "asked": grounds.seal(job.key),
            DATA: "",
            "settings": settings,
            "program": program,
            "day": grounds.today.isoformat() if by_today else "",
        }
        return replace(job, key=grounds.seal(_as_text(parts)), parts=parts)

    return replace(plan, jobs=tuple(known(job) for job in plan.jobs), seal=grounds.seal)


def on_answers(plan: BatchPlan, job: Job, answers: Mapping[str, str]) -> Job:
    """Return a job of a plan with the data among its parts: what its notebook asked for, each with the answer's seal.

    One whose notebook asked which day it is is one of that day. In a plan without grounds it stays as it is.
    """
    if plan.seal is None:
        return job
    data = {question: seal for question, seal in answers.items() if question != DAY}
    parts = {**job.parts, DATA: plan.seal(_as_text(data)), "day": answers.get(DAY, job.parts["day"])}
    return replace(job, key=plan.seal(_as_text(parts)), parts=parts)


def _as_text(seals: Parts) -> str:
    """Return several seals as one text."""
    return json.dumps(dict(seals), sort_keys=True)


def what_changed(before: Parts, now: Parts) -> list[str]:
    """Return in words which parts of what a report rests on are others than they were or should be."""
    words = {
        "asked": _("what is asked, or the notebook"), DATA: _("the data"), "settings": _("the settings"),
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
