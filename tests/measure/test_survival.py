"""How long things take: what holds whatever the courses are."""

import warnings
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from samrum_kit.measure.survival import aalen_johansen, kaplan_meier
from samrum_kit.measure.values import Interval, Reason, Undefined

WAYS = ("closed", "referred")
COURSES = st.lists(st.tuples(st.integers(0, 30), st.sampled_from([None, *WAYS])), min_size=1, max_size=20)


def shares_of(courses):
    return aalen_johansen([days for days, _ending in courses], [ending for _days, ending in courses], WAYS)


@given(COURSES)
def test_those_that_ended_and_those_under_way_are_all_of_them_on_every_day(courses):
    shares = shares_of(courses)
    for day in range(32):
        assert sum(shares.share(way, day) for way in WAYS) + shares.open(day) == 1


@given(COURSES)
def test_the_share_under_way_is_that_of_the_library(courses):
    durations = np.array([days for days, _ending in courses])
    ended = np.array([ending is not None for _days, ending in courses])
    curve = kaplan_meier(durations.tolist(), ended.tolist())
    expected = ecdf(CensoredData.right_censored(durations, ~ended)).sf
    for day in range(32):
        assert float(curve.after(day).share) == pytest.approx(float(expected.evaluate(day)), abs=1e-12)


@given(COURSES)
def test_the_interval_is_that_of_the_library(courses):
    durations = np.array([days for days, _ending in courses])
    ended = np.array([ending is not None for _days, ending in courses])
    curve = kaplan_meier(durations.tolist(), ended.tolist())
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it has no interval at the two ends
        bounds = ecdf(CensoredData.right_censored(durations, ~ended)).sf.confidence_interval(method="log-log")
    for step in curve.steps:
        low, high = (float(bound.evaluate(step.day)) for bound in (bounds.low, bounds.high))
        if isinstance(step.interval, Interval):
            assert (step.interval.lower, step.interval.upper) == pytest.approx((low, high), abs=1e-9)
        else:
            assert step.share in {0, 1}


@given(COURSES)
def test_each_way_to_end_is_counted_day_by_day_among_those_under_way(courses):
    shares = shares_of(courses)
    for way in WAYS:
        total, under_way = Fraction(0), Fraction(1)
        for day in range(31):
            at_risk = sum(days >= day for days, _ending in courses)
            here = [ending for days, ending in courses if days == day and ending]
            if here:
                total += under_way * Fraction(here.count(way), at_risk)
                under_way *= 1 - Fraction(len(here), at_risk)
            assert shares.share(way, day) == total


@given(COURSES)
def test_the_order_of_the_courses_changes_nothing(courses):
    assert shares_of(courses) == shares_of(courses[::-1])


def test_ties_between_ways_to_end_are_never_drawn_by_lot():
    shares = aalen_johansen([5, 5, 5, 5, 9, 9], ["closed", "referred", None, None, "closed", None], WAYS)
    assert shares.share("closed", 9) == Fraction(1, 6) + Fraction(4, 6) * Fraction(1, 2)


def test_what_ends_on_the_first_day_counts():
    shares = aalen_johansen([0, 1, 2, 3], ["closed", "referred", "closed", None], WAYS)
    assert shares.share("closed", 0) == Fraction(1, 4)
    assert shares.share("closed", 3) == Fraction(1, 2)


def test_half_of_them_is_half_in_fractions():
    """0.5 as a product of thirds and quarters is not 0.5 in binary."""
    curve = kaplan_meier([1, 2, 3, 4, 5, 6], [True] * 6)
    assert curve.median == 3
    assert kaplan_meier([1, 2, 3], [True, False, False]).median == Undefined(Reason.NOT_REACHED)
    assert kaplan_meier([], []).median == Undefined(Reason.NO_POINTS)


@pytest.mark.parametrize(
    ("durations", "ended", "horizon", "mean"),
    [
        ([10, 20], [True, True], 180, 15.0),
        ([10, 180], [True, False], 180, 95.0),
        ([10, 179], [True, False], 180, None),
        ([200], [True], 180, 180.0),
        ([0, 0], [True, True], 180, 0.0),
        ([], [], 180, None),
    ],
)
def test_a_mean_up_to_a_horizon_needs_somebody_who_was_seen_so_long_or_nobody_left(durations, ended, horizon, mean):
    found, _error = kaplan_meier(durations, ended).mean_within(horizon)
    assert (None if isinstance(found, Undefined) else found) == mean


def test_no_course_takes_less_than_no_time():
    with pytest.raises(ValueError, match="less than no time"):
        kaplan_meier([-1], [True])
