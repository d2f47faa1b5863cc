"""One cell as published, with the five meanings that are kept to the end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final


class Meaning(StrEnum):
    """What stands in a cell. None of these is ever turned into another, least of all into zero."""

    NUMBER = "number"
    BLANK = "blank"
    SLASH = "slash"
    REMARK = "remark"
    UNREAD = "unread"


SIGNS: Final = {"_": Meaning.BLANK, "/": Meaning.SLASH, "／": Meaning.SLASH, "?": Meaning.UNREAD, "？": Meaning.UNREAD}

MOST_KEPT: Final = 20_000

_WORD: Final = re.compile(r"(?:[^\s（(]|（[^）]*）|\([^)]*\)|[（(])+")
_NUMBER: Final = re.compile(
    r"(?P<number>[-－−]?(?:\d{1,3}(?:[,，]\d{3})+|\d{1,18})(?:[.．]\d{1,12})?)"
    r"(?P<remark>(?:%|％|[\u3400-\u9fff]{1,8})?(?:（[^）]+）|\([^)]+\))?)"
)
_PLAIN: Final = str.maketrans({"－": "-", "−": "-", "．": ".", ",": "", "，": ""})


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its meaning, its text as published (empty for a blank), its number if it has one, its remark.

    `whole` is the number where it is written without a point.
    """

    meaning: Meaning
    text: str
    number: Decimal | None = None
    remark: str = ""
    whole: int | None = field(default=None, repr=False, compare=False)

    @property
    def is_count(self) -> bool:
        """Whether the number is a whole number, 0 or more."""
        return self.number is not None and self.number >= 0 and self.number == self.number.to_integral_value()


BLANK: Final = Cell(Meaning.BLANK, "")
SLASH: Final = Cell(Meaning.SLASH, "/")
UNREAD: Final = Cell(Meaning.UNREAD, "?")
_SIGNED: Final = {Meaning.BLANK: BLANK, Meaning.SLASH: SLASH, Meaning.UNREAD: UNREAD}


def read_cell(text: str) -> Cell | None:
    """The cell that a word of a data file stands for; None where it is no cell at all."""
    if text in SIGNS:
        return _SIGNED[SIGNS[text]]
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    number = Decimal(match["number"].translate(_PLAIN))
    meaning = Meaning.REMARK if match["remark"] else Meaning.NUMBER
    whole = int(number) if number.as_tuple().exponent == 0 else None
    return Cell(meaning, text, number, match["remark"], whole)


class Cells(dict[str, Cell]):
    """Cells by the word they stand for, each made once: most words of most reports are small numbers.

    A word that stands for no cell raises ValueError. `counts_only` refuses numbers that are no counts too.
    """

    def __init__(self, *, counts_only: bool = False) -> None:
        super().__init__()
        self.counts_only = counts_only

    def __missing__(self, word: str) -> Cell:
        cell = read_cell(word)
        if cell is None or (self.counts_only and cell.number is not None and not cell.is_count):
            raise ValueError(word)
        if len(self) >= MOST_KEPT:
            self.clear()
        self[word] = cell
        return cell


def split_row(row: str) -> list[tuple[int, str]]:
    """The words of a row with their offsets; white space inside brackets belongs to a remark."""
    return [(match.start(), match[0]) for match in _WORD.finditer(row)]
