"""Chance that is the same everywhere: streams of numbers, each from a name of its own."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Item = TypeVar("Item")

Ladder = tuple[tuple[int, int], ...]
"""Twenty ranges of whole numbers, each as likely as the others, the smallest first."""

STEPS: Final = 20


class Chance:
    """A stream of numbers that depends on its names only.

    Of Python's generator nothing is used but `random()` seeded by a text, which is promised to stay the same in
    every version; and nothing is computed from its numbers that a mathematical library could round otherwise.
    """

    __slots__ = ("roll",)

    def __init__(self, *names: object) -> None:
        self.roll: Callable[[], float] = Random("/".join(map(str, names))).random  # noqa: S311 - no secret is made

    def below(self, limit: int) -> int:
        """A whole number from 0 to limit - 1."""
        return int(self.roll() * limit)

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high."""
        return low + int(self.roll() * (high - low + 1))

    def one_of(self, items: Sequence[Item]) -> Item:
        """One of some items."""
        return items[int(self.roll() * len(items))]

    def on(self, ladder: Ladder, step: int) -> int:
        """A whole number near a step of a ladder, at times from the step beside it."""
        low, high = ladder[min(STEPS - 1, max(0, step + int(self.roll() * 4) // 3 - int(self.roll() * 4) // 3))]
        return low + int(self.roll() * (high - low + 1))

    def spread(self, total: int, weights: Sequence[int]) -> list[int]:
        """A total in parts that add up to it, roughly by weight."""
        roll = self.roll
        drawn = [weight * (0.5 + roll()) for weight in weights]
        share = total / sum(drawn)
        parts = [int(share * weight) for weight in drawn]
        parts[0] += total - sum(parts)
        return parts
