"""The ways to read some pieces of text as the cells of a row, where borders between them may have been lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, combinations, islice
from typing import TYPE_CHECKING, Final

from generator.importers.recognising.cells import UNITS, word_of
from generator.models.cell import BLANK, Cell, read_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.forms.form import Head
    from generator.importers.recognising.lines import Piece

MOST: Final = 1_000
"""Readings of one row that are looked at; a row with more of them stays in doubt."""
MOST_STEPS: Final = 20_000
"""Borders that are tried in one row."""
LONGEST: Final = 400
"""Characters of glued cells that are tried to be parted."""

_WHOLE: Final = r"(?:0|[1-9]\d{0,14})"
_KINDS: Final = {
    "count": re.compile(rf"{_WHOLE}(?:{UNITS})?(?:\([^()]*\))?|/"),
    "change": re.compile(rf"[-+]?{_WHOLE}(?:{UNITS})?(?:\([^()]*\))?|/"),
    "amount": re.compile(rf"{_WHOLE}(?:\.\d+)?(?:{UNITS})?(?:\([^()]*\))?|/"),
}

Reading = tuple[str, ...]
"""The words of a row's cells."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Within a row: the cells at `parts` add up to the cell at `whole`."""

    parts: tuple[int, ...]
    whole: int

    def holds(self, reading: Sequence[str], *, blank: bool = True) -> bool:
        """Whether a reading agrees. One whose whole is blank says nothing: it is refused unless `blank`."""
        whole = number_of(reading[self.whole])
        parts = sum((number_of(reading[at]) or Decimal(0)) for at in self.parts)
        return parts == whole if whole is not None else blank or not parts

    def leaves(self, reading: Sequence[str]) -> bool:
        """Whether a reading agrees if what is blank in it was lost: what is left may make less than the whole."""
        whole = number_of(reading[self.whole])
        parts = sum((number_of(reading[at]) or Decimal(0)) for at in self.parts)
        lost = any(reading[at] == "_" for at in self.parts)
        return whole is None or parts == whole or (lost and parts < whole)


def number_of(word: str) -> Decimal | None:
    """The number of a word of a data file, if it has one."""
    return _cell(word).number


def _cell(word: str) -> Cell:
    found = _CELLS.get(word)
    if found is None:
        found = _CELLS[word] = read_cell(word) or BLANK
        if len(_CELLS) > MOST * 4:
            _CELLS.clear()
    return found


_CELLS: dict[str, Cell] = {}


def readings(
    pieces: Sequence[Piece], columns: Sequence[Head], sums: Sequence[Sum], *, blanks: bool = False
) -> list[Reading]:
    """Every way to read the pieces as the cells of some columns that agrees with the sums.

    With `blanks` there may be blank cells that left no trace. None where there are too many ways to be looked at.
    """
    texts = [piece.plain for piece in pieces if piece.plain]
    length = sum(map(len, texts))
    if not texts or len(texts) > len(columns) or length > LONGEST or (length < len(columns) and not blanks):
        return []
    if length == len(columns) and not blanks and (tight := "".join(texts)).isdigit():
        reading = tuple(tight)
        return [reading] if all(each.holds(reading) for each in sums) else []
    try:
        found = list(islice(_Splitter(texts, columns, sums, blanks=blanks).readings(), MOST + 1))
    except TooMuchError:
        return []
    return found if len(found) <= MOST else []


def with_blanks(pieces: Sequence[Piece], width: int) -> list[Reading]:
    """Every way to set as many cells as there are among blank ones."""
    words = [word_of(piece.text) or "?" for piece in pieces if piece.plain]
    if len(words) >= width:
        return []
    return [
        tuple(words[places.index(at)] if at in places else "_" for at in range(width))
        for places in combinations(range(width), len(words))
    ]


def _fewest(texts: Sequence[str]) -> Iterator[int]:
    """For each place in the texts, one behind another, how many cells the rest takes at least.

    No number begins with 0, so each leading 0 is a cell; other borders within a text may have been lost or not.
    """
    behind = [0]
    for text in reversed(texts):
        behind.append(behind[-1] + (_cells_from(text) if text.isdigit() else 1))
    for text, later in zip(texts, reversed(behind[:-1]), strict=True):
        for at in range(len(text)):
            yield later + (_cells_from(text[at:]) if text.isdigit() else 1)


def _cells_from(digits: str) -> int:
    rest = len(digits.lstrip("0"))
    return len(digits) - rest + bool(rest)


class TooMuchError(Exception):
    """There is more to try than is worth it."""


class _Splitter:
    """Parts a text without borders, but for the known ones, into the cells of some columns, from left to right."""

    def __init__(self, texts: Sequence[str], columns: Sequence[Head], sums: Sequence[Sum], *, blanks: bool) -> None:
        self.text, self.width = "".join(texts), len(columns)
        borders = list(accumulate(map(len, texts)))
        self.next = [next(border for border in borders if border > at) for at in range(len(self.text))]
        self.after = [*_fewest(texts), 0]
        self.kinds = [_KINDS[column.number or "count"] for column in columns]
        self.sums: dict[int, list[Sum]] = {}
        for each in sums:
            self.sums.setdefault(max(*each.parts, each.whole), []).append(each)
        self.blanks = blanks
        self.words: list[str] = []
        self.steps = 0

    def readings(self, start: int = 0) -> Iterator[Reading]:
        """The readings of the text from a place on, behind the words so far.

        Raises:
            TooMuchError: the search was given up.
        """
        column = len(self.words)
        if column == self.width:
            if start == len(self.text):
                yield tuple(self.words)
            return
        for end in self._ends(start, column):
            text = self.text[start:end]
            word = text if text.isdigit() else word_of(text)
            if word is None:
                continue
            self.words.append(word)
            if all(each.holds(self.words) for each in self.sums.get(column, ())):
                yield from self.readings(end)
            self.words.pop()
        if self.blanks and self.after[start] < self.width - column:
            self.words.append("_")
            if all(each.holds(self.words, blank=False) for each in self.sums.get(column, ())):
                yield from self.readings(start)
            self.words.pop()

    def _ends(self, start: int, column: int) -> Iterator[int]:
        """Where a cell that begins at a place may end, so that the other columns can still have theirs."""
        if start == len(self.text):
            return
        border, left = self.next[start], self.width - column - 1
        for end in range(start + 1, (border if self.blanks else min(border, len(self.text) - left)) + 1):
            self.steps += 1
            if self.steps > MOST_STEPS:
                raise TooMuchError
            if self.kinds[column].fullmatch(self.text, start, end) and self.after[end] <= left:
                yield end
