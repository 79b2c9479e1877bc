"""How long a whole import takes (read, check, store), against pandas with openpyxl alone reading the same file."""

import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samrum_kit.domain.fields import Record

ROWS = 10_000
ROUNDS = 5
PASSPHRASE = "en lang sætning som ingen gætter"


def main() -> None:
    """Measure both workbooks: one of a whole municipality, most of whose tables are narrow, and one of wide rows."""
    with TemporaryDirectory() as folder:
        for name, write in (("many tables", write_municipality), ("wide rows", write_measures)):
            workbook = Path(folder) / f"{name}.xlsx"
            print(f"{name}, {write(workbook)} rows")
            compare(workbook)


def compare(workbook: Path) -> None:
    """Measure both readers in processes of their own, in turn, and print the best of each, the ratio and the peaks."""
    pandas, ours = [], []
    for number in range(ROUNDS):
        pandas.append(measured("pandas", workbook))
        ours.append(measured("import", workbook, workbook.with_name(f"{workbook.stem} {number}")))
    (library, library_peak), (own, own_peak) = best(pandas), best(ours)
    print(f"  read_excel with openpyxl  {library:7.2f} s  {library_peak:5.0f} MB")
    print(f"  read, check and store     {own:7.2f} s  {own_peak:5.0f} MB   (at most 400 MB)")
    print(f"  ratio                     {own / library:7.2f}              (at most 0.5)")


def best(runs: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the least time and the highest peak."""
    return min(seconds for seconds, _ in runs), max(peak for _, peak in runs)


def write_municipality(path: Path) -> int:
    """Write a made-up municipality of about `ROWS` rows as one workbook and return how many rows it has."""
    from samrum_kit.teach.synthetic import synthetic_municipality

    cases = 60
    sample = sum(map(len, synthetic_municipality("haderslev", cases=cases).values()))
    return write_records(path, synthetic_municipality("haderslev", cases=ceil(cases * ROWS / sample)))


def write_measures(path: Path) -> int:
    """Write `ROWS` measures with all their columns filled but the meeting, and the plans and cases that they name."""
    from samrum_kit.domain import vocabulary as words
    from samrum_kit.domain.records import Case, Measure, Plan, School

    day = date(2025, 9, 1)
    school = School(school_id="SK-1", name="Engskolen", municipality="Lykkeborg", school_type=words.SchoolType.COMBINED)
    cases = [
        Case(case_id=f"S-{n}", kind=words.CaseKind.CLASS, school_id="SK-1", title="Uro i timerne", first_concern_on=day)
        for n in range(100)
    ]
    plans = [
        Plan(plan_id=f"P-{n}", case_id=f"S-{n % 100}", level=words.Level.PREVENTIVE, scope=words.PlanScope.COMMUNITY,
             starts_on=day)
        for n in range(300)
    ]
    measures = [
        Measure(
            measure_id=f"T-{n}", plan_id=f"P-{n % 300}", case_id=f"S-{n % 100}",
            text=f"Klassen arbejder i faste makkerpar om opgave {n}", method_id="co_teaching",
            target=words.Target.CONTEXT, involves_other_children=True, actor_role=words.Role.CLASS_TEAM,
            starts_on=day + timedelta(days=n % 100), ends_on=day + timedelta(days=120 + n % 100),
            staff_benefiting=float(n % 7), carried_out=words.CarriedOut.FULLY,
        )
        for n in range(ROWS)
    ]
    return write_records(path, {School: [school], Case: cases, Plan: plans, Measure: measures})


def write_records(path: Path, records: "Mapping[type[Record], Sequence[Record]]") -> int:
    """Write records as one workbook and return how many they are."""
    from samrum_kit.intake import write_template

    write_template(path, "da", records)
    return sum(map(len, records.values()))


def measured(job: str, *paths: Path) -> tuple[float, float]:
    """Run one job in a fresh process; return its seconds and its peak memory in MB, its children's among it."""
    done = subprocess.run([sys.executable, __file__, job, *map(str, paths)], check=True, capture_output=True, text=True)
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


def read_with_pandas(workbook: str) -> float:
    """Read every sheet and return the seconds it took."""
    import pandas as pd

    begun = perf_counter()
    pd.read_excel(workbook, sheet_name=None, engine="openpyxl")
    return perf_counter() - begun


def import_into_workspace(workbook: str, folder: str) -> float:
    """Import into a new workspace and return the seconds it took."""
    from samrum_kit.workspace import Workspace

    workspace, _ = Workspace.create(folder, ["haderslev"], PASSPHRASE)
    with workspace:
        begun = perf_counter()
        receipt = workspace.import_files([workbook])
        seconds = perf_counter() - begun
    if not receipt.saved or receipt.plan.rejected:
        sys.exit("The workbook was not taken in whole.")
    return seconds


def report(seconds: float) -> None:
    """Print the seconds and the peak memory of this process and the largest of its children together."""
    users = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    print(seconds, sum(resource.getrusage(user).ru_maxrss for user in users) / unit)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["pandas", workbook]:
            report(read_with_pandas(workbook))
        case ["import", workbook, folder]:
            report(import_into_workspace(workbook, folder))
        case _:
            main()
