"""How long the key figures of a whole municipality take, read from an encrypted workspace and counted.

Against the time that the database alone takes to hand out the same rows, in the same run; the cost of a row at three
sizes; and the memory over the municipalities of a country, made up and counted one after the other.
"""

import resource
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from samrum_kit.workspace import Workspace

MODELS = ("baerum_ressursteam", "trivselsforum_ssp", "haderslev")
SCHOOLS, CASES = 50, 2_000
MUNICIPALITIES = 98
ROUNDS = 5
YEAR = {"from_day": "2025-08-01", "to_day": "2026-07-31", "as_of": "2026-07-31"}
PASSPHRASE = "en lang sætning som ingen gætter"


def main() -> None:
    """Measure a country, then a municipality of each model, of one in three sizes."""
    measure_country(MODELS[0])
    with TemporaryDirectory() as folder:
        for model in MODELS:
            for part in (1, 2, 4) if model == MODELS[-1] else (1,):
                measure(model, Path(folder) / f"{model}-{part}", SCHOOLS // part, CASES // part)


def measure(model: str, folder: Path, schools: int, cases: int) -> None:
    """Print how long the figures of a municipality take, and how long the database alone."""
    from samrum_kit.figures.service import COUNTED
    from samrum_kit.store.tables import RECORD_TABLES

    with made_up(model, folder, schools, cases) as workspace:
        tables = [RECORD_TABLES[record] for record in COUNTED]
        with workspace.store._database.reading() as connection:
            rows = sum(len(connection.execute(table.select()).all()) for table in tables)
            asked = [str(table.select()) for table in tables]
            alone = best(lambda: [connection.exec_driver_sql(question).all() for question in asked])
        meetings = len(workspace.store.ids("meetings"))
        figures = best(lambda: workspace.figures(model, **YEAR))
        found = workspace.figures(model, **YEAR)
        months, apart = best(lambda: list(found.by_month())), best(lambda: list(found.by_school()))
    print(f"{model}: {schools} schools, {cases} cases, {meetings} meetings, {rows} rows that are counted from")
    print(f"  the database alone       {alone:6.2f} s")
    print(f"  read and count           {figures:6.2f} s  (at most 2 s), ratio {figures / alone:4.1f}")
    print(f"  a row                    {1e6 * figures / rows:6.1f} microseconds")
    print(f"  again for each month     {months:6.2f} s, for each school {apart:6.2f} s")


def made_up(model: str, folder: Path, schools: int, cases: int) -> "Workspace":
    """Return an open workspace with a made-up municipality."""
    from samrum_kit.domain.records import TABLES
    from samrum_kit.teach.synthetic import synthetic_municipality
    from samrum_kit.workspace import Workspace

    records = synthetic_municipality(model, schools=schools, cases=cases)
    workspace, _recovery_key = Workspace.create(folder, [model], PASSPHRASE)
    with workspace.store.writing() as transaction:
        transaction.save(record for table in TABLES.values() for record in records[table])
    return workspace


def measure_country(model: str) -> None:
    """Print how long the figures of many municipalities take in memory, and the highest memory after each few."""
    from samrum_kit.teach.synthetic import synthetic_municipality

    seconds = 0.0
    for number in range(MUNICIPALITIES):
        records = synthetic_municipality(model, seed=number + 1, schools=SCHOOLS, cases=CASES)
        begun = perf_counter()
        count(model, records)
        seconds += perf_counter() - begun
        if number in {0, 1, MUNICIPALITIES // 2, MUNICIPALITIES - 1}:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{number + 1:3} municipalities  {seconds:6.1f} s of counting  highest memory {peak:5.0f} MB")


def count(model: str, records: Mapping[Any, Any]) -> None:
    """Count the figures of a municipality that lies in memory."""
    from samrum_kit.figures.basis import Basis
    from samrum_kit.figures.key_figures import count_figures
    from samrum_kit.figures.scope import Extent, Period, Scope
    from samrum_kit.figures.service import service_file
    from samrum_kit.models import shipped_models

    chosen, scope = shipped_models()[model], Scope(Extent.ALL)
    period = Period(*(date.fromisoformat(YEAR[name]) for name in ("from_day", "to_day", "as_of")))
    count_figures(Basis(service_file(records, scope, period.as_of), chosen, period), scope, chosen)


def best(job: Callable[[], object]) -> float:
    """Return the least time of several rounds."""
    times = []
    for _round in range(ROUNDS):
        begun = perf_counter()
        job()
        times.append(perf_counter() - begun)
    return min(times)


if __name__ == "__main__":
    main()
