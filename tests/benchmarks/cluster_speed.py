"""What a report costs on two workers of a cluster, against a batch on this machine, and what it asks of the others.

The arguments: a workspace that `samrum demo` has made, how many reports are made in a window, and in which formats.
"""

import sys
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import psutil

from samrum_kit.batch import BatchPlan
from samrum_kit.batch.cluster import Cluster
from samrum_kit.workspace import Workspace
from samrum_kit.workspace.chunks import cluster_at
from samrum_kit.workspace.reports import Wanted, make_reports, plan_reports
from tests.batch.clusters import Running, cluster

PASSPHRASE = "eksempel"
WINDOWS = 3
TWO = 2


@dataclass(frozen=True)
class Spent:
    """What a window took: seconds on the clock, and seconds of processors by whoever used them."""

    wall: float
    workers: float
    here: float
    scheduler: float = 0.0


def main(folder: Path, number: int, formats: list[str]) -> None:
    """Print what a report costs in each way, then what it asks of the database, the storage and the line."""
    with ExitStack() as ending:
        place = Path(ending.enter_context(TemporaryDirectory()))
        workspace = ending.enter_context(Workspace.open(folder, passphrase=PASSPHRASE))
        whole = plan_reports(workspace, "02_gennemgang", Wanted("cases"), {"gate": "ppv"}, formats)
        plan = replace(whole, jobs=whole.jobs[:number])
        running = ending.enter_context(cluster(place / "c", folder, [PASSPHRASE] * TWO))
        there = cluster_at(running.address, workspace)
        few = replace(plan, jobs=plan.jobs[:TWO * 4])
        started = on_cluster(workspace, few, place / "first", there, running, formats)
        far = [on_cluster(workspace, plan, place / f"far-{n}", there, running, formats) for n in range(WINDOWS)]
        near = [on_this_machine(workspace, plan, place / f"near-{n}", formats) for n in range(WINDOWS)]
        print(f"the first {len(few.jobs)} reports, with all that is started before them: {started.wall:.1f} s")
        for what, spent in (("on two workers", far), ("on this machine", near)):
            print(f"{what:16}", *(f"{name} {each:7.1f} ms" for name, each in costs(spent, len(plan.jobs))))
        before = len(workspace.store.audit_lines())
        on_cluster(workspace, plan, place / "last", there, running, formats)
        lines = (len(workspace.store.audit_lines()) - before) / len(plan.jobs)
        size = sum(path.stat().st_size for path in (place / "last").glob("02_*")) / len(plan.jobs) / 1000
        print(f"a report adds {lines:.2f} lines to the audit log and {size:.1f} kB to the storage")


def on_cluster(
    workspace: Workspace, plan: BatchPlan, out: Path, there: Cluster, running: Running, formats: list[str]
) -> Spent:  # fmt: skip
    """Make the reports on the workers, which have been started before."""
    workers = [worker.pid for worker in running.workers]
    before, scheduler = processors(workers), processors([running.scheduler.pid])
    began, own = perf_counter(), process_time()
    result = make_reports(workspace, plan, formats, out=out, cluster=there, progress=False)
    spent, here = perf_counter() - began, process_time() - own
    assert not result.failures, result.failures[0].rendered
    return Spent(spent, processors(workers) - before, here, processors([running.scheduler.pid]) - scheduler)


def on_this_machine(workspace: Workspace, plan: BatchPlan, out: Path, formats: list[str]) -> Spent:
    """Make the reports with two processes of this machine, with all that has to be started first."""
    before, began, own = ended_children(), perf_counter(), process_time()
    result = make_reports(workspace, plan, formats, out=out, jobs=TWO, progress=False)
    spent, here = perf_counter() - began, process_time() - own
    assert not result.failures, result.failures[0].rendered
    return Spent(spent, ended_children() - before, here)


def processors(pids: Iterable[int]) -> float:
    """Return the seconds of processors that some processes, and all that they have started, have used until now."""
    started = [psutil.Process(pid) for pid in pids]
    found = [*started, *(child for process in started for child in process.children(recursive=True))]
    return sum(sum(process.cpu_times()[:4]) for process in found)


def ended_children() -> float:
    """Return the seconds of processors that the children of this process have used that have ended."""
    times = psutil.Process().cpu_times()
    return times.children_user + times.children_system


def costs(windows: list[Spent], number: int) -> list[tuple[str, float]]:
    """Return the median cost of a report in milliseconds, by what it is of."""
    names = ("wall", "workers", "here", "scheduler")
    return [(name, 1000 * median(getattr(one, name) for one in windows) / number) for name in names]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3].split(","))
