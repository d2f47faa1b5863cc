"""Cuts the readings of rows down: by the relations between rows, the neighbouring years and the text, in this order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from generator.importers.recognising.solving import balances_of, solve
from generator.importers.recognising.splitting import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.forms.form import Form, Section
    from generator.importers.recognising.evidence import Clauses, Neighbours
    from generator.importers.recognising.labels import Labels
    from generator.importers.recognising.rows import Row
    from generator.importers.recognising.solving import Balance
    from generator.importers.recognising.splitting import Reading


MOST_WHOLE: Final = 0.2
"""The share of rows that may be whole where one column of a table was lost."""
FEWEST: Final = 4
MOST_WRONG: Final = 0.6
"""The share of the columns with numbers in which sums may fail in a table that is published so."""


def settle(form: Form, labels: Labels, rows: Sequence[Row], neighbours: Neighbours, clauses: Clauses) -> list[Row]:
    """The rows with the readings that are left, and by what."""
    section = labels.section
    rows = _without_lost_column(form, section, rows)
    single = {row.keys[0]: list(row.found) for row in rows if len(row.keys) == 1 and row.found}
    left = solve(single, balances_of(form, section, single))
    wanted = dict(zip(section.rows, labels.wanted, strict=True))
    settled: list[Row] = []
    for row in rows:
        key, this = row.keys[0], row
        if key in left and len(row.keys) == 1 and len(row.found) > 1:
            if len(left[key]) < len(row.found):
                this = this.narrowed(left[key], "arithmetic")
            if len(this.found) > 1 and (near := neighbours.agreeing(form, section, key, this.found)):
                this = this.narrowed(near, "neighbour")
            printed = "".join(piece.plain for piece in row.pieces)
            if len(this.found) > 1 and (said := clauses.agreeing(wanted[key], this.found, printed)):
                this = this.narrowed(said, "text")
        settled.append(this)
    return _confirmed(form, section, settled)


def _confirmed(form: Form, section: Section, rows: Sequence[Row]) -> list[Row]:
    """The rows, unsure where only their place tells which they are and a sum that they belong to doesn't hold.

    All of them are where sums fail nearly everywhere: their words may have slipped to the rows above or below.
    """
    parted = [row for row in rows if not row.plain]
    if sum(not row.found for row in parted) >= max(FEWEST, len(parted) / 2):
        # where most rows can't be parted, a column is missing, and the others were parted by accident
        rows = [row if row.plain else replace(row, sure=False) for row in rows]
    words = {row.keys[0]: row.found[0] for row in rows if len(row.keys) == 1 and len(row.found) == 1}
    broken = list(_broken(form, section, words, blanks=True))
    if not broken:
        return list(rows)
    placed = {key for row in rows if row.placed for key in row.keys}
    doubted = {key for balance in broken for key in balance.weights} & placed
    columns = {column for row in words.values() for column, word in enumerate(row) if number_of(word)}
    wrong = {balance.column for balance in broken}
    if len(wrong) >= FEWEST and len(wrong) >= MOST_WRONG * len(columns):
        doubted = set(words)
    return [replace(row, sure=False) if doubted.intersection(row.keys) else row for row in rows]


def _without_lost_column(form: Form, section: Section, rows: Sequence[Row]) -> Sequence[Row]:
    """The rows with the same cell blank in each, where nearly all are one cell short and just one column explains it.

    A page that is too narrow loses the last column of a table, in every reader.
    """
    short = [
        row for row in rows if not row.plain and sum(bool(piece.plain) for piece in row.pieces) == sum(row.widths) - 1
    ]
    if len(short) < FEWEST or len(rows) - len(short) > MOST_WHOLE * len(rows) or len({row.widths for row in rows}) > 1:
        return rows
    ways = []
    for lost in range(sum(short[0].widths)):
        kept = [[each for each in row.found if each[lost] == "_"] for row in short]
        if all(len(found) == 1 for found in kept):
            ways.append(dict(zip((row.keys for row in short), kept, strict=True)))
    ways = [way for way in ways if not any(_broken(form, section, {keys[0]: found[0] for keys, found in way.items()}))]
    if len(ways) != 1:
        return rows
    return [row.narrowed(ways[0][row.keys], "arithmetic") if row.keys in ways[0] else row for row in rows]


def _broken(form: Form, section: Section, words: dict[str, Reading], *, blanks: bool = False) -> Iterator[Balance]:
    """The relations between rows that fail in a column that has numbers; with `blanks` parts may be blank."""
    for balance in balances_of(form, section, words):
        numbers = {key: number_of(words[key][balance.column]) for key in balance.weights}
        asked = [number for key, number in numbers.items() if not blanks or balance.weights[key] < 0]
        total = sum((number or 0) * balance.weights[key] for key, number in numbers.items())
        if None not in asked and total != 0:
            yield balance
