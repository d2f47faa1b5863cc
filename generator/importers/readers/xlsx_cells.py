"""The cells of a sheet by place, as texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from generator.importers.readers.bounds import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from generator.importers.readers.unreadable import Unreadable
from generator.importers.readers.xlsx_dates import date_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from lxml.etree import _Element

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PLACE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_RANGE: Final = re.compile(rf"{_PLACE.pattern}:{_PLACE.pattern}")
_LETTERS: Final = 26
_DIGITS_KEPT: Final = 15
"""Spreadsheets show fifteen digits of a number and store two more that arithmetic left behind."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its texts by row and column from 0, and its merged ranges (first, last row; first, last column)."""

    texts: dict[tuple[int, int], str]
    merged: tuple[tuple[int, int, int, int], ...]

    def without(self, ranges: Iterable[str]) -> Sheet:
        """The sheet without what stands in these ranges, such as `A1:C3`."""
        areas = [_area(match) for place in ranges if (match := _RANGE.fullmatch(place))]
        if not areas:
            return self
        kept = {
            (row, column): text
            for (row, column), text in self.texts.items()
            if not any(first <= row <= last and left <= column <= right for first, last, left, right in areas)
        }
        return Sheet(kept, self.merged)


def shared_texts(root: _Element | None) -> Sequence[str]:
    """The texts that cells refer to by number."""
    return [] if root is None else [_rich(item) for item in root.iter(f"{_MAIN}si")]


def read_sheet(root: _Element, texts: Sequence[str], dates: AbstractSet[int]) -> Sheet:
    """A sheet out of its XML; rows and columns that are hidden are left out, as in print.

    Raises:
        Unreadable: it uses too many rows, columns or cells.
    """
    hidden = {
        at
        for column in root.iter(f"{_MAIN}col")
        if column.get("hidden") in {"1", "true"}
        for at in range(_whole(column.get("min")) - 1, min(_whole(column.get("max")), MOST_COLUMNS))
    }
    found: dict[tuple[int, int], str] = {}
    row = -1
    for element in root.iter(f"{_MAIN}row"):
        row = _whole(element.get("r")) - 1 if element.get("r") else row + 1
        column = -1
        for cell in element.iter(f"{_MAIN}c"):
            place = _PLACE.fullmatch(cell.get("r") or "")
            column = _column(place[1]) if place else column + 1
            text = _text(cell, texts, dates)
            if text.strip() and column not in hidden and element.get("hidden") not in {"1", "true"}:
                found[row, column] = text
                _check(row, column, len(found))
    ranges = (_RANGE.fullmatch(merged.get("ref") or "") for merged in root.iter(f"{_MAIN}mergeCell"))
    return Sheet(found, tuple(_area(match) for match in ranges if match))


def _area(match: re.Match[str]) -> tuple[int, int, int, int]:
    """First and last row, first and last column of a range."""
    return (
        int(match[2]) - 1,
        min(int(match[4]) - 1, MOST_ROWS),
        _column(match[1]),
        min(_column(match[3]), MOST_COLUMNS),
    )


def _check(row: int, column: int, count: int) -> None:
    if row >= MOST_ROWS or column >= MOST_COLUMNS or count > MOST_CELLS:
        found = f"{row + 1} × {column + 1}"
        raise Unreadable("import-table-too-large", found=found, rows=f"{MOST_ROWS}", columns=f"{MOST_COLUMNS}")


def _text(cell: _Element, texts: Sequence[str], dates: AbstractSet[int]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _rich(cell)
    value = cell.findtext(f"{_MAIN}v") or ""
    if kind == "s":
        return texts[int(value)] if value.isdecimal() and int(value) < len(texts) else ""
    if not value and kind != "str" and (formula := cell.findtext(f"{_MAIN}f")):
        return f"={formula}"  # nobody has reckoned it yet, so it is neither blank nor known
    if kind != "n" or not value:
        return value
    return date_text(value) if _whole(cell.get("s"), -1) in dates else _number(value)


def _rich(element: _Element) -> str:
    """The text of an element without the reading aids that East Asian spreadsheets put beside it."""
    return "".join(t.text or "" for t in element.iter(f"{_MAIN}t") if t.getparent().tag != f"{_MAIN}rPh")


def _number(value: str) -> str:
    """A number as a person would write it: without an exponent, without what binary fractions leave behind."""
    try:
        number = Decimal(format(float(value), f".{_DIGITS_KEPT}g"))
    except (ValueError, ArithmeticError, OverflowError):
        return value
    return format(number, "f") if number.is_finite() and abs(number.adjusted()) < 2 * _DIGITS_KEPT else value


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def _whole(text: str | None, default: int = 0) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 9 else default  # noqa: PLR2004
