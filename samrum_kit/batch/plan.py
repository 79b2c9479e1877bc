"""What a batch will render: the subjects that were chosen and one checked job for each, before anything runs."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

from samrum_kit.domain.fields import Record
from samrum_kit.domain.records import Case, Meeting, Plan, School
from samrum_kit.domain.vocabulary import Forum
from samrum_kit.errors import UnknownName, UsageError
from samrum_kit.locale import _, language
from samrum_kit.report.notebooks import read_notebook, report_name
from samrum_kit.report.parameters import LANG, WORKSPACE, parameters_of, profile_for, values_for

KINDS = ("cases", "schools", "meetings", "plans")

R = TypeVar("R", bound=Record)


class Tables(Protocol):
    """Gives the records of a table."""

    def __call__(self, record: type[R], /) -> tuple[R, ...]:
        """Return every record of a table."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which subjects are wanted; what is None leaves all."""

    school: str | None = None
    forum: Forum | None = None
    from_day: date | None = None
    to_day: date | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """A case, school, meeting or plan, and the parameters by which a notebook can be told of it."""

    id: str
    says: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Job:
    """One report to be rendered; `key` changes with the notebook and with every parameter."""

    name: str
    subject: str
    parameters: Mapping[str, str]
    key: str
    parts: Mapping[str, str] = field(default_factory=dict)
    """The seals of what it rests on, where that is known."""
    written: tuple[str, ...] = ()
    """The SHA-256 of what earlier runs have written under its name."""


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """The jobs of a batch, all checked, each under a file name of its own."""

    notebook: Path
    jobs: tuple[Job, ...]
    seal: Callable[[str], str] | None = field(default=None, compare=False)
    """Gives for a text what tells nothing of it to others, where it is known what the reports rest on."""


def subjects(kind: str, tables: Tables, choice: Choice) -> tuple[Subject, ...]:
    """Return the subjects of a kind that were chosen, in the order of their ids.

    A day chooses cases by their first concern, plans by their start, meetings by the day they were held or are planned.
    Raises UnknownName for an unknown kind or school, UsageError for a choice that says nothing about the kind.
    """
    if kind not in KINDS:
        raise UnknownName(_("The kind of subject"), kind, KINDS)
    schools = {school.school_id for school in tables(School)}
    if choice.school is not None and choice.school not in schools:
        raise UnknownName(_("The school"), choice.school, schools)
    if choice.forum is not None and kind != "meetings":
        raise UsageError(_("A forum chooses among meetings alone."), remedy=_("Leave it out."), code="usage.choice")
    if kind == "schools" and (choice.from_day or choice.to_day):
        raise UsageError(_("Days choose nothing among schools."), remedy=_("Leave them out."), code="usage.choice")
    found = {"cases": _cases, "schools": _schools, "meetings": _meetings, "plans": _plans}[kind](tables, choice)
    return tuple(sorted(found, key=lambda subject: subject.id))


def plan_batch(notebook: Path, chosen: Sequence[Subject], parameters: Mapping[str, str]) -> BatchPlan:
    """Return a checked job for every chosen subject, with these parameters for all of them.

    Raises UsageError or UnknownName for anything that the notebook can't take; nothing has run then.
    """
    source = read_notebook(notebook)
    declared = parameters_of(source)
    common = {name: text for name, text in parameters.items() if name != WORKSPACE}
    if LANG in declared:
        common.setdefault(LANG, language())
    profile_for(source, values_for(declared, common))
    if not chosen:
        raise UsageError(_("There is nothing to make reports of."), remedy=_("Choose more widely."), code="batch.empty")
    jobs = []
    for subject in chosen:
        own = {name: text for name, text in subject.says.items() if name in declared and name not in parameters}
        if not own:
            raise UsageError(
                _("The notebook asks for nothing of this kind."),
                remedy=_("Choose another notebook, or name the subject in one place only."),
                code="usage.subject",
            )
        values = values_for(declared, common | own)
        jobs.append(Job(report_name(notebook, values), subject.id, common | own, job_key(source, values)))
    return BatchPlan(notebook, _apart(jobs))


def _cases(tables: Tables, choice: Choice) -> list[Subject]:
    """Choose cases."""
    return [
        Subject(case.case_id, {"subject": case.case_id, "case": case.case_id})
        for case in tables(Case)
        if choice.school in (None, case.school_id) and _between(case.first_concern_on, choice)
    ]


def _schools(tables: Tables, choice: Choice) -> list[Subject]:
    """Choose schools."""
    ids = [school.school_id for school in tables(School)]
    return [Subject(school_id, {"school": school_id}) for school_id in ids if choice.school in (None, school_id)]


def _meetings(tables: Tables, choice: Choice) -> list[Subject]:
    """Choose meetings; one without a day is not chosen by days."""
    return [
        Subject(meeting.meeting_id, _of_a_meeting(meeting))
        for meeting in tables(Meeting)
        if choice.school in (None, meeting.school_id)
        and choice.forum in (None, meeting.forum)
        and _between(meeting.held_on or meeting.planned_on, choice)
    ]


def _of_a_meeting(meeting: Meeting) -> dict[str, str]:
    """Return the parameters that a meeting gives to a notebook."""
    day = meeting.held_on or meeting.planned_on
    told = {"subject": meeting.meeting_id, "forum": str(meeting.forum), "school": meeting.school_id}
    return told | ({"on": day.isoformat()} if day else {})


def _plans(tables: Tables, choice: Choice) -> list[Subject]:
    """Choose plans, of the cases of a school where one is given."""
    schools = {case.case_id: case.school_id for case in tables(Case)}
    return [
        Subject(plan.plan_id, {"subject": plan.plan_id, "plan": plan.plan_id})
        for plan in tables(Plan)
        if choice.school in (None, schools.get(plan.case_id)) and _between(plan.starts_on, choice)
    ]


def _between(day: date | None, choice: Choice) -> bool:
    """Tell whether a day lies within the days chosen, both included."""
    if day is None:
        return choice.from_day is None and choice.to_day is None
    return (choice.from_day is None or choice.from_day <= day) and (choice.to_day is None or day <= choice.to_day)


def job_key(source: Any, values: Mapping[str, Any]) -> str:
    """Return what tells a job from any other: all of its notebook that a page is made of, and the parameters' values.

    What was shown when the notebook was last run by hand is none of that.
    """
    cells = [
        [cell.cell_type, cell.source, cell.metadata.get("tags", []), cell.get("attachments", {})]
        for cell in source.cells
    ]
    about = source.metadata.get("samrum", {})
    return hashlib.sha256(json.dumps([cells, about, dict(values)], sort_keys=True).encode()).hexdigest()


def _apart(jobs: Iterable[Job]) -> tuple[Job, ...]:
    """Return each report once, under a name that no other has, also where upper and lower case are the same."""
    once = {job.key: job for job in reversed(list(jobs))}
    names = Counter(job.name.casefold() for job in once.values())
    return tuple(
        replace(job, name=f"{job.name}-{job.key[:8]}") if names[job.name.casefold()] > 1 else job
        for job in reversed(once.values())
    )
