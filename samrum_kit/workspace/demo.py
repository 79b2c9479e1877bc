"""A workspace with made-up municipalities and their reports, made step by step, each step timed."""

import shutil
import time
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from samrum_kit.domain.fields import Record
from samrum_kit.domain.records import TABLES, Meeting, School
from samrum_kit.domain.vocabulary import Forum
from samrum_kit.errors import SamrumError, UsageError
from samrum_kit.locale import _, format_number
from samrum_kit.models import CollaborationModel
from samrum_kit.review.findings import Status
from samrum_kit.store import DATABASE_FILE, KEY_FILE, SERVER_FILE
from samrum_kit.store.failures import guarded_files
from samrum_kit.workspace.calendar import CALENDARS_FOLDER
from samrum_kit.workspace.settings import REPORTS_FOLDER, SETTINGS_FILE, read_settings
from samrum_kit.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

DEMO_FOLDER = "demo"
DEMO_PASSPHRASE = "eksempel"  # noqa: S105  # opens made-up data alone, and the demonstration prints it
DEMO_DAY = date(2026, 3, 16)
"""The day on which the demonstration looks at its school year."""

WORKBOOKS_FOLDER = "workbooks"
MEETINGS_PER_MODEL = 2
A_WEEK = timedelta(days=7)
REVIEWS_PER_MODEL = 2

Records = Mapping[type[Record], tuple[Record, ...]]


@dataclass(slots=True)
class Steps:
    """What was done, how much of it, and how long it took."""

    say: Callable[[str], None]
    done: list[tuple[str, str, float]] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> "Iterator[Callable[[str], None]]":
        """Time a step; the block says what it made."""
        started = time.monotonic()
        made: list[str] = []
        self.say(f"{name} ...")
        yield made.append
        self.done.append((name, " ".join(made), time.monotonic() - started))

    def table(self) -> str:
        """Return the steps as a table."""
        width = max(len(name) for name, _made, _seconds in self.done)
        made_width = max(len(made) for _name, made, _seconds in self.done)
        rows = (
            f"{name:<{width}}  {made:<{made_width}}  {format_number(round(s, 1)):>6} s" for name, made, s in self.done
        )
        return "\n".join(rows)


def run_demo(folder: Path, say: Callable[[str], None]) -> Path:
    """Make the demonstration in a folder and say where to look; an earlier demonstration there is made anew.

    Raises UsageError for a folder that holds anything else, AccessError for one that can't be written to.
    """
    folder = folder.resolve()
    with guarded_files():
        _make_room(folder)
    steps = Steps(say)
    models = _shipped_models()
    with steps.step(_("Inventing municipalities")) as made:
        towns = _invent(models)
        made(
            _("{cases} cases, {meetings} meetings").format(
                cases=_count(towns, "cases"), meetings=_count(towns, "meetings")
            )
        )
    # The workspace comes first: it marks the folder as a demonstration, also when the rest is cut off.
    workspace, _recovery_key = Workspace.create(folder, tuple(models), DEMO_PASSPHRASE, synthetic=True)
    with workspace:
        with steps.step(_("Writing the schools' workbooks")) as made, guarded_files():
            workbooks = _write(towns, models, folder)
            made(_("{number} workbooks").format(number=len(workbooks)))
        with steps.step(_("Importing the workbooks")) as made:
            made(_import(workspace, workbooks))
        with steps.step(_("Reviewing what is documented")) as made:
            made(_review_everything(workspace, towns))
        meetings = {name: _meetings_to_prepare(model, towns[name]) for name, model in models.items()}
        with steps.step(_("Preparing meetings")) as made:
            made(_prepare(workspace, meetings))
        with steps.step(_("Rendering reports")) as made:
            made(_render(workspace, meetings, towns))
    say("\n" + steps.table())
    say("\n" + _("Reports: {place}").format(place=folder / "reports"))
    say(
        _("The workspace opens with the passphrase “{passphrase}”; all data in it are made up.").format(
            passphrase=DEMO_PASSPHRASE
        )
    )
    return folder


