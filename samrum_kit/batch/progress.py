"""What one sees while a batch runs: how many reports are made, kept and lacking, and how long it may still take."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from samrum_kit.batch.manifest import Status
from samrum_kit.locale import _


@contextmanager
def progress_bar(total: int, *, shown: bool) -> Iterator[Callable[[Status], None]]:
    """Show a bar where the error stream is a terminal; give the function that is told of each job that ended."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    ended: Counter[str] = Counter()
    with Bar(*columns, console=Console(stderr=True), disable=not (shown and sys.stderr.isatty())) as bar:
        task = bar.add_task(_counts(ended), total=total)

        def advance(status: Status) -> None:
            ended[status] += 1
            bar.update(task, advance=1, description=_counts(ended))

        yield advance


def _counts(ended: Counter[str]) -> str:
    """Return the counts as words."""
    lacking = ended.total() - ended[Status.OK] - ended[Status.CACHED]
    return _("{made} made, {kept} kept, {lacking} lacking").format(
        made=ended[Status.OK], kept=ended[Status.CACHED], lacking=lacking
    )
