"""The school calendars of the made-up municipalities, as such a municipality would write them."""

import csv
from datetime import date
from pathlib import Path

from samrum_kit.domain.days import school_year
from samrum_kit.figures.calendar import HEADINGS, SCHOOL_YEAR
from samrum_kit.teach.calendar import COUNTRIES, closures
from samrum_kit.teach.places import Municipality, model_ids, municipality
from samrum_kit.teach.synthetic import DEFAULT_YEAR

SCHOOL_YEARS = range(DEFAULT_YEAR - 1, DEFAULT_YEAR + 3)
"""The years in which the school years begin that the calendars cover."""


def write_calendars(folder: Path) -> tuple[Path, ...]:
    """Write the calendar of each municipality into a folder, which is made where it lacks, and return the files.

    UTF-8 with a byte order mark and semicolons: a spreadsheet opens them as they are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_write(folder, municipality(model_id)) for model_id in model_ids())


def _write(folder: Path, town: Municipality) -> Path:
    """Write the calendar of one municipality."""
    path = folder / f"{town.municipality.split()[0].casefold()}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(HEADINGS)
        for year in SCHOOL_YEARS:
            name = f"{SCHOOL_YEAR} {year}/{(year + 1) % 100}"
            first, last = school_year(date(year, 8, 1))
            writer.writerow((first, last, name, COUNTRIES[town.lang]))
            writer.writerows((one.first, one.last, one.text, "") for one in closures(year, town.lang))
    return path