def _make_room(folder: Path) -> None:
    """Clear away what an earlier demonstration made; notebooks, models and whatever else lies there stays."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / SETTINGS_FILE).exists() or not read_settings(folder).synthetic:
        raise UsageError(
            _("The folder holds something else than a demonstration."),
            remedy=_("Name a new folder."),
            code="usage.exists",
        )
    if (folder / SERVER_FILE).exists():
        raise UsageError(
            _("The workspace of the demonstration lies in the office's database."),
            remedy=_("Take it home first, with “samrum move --home”."),
            code="usage.moved",
        )
    for name in (WORKBOOKS_FOLDER, REPORTS_FOLDER):
        if (folder / name).is_dir():
            shutil.rmtree(folder / name)
    for name in (*(f"{DATABASE_FILE}{end}" for end in ("", "-wal", "-shm")), KEY_FILE, SETTINGS_FILE):
        (folder / name).unlink(missing_ok=True)


def _shipped_models() -> Mapping[str, CollaborationModel]:
    """Return the models that come with the package."""
    from samrum_kit.models import shipped_models
    from samrum_kit.review.registry import signatures

    return shipped_models(signatures())


def _invent(models: Mapping[str, CollaborationModel]) -> dict[str, Records]:
    """Make a municipality for each model."""
    from samrum_kit.teach.synthetic import synthetic_municipality

    return {name: synthetic_municipality(name) for name in models}


def _write(towns: Mapping[str, Records], models: Mapping[str, CollaborationModel], folder: Path) -> list[Path]:
    """Write each municipality as its schools would hand it in, and the school calendars beside."""
    from samrum_kit.teach.calendars import write_calendars
    from samrum_kit.teach.workbooks import write_workbooks

    write_calendars(folder / CALENDARS_FOLDER)
    workbooks: list[Path] = []
    for name, town in towns.items():
        place = folder / WORKBOOKS_FOLDER / name
        place.mkdir(parents=True)
        workbooks += write_workbooks(town, place, models[name].lang)
    return workbooks


def _import(workspace: Workspace, workbooks: list[Path]) -> str:
    """Import all workbooks together."""
    receipt = workspace.import_files(workbooks, synthetic=True)
    if not receipt.saved:
        raise SamrumError(_("The made-up workbooks were not taken in."), code="demo.import")
    return _("{number} rows").format(number=sum(receipt.plan.accepted.values()))


def _review_everything(workspace: Workspace, towns: Mapping[str, Records]) -> str:
    """Review every case, plan and meeting at the gates of its model; say how many findings there are of each kind."""
    counts = dict.fromkeys(Status, 0)
    reviews = 0
    for name, town in towns.items():
        for gate, subject in _subjects(workspace.model(name), town):
            reviews += 1
            for finding in workspace.review(gate, subject, model=name, as_of=DEMO_DAY).findings:
                counts[finding.status] += 1
    return _("{reviews} reviews: {documented} documented, {missing} missing, {not_relevant} not relevant").format(
        reviews=reviews, **{str(status): number for status, number in counts.items()}
    )


def _subjects(model: CollaborationModel, town: Records) -> "Iterator[tuple[str, str]]":
    """Yield each gate with each subject that it is about."""
    for gate, scope in model.gates.items():
        forums = {rules.id for rules in model.forums if rules.meeting_gate == gate}
        for record in town[TABLES[f"{scope}s"]]:
            if scope != "meeting" or (isinstance(record, Meeting) and record.forum in forums):
                yield gate, str(record.key[0])


def _meetings_to_prepare(model: CollaborationModel, town: Records) -> list[tuple[Forum, str, date]]:
    """Return a coming meeting of each of the first schools: the next that is known, else one that is to be planned."""
    forums = [rules.id for rules in model.forums]
    known = [m for m in town[Meeting] if isinstance(m, Meeting) and m.forum in forums]
    days = ((m.held_on or m.planned_on, forums.index(m.forum), m.school_id) for m in known)
    coming = sorted((day, forum, school) for day, forum, school in days if day is not None and day > DEMO_DAY)
    chosen = {str(school.key[0]): (DEMO_DAY + A_WEEK, 0) for school in town[School]}
    chosen |= {school: (day, forum) for day, forum, school in reversed(coming)}
    meetings = [(forums[forum], school, day) for school, (day, forum) in chosen.items()]
    return sorted(meetings, key=lambda meeting: meeting[2])[:MEETINGS_PER_MODEL]


def _render(
    workspace: Workspace, meetings: Mapping[str, list[tuple[Forum, str, date]]], towns: Mapping[str, Records]
) -> str:
    """Render a report for each prepared meeting and for some subjects of each model's first gate."""
    from samrum_kit.batch import BatchPlan, Subject, plan_batch
    from samrum_kit.report import find_notebook
    from samrum_kit.workspace.reports import make_reports, reports_made

    made = failed = 0
    preparing, reviewing = find_notebook("01_moede"), find_notebook("02_gennemgang")
    plans: list[BatchPlan] = []
    for name, town in towns.items():
        model = workspace.model(name)
        chosen = [
            Subject(school, {"forum": forum, "school": school, "on": on.isoformat()})
            for forum, school, on in meetings[name]
        ]
        plans.append(plan_batch(preparing, chosen, {"lang": model.lang}))
        reviews = [
            Subject(subject, {"subject": subject})
            for _gate, subject in islice(_subjects(model, town), REVIEWS_PER_MODEL)
        ]
        first_gate = next(iter(model.gates))
        plans.append(
            plan_batch(
                reviewing,
                reviews,
                {"gate": first_gate, "model": name, "as_of": DEMO_DAY.isoformat(), "lang": model.lang},
            )
        )
    for notebook in (preparing, reviewing):
        jobs = tuple(job for plan in plans if plan.notebook == notebook for job in plan.jobs)
        result = make_reports(workspace, BatchPlan(notebook, jobs), ["html"])
        failed += len(result.failures)
        made += len(result.outcomes) - len(result.failures)
    return reports_made(made, failed)


def _count(towns: Mapping[str, Records], table: str) -> int:
    """Return how many records of a table all municipalities have."""
    return sum(len(town[TABLES[table]]) for town in towns.values())


def _prepare(workspace: Workspace, meetings: Mapping[str, list[tuple[Forum, str, date]]]) -> str:
    """Prepare the meetings."""
    prepared = 0
    for name, chosen in meetings.items():
        for forum, school, on in chosen:
            workspace.prepare(forum, school, on, model=name)
            prepared += 1
    return _("{number} meetings").format(number=prepared)
