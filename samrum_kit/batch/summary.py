"""What a person is told at the end of a batch: a line for each thing that went wrong, whatever number it met."""

from collections import defaultdict
from collections.abc import Sequence

from samrum_kit.batch.index import INDEX, status_word
from samrum_kit.batch.manifest import Status
from samrum_kit.batch.result import BatchResult
from samrum_kit.locale import _

_NAMED = 5
"""So many reports are named in a line; the others stand in the index."""


def summary(result: BatchResult) -> list[str]:
    """Return a line for every way in which reports are lacking, with their names, and what to do about it."""
    alike: defaultdict[tuple[Status, str], list[str]] = defaultdict(list)
    for outcome in result.failures:
        alike[outcome.rendered.status, outcome.rendered.message].append(outcome.job.name)
    lines = [f"{_named(names)}: {status_word(status)}. {message}".strip() for (status, message), names in alike.items()]
    if any(len(names) > _NAMED for names in alike.values()):
        lines.append(_("All of them stand in {file}.").format(file=INDEX))
    if result.aside:
        lines.append(kept_aside(result.aside))
    if result.count(Status.CANCELLED):
        lines.append(_("What is made stays; the same command with --resume makes the rest."))
    return lines


def kept_aside(names: Sequence[str]) -> str:
    """Return a line about files that somebody had changed, with the names that they have now."""
    return _("Somebody had changed what was made before; it is kept as {names}.").format(names=_named(names))


def _named(names: Sequence[str]) -> str:
    """Return the names of reports, the first ones where there are many."""
    if len(names) <= _NAMED:
        return ", ".join(names)
    shown = names[: _NAMED - 1]
    return _("{names} and {number} more").format(names=", ".join(shown), number=len(names) - len(shown))
