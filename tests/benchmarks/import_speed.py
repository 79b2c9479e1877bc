"""How long a whole import takes (read, check, store), against pandas with openpyxl alone reading the same file."""

import resource
import subprocess
import sys
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

ROWS = 10_000
ROUNDS = 3
PASSPHRASE = "en lang sætning som ingen gætter"


def main() -> None:
    """Measure both in processes of their own, in turn, and print the best of each, the ratio and the peak memory."""
    with TemporaryDirectory() as folder:
        workbook = Path(folder) / "skole.xlsx"
        rows = write_workbook(workbook)
        pandas, ours = [], []
        for number in range(ROUNDS):
            pandas.append(measured("pandas", workbook))
            ours.append(measured("import", workbook, Path(folder) / f"workspace-{number}"))
    (library, library_peak), (own, own_peak) = best(pandas), best(ours)
    print(f"rows                      {rows:7d}")
    print(f"read_excel with openpyxl  {library:7.2f} s  {library_peak:5.0f} MB")
    print(f"read, check and store     {own:7.2f} s  {own_peak:5.0f} MB   (at most 400 MB)")
    print(f"ratio                     {own / library:7.2f}              (at most 0.5)")


def best(runs: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the least time and the highest peak."""
    return min(seconds for seconds, _ in runs), max(peak for _, peak in runs)


def write_workbook(path: Path) -> int:
    """Write a made-up municipality of about `ROWS` rows as one workbook and return how many rows it has."""
    from samrum_kit.intake import write_template
    from samrum_kit.teach.synthetic import synthetic_municipality

    cases = 60
    sample = sum(map(len, synthetic_municipality("haderslev", cases=cases).values()))
    records = synthetic_municipality("haderslev", cases=ceil(cases * ROWS / sample))
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
