"""Chance that falls the same way every time, on every machine and in every version of Python."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws that follow from a few words alone.

    Only `Random.random` is used, seeded with text: these two are what Python promises to keep between versions.
    """

    def __init__(self, *words: object) -> None:
        """Take the words that decide every draw, such as a seed and an id."""
        self._random = Random("/".join(str(word) for word in words))  # noqa: S311  # made-up data may be guessed

    def below(self, count: int) -> int:
        """Return a whole number from 0 up to, but not including, `count`."""
        return int(self._random.random() * count)

    def between(self, least: int, most: int) -> int:
        """Return a whole number from `least` to `most`, both included."""
        return least + self.below(most - least + 1)

    def chance(self, share: float) -> bool:
        """Return true in about this share of the draws."""
        return self._random.random() < share

    def swing(self, width: float) -> float:
        """Return a number between `-width` and `width`, more often near 0."""
        return (self._random.random() - self._random.random()) * width

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of the choices."""
        return choices[self.below(len(choices))]

    def some(self, choices: Sequence[T], count: int) -> tuple[T, ...]:
        """Return `count` different choices (or all, where there are fewer), in their own order."""
        left = list(range(len(choices)))
        while len(left) > count:
            del left[self.below(len(left))]
        return tuple(choices[index] for index in left)
