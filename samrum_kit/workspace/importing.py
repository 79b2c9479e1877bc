"""From files to the vault: read, check, save in one transaction, and say what happened."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from samrum_kit.errors import ImportRejected
from samrum_kit.intake import ImportPlan, plan_import, read_sources, write_rejected
from samrum_kit.store import Store


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an import did, or would do."""

    plan: ImportPlan
    saved: bool
    rejected_files: tuple[Path, ...] = ()
    """Workbooks with the rejected rows, to be corrected and imported."""
    not_given_back: str = ""
    """Why there is no workbook with the rejected rows, where none could be written."""
    ends_synthetic: bool = False
    """The workspace held made-up data alone until now, and does so no longer."""

    def to_json(self) -> dict[str, Any]:
        """Return the receipt as the contract writes it."""
        return {**self.plan.to_json(), "saved": self.saved}


def import_files(  # each switch is the user's own
    store: Store,
    paths: Sequence[Path],
    *,
    today: date,
    dry_run: bool = False,
    accept_valid: bool = False,
    clear_blank: bool = False,
    before_saving: Callable[[], None] | None = None,
) -> Receipt:
    """Take workbooks into the vault, all of them together or none; `before_saving` is called when rows will be saved.

    What is known is read inside the same transaction that saves, so that two people who import at the same time
    can't overwrite what the other has just saved without it being seen as an update.
    """
    with _collector_at_rest():
        sources = read_sources(paths)
        with store.writing() as transaction:
            plan = plan_import(sources, transaction, today=today, accept_valid=accept_valid, clear_blank=clear_blank)
            saved = plan.saved and not dry_run
            if saved and plan.to_save:
                if before_saving is not None:
                    before_saving()
                transaction.save(plan.to_save)
                transaction.audit(
                    "import", detail={**_counts("new", plan.accepted), **_counts("updated", plan.updated)}
                )
    if dry_run:
        return Receipt(plan, saved)
    try:
        return Receipt(plan, saved, write_rejected(sources, plan))
    except ImportRejected as fault:
        return Receipt(plan, saved, not_given_back=str(fault))


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Let the garbage collector rest: an import makes a hundred thousand values and throws hardly any of them away."""
    was_working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_working:
            gc.enable()


def _counts(what: str, by_table: Any) -> dict[str, int]:
    """Return counts by table under keys such as `new.cases`."""
    return {f"{what}.{table}": number for table, number in by_table.items()}
