"""What the reports of a workspace rest on, and why each of a batch would be made."""

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from samrum_kit.batch import BatchPlan, Job
from samrum_kit.batch.keys import Grounds, on_answers, on_grounds, what_changed
from samrum_kit.batch.manifest import DONE, Entry, entries, is_still_there
from samrum_kit.domain.questions import DAY
from samrum_kit.locale import _
from samrum_kit.report.look import look_in
from samrum_kit.workspace.calendar import CALENDARS_FOLDER
from samrum_kit.workspace.settings import MODELS_FOLDER, SETTINGS_FILE
from samrum_kit.workspace.workspace import Workspace

_SET = frozenset({".toml", ".csv", ".txt"})
"""The endings of files in which an office writes down how it works."""


def grounded(workspace: Workspace, plan: BatchPlan) -> BatchPlan:
    """Return a plan whose keys change with the settings and the program behind each report."""
    return on_grounds(plan, grounds_of(workspace))


def grounds_of(workspace: Workspace) -> Grounds:
    """Return what reports from a workspace rest on now; it can be asked when the workspace is closed too."""
    today = date.today()  # the user's own day
    return Grounds(workspace.store.seal, _settings(workspace.folder), today)


def asked_again(workspace: Workspace, plan: BatchPlan, run: Path | None) -> BatchPlan:
    """Return a plan whose keys change with the data too: those that each report was made of in a run, as they are now.

    What was not made there is not known by its data.
    """
    before = entries(run) if run is not None else {}
    asked = {job.name: before[job.name].answers for job in plan.jobs if job.name in before}
    now = workspace.store.seals({question for questions in asked.values() for question in questions})
    now[DAY] = date.today().isoformat()  # the user's own day

    def known(job: Job) -> Job:
        return on_answers(plan, job, {question: now.get(question, "") for question in asked[job.name]})

    return replace(plan, jobs=tuple(known(job) if job.name in asked else job for job in plan.jobs))


def reasons(workspace: Workspace, plan: BatchPlan, formats: Sequence[str], run: Path | None) -> dict[str, str]:
    """Return for each job by its name why it would be made, or that it would be kept as an earlier run made it."""
    before: Mapping[str, Entry] = entries(run) if run is not None else {}
    plan = asked_again(workspace, plan, run)
    return {job.name: _reason(job, before.get(job.name), formats, run) for job in plan.jobs}


def _reason(job: Job, entry: Entry | None, formats: Sequence[str], run: Path | None) -> str:
    """Return why a job would be made."""
    if entry is None or run is None:
        return _("not made yet")
    if is_still_there(entry, job.key, formats, run):
        return _("kept: nothing has changed")
    if entry.status not in DONE:
        return _("not made the last time")
    if changed := what_changed(entry.parts, job.parts):
        return _("changed: {parts}").format(parts=", ".join(changed))
    return _("its files are not as they were made")


def _settings(folder: Path) -> str:
    """Return a fingerprint of what the office has set: settings, models with their sources, calendars, and the look.

    Raises UsageError for a look that can't be read: nothing is made in it.
    """
    places = (folder, folder / MODELS_FOLDER, folder / CALENDARS_FOLDER)
    files = (path for place in places if place.is_dir() for path in place.iterdir() if path.suffix.casefold() in _SET)
    found = hashlib.sha256(repr(look_in(folder)).encode())  # its logo may lie in any folder of the workspace
    for path in sorted(files):
        content = _set_for_reports(path) if path == folder / SETTINGS_FILE else path.read_bytes()
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + content)
    return found.hexdigest()


def _set_for_reports(path: Path) -> bytes:
    """Return what a workspace's own settings say but for whether all data are made up: no page shows that."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    told.pop("synthetic", None)
    return json.dumps(told, sort_keys=True, default=str).encode()
