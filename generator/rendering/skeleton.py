"""Stage two: the text of a traced unit, kept as bytes with places between them, and filled with a page's values."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from generator.rendering.compiling import Function
from generator.rendering.tracing import MARK, NONCE, CellSlot, Hole, Slot, Untraceable
from generator.rendering.written import LONGEST_KEPT, Foreign, Written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.rendering.tracing import Record

__all__ = ["LONGEST_KEPT", "BlockKey", "Variant", "Writers"]

TEXT = attrgetter("text")
BlockKey = tuple[str, int]


class Variant:
    """The text of a unit for all views that give the same answers.

    `answers` are these, by their questions. `kept` are the shared parts of views that it was made with: what is told
    by identity must stay alive. `blocks` are the units of the page that this variant is the frame of.
    """

    def __init__(self, text: str, marks: Sequence[Slot | CellSlot | Hole], record: Record, writers: Writers) -> None:
        pieces = MARK.split(text)
        if any(NONCE in piece for piece in pieces[::2]):
            raise Untraceable
        self.answers = record.answers
        self.kept = (*record.kept,)
        self.holes: list[BlockKey] = []
        self.blocks: dict[BlockKey, Any] = {}
        places = [marks[int(number)] for number in pieces[1::2]]
        self.fill: Callable[[object, Mapping[BlockKey, bytes]], bytes] = self._compiled(pieces[::2], places, writers)
        """The bytes of the unit for a view, with those of its blocks."""

    def _compiled(
        self, texts: Sequence[str], places: Sequence[Slot | CellSlot | Hole], writers: Writers
    ) -> Callable[[object, Mapping[BlockKey, bytes]], bytes]:
        pieces = [b""] * (2 * len(texts) - 1)
        pieces[::2] = [text.encode() for text in texts]
        function = Function("view", "blocks")
        function.line(f"pieces = {function.constant(pieces)}.copy()")
        for first, count in _runs(places):
            mark, at = places[first], 2 * first + 1
            if isinstance(mark, Hole):
                self.holes.append(mark.block)
                function.line(f"pieces[{at}] = blocks[{mark.block!r}]")
            elif isinstance(mark, CellSlot):
                cells = f"{function.name_of(mark.path)}[{mark.index}:{mark.index + count}]"
                cell, text = function.constant(writers.cell), function.constant(TEXT)
                function.line(f"pieces[{at}:{at + 2 * count}:2] = map({cell}, map({text}, {cells}))")
            else:
                function.line(f"pieces[{at}] = {writers.code(function, mark)}")
        function.line(f"return {function.constant(b''.join)}(pieces)")
        return function.made()


class Writers:
    """How values become bytes, as code: what is most frequent without a call.

    `words` and `lang` are those filters, `texts` what writes the same bytes as other filters more cheaply.
    """

    def __init__(
        self,
        language: str,
        words: Callable[[Any], str],
        lang: Callable[[Any], str],
        cells: Mapping[str, bytes],
        texts: Mapping[Any, Callable[..., bytes]],
    ) -> None:
        self._texts = texts
        self._language = language
        self._words = words
        self._lang = lang
        self._own = Written()
        self._foreign = Foreign()
        self.cell = cells.__getitem__

    def code(self, function: Function, slot: Slot) -> str:
        """The code for the bytes in a slot."""
        value = function.name_of(slot.path)
        given = "".join(f", {function.constant(argument)}" for argument in slot.arguments)
        own = function.constant(self._own)
        if slot.write is None:
            return f"{own}[{value}] if type({value}) is str else {function.constant(_plain)}({value})"
        if slot.write == self._words:
            foreign = function.constant(self._foreign)
            return f"({own} if {value}.language == {self._language!r} else {foreign}[{value}.language])[{value}.text]"
        if slot.write == self._lang:
            written = f"{function.constant(slot.write)}({value}).encode()"
            return f"b'' if {value}.language == {self._language!r} else {written}"
        if slot.write in self._texts:
            return f"{function.constant(self._texts[slot.write])}({value}{given})"
        return f"{function.constant(slot.write)}({value}{given}).encode()"


def _plain(value: object) -> bytes:
    return b"%d" % value if type(value) is int else escape(value).encode()


def _runs(places: Sequence[Slot | CellSlot | Hole]) -> list[tuple[int, int]]:
    """The first place and the number of places that are filled by one stroke: cells that follow each other do."""
    runs: list[tuple[int, int]] = []
    for number, place in enumerate(places):
        if runs and isinstance(place, CellSlot):
            first, count = runs[-1]
            before = places[first]
            if isinstance(before, CellSlot) and (before.path, before.index + count) == (place.path, place.index):
                runs[-1] = (first, count + 1)
                continue
        runs.append((number, 1))
    return runs
