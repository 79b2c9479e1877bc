"""The municipalities in the repository are what the generator writes, and import as they are."""

from datetime import date
from pathlib import Path

import pytest

from samrum_kit.domain.records import TABLES
from samrum_kit.intake import plan_import, read_sources
from samrum_kit.teach.__main__ import main
from samrum_kit.teach.places import model_ids
from samrum_kit.teach.samples import CASES, SCHOOLS
from samrum_kit.teach.synthetic import synthetic_municipality

SAMPLES = Path(__file__).parents[2] / "data" / "eksempel"


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.csv")}


def test_writing_the_samples_again_changes_nothing(tmp_path, capsys):
    assert main([str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == [str(tmp_path / name) for name in model_ids()]
    assert contents(tmp_path) == contents(SAMPLES)


@pytest.mark.parametrize("model_id", model_ids())
def test_a_sample_imports_as_the_records_it_was_written_from(nothing_known, model_id):
    plan = plan_import(read_sources([SAMPLES / model_id]), nothing_known, today=date(2026, 11, 25))
    assert plan.rejected == ()
    told = synthetic_municipality(model_id, schools=SCHOOLS, cases=CASES)
    assert {(type(r), *r.key): r for r in plan.to_save} == {
        (table, *r.key): r for table in TABLES.values() for r in told[table]}


def test_a_table_that_lost_its_rows_loses_its_file(tmp_path):
    stale = tmp_path / "haderslev" / "contracts.csv"
    stale.parent.mkdir()
    stale.write_text("old", encoding="utf-8")
    main([str(tmp_path)])
    assert not stale.exists()
