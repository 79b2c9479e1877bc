"""Periods stand beside each other as they follow in time, with what makes a comparison weak."""

from datetime import date, timedelta

import pytest

from samrum_kit.domain.vocabulary import Improvement
from samrum_kit.measure.single_case import Against, Period, Weakness, compare, comparisons
from samrum_kit.measure.values import Reason, Undefined

UP, DOWN = Improvement
MONDAY = date(2025, 9, 1)


def period(name, values, week=0):
    days = tuple(MONDAY + timedelta(weeks=week + place) for place in range(len(values)))
    return Period(name, days, tuple(values))


def weaknesses(before, during, way=UP, start=None, **limits):
    week = len(before) if start is None else start
    return set(compare(period("A", before), period("B", during, week), way, **limits).weaknesses)


def test_each_period_stands_beside_the_one_before_and_from_the_third_on_beside_the_first_too():
    told = comparisons([period(name, [1, 2, 3], 3 * place) for place, name in enumerate("ABC")], UP)
    assert [(one.earlier.name, one.later.name, one.against) for one in told] == [
        ("A", "B", Against.PRECEDING), ("B", "C", Against.PRECEDING), ("A", "C", Against.BASELINE),
    ]  # fmt: skip


@pytest.mark.parametrize("names", ["", "A"])
def test_fewer_than_two_periods_have_nothing_beside_them(names):
    assert comparisons([period(name, [1, 2]) for name in names], UP) == ()


def test_the_trend_before_is_told_by_the_week_and_keeps_to_the_real_days():
    before = Period("A", tuple(MONDAY + timedelta(days=day) for day in (0, 7, 21, 28, 42)), (10, 9, 7, 6, 4))
    found = compare(before, period("B", [3, 2, 2, 1, 0], 7), DOWN)
    assert found.corrected.trend.per_week == -1
    assert found.can_correct


def test_a_course_that_was_already_falling_shows_nothing_beyond_its_trend():
    found = compare(period("A", [10, 9, 8, 7, 6]), period("B", [6, 5, 5, 5, 4, 4], 5), DOWN)
    assert found.nap.value == pytest.approx(29.5 / 30)
    assert found.corrected.value == -1
    assert Weakness.ALREADY_IMPROVING in found.weaknesses


def test_four_points_before_are_too_few_to_carry_their_trend_on():
    assert not compare(period("A", [1, 2, 3, 4]), period("B", [5, 6, 7], 4), UP).can_correct


def test_a_period_without_any_measurement_is_compared_with_nothing():
    found = compare(period("A", [None, None]), period("B", [5, 6, 7], 2), UP)
    assert found.nap.value == found.before.median == Undefined(Reason.NO_POINTS)
    assert (found.nap.n_a, found.nap.n_b, found.nap.n_missing) == (0, 3, 2)
    assert not found.enough.shows_index


@pytest.mark.parametrize(("during", "holds"), [([1, 1, 5, 6], True), ([1, 4, 5], False), ([10, 9, 10, 1], True)])
def test_half_of_the_measurements_at_an_end_of_the_scale_are_a_weakness(during, holds):
    found = weaknesses([4, 6, 5], during, limits=(1, 10))
    assert (Weakness.AT_THE_END_OF_THE_SCALE in found) is holds


def test_a_scale_without_known_ends_has_none_to_lie_at():
    assert Weakness.AT_THE_END_OF_THE_SCALE not in weaknesses([4, 6, 5], [0, 0, 0], limits=(None, None))


@pytest.mark.parametrize(("missing", "holds"), [(1, False), (2, True)])
def test_one_measurement_of_five_missing_is_a_weakness(missing, holds):
    during = [*([None] * missing), *([6] * (5 - missing))]
    assert (Weakness.MANY_MISSING in weaknesses([4, 6, 5, 4, 6], during)) is holds


@pytest.mark.parametrize(("before", "way", "holds"), [([1, 2, 3], UP, True), ([1, 2, 3], DOWN, False),
                                                     ([3, 2, 1], DOWN, True), ([2, 3, 2], UP, False)])  # fmt: skip
def test_only_a_trend_the_wanted_way_was_there_already(before, way, holds):
    assert (Weakness.ALREADY_IMPROVING in weaknesses(before, [5, 5, 5], way)) is holds


@pytest.mark.parametrize(("before", "holds"), [([4, 4, None, 4], True), ([4, 4, 5], False), ([4], False)])
def test_a_baseline_of_one_value_is_a_weakness_where_there_is_more_than_one_point(before, holds):
    assert (Weakness.BASELINE_ALIKE in weaknesses(before, [5, 6, 7])) is holds


@pytest.mark.parametrize(("start", "holds"), [(5, False), (6, True)])
def test_more_than_three_weeks_between_two_periods_are_a_weakness(start, holds):
    assert (Weakness.APART_IN_TIME in weaknesses([4, 6, 5], [5, 6, 7], start=start)) is holds


def test_the_baseline_may_lie_long_before():
    told = comparisons([period(name, [1, 3, 2], 3 * place) for place, name in enumerate("ABCD")], UP)
    beside = [one for one in told if one.against is Against.BASELINE]
    assert len(beside) == 2
    assert not any(Weakness.APART_IN_TIME in one.weaknesses for one in beside)
