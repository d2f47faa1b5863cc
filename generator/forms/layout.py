"""How the rows of a table are laid out in a data file: keys padded, cells below the names of their columns."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.datafiles.writing import text_literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.forms.form import Section


@dataclass(frozen=True, slots=True)
class RowLayout:
    """One row: its key; what stands before its cells, with the names of the columns above it where they change.

    `widths` are the characters that each of several cells takes; a cell alone is not padded.
    """

    key: str
    before: str
    widths: tuple[int, ...]


def lay_out(
    section: Section, keys: Iterable[str], cells: Mapping[str, Sequence[str]], narrowest: int = 1
) -> Iterator[RowLayout]:
    """The layout of these rows of a table, wide enough for what stands in their cells, by row.

    `narrowest` is what a cell of several columns takes at least.
    """
    width = max(len(key) for key in section.rows)
    above: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    keys = [*keys]
    for number, key in enumerate(keys):
        columns = _columns(section, key)
        names = ""
        if columns != above and len(columns) > 1:
            rows = [cells.get(other, ()) for other in _alike(section, keys[number:], columns)]
            widths = _widths(columns, rows, narrowest)
            names = f"#{' ' * (width + 3)}{' '.join(map(pad, columns, widths))}\n"
        above = columns
        yield RowLayout(key, f'{names}{key.ljust(width)} = "', widths if len(columns) > 1 else ())


def table_as_toml(form: str, section: Section, cells: Mapping[str, Sequence[str]]) -> str:
    """A table as a part of a data file: the rows that have cells, in the form's order."""
    lines = [f'\n[{section.key}]\nform = "{form}"\n']
    for row in lay_out(section, [key for key in section.rows if key in cells], cells):
        words = cells[row.key]
        text = " ".join(map(pad, words, row.widths)) if row.widths else " ".join(words)
        lines.append(f"{row.before[:-1]}{text_literal(text)}\n")
    return "".join(lines)


def pad(word: str, width: int) -> str:
    """A word at the right of so many columns of a terminal; a full-width character takes two."""
    return " " * (width - _length(word)) + word


def _length(word: str) -> int:
    return len(word) if word.isascii() else sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in word)


def _columns(section: Section, key: str) -> tuple[str, ...]:
    _, block = section.rows[key]
    return tuple(column.key or "" for column in block.column_leaves)


def _alike(section: Section, keys: Sequence[str], columns: tuple[str, ...]) -> Iterator[str]:
    """The rows below one another that have these columns, from the first on."""
    for key in keys:
        if _columns(section, key) != columns:
            return
        yield key


def _widths(columns: tuple[str, ...], rows: Iterable[Sequence[str]], narrowest: int) -> tuple[int, ...]:
    listed = [row for row in rows if row]
    return tuple(
        max(narrowest, len(column), *(_length(row[at]) for row in listed)) for at, column in enumerate(columns)
    )
