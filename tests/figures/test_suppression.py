"""A small count isn't told, and zero is a small count."""

import pytest

from samrum_kit.figures.suppression import THRESHOLD, told
from samrum_kit.locale import speaking


@pytest.mark.parametrize("count", range(5))
def test_a_count_below_five_is_not_told(count):
    assert told(count) == "færre end 5"


@pytest.mark.parametrize(("count", "words"), [(5, "5–9"), (9, "5–9"), (10, "10–14"), (1234, "1.230–1.234")])
def test_a_larger_count_is_told_in_steps(count, words):
    assert told(count) == words


def test_it_is_told_in_the_language_in_use():
    with speaking("nb"):
        assert told(THRESHOLD - 1) == "færre enn 5"
