"""Chance falls the same way every time."""

from hypothesis import given
from hypothesis import strategies as st

from samrum_kit.teach.dice import Dice


def test_the_draws_of_a_seed_never_change():
    dice = Dice(1, "HA", "case", 1)
    assert [dice.below(100) for _ in range(8)] == [8, 49, 55, 96, 99, 81, 17, 20]


@given(st.integers(), st.integers(1, 50), st.integers(0, 60))
def test_some_gives_different_choices_in_their_own_order(seed, size, count):
    chosen = Dice(seed).some(range(size), count)
    assert len(chosen) == min(size, count)
    assert list(chosen) == sorted(set(chosen))


@given(st.integers(), st.integers(-20, 20), st.integers(0, 30))
def test_between_stays_within_its_bounds(seed, least, width):
    assert least <= Dice(seed).between(least, least + width) <= least + width
