"""The page of a run: every report with its subject, how it ended in words, and a link to its files."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from samrum_kit.batch.manifest import DONE, Status, entries
from samrum_kit.batch.plan import BatchPlan
from samrum_kit.batch.result import Outcome, outcome_of
from samrum_kit.locale import _, language
from samrum_kit.locale.html import render
from samrum_kit.report.deliver import FORMATS
from samrum_kit.report.look import OWN_LOOK, Look
from samrum_kit.report.page import page
from samrum_kit.report.publish import publish

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class _Row:
    """A report as it stands in the index."""

    subject: str
    word: str
    cell: int | None
    code: str
    made: tuple[str, ...]
    """The names of its files, as they were last made."""
    older: tuple[str, ...]
    """The names of files from before, which were not made again."""
    aside: tuple[str, ...]
    """The names of files that somebody had changed."""


def write_index(plan: BatchPlan, outcomes: Sequence[Outcome], out: Path, look: Look = OWN_LOOK) -> None:
    """Write the index of a run, and of what else was made in its folder; it holds ids, words and links, no data."""
    here = {outcome.job.name for outcome in outcomes}
    others = [outcome_of(entry) for name, entry in entries(out).items() if name not in here]
    body = render(
        "samrum_kit.batch",
        "index.html.j2",
        counts=_counts(outcome.rendered.status for outcome in outcomes),
        rows=[_row(outcome, out) for outcome in outcomes],
        others=[_row(outcome, out) for outcome in others],
    )
    title = " · ".join([_("Reports"), plan.notebook.stem])
    publish(out / INDEX, page(title, body, lang=language(), look=look).encode())


def _row(outcome: Outcome, out: Path) -> _Row:
    """Return how a report stands in the index, with all of its files that lie in the folder."""
    job, rendered = outcome.job, outcome.rendered
    made = [f"{job.name}.{ending}" for ending in rendered.files] if rendered.status in DONE else []
    older = (name for ending in FORMATS if (name := f"{job.name}.{ending}") not in made and (out / name).is_file())
    word = status_word(rendered.status)
    return _Row(
        job.subject, word, rendered.cell, rendered.code, tuple(made), tuple(older), tuple(rendered.aside.values())
    )


def status_word(status: Status) -> str:
    """Return how a person says how a job ended."""
    return {
        Status.OK: _("made"),
        Status.CACHED: _("kept as it was"),
        Status.INVALID: _("refused by the notebook"),
        Status.FAILED: _("failed"),
        Status.TIMEOUT: _("took too long"),
        Status.CRASHED: _("its process was lost"),
        Status.MISMATCH: _("other than by papermill itself"),
        Status.CANCELLED: _("not reached"),
    }[status]


def _counts(statuses: Iterable[Status]) -> list[tuple[str, int]]:
    """Return how many jobs ended in which way, in the order of the statuses."""
    counted = Counter(statuses)
    return [(status_word(status), counted[status]) for status in Status if counted[status]]
