"""How near the words before some cells come to the label of a form's row: by number and stem, whatever the wording."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from rapidfuzz.fuzz import partial_ratio, ratio

from generator.importers.recognising.normal import plain

if TYPE_CHECKING:
    from collections.abc import Collection

    from generator.forms.form import Section
    from generator.importers.recognising.lines import Line

SAME: Final = 1.0
MISNUMBERED: Final = 0.7
"""A short stem behind another number: 其他 is the words of several rows."""
RESEMBLING_NUMBERED: Final = 35.0
RESEMBLING: Final = 45.0
"""In per cent, for a line whose place between two sure rows speaks for it."""
LONGEST_OWN: Final = 100
"""Characters of the words beside some cells that are compared with a label."""
MIXED: Final = 70.0
"""In per cent, for words that a layout may have mixed with those beside them."""
NEAR: Final = 0.6
"""From this likeness on words are taken for a label at all."""

_ORDINALS: Final = re.compile(
    r"(?:其中:?|(?:[一二三四五六七八九十]{1,2}|\d{1,2})[、.]|\([一二三四五六七八九十\d]{1,2}\)[、.]?)*"
)
_LAST_ORDINAL: Final = re.compile(r"(?:([一二三四五六七八九十]{1,2}|\d)[、.]|\(([一二三四五六七八九十]{1,2})\)[、.]?)$")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_SHORT: Final = 4


def number_before(lead: str) -> str:
    """The number that some words end with, without brackets and stop; empty where they don't."""
    found = _LAST_ORDINAL.search(lead)
    return (found[1] or found[2]) if found else ""


def cut_number(text: str) -> tuple[str, str]:
    """The number that words begin with (the last of several), and the words behind."""
    end = _ORDINALS.match(text).end()  # type: ignore[union-attr]  # matches the empty text too
    return number_before(text[:end]), text[end:]


@dataclass(frozen=True)
class Wanted:
    """A row's label: its words in plain form and its own number."""

    stem: str
    number: str
    unit: str

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Its words as they may be printed: whole, without what stands in brackets, with the unit behind."""
        bare = _BRACKETS.sub("", self.stem)
        texts = [self.stem, bare]
        if self.unit:
            texts += [text + self.unit for text in texts] + [f"{text}({self.unit})" for text in texts]
        return tuple(dict.fromkeys(text for text in texts if text))

    @cached_property
    def long(self) -> tuple[str, ...]:
        """Those, without units, that are long enough to be compared."""
        return tuple(stem for stem in self.stems[:2] if len(stem) >= _SHORT)


class Labels:
    """The labels of a table's rows and columns, prepared for being sought."""

    def __init__(self, section: Section) -> None:
        self.section = section
        self.widths = list(section.widths.values())
        self.wanted: list[Wanted] = []
        for row, _ in section.rows.values():
            number, stem = cut_number(plain(row.label.zh_hans))
            self.wanted.append(Wanted(stem, number, plain(row.unit)))
        self.heads = [plain(head.label.zh_hans) for head in section.columns.values()]
        self.telling = {_BRACKETS.sub("", head) for head in self.heads}
        self._rows: dict[str, list[int]] = {}
        for at, each in enumerate(self.wanted):
            for stem in each.stems:
                self._rows.setdefault(stem, []).append(at)
        self._lengths: dict[str, list[int]] = {}
        for stem in sorted(self._rows, key=len, reverse=True):
            lengths = self._lengths.setdefault(stem[-2:], [])
            if len(stem) not in lengths:
                lengths.append(len(stem))

    def exact(self, line: Line) -> dict[int, float]:
        """The rows whose words stand right before the cells, with how surely it is them."""
        for text in line.tails:
            for length in self._lengths.get(text[-2:], ()):
                rows = self._rows.get(text[-length:]) if length <= len(text) else None
                if rows:
                    number = number_before(text[:-length])
                    return {row: self._certainty(row, number, length) for row in rows}
        return {}

    def _certainty(self, row: int, number: str, length: int) -> float:
        wanted = self.wanted[row].number
        alike = not number or not wanted or number == wanted
        return SAME if alike or length > _SHORT else MISNUMBERED

    def stacked(self, line: Line, missing: Collection[int] = ()) -> set[int]:
        """The rows whose words stand before the cells, where it isn't those of one row in the same row or line.

        Words of rows that are `missing` elsewhere may be mixed with other words.
        """
        if line.beside and cut_number(line.own)[1] in self._rows:
            return set()
        found: set[int] = set()
        rest = line.label
        for stem in self._longest:
            if stem in rest:
                found.update(self._rows[stem])
                rest = rest.replace(stem, "|")
        for row in missing:
            stem = min(self.wanted[row].stems, key=len)
            if row not in found and _SHORT < len(stem) < len(rest) and partial_ratio(stem, rest) >= MIXED:
                found.add(row)
        return found

    @cached_property
    def _longest(self) -> list[str]:
        """The words that are one row's only and long enough to be met by no accident, longest first."""
        return sorted((stem for stem, rows in self._rows.items() if len(rows) == 1 and len(stem) > _SHORT), key=len)[
            ::-1
        ]

    def near(self, line: Line) -> dict[int, float]:
        """The rows whose words are like those before the cells."""
        number, bare = cut_number(line.own)
        found = ((row, _near(each, line.label, number, bare)) for row, each in enumerate(self.wanted))
        return {row: like for row, like in found if like >= NEAR}

    def resembles(self, row: int, line: Line) -> bool:
        """Whether the words before the cells may be a row's, badly damaged: where its place says so already."""
        number, bare = cut_number(line.own)
        wanted = self.wanted[row]
        if number and wanted.number and number != wanted.number:
            return False
        least = RESEMBLING_NUMBERED if number and wanted.number else RESEMBLING
        texts = (bare, line.label[-len(wanted.stem) :])
        return any(partial_ratio(stem, text) >= least for stem in wanted.stems[:2] for text in texts if text)

    def without_heads(self, label: str) -> str:
        """Words without the column heads that stand between a row's label and its cells."""
        while head := next((head for head in self.heads if label.endswith(head)), ""):
            label = label[: -len(head)].rstrip("():")
        return label


@lru_cache(maxsize=20_000)
def _likeness(stem: str, tail: str, bare: str) -> float:
    best = ratio(stem, tail)
    if len(bare) >= _SHORT:
        best = max(best, ratio(stem, bare))
        if len(bare) < len(stem):
            best = max(best, 0.9 * partial_ratio(stem, bare))
    return best / 100


def _near(wanted: Wanted, label: str, number: str, bare: str) -> float:
    bare = bare[:LONGEST_OWN]
    best = max((_likeness(stem, label[-len(stem) :], bare) for stem in wanted.long), default=0.0)
    if number and wanted.number and best:
        best += 0.1 if number == wanted.number else -0.2
    return min(best, 0.97)
