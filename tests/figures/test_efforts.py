"""Efforts are counted by their level, their side and their follow-up, with what isn't known apart."""

from datetime import date, timedelta

import pytest

from samrum_kit.figures.efforts import placements
from tests.builders import case, evaluation, event, measure, meeting, plan, school
from tests.figures.asking import YEAR, basis_of, counted, shares

DAY = date(2025, 10, 1)


def start(measure_id: str, **fields):
    return measure(measure_id, **{"starts_on": DAY, "ends_on": None} | fields)


def test_a_measure_has_the_level_of_its_plan_and_one_without_a_plan_has_none():
    basis = basis_of(plan("P-1"), plan("P-2", level="intensive"), start("T-1"), start("T-2"),
                     start("T-3", plan_id="P-2"), start("T-4", plan_id=None, case_id="S-1"),
                     start("T-5", starts_on=YEAR.first - timedelta(1)), start("T-6", starts_on=None))  # fmt: skip
    assert shares("level_mix", basis) == {"preventive": (2, 3), "targeted": (0, 3), "intensive": (1, 3)}
    assert counted("level_mix", basis)["unknown"].value == 1


def test_a_plan_has_both_sides_when_its_measures_are_for_the_community_and_for_the_child():
    plans = [plan(f"P-{n}", starts_on=DAY) for n in (1, 2, 3, 4)]
    basis = basis_of(*plans, plan("P-5", starts_on=date(2026, 8, 1)), start("T-1"), start("T-2", target="individual"),
                     start("T-3", plan_id="P-2"), start("T-4", plan_id="P-3", target="individual"))  # fmt: skip
    assert shares("both_sides", basis) == {"both": (1, 3), "community": (1, 3), "child": (1, 3)}
    assert counted("both_sides", basis)["unknown"].value == 1


def test_a_plan_has_only_the_sides_of_measures_that_have_started_whoever_decided_them():
    elsewhere = (school("SK-1"), school("SK-2"), meeting("M-2", school_id="SK-2", held_on=DAY))
    facts = (*elsewhere, plan("P-1", starts_on=DAY), plan("P-2", starts_on=DAY), start("T-1"),
             start("T-2", target="individual", meeting_id="M-2"), start("T-3", plan_id="P-2"),
             start("T-4", plan_id="P-2", target="individual", starts_on=YEAR.as_of + timedelta(1)),
             start("T-5", plan_id="P-2", target="individual", starts_on=None))  # fmt: skip
    for basis in (basis_of(*facts), basis_of(*facts, school="SK-1")):
        assert shares("both_sides", basis) == {"both": (1, 2), "community": (1, 2), "child": (0, 2)}


def test_a_plan_that_starts_after_the_day_tells_no_level_yet():
    basis = basis_of(plan(starts_on=YEAR.as_of + timedelta(1)), start("T-1"))
    assert shares("level_mix", basis)["preventive"] == (0, 0)
    assert counted("level_mix", basis)["unknown"].value == 1


def test_a_blank_says_as_little_about_carrying_out_as_unknown():
    told = ("fully", "fully", "partly", "no", "unknown", None)
    basis = basis_of(plan(), *(start(f"T-{n}", carried_out=how) for n, how in enumerate(told)))
    assert shares("carried_out", basis) == {"fully": (2, 4), "partly": (1, 4), "no": (1, 4)}
    assert counted("carried_out", basis)["unknown"].value == 2


REFERRED = date(2026, 3, 2)


def tried(*, targeted_on: date, preventive_on: date = DAY):
    return (plan("P-1", starts_on=DAY), plan("P-2", level="targeted", starts_on=DAY),
            evaluation("E-1", evaluated_on=preventive_on), evaluation("E-2", plan_id="P-2", evaluated_on=targeted_on),
            event(kind="pku_referral", occurred_on=REFERRED))  # fmt: skip


@pytest.mark.parametrize(("days", "expected"), [(-1, "both"), (0, "preventive"), (1, "preventive")])
def test_tried_before_means_evaluated_before_the_day_of_the_referral(days, expected):
    basis = basis_of(*tried(targeted_on=REFERRED + timedelta(days)), model="haderslev")
    found = shares("tried_before_intrusive", basis)
    assert found == {name: (name == expected, 1) for name in ("both", "preventive", "targeted", "neither")}


