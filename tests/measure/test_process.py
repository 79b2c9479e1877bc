"""How series over time behave: what holds whatever the values are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from samrum_kit.measure.counts import mix
from samrum_kit.measure.durations import duration
from samrum_kit.measure.funnel import binomial_band, poisson_band, two_sided_band
from samrum_kit.measure.meetings import continuity, lead_time, presence
from samrum_kit.measure.p_chart import p_chart
from samrum_kit.measure.rounding import rounded_to
from samrum_kit.measure.run_chart import run_chart
from samrum_kit.measure.shares import share
from samrum_kit.measure.values import Interval, Reason, Undefined
from samrum_kit.measure.xmr import Sign, xmr
from samrum_kit.measure.yearly import yearly_review

SERIES = st.lists(st.integers(0, 40), min_size=6, max_size=25)


@given(SERIES, st.integers(-9, 9), st.integers(1, 5))
def test_limits_move_and_stretch_with_the_values(values, shift, factor):
    before, after = xmr(values), xmr([factor * value + shift for value in values])
    assert after.limits.exact_mean == factor * before.limits.exact_mean + shift
    assert after.limits.reach == factor * before.limits.reach
    places = ("outside", "shift", "trend", "two_of_three")
    assert [getattr(after, name) for name in places] == [getattr(before, name) for name in places]


def test_values_that_are_all_alike_have_limits_without_a_width_and_no_sign():
    found = xmr([5] * 14)
    assert (found.limits.lower, found.limits.upper, found.limits.mean) == (5, 5, 5)
    assert found.limits.is_without_width
    assert not xmr([5, 6] * 7).limits.is_without_width
    assert [found.sign(place) for place in range(14)] == [None] * 14


@pytest.mark.parametrize(("n", "provisional"), [(6, True), (11, True), (12, False)])
def test_limits_of_few_values_are_provisional(n, provisional):
    assert xmr(list(range(n))).provisional is provisional
    assert xmr([1] * 5).limits == Undefined(Reason.TOO_FEW_POINTS)


def test_a_point_outside_the_limits_is_told_as_that_before_anything_else():
    found = xmr([21, 24, 19, 23, 26, 22, 20, 25, 23, 27, 29, 31, 33, 35, 38, 40, 42])
    assert found.sign(16) is Sign.OUTSIDE
    assert found.sign(12) is Sign.TREND
    assert found.sign(0) is Sign.SHIFT


@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=30))
def test_points_on_the_median_and_missing_ones_count_for_nothing(values):
    found, taken = run_chart(values), [value for value in values if value is not None]
    assert found.n == len(taken)
    if taken:
        assert found == run_chart(taken)
        assert found.n_useful == sum(value != found.median for value in taken)
        assert isinstance(found.signal, Undefined) == (found.n_useful < 10)


def test_a_long_run_on_one_side_is_a_signal():
    assert run_chart([1, 2, 1, 2, 1, 2, 9, 8, 9, 8, 9, 8]).signal is True
    assert run_chart([1, 9, 2, 8, 1, 9, 2, 8, 1, 9, 2, 8]).signal is False


@given(st.integers(1, 400), st.integers(1, 99).map(lambda number: number / 100))
def test_the_wider_band_of_a_funnel_holds_the_narrower(n, target):
    band = binomial_band(n, target)
    assert 0 <= band.lower_998 <= band.lower_95 <= band.upper_95 <= band.upper_998 <= 1


@given(st.integers(20, 400), st.integers(10, 90).map(lambda number: number / 100))
def test_a_funnel_lies_about_its_target(n, target):
    band = binomial_band(n, target)
    assert band.lower_95 < target < band.upper_95


@given(st.integers(5, 300), st.integers(5, 95).map(lambda number: number / 100))
def test_the_limits_of_a_funnel_lie_between_the_counts_round_the_tail(n, target):
    count = binom.ppf(0.025, n, target)
    assert (count - 1) / n - 1e-12 <= binomial_band(n, target).lower_95 <= count / n + 1e-12


@given(st.integers(1, 200).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), st.integers(1, 99))
def test_a_count_is_beyond_two_sided_limits_when_it_is_rare_and_only_then(told, percent):
    (count, of), target = told, percent / 100
    band = two_sided_band(of, target)
    assert (count / of < band.lower_998) == (binom.cdf(count, of, target) < 0.001)
    assert (count / of > band.upper_998) == (binom.cdf(of - count, of, 1 - target) < 0.001)


@pytest.mark.parametrize("target", [0.0, 1.0])
def test_a_target_of_none_or_all_has_no_width(target):
    band = binomial_band(20, target)
    assert {band.lower_95, band.upper_95, band.lower_998, band.upper_998} == {target}


def test_a_school_of_none_has_no_limits():
    assert binomial_band(0, 0.5) == poisson_band(0) == Undefined(Reason.NO_POINTS)


@given(st.integers(1, 200).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_share_lies_within_its_intervals(told):
    found = share(*told)
    for interval in (found.wilson, found.clopper_pearson):
        assert isinstance(interval, Interval)
        assert -1e-12 <= interval.lower <= found.value + 1e-12
        assert found.value - 1e-12 <= interval.upper <= 1 + 1e-12


def test_a_share_of_none_is_undefined_and_none_or_all_is_told_in_counts():
    assert share(0, 0).value == Undefined(Reason.NO_POINTS)
    assert [share(count, 20).is_none_or_all for count in (0, 13, 20)] == [True, False, True]


def test_shares_that_swing_as_counts_do_have_the_same_limits_by_either_chart():
    counts = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10]
    plain, wide = p_chart(counts, [50] * 10), p_chart(counts, [50] * 10, laney=True)
    assert plain.upper[0] - plain.centre == pytest.approx((wide.upper[0] - wide.centre) / wide.swing)
    assert plain.holds
    assert not p_chart([1, 0, 1], [9, 9, 9]).holds


@given(st.integers(0, 500), st.integers(1, 20))
def test_a_count_is_rounded_to_the_nearest_and_halves_to_the_even(count, base):
    rounded = rounded_to(count, base)
    assert rounded % base == 0
    assert abs(rounded - count) * 2 <= base
    assert abs(rounded - count) * 2 < base or (rounded // base) % 2 == 0


def test_not_knowing_whether_something_was_there_is_a_state_of_its_own():
    found = presence([True, True, False, None, True])
    assert (found.of_known, found.at_least, found.at_most) == (0.75, 0.6, 0.8)
    assert presence([]).of_known == Undefined(Reason.NO_POINTS)


def test_a_meeting_of_nobody_keeps_no_share_of_them():
    found = continuity([frozenset(), frozenset("ab"), frozenset("a")])
    assert found.kept == (Undefined(Reason.NO_POINTS), 0.5)
    assert found.mean_kept == 0.5
    assert continuity([frozenset("a")]).first_to_last == Undefined(Reason.TOO_FEW_POINTS)


def test_a_request_that_is_not_met_yet_is_under_way():
    found = lead_time([(date(2025, 9, 1), date(2025, 9, 6)), (date(2025, 9, 1), date(2025, 11, 1))], date(2025, 10, 1))
    assert [(one.days, one.ended) for one in found.durations] == [(5, True), (30, False)]
    assert found.ad_hoc == 1


def test_an_end_that_is_not_known_yet_ends_nothing():
    assert duration(date(2025, 9, 1), date(2025, 9, 3), date(2025, 9, 2)).ended is False
    with pytest.raises(ValueError, match="ends after it begins"):
        duration(date(2025, 9, 1), None, date(2025, 8, 31))


def test_a_kind_that_is_not_known_is_in_no_share():
    found = mix(["a", "a", None, "b"], "abc")
    assert (found.share("a"), found.share("c"), found.unknown) == (2 / 3, 0, 1)


@pytest.mark.parametrize(
    ("began", "as_of", "overdue"),
    [(date(2025, 2, 1), date(2026, 2, 1), False), (date(2025, 2, 1), date(2026, 2, 2), True),
     (date(2024, 2, 29), date(2025, 3, 1), False), (date(2024, 2, 29), date(2025, 3, 2), True)],
)  # fmt: skip
def test_on_the_very_day_a_year_later_it_is_still_in_time(began, as_of, overdue):
    assert yearly_review(began, None, as_of).overdue is overdue
