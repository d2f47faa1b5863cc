"""Whole pages: which variants of its units a page is filled from, found by asking its view everything at once."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from generator.rendering.choosing import Chooser
from generator.rendering.tracing import Untraceable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.rendering.paths import Question
    from generator.rendering.skeleton import BlockKey, Variant

MOST: Final = 2_000
TRIAL: Final = 100
"""From so many on no more are kept when they are hardly used again."""


class Whole:
    """The units of a page whose view gives certain answers, each before the one that it stands in."""

    def __init__(self, used: Sequence[tuple[BlockKey | None, Variant]]) -> None:
        self._fills = [(key, variant.fill) for key, variant in used]

    def fill(self, view: object) -> bytes:
        """The bytes of the page."""
        blocks: dict[BlockKey | None, bytes] = {}
        for key, fill in self._fills:
            blocks[key] = fill(view, blocks)  # type: ignore[arg-type]
        return blocks[None]


class Wholes:
    """Whole pages by all answers to the questions of all their units, which are asked in one go."""

    def __init__(self) -> None:
        self._chooser: Chooser[Whole] = Chooser()
        self._known = 0
        self.hits = 0

    def fill(self, view: object) -> bytes | None:
        """The bytes of a page that is like one before; None where there was none like it."""
        whole = self._chooser.find(view)
        if whole is None:
            return None
        self.hits += 1
        return whole.fill(view)

    def add(self, used: Sequence[tuple[BlockKey | None, Variant]]) -> None:
        """Keep how a page was filled, unless most pages are unlike each other."""
        if self._known >= MOST or (self._known >= TRIAL and self.hits < self._known):
            return
        answers: dict[Question, Any] = {}
        for _, variant in reversed(used):
            answers |= {question: answer for question, answer in variant.answers.items() if question not in answers}
        with suppress(Untraceable):
            self._chooser.add(tuple(answers), tuple(answers.values()), Whole(used))
            self._known += 1
