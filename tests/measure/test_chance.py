"""What chance gives is what another implementation of the same distributions gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, binomtest, chi2, mannwhitneyu, norm

from samrum_kit.domain.vocabulary import Improvement
from samrum_kit.measure import chance
from samrum_kit.measure.nap import rank_sum

COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
CHANCES = st.sampled_from([0.01, 0.5, 0.94]) | st.floats(0.001, 0.999)
TAILS = st.sampled_from([0.001, 0.025, 0.05, 0.975, 0.999]) | st.floats(0.0001, 0.9999)
VALUES = st.lists(st.integers(0, 9), min_size=1, max_size=12)


@given(COUNTS, CHANCES)
def test_so_many_or_fewer_and_so_many_or_more_are_as_likely_as_a_binomial_says(counts, share):
    count, n = counts
    assert chance.at_most(count, n, share) == pytest.approx(binom.cdf(count, n, share), rel=1e-9, abs=1e-250)
    assert chance.at_least(count, n, share) == pytest.approx(binom.sf(count - 1, n, share), rel=1e-9, abs=1e-250)
    assert chance.at_most(-1, n, share) == 0


@given(COUNTS, CHANCES, TAILS)
def test_the_count_that_is_reached_is_the_smallest_with_so_much_below_it(counts, share, tail):
    _count, n = counts
    reached = chance.count_reached(tail, n, share)
    assert chance.at_most(reached, n, share) >= tail > chance.at_most(reached - 1, n, share)


@given(TAILS, st.floats(0.1, 500))
def test_values_of_the_continuous_distributions_are_those_that_so_much_lies_below(tail, freedom):
    assert norm.cdf(chance.normal_value(tail)) == pytest.approx(tail, rel=1e-9)
    assert chance.normal_below(norm.ppf(tail)) == pytest.approx(tail, rel=1e-9)
    assert chi2.cdf(chance.chi_square_value(tail, freedom), freedom) == pytest.approx(tail, rel=1e-7)


@given(COUNTS)
def test_the_exact_interval_is_the_one_that_the_test_of_a_share_gives(counts):
    found, known = chance.exact_interval(*counts, 0.025), binomtest(*counts).proportion_ci(0.95, "exact")
    assert (found.lower, found.upper) == pytest.approx((known.low, known.high), rel=1e-7, abs=1e-9)


@given(VALUES, VALUES, st.sampled_from(Improvement))
def test_the_rank_sum_is_mann_and_whitneys_corrected_for_ties_and_continuity(a, b, wanted):
    found = rank_sum(a, b, wanted)
    if len({*a, *b}) > 1:
        way = "less" if wanted is Improvement.DECREASE else "greater"
        known = mannwhitneyu(b, a, alternative=way, method="asymptotic", use_continuity=True)
        assert found.p == pytest.approx(known.pvalue, rel=1e-9)
