"""A made-up municipality keeps every rule, holds every kind of gap, and names nobody."""

import subprocess
import sys
from datetime import date

import pytest

from samrum_kit.domain.fields import columns
from samrum_kit.domain.records import TABLES, Case, Identity, Meeting, Plan
from samrum_kit.domain.rules import row_faults
from samrum_kit.domain.vocabulary import CaseKind, Level
from samrum_kit.errors import UnknownName
from samrum_kit.review.engine import review
from samrum_kit.teach.forums import FORUM_YEARS
from samrum_kit.teach.places import model_ids
from samrum_kit.teach.plots import Reach, plots
from samrum_kit.teach.synthetic import synthetic_municipality

A_YEAR_LATER = date(2027, 3, 1)
FOLLOWS = {
    "ppv.preventive_plan": ("ppv.evaluated_each_level", "ppv.escalation_after_evaluation", "ppv.several_measures"),
    "ppv.targeted_plan": ("ppv.evaluated_each_level", "ppv.escalation_after_evaluation", "ppv.community_and_pupil",
                          "ppv.child_voice", "ppv.parent_perspective", "ppv.external_adviser",
                          "ppv.several_measures"),
    "ppv.no_overdue_evaluation": ("ppv.evaluated_each_level",),
    "ppv.community_and_pupil": ("ppv.child_voice", "ppv.parent_perspective"),
}
"""What a gap leaves open besides: without a plan at a level, nothing of that plan is there."""


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


def lacking(file, model, gate):
    return {finding.requirement for finding in review(file, model, gate).findings if finding.found.value == "missing"}


def subject_of(here, model, case, gap):
    """The gate that a gap belongs to, and the case, plan or meeting that it is in."""
    gate = next(requirement.gate for requirement in model.requirements if requirement.id == gap)
    if model.gates[gate] == "case":
        return gate, here.case_file(case)
    if model.gates[gate] == "plan":
        targeted, = (plan for plan in here.of(Plan, case_id=case.case_id) if plan.level is Level.TARGETED)
        return gate, here.plan_file(targeted)
    dialogue, = here.of(Meeting, case_id=case.case_id)
    return gate, here.meeting_file(dialogue)


@pytest.mark.parametrize("model_id", model_ids())
def test_a_gap_leaves_open_its_own_requirement_and_what_follows_from_it_alone(town, model, model_id):
    here = town(model_id)
    for plot, case in zip(plots(model_id, 60), here.records[Case], strict=True):
        for gap in plot.gaps:
            gate, file = subject_of(here, model(model_id), case, gap)
            assert lacking(file, model(model_id), gate) == {gap, *FOLLOWS.get(gap, ())}


@pytest.mark.parametrize(("model_id", "reach", "gate"), [
    ("haderslev", Reach.ASSESSMENT, "ppv"),
    ("haderslev", Reach.REFERRAL, "pku"),
    ("haderslev", Reach.PLACEMENT, "revisitation"),
    ("samarbejdsguiden", Reach.TARGETED, "samarbejde"),
    ("baerum_ressursteam", Reach.ASSESSMENT, "ppt_referral"),
])
def test_a_complete_course_lacks_nothing_at_its_gate(town, model, model_id, reach, gate):
    here = town(model_id)
    told = zip(plots(model_id, 60), here.records[Case], strict=True)
    complete = [case for plot, case in told
                if plot.reach is reach and plot.kind is CaseKind.INDIVIDUAL and not plot.gaps and not plot.in_form]
    assert complete
    for case in complete:
        assert lacking(here.case_file(case), model(model_id), gate) == set()


@pytest.mark.parametrize(("model_id", "gate"), [
    ("aalborg_samrum", "samrum_meeting"),
    ("trivselsforum_ssp", "trivselsforum_meeting"),
    ("baerum_ressursteam", "ressursteam_meeting"),
])
def test_most_meetings_of_a_forum_leave_nothing_undone_and_the_others_one_thing(town, model, model_id, gate):
    here = town(model_id)
    year, = FORUM_YEARS[model_id]
    held = [meeting for meeting in here.of(Meeting, forum=year.forum) if meeting.held_on]
    undone = [lacking(here.meeting_file(meeting), model(model_id), gate) for meeting in held]
    assert sum(not gaps for gaps in undone) > len(held) / 2
    alone = {"ressursteam.system_and_individual"}  # without pupils there is no hour for them, and nothing carried over
    assert all(len(gaps) <= 1 or gaps & alone for gaps in undone)


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
