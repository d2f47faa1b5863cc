"""Sentences in plain words as bytes: the words of each are made once, its numbers are put in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markupsafe import escape

from generator.rendering.written import Written

if TYPE_CHECKING:
    from generator.messages import Messages
    from generator.pages.summary import Sentence, Wording

MOST_KEPT: Final = 5_000
NAME: Final = re.compile(r"%\((\w+)\)s")


class Sentences:
    """Writes the sentences of pages in one language."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._numbers = Written()
        self._kept: dict[int, tuple[Wording, bytes, tuple[int, ...]]] = {}

    def write(self, sentence: Sentence) -> bytes:
        """A sentence with each number leading to its cell."""
        kept = self._kept.get(id(sentence.wording))
        _, form, order = self._keep(sentence.wording) if kept is None else kept
        numbers, texts = self._numbers, sentence.texts
        return form % tuple([numbers[texts[number]] for number in order])

    def _keep(self, wording: Wording) -> tuple[Wording, bytes, tuple[int, ...]]:
        """The words of a sentence with a `%b` for each number, and which number of the wording it is.

        Wordings that many reports share are one object, so they are told by identity, and kept for that.
        """
        pieces = NAME.split(str(escape(self._messages.gettext(wording.key))))
        places = {name: (number, address) for number, (name, address) in enumerate(wording.numbers)}
        pieces[::2] = [piece.replace("%%", "%").replace("%", "%%") for piece in pieces[::2]]
        order = tuple(places[name][0] for name in pieces[1::2])
        pieces[1::2] = [f'<a class="figure" href="#{places[name][1]}">%b</a>' for name in pieces[1::2]]
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        kept = self._kept[id(wording)] = (wording, "".join(pieces).encode(), order)
        return kept
