"""How a batch ended: each job with its outcome, and what that means for whoever started it."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from samrum_kit.batch.backends import Rendered
from samrum_kit.batch.keys import on_answers
from samrum_kit.batch.manifest import DONE, Entry, Status
from samrum_kit.batch.plan import BatchPlan, Job

DIFFERENT = 4
"""The exit code of a batch in which a report isn't what papermill's own engine makes of it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A job and how it ended."""

    job: Job
    rendered: Rendered


@dataclass(frozen=True, slots=True)
class BatchResult:
    """How a batch ended, in the order of its plan."""

    out: Path
    outcomes: tuple[Outcome, ...]

    def count(self, status: Status) -> int:
        """Return how many jobs ended in a way."""
        return sum(outcome.rendered.status is status for outcome in self.outcomes)

    @property
    def backends(self) -> dict[str, int]:
        """Return how many notebooks each backend ran, the most busy one first."""
        ran = Counter(outcome.rendered.backend for outcome in self.outcomes if outcome.rendered.backend)
        return dict(ran.most_common())

    @property
    def failures(self) -> tuple[Outcome, ...]:
        """Return the jobs that gave no report."""
        return tuple(outcome for outcome in self.outcomes if outcome.rendered.status not in DONE)

    @property
    def aside(self) -> tuple[str, ...]:
        """Return the names under which files are kept that somebody had changed."""
        return tuple(name for outcome in self.outcomes for name in outcome.rendered.aside.values())

    @property
    def exit_code(self) -> int:
        """Return 0 when every report is there, 1 when one is lacking, 4 when one came out otherwise than it should."""
        if self.count(Status.MISMATCH):
            return DIFFERENT
        return 1 if self.failures else 0


def outcome_of(entry: Entry) -> Outcome:
    """Return how a job ended, from what the manifest keeps of it."""
    job = Job(entry.job, entry.subject, {}, entry.key)
    return Outcome(job, Rendered(entry.status, entry.seconds, entry.code, entry.cell, entry.files))


def entry_of(plan: BatchPlan, job: Job, rendered: Rendered) -> Entry:
    """Return what the manifest keeps of a job: everything but sentences."""
    job = on_answers(plan, job, rendered.answers)
    return Entry(
        job=job.name,
        key=job.key,
        notebook=plan.notebook.stem,
        subject=job.subject,
        status=rendered.status,
        seconds=round(rendered.seconds, 3),
        code=rendered.code,
        cell=rendered.cell,
        files=rendered.files,
        backend=rendered.backend,
        parts=job.parts,
        answers=rendered.answers,
    )
