"""What is told at the end of a batch is short, whatever number of reports went wrong."""

from pathlib import Path

from samrum_kit.batch import BatchResult, Job, Outcome
from samrum_kit.batch.backends import Rendered
from samrum_kit.batch.manifest import Status
from samrum_kit.batch.summary import summary

STOPPED = Rendered(Status.FAILED, message="Notebooken standsede.")


def ended(*rendered: Rendered) -> BatchResult:
    """Return a batch of which this is how each report ended."""
    jobs = (Job(f"02-S-{number}", f"S-{number}", {}, "") for number in range(1, len(rendered) + 1))
    return BatchResult(Path("ud"), tuple(map(Outcome, jobs, rendered)))


def test_nothing_is_said_of_a_batch_in_which_every_report_is_there() -> None:
    assert summary(ended(Rendered(Status.OK), Rendered(Status.CACHED))) == []


def test_few_reports_are_named_together_where_the_same_went_wrong() -> None:
    slow = Rendered(Status.TIMEOUT, message="En celle tog for lang tid.")
    assert summary(ended(STOPPED, Rendered(Status.OK), slow, STOPPED)) == [
        "02-S-1, 02-S-4: mislykkedes. Notebooken standsede.",
        "02-S-3: tog for lang tid. En celle tog for lang tid.",
    ]


def test_many_reports_are_counted_and_the_index_named() -> None:
    assert summary(ended(*[STOPPED] * 500)) == [
        "02-S-1, 02-S-2, 02-S-3, 02-S-4 og 496 til: mislykkedes. Notebooken standsede.",
        "Alle står i index.html.",
    ]


def test_what_was_not_reached_comes_with_what_to_do() -> None:
    assert summary(ended(Rendered(Status.OK), Rendered(Status.CANCELLED)))[-1].endswith("--resume laver resten.")
