"""How long it takes to open a case file and to review it, in a process that is up."""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from samrum_kit.domain.records import TABLES, Case
from samrum_kit.teach.synthetic import synthetic_municipality
from samrum_kit.workspace import Workspace

MODEL, GATE, DAY = "haderslev", "ppv", "2026-05-01"
PASSPHRASE = "en lang sætning som ingen gætter"


def main() -> None:
    """Open and review every case of a made-up municipality, and print the median and the worst of each."""
    records = synthetic_municipality(MODEL)
    with TemporaryDirectory() as folder:
        workspace, _ = Workspace.create(Path(folder) / "workspace", [MODEL], PASSPHRASE)
        with workspace:
            with workspace.store.writing() as transaction:
                transaction.save(record for table in TABLES.values() for record in records[table])
            cases = [case.key[0] for case in records[Case]]
            workspace.review(GATE, cases[0], model=MODEL, as_of=DAY)
            show("open a case file", [milliseconds(workspace.case, case, DAY) for case in cases], 20)
            show("review it", reviews(workspace, cases), 5)


def reviews(workspace: Workspace, cases: list[str]) -> list[float]:
    """Return how long the review of each case takes, its file being open."""
    from samrum_kit.review.engine import review

    model = workspace.model(MODEL)
    files = [workspace.case(case, as_of=DAY) for case in cases]
    return [milliseconds(review, file, model, GATE) for file in files]


def milliseconds(job: Callable[..., object], *arguments: object) -> float:
    """Return how long a job takes."""
    begun = perf_counter()
    job(*arguments)
    return (perf_counter() - begun) * 1000


def show(what: str, times: list[float], limit: float) -> None:
    """Print the median, the worst and the limit."""
    print(f"{what:<18} median {median(times):6.2f} ms  worst {max(times):6.2f} ms  at most {limit:g} ms")


if __name__ == "__main__":
    main()
