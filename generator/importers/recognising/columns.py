"""Which column of a form each cell of a row stands in, by the heads above it: reports exchange columns."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from generator.importers.document import Table
from generator.importers.recognising.labels import cut_number
from generator.importers.recognising.normal import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.forms.form import Head, Section
    from generator.importers.document import Block
    from generator.importers.recognising.lines import Line, Piece

Place = tuple[int | None, int | None]
Order = tuple[int, ...]
"""For each of a row's cells in the form's order, the place among the pieces where it stands."""

MOST_HEADS: Final = 400
"""Cells with words that are looked at above one row."""


class Columns:
    """The tables of a document, asked for the heads above their cells."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        tables = (block for block in blocks if isinstance(block, Table) and block.spot.table is not None)
        self._tables = {(table.spot.page, table.spot.table): table for table in tables}
        self._heads: dict[Place, list[tuple[int, range, str]]] = {}

    def order(self, section: Section, keys: Sequence[str], pieces: Sequence[Piece]) -> Order | None:
        """How the cells of some rows, side by side, stand among the pieces of a line.

        Empty where no heads say anything, None where they contradict the form without telling the whole order.
        Heads above some cells speak for the form's order where they fit it.
        """
        first = pieces[0].spot
        at = (first.page, first.table)
        places = tuple(piece.spot.column or 0 for piece in pieces)
        if at not in self._tables or not first.row or len(set(places)) < len(places) or 0 in places:
            return ()
        if at not in self._heads:
            self._heads[at] = _words_of(self._tables[at])
        above = [head for head in self._heads[at] if head[0] < first.row - 1][-MOST_HEADS:]
        if max((columns.stop for _, columns, _ in above), default=0) < max(places):
            return ()  # a row of heads that is shorter than those of cells doesn't stand above them
        wanted = [(_names(section.rows[key][0]), _names(column)) for key in keys for column in _leaves(section, key)]
        heads = [_nearest(above, place - 1, {name for _, names in wanted for name in names}) for place in places]
        rows = [_nearest(above, place - 1, {name for names, _ in wanted for name in names}) for place in places]
        if len(keys) == 1 or "" in rows:
            rows = [""] * len(places)
        spans = any(cell.columns > 1 or cell.rows > 1 for cell in self._tables[at].cells)
        levels = {_level(above, place - 1, head) for place, head in zip(places, heads, strict=True) if head}
        reach = max((columns.stop for row, columns, _ in above if row in levels), default=0)
        if "" in heads and not spans and (len(levels) > 1 or reach < max(places)):
            return ()  # where no spans are known, heads on two levels needn't stand above their columns
        return _order(wanted, list(zip(rows, heads, strict=True)))


def _words_of(table: Table) -> list[tuple[int, range, str]]:
    """The cells of a table that hold words: row, columns, words in plain form."""
    found = []
    for cell in table.cells:
        form = plain(cell.text)
        if form and not form[0].isdigit():
            found.append((cell.row, range(cell.column, cell.column + cell.columns), cut_number(form)[1]))
    return found


def _leaves(section: Section, key: str) -> Sequence[Head]:
    return section.rows[key][1].column_leaves


def _names(head: Head) -> frozenset[str]:
    words = cut_number(plain(head.label.zh_hans))[1]
    return frozenset({words, words.partition("(")[0]} - {""})


def _nearest(above: Sequence[tuple[int, range, str]], place: int, names: set[str]) -> str:
    """The lowest of some names that stands above a column; empty where none does."""
    return next((words for _, columns, words in reversed(above) if place in columns and words in names), "")


def _level(above: Sequence[tuple[int, range, str]], place: int, head: str) -> int:
    """The row of the lowest head of some words above a column."""
    return next(row for row, columns, words in reversed(above) if place in columns and words == head)


def _order(wanted: Sequence[tuple[frozenset[str], frozenset[str]]], found: Sequence[tuple[str, str]]) -> Order | None:
    def fits(cell: int, piece: int) -> bool:
        return all(not name or name in names for name, names in zip(found[piece], wanted[cell], strict=True))

    if all(fits(at, at) for at in range(len(wanted))):
        return tuple(range(len(wanted))) if any(head for _, head in found) else ()
    places = [
        [piece for piece in range(len(found)) if found[piece][1] and fits(cell, piece)] for cell in range(len(wanted))
    ]
    if any(len(each) != 1 for each in places) or len({each[0] for each in places}) < len(places):
        return None
    return tuple(each[0] for each in places)


def contradicts(section: Section, key: str, line: Line) -> bool:
    """Whether the words before the first cells of a table name its columns in an order that no form has.

    Heads on two levels are read level by level, or column by column.
    """
    block = section.rows[key][1]
    leaves = [_shortest(leaf) for leaf in block.column_leaves]
    places = {name: line.label.find(name) for name in leaves if line.label.count(name) == 1}
    if len(places) < max(2, len(leaves) / 2):
        return False
    orders = (leaves, [_shortest(leaf) for leaf in _by_level(block.columns)])
    named = [[name for name in order if name in places] for order in orders]
    return not any(all(places[a] < places[b] for a, b in pairwise(order)) for order in named)


def _by_level(heads: Sequence[Head]) -> Iterator[Head]:
    while heads:
        yield from (head for head in heads if not head.heads)
        heads = [below for head in heads for below in head.heads]


def _shortest(head: Head) -> str:
    return min(_names(head), key=len)
