"""What the measures of two periods promise whatever the values are."""

from fractions import Fraction
from itertools import combinations
from statistics import median

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import theilslopes

from samrum_kit.domain.vocabulary import Improvement, Scale
from samrum_kit.measure.aimline import Aim, Side, against_aim
from samrum_kit.measure.attainment import goal_attainment
from samrum_kit.measure.baseline_corrected import baseline_corrected_tau
from samrum_kit.measure.change import reliable_change
from samrum_kit.measure.criterion import dual_criterion
from samrum_kit.measure.effect import log_response_ratio, percent_of_goal, standardised_difference
from samrum_kit.measure.level import immediacy
from samrum_kit.measure.nap import nap, tau
from samrum_kit.measure.overlap import ird, pand, pem, pnd
from samrum_kit.measure.randomisation import randomisation_test
from samrum_kit.measure.trend import theil_sen
from samrum_kit.measure.values import Interval, Reason, Undefined

UP, DOWN = Improvement
TENTHS = st.integers(-50, 120).map(lambda number: number / 10)
PERIOD = st.lists(TENTHS, min_size=1, max_size=9)
LONG_PERIOD = st.lists(TENTHS, min_size=3, max_size=9)
WAYS = st.sampled_from(Improvement)
RANKED = [pnd, pem, pand, ird, tau]


@given(PERIOD, PERIOD)
def test_wanting_the_other_way_turns_the_share_of_comparisons_round(a, b):
    assert nap(a, b, DOWN).value == pytest.approx(1 - nap(a, b, UP).value, abs=1e-12)


@given(PERIOD, PERIOD, WAYS)
def test_tau_is_the_same_share_from_minus_one_to_one(a, b, way):
    assert tau(a, b, way) == 2 * nap(a, b, way).value - 1


@pytest.mark.parametrize("measure", RANKED, ids=lambda measure: measure.__name__)
@given(PERIOD, PERIOD, WAYS, TENTHS, st.integers(1, 7))
def test_another_zero_or_another_unit_changes_no_rank_measure(measure, a, b, way, shift, factor):
    def moved(values):
        return [round(factor * value + shift, 6) for value in values]

    assert measure(moved(a), moved(b), way) == measure(a, b, way)


@given(LONG_PERIOD, PERIOD, WAYS, st.integers(-20, 20))
def test_a_line_through_the_whole_series_changes_nothing_once_the_trend_is_taken_away(a, b, way, slope):
    def tilted(values, first):
        return [round(value + slope * (first + place) / 10, 6) for place, value in enumerate(values)]

    found = baseline_corrected_tau(tilted(a, 0), tilted(b, len(a)), way)
    assert found.value == baseline_corrected_tau(a, b, way).value


@given(PERIOD, PERIOD.flatmap(lambda b: st.tuples(st.just(b), st.permutations(b))), WAYS)
def test_the_order_of_the_later_points_changes_no_overlap(a, both, way):
    b, shuffled = both
    assert [measure(a, b, way) for measure in RANKED] == [measure(a, shuffled, way) for measure in RANKED]


def test_the_order_of_the_later_points_changes_the_trend():
    assert theil_sen(range(4), [1, 2, 3, 4]) != theil_sen(range(4), [4, 3, 2, 1])


@given(st.lists(TENTHS, min_size=2, max_size=9), st.lists(TENTHS, min_size=2, max_size=9), WAYS)
def test_the_interval_holds_the_share_and_lies_between_none_and_all(a, b, way):
    found = nap(a, b, way)
    assert isinstance(found.interval, Interval)
    assert 0 <= found.interval.lower <= found.value <= found.interval.upper <= 1
    assert found.interval.upper - found.interval.lower > 0.05


def test_full_non_overlap_has_an_interval_with_a_width():
    found = nap([1, 2, 3, 4], [5] * 10, UP)
    assert found.value == 1
    assert found.interval.upper == 1
    assert found.interval.lower == pytest.approx(0.68, abs=0.005)


@given(st.lists(TENTHS, min_size=1, max_size=5), st.lists(TENTHS, min_size=1, max_size=5), WAYS)
def test_no_fewer_points_can_be_taken_away_to_leave_no_overlap(a, b, way):
    sign = -1 if way is DOWN else 1
    points = [(sign * value, False) for value in a] + [(sign * value, True) for value in b]

    def apart(kept):
        before = [value for value, later in kept if not later]
        after = [value for value, later in kept if later]
        return not before or not after or max(before) < min(after)

    largest = next(n for n in range(len(points), -1, -1) if any(apart(kept) for kept in combinations(points, n)))
    assert pand(a, b, way) == pytest.approx(largest / len(points))
    total, share = len(points), 1 - largest / len(points)
    assert ird(a, b, way) == pytest.approx(1 - total**2 / (2 * len(a) * len(b)) * share)


@given(LONG_PERIOD, PERIOD, WAYS)
def test_the_corrected_tau_is_what_is_left_of_each_pair(a, b, way):
    def written(values):
        return [Fraction(str(value)) for value in values]

    def left(values, first):
        return [value - slope * (first + place) for place, value in enumerate(values)]

    exact_a, exact_b = written(a), written(b)
    pairs = combinations(enumerate(exact_a), 2)
    slope = median([(y - x) / (j - i) for (i, x), (j, y) in pairs])
    signs = [(y > x) - (y < x) for x in left(exact_a, 0) for y in left(exact_b, len(a))]
    expected = Fraction(sum(signs), len(signs)) * (-1 if way is DOWN else 1)
    assert baseline_corrected_tau(a, b, way).value == float(expected)


