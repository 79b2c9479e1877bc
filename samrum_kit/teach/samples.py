"""The small municipalities that lie in the repository: folders of CSV, the same bytes for the same seed."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

from samrum_kit.domain.fields import Column, Vocabulary, columns
from samrum_kit.domain.records import TABLES
from samrum_kit.teach.places import model_ids, municipality
from samrum_kit.teach.synthetic import synthetic_municipality
from samrum_kit.teach.workbooks import Tables

SCHOOLS, CASES = 2, 6

_YES_NO = {"da": {True: "ja", False: "nej"}, "nb": {True: "ja", False: "nei"}}


def write_samples(folder: Path) -> tuple[Path, ...]:
    """Write a small municipality of each model into its own folder of CSV, and return the folders.

    Folders are made where they lack; a table without rows has no file.
    """
    return tuple(_write_sample(folder / model_id, model_id) for model_id in model_ids())


def _write_sample(folder: Path, model_id: str) -> Path:
    """Write one model's small municipality."""
    folder.mkdir(parents=True, exist_ok=True)
    write_csv(synthetic_municipality(model_id, schools=SCHOOLS, cases=CASES), folder, municipality(model_id).lang)
    return folder


def write_csv(records: Tables, folder: Path, lang: str) -> None:
    """Write records as a folder of `<table>.csv` with headings and values in Danish or Norwegian.

    UTF-8 with a byte order mark and semicolons: a spreadsheet opens them as they are.
    """
    for table in TABLES.values():
        path, rows = folder / f"{table.table}.csv", records[table]
        if not rows:
            path.unlink(missing_ok=True)
            continue
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\n")
            writer.writerow(column.label(lang) for column in columns(table))
            writer.writerows([_cell(getattr(row, column.name), column, lang) for column in columns(table)]
                             for row in rows)


def _cell(value: Any, column: Column, lang: str) -> str:
    """Return a value as people write it in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _YES_NO[lang][value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    if isinstance(value, Vocabulary):
        return value.label(lang)
    return "; ".join(word.label(lang) for word in value) if column.kind == "list" else str(value)
