"""A made-up municipality keeps every rule, holds every kind of gap, and names nobody."""

import subprocess
import sys
from datetime import date

import pytest

from samrum_kit.domain.fields import columns
from samrum_kit.domain.records import TABLES, Case, Identity, Plan
from samrum_kit.domain.rules import row_faults
from samrum_kit.errors import UnknownName
from samrum_kit.review.engine import review
from samrum_kit.teach.places import model_ids
from samrum_kit.teach.plots import Reach, plots
from samrum_kit.teach.synthetic import synthetic_municipality

A_YEAR_LATER = date(2027, 3, 1)


@pytest.mark.parametrize("model_id", model_ids())
def test_every_row_keeps_the_rules(town, model_id):
    rows = [row for rows in town(model_id).records.values() for row in rows]
    assert [(row.key, row_faults(row, A_YEAR_LATER)) for row in rows if row_faults(row, A_YEAR_LATER)] == []


@pytest.mark.parametrize("model_id", model_ids())
def test_every_reference_leads_to_a_row(town, model_id):
    records = town(model_id).records
    keys = {table.table: {row.key[0] for row in rows} for table, rows in records.items()}
    lost = [
        (row.key, column.name)
        for table, rows in records.items()
        for row in rows
        for column in columns(table)
        if column.target and getattr(row, column.name) not in {None, *keys[column.target]}
    ]
    assert lost == []


@pytest.mark.parametrize("model_id", model_ids())
def test_every_table_is_there_and_no_key_comes_twice(town, model_id):
    records = town(model_id).records
    assert list(records) == list(TABLES.values())
    assert all(len({row.key for row in rows}) == len(rows) for rows in records.values())


@pytest.mark.parametrize("model_id", model_ids())
def test_every_requirement_is_documented_somewhere_and_missing_somewhere(town, model, model_id):
    found = {}
    for requirement, status, _ in town(model_id).statuses(model(model_id)):
        found.setdefault(requirement, set()).add(status)
    assert set(found) == {requirement.id for requirement in model(model_id).requirements}
    assert {name: seen for name, seen in found.items() if not seen >= {"documented", "missing"}} == {}


def test_a_gap_leaves_open_the_requirement_that_it_is_named_after(town, model):
    here = town("haderslev")
    statuses = set(here.statuses(model("haderslev")))
    for plot, case in zip(plots("haderslev", 60), here.records[Case], strict=True):
        subjects = {case.case_id, *(plan.plan_id for plan in here.of(Plan, case_id=case.case_id))}
        for gap in plot.gaps:
            assert any((gap, "missing", subject) in statuses for subject in subjects), gap


@pytest.mark.parametrize(("reach", "gate"), [(Reach.ASSESSMENT, "ppv"), (Reach.REFERRAL, "pku"),
                                             (Reach.PLACEMENT, "revisitation")])
def test_a_complete_course_lacks_nothing_at_its_gate(town, model, reach, gate):
    here = town("haderslev")
    told = zip(plots("haderslev", 60), here.records[Case], strict=True)
    complete = [case for plot, case in told if plot.reach is reach and not plot.gaps]
    assert complete
    for case in complete:
        findings = review(here.case_file(case), model("haderslev"), gate).findings
        assert [f.requirement for f in findings if f.found.value != "documented"] == []


@pytest.mark.parametrize("model_id", model_ids())
def test_national_ids_are_of_days_that_no_calendar_has(town, model_id):
    for identity in town(model_id).records[Identity]:
        day, month, year = (int(identity.national_id[place : place + 2]) for place in (0, 2, 4))
        with pytest.raises(ValueError, match="day"):
            date(2000 + year, month, day)


def test_the_same_seed_gives_the_same_records_and_another_seed_others():
    first, again, other = (synthetic_municipality("haderslev", seed, 3, 12) for seed in (7, 7, 8))
    assert first == again
    assert first[Plan] != other[Plan]


def test_the_records_do_not_hang_on_the_hash_seed_of_the_process():
    script = "from samrum_kit.teach.synthetic import synthetic_municipality as make; print(make('haderslev', cases=12))"
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_all_municipalities_can_live_in_one_workspace(town):
    keys = [(table, row.key) for name in model_ids() for table, rows in town(name).records.items() for row in rows]
    assert len(keys) == len(set(keys))


def test_a_model_without_a_municipality_is_named_as_unknown():
    with pytest.raises(UnknownName) as raised:
        synthetic_municipality("haderslevv")
    assert raised.value.near == ("haderslev",)
