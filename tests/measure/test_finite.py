"""Whatever is measured, a calculation gives finite numbers or says why it can't."""

import math
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.domain.vocabulary import Improvement, Scale
from samrum_kit.measure.aimline import Aim, against_aim, start_of
from samrum_kit.measure.attainment import goal_attainment
from samrum_kit.measure.baseline_corrected import baseline_corrected_tau, tarlow_steps, tau_u, tau_u_table
from samrum_kit.measure.criterion import dual_criterion
from samrum_kit.measure.effect import (
    log_ratio_of_medians,
    log_response_ratio,
    percent_of_goal,
    standardised_difference,
)
from samrum_kit.measure.level import autocorrelation, change_of_median, immediacy, level, two_deviation_band
from samrum_kit.measure.nap import nap, rank_sum, tau
from samrum_kit.measure.overlap import ird, pand, pem, pnd
from samrum_kit.measure.p_chart import p_chart
from samrum_kit.measure.randomisation import randomisation_test
from samrum_kit.measure.run_chart import run_chart
from samrum_kit.measure.samples import sample
from samrum_kit.measure.single_case import Period, comparisons
from samrum_kit.measure.survival import aalen_johansen, kaplan_meier
from samrum_kit.measure.team_work import staff_benefiting
from samrum_kit.measure.trend import theil_sen
from samrum_kit.measure.xmr import xmr

NUMBERS = st.one_of(
    st.integers(-3, 12).map(float),
    st.decimals(-1000, 1000, places=2).map(float),
    st.sampled_from([0.1 + 0.2, 0.3, 1e9, -1e9, 1e-9, 1e30, -1e30, 1.0000000000000002e-15, 5e-324]),
)
VALUES = st.lists(st.one_of(st.none(), NUMBERS), max_size=12)
WAYS = st.sampled_from(Improvement)
FIRST = date(2025, 8, 11)

COMPARED = [pnd, pem, pand, ird, nap, tau, rank_sum, baseline_corrected_tau, tau_u, dual_criterion,
            standardised_difference, randomisation_test]  # fmt: skip
PAIRED = [tarlow_steps, tau_u_table, log_ratio_of_medians, change_of_median, immediacy]


def unsound(found: Any) -> list[Any]:
    """Return the numbers anywhere in a result that are not finite."""
    if isinstance(found, float):
        return [] if math.isfinite(found) else [found]
    if is_dataclass(found):
        return [bad for field in fields(found) for bad in unsound(getattr(found, field.name))]
    return [bad for one in found for bad in unsound(one)] if isinstance(found, list | tuple) else []


@pytest.mark.parametrize("measure", COMPARED, ids=lambda measure: measure.__name__)
@given(VALUES, VALUES, WAYS)
def test_two_periods_give_finite_numbers_or_a_reason(measure, baseline, intervention, improvement):
    assert unsound(measure(baseline, intervention, improvement)) == []


@pytest.mark.parametrize("measure", PAIRED, ids=lambda measure: measure.__name__)
@given(VALUES, VALUES)
def test_two_periods_without_a_wanted_way_give_finite_numbers_or_a_reason(measure, baseline, intervention):
    assert unsound(measure(baseline, intervention)) == []


@given(VALUES, VALUES, st.sampled_from(Scale), NUMBERS)
def test_ratios_and_goals_give_finite_numbers_or_a_reason(baseline, intervention, scale, goal):
    assert unsound(log_response_ratio(baseline, intervention, scale)) == []
    assert unsound(percent_of_goal(baseline, intervention, goal)) == []


@given(VALUES)
def test_one_period_gives_finite_numbers_or_a_reason(values):
    taken = [value for value in values if value is not None]
    measures = (level, two_deviation_band, start_of, run_chart, staff_benefiting)
    found = [*(measure(values) for measure in measures), autocorrelation([values]), xmr(taken)]
    assert unsound([*found, theil_sen(range(len(values)), values)]) == []


@given(st.lists(VALUES, max_size=4), WAYS)
def test_any_course_gives_finite_numbers_or_a_reason(periods, improvement):
    day, told = FIRST, []
    for number, values in enumerate(periods):
        days = tuple(day + timedelta(days=7 * place) for place in range(len(values)))
        told.append(Period(f"Periode {number}", days, tuple(values)))
        day += timedelta(days=7 * len(values))
    assert unsound(comparisons(told, improvement, (0, 10))) == []


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from([None, "closed", "referred"])), max_size=15))
def test_any_waiting_gives_finite_numbers_or_a_reason(courses):
    durations, endings = [days for days, _ending in courses], [ending for _days, ending in courses]
    shares = aalen_johansen(durations, endings, ["closed", "referred"])
    curve = kaplan_meier(durations, [ending is not None for ending in endings])
    told = (curve.median, curve.median_bounds, *(curve.mean_within(day) for day in range(0, 60, 7)),
            *((step.interval, step.standard_error) for step in curve.steps))  # fmt: skip
    assert unsound(told) == []
    assert all(isinstance(shares.open(day), int) or 0 <= shares.open(day) <= 1 for day in range(60))


@given(st.lists(st.integers(0, 20).flatmap(lambda of: st.tuples(st.integers(0, of + 1), st.just(of + 1))), max_size=8),
       st.booleans())  # fmt: skip
def test_any_shares_over_time_give_finite_limits_or_a_reason(periods, laney):
    found = p_chart([count for count, _of in periods], [of for _count, of in periods], laney=laney)
    assert unsound(found) == []
    assert all(0 <= low <= high <= 1 for low, high in zip(found.lower, found.upper, strict=True))


@given(st.lists(st.sampled_from([None, -2, -1, 0, 1, 2]), max_size=6))
def test_any_attainment_gives_a_finite_number_or_a_reason(steps):
    assert unsound(goal_attainment(steps)) == []


@given(VALUES, NUMBERS, NUMBERS, WAYS)
def test_any_course_can_be_held_against_an_aim(values, start, goal, improvement):
    found = against_aim(Aim(0, start, 10, goal), range(len(values)), values, improvement)
    assert unsound(list(found.line)) == []


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1.1e30, -1e300])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match="finite"):
        sample([1.0, value])


def test_what_a_sum_of_decimals_leaves_of_nothing_ties_with_nothing():
    assert nap([0.1 + 0.2 - 0.3], [0.0], Improvement.INCREASE).value == 0.5
