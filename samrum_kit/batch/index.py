"""The page of a run: every report with its subject, how it ended in words, and a link to its files."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from samrum_kit.batch.manifest import DONE, Status
from samrum_kit.batch.plan import BatchPlan
from samrum_kit.batch.result import Outcome
from samrum_kit.locale import _, language
from samrum_kit.locale.html import render
from samrum_kit.report.deliver import publish
from samrum_kit.report.look import OWN_LOOK, Look
from samrum_kit.report.page import page

INDEX = "index.html"


def write_index(
    plan: BatchPlan, outcomes: Sequence[Outcome], formats: Sequence[str], out: Path, look: Look = OWN_LOOK
) -> None:
    """Write the index of a run; it holds ids, words and links, nothing from the data."""
    body = render(
        "samrum_kit.batch",
        "index.html.j2",
        outcomes=outcomes,
        counts=_counts(outcome.rendered.status for outcome in outcomes),
        formats=formats,
        done=DONE,
        word=status_word,
    )
    title = " · ".join([_("Reports"), plan.notebook.stem])
    publish(out / INDEX, page(title, body, lang=language(), look=look).encode())


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