def test_a_plan_that_starts_after_the_referral_was_not_tried_before():
    facts = tried(targeted_on=DAY)
    late = plan("P-2", level="targeted", starts_on=REFERRED)
    assert shares("tried_before_intrusive", basis_of(*facts[:1], late, *facts[2:]))["preventive"] == (1, 1)


def test_plans_of_another_case_were_not_tried_for_this_one():
    facts = (*tried(targeted_on=DAY)[:-1], case("S-1"), case("S-2"),
             event(case_id="S-2", kind="pku_referral", occurred_on=REFERRED))  # fmt: skip
    assert shares("tried_before_intrusive", basis_of(*facts))["neither"] == (1, 1)


def test_a_referral_outside_the_period_is_not_counted():
    facts = (*tried(targeted_on=DAY)[:-1], event(kind="pku_referral", occurred_on=YEAR.first - timedelta(1)))
    assert counted("tried_before_intrusive", basis_of(*facts))["both"].of == 0


def placed(on: date, **fields):
    return event(**{"kind": "placement", "occurred_on": on} | fields)


@pytest.mark.parametrize(
    ("facts", "overdue"),
    [
        ([placed(date(2025, 7, 31))], 0),
        ([placed(date(2025, 7, 30))], 1),
        ([placed(date(2024, 1, 1)), event("H-2", kind="revisitation", occurred_on=date(2025, 9, 1))], 0),
        ([placed(date(2024, 1, 1)), event("H-2", kind="revisitation", occurred_on=date(2026, 8, 1))], 1),
    ],
)
def test_a_placement_is_overdue_when_more_than_a_year_has_passed(facts, overdue):
    cells = counted("revisitation", basis_of(*facts))
    assert (cells["active"].value, cells["overdue"].value) == (1, overdue)


def test_a_placement_that_has_ended_is_out_unless_it_ended_later():
    gone = placed(date(2024, 1, 1), ended_on=YEAR.as_of)
    later = placed(date(2024, 1, 1), ended_on=YEAR.as_of + timedelta(1))
    assert counted("revisitation", basis_of(gone))["active"].value == 0
    assert counted("revisitation", basis_of(later))["active"].value == 1


def test_the_list_of_placements_begins_with_the_one_that_is_due_first():
    facts = (case("S-1"), case("S-2"), placed(date(2026, 1, 9)), placed(date(2025, 9, 9), event_id="H-2",
                                                                        case_id="S-2"))  # fmt: skip
    assert [one.event.case_id for one in placements(basis_of(*facts))] == ["S-2", "S-1"]


def test_a_measure_belongs_to_the_school_of_its_meeting_and_else_to_that_of_its_case():
    facts = (school("SK-1"), school("SK-2"), case("S-1"), case("S-2", school_id="SK-2"), plan(),
             meeting("M-2", school_id="SK-2", held_on=DAY), start("T-1"), start("T-2", meeting_id="M-2"),
             start("T-3", plan_id=None, case_id="S-2"))  # fmt: skip
    first, second = (basis_of(*facts, school=name) for name in ("SK-1", "SK-2"))
    assert [one.measure_id for one in first.started] == ["T-1"]
    assert [one.measure_id for one in second.started] == ["T-2", "T-3"]


def test_the_schools_by_themselves_count_what_a_question_about_each_counts():
    facts = (school("SK-2"), school("SK-1"), case("S-1"), case("S-2", school_id="SK-2"), plan(),
             plan("P-2", case_id="S-2"), meeting("M-2", school_id="SK-2", held_on=DAY), start("T-1"),
             start("T-2", meeting_id="M-2"), event(), event("H-2", case_id="S-2"))  # fmt: skip
    apart = list(basis_of(*facts).file.by_school())
    assert [one.schools[0].school_id for one in apart] == ["SK-1", "SK-2"]
    assert apart == [basis_of(*facts, school=name).file for name in ("SK-1", "SK-2")]