@given(LONG_PERIOD, PERIOD, WAYS)
def test_the_dual_criterion_counts_points_beyond_both_lines(a, b, way):
    def written(values):
        return [sign * Fraction(str(value)) for value in values]

    sign = -1 if way is DOWN else 1
    before, later = written(a), written(b)
    times = range(1, len(before) + 1)
    centre, mean = Fraction(sum(times), len(before)), sum(before) / len(before)
    slope = sum((t - centre) * (y - mean) for t, y in zip(times, before, strict=True)) / sum(
        (t - centre) ** 2 for t in times
    )
    beyond = [
        y > mean and y > mean + slope * (len(before) + place - centre) for place, y in enumerate(later, 1)
    ]
    found = dual_criterion(a, b, way)
    assert found.count == sum(beyond)
    assert found.conservative_count <= found.count


@given(st.lists(TENTHS, min_size=3, max_size=9), st.lists(TENTHS, min_size=3, max_size=9), WAYS)
def test_no_lot_gives_a_smaller_p_than_one_of_its_draws(a, b, way):
    found = randomisation_test(a, b, way)
    assert found.points == len(a) + len(b) - 5
    assert found.p >= found.smallest_possible_p
    assert (found.p * found.points) == pytest.approx(round(found.p * found.points))


@given(PERIOD, PERIOD, st.lists(st.integers(0, 12), max_size=3), WAYS)
def test_missing_measurements_are_counted_and_change_no_overlap(a, b, places, way):
    holed = list(b)
    for place in places:
        holed.insert(min(place, len(holed)), None)
    assert nap(a, holed, way).value == nap(a, b, way).value
    assert nap(a, holed, way).n_missing == len(places)


def test_a_trend_keeps_to_the_real_days_where_a_measurement_is_missing():
    assert theil_sen([1, 2, 3, 4, 5], [10, None, None, 4, 2]).slope == -2


@given(st.lists(st.tuples(st.integers(0, 40), TENTHS), min_size=3, max_size=9))
def test_a_trend_is_that_of_the_library(points):
    days, values = [day for day, _value in points], [value for _day, value in points]
    assume(len(set(days)) > 1)
    with np.errstate(invalid="ignore"):  # its interval, which nobody asks for
        expected = theilslopes(values, days).slope
    assert theil_sen(days, values).slope == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [([], [1], Reason.NO_POINTS), ([None], [1], Reason.NO_POINTS), ([1], [], Reason.NO_POINTS)],
)
def test_nothing_to_compare_is_said(a, b, reason):
    assert {measure(a, b, UP) for measure in RANKED} == {Undefined(reason)}


def test_one_point_in_a_period_has_a_share_and_no_certainty():
    found = nap([5], [7, 8, 6], UP)
    assert found.value == 1
    assert found.interval == found.standard_error == Undefined(Reason.TOO_FEW_POINTS)


def test_a_baseline_that_never_swings_is_no_yardstick():
    found = standardised_difference([4, 4, 4], [5, 6, 7], UP)
    assert found.glass == found.by_baseline.value == Undefined(Reason.NO_SPREAD)
    assert found.pooled.value > 0


@pytest.mark.parametrize("scale", [Scale.RATING, Scale.TEST, Scale.PERCENT])
def test_ratios_are_for_what_is_counted_alone(scale):
    found = log_response_ratio([2, 3], [4, 5], scale)
    assert found.raw == found.corrected.value == found.percent_change == Undefined(Reason.NOT_A_COUNT)


def test_a_count_of_nothing_has_a_ratio_all_the_same():
    assert log_response_ratio([4, 5, 6], [0, 0, 0], Scale.COUNT).percent_change < -90


def test_a_goal_that_was_reached_before_has_no_way_to_it():
    assert percent_of_goal([10, 10], [12, 12], 10).value == Undefined(Reason.GOAL_REACHED_BEFORE)
    assert percent_of_goal([10, 10], [8, 8], 20).value == -20


def test_too_few_points_near_the_change_tell_nothing_of_how_soon_it_came():
    assert immediacy([1, 2], [3, 4, 5]) == Undefined(Reason.TOO_FEW_POINTS)


@pytest.mark.parametrize("step", [-2, -1, 0, 1, 2])
def test_one_goal_counts_the_same_whatever_its_weight(step):
    assert goal_attainment([step], [3]).t_score == pytest.approx(50 + 10 * step)


def test_a_goal_without_a_step_is_left_out_and_counted():
    assert goal_attainment([1, None], [1, 5]) == goal_attainment([1], [1]).__class__(60.0, 1, 1)


@pytest.mark.parametrize(("steps", "weights"), [([3], [1]), ([1, 1], [0, 0]), ([1], [-1])])
def test_a_step_or_a_weight_that_is_none_is_refused(steps, weights):
    with pytest.raises(ValueError, match="goal"):
        goal_attainment(steps, weights)


def test_a_test_without_error_tells_no_index():
    assert reliable_change(10, 12, 5, 1).index == Undefined(Reason.NO_SPREAD)


def test_a_point_on_the_line_breaks_the_run():
    aim = Aim(0, 0, 10, 10)
    assert against_aim(aim, [1, 2, 3, 4], [0, 1, 2, 3], UP).side is Side.SHORT_OF_THE_LINE
    assert against_aim(aim, [1, 2, 3, 4], [0, 1, 3, 3], UP).side is Side.AROUND_THE_LINE
    assert against_aim(aim, [1, 2, 3, 4], [2, 3, 4, 5], UP).side is Side.BEYOND_THE_LINE
    assert against_aim(aim, [1, 2, 3, 4], [2, 3, 4, 5], DOWN).side is Side.SHORT_OF_THE_LINE
