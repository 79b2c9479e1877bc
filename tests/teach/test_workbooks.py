"""A municipality is sent as one workbook per school, and every row of it is taken in."""

from datetime import date

import pytest

from samrum_kit.domain.records import School
from samrum_kit.intake import plan_import, read_sources
from samrum_kit.teach.places import model_ids, municipality
from samrum_kit.teach.workbooks import by_school, write_workbooks


@pytest.mark.parametrize("model_id", model_ids())
def test_the_importer_takes_every_row_and_gets_the_same_records(town, nothing_known, tmp_path, model_id):
    records = town(model_id).records
    paths = write_workbooks(records, tmp_path, municipality(model_id).lang)
    plan = plan_import(read_sources(paths), nothing_known, today=date(2026, 11, 25))
    assert plan.rejected == ()
    taken = {}
    for record in plan.to_save:
        taken.setdefault(type(record), []).append(record)
    assert {table: {r.key: r for r in rows} for table, rows in taken.items()} == {
        table: {r.key: r for r in rows} for table, rows in records.items() if rows}


def test_each_workbook_can_be_imported_alone(town, nothing_known, tmp_path):
    paths = write_workbooks(town("aalborg_samrum").records, tmp_path, "da")
    assert [path.name for path in paths] == [f"AA-SK-{number:02}.xlsx" for number in range(1, 7)]
    for path in paths:
        plan = plan_import(read_sources([path]), nothing_known, today=date(2026, 11, 25))
        assert plan.rejected == ()


def test_every_row_belongs_to_exactly_one_school(town):
    records = town("baerum_ressursteam").records
    parts = by_school(records)
    assert set(parts) == {school.school_id for school in records[School]}
    for table, rows in records.items():
        assert sorted((row.key for part in parts.values() for row in part[table]), key=str) == sorted(
            (row.key for row in rows), key=str)
