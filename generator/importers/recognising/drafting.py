"""Makes the draft of a table out of its rows: cells that are sure, cells that aren't, and how far it can be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.importers.draft import DraftCell, DraftTable, Reading
from generator.importers.recognising.rows import UNREAD, Row
from generator.importers.recognising.solving import balances_of, sums_of
from generator.importers.recognising.splitting import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.forms.form import Form, Section

BLANK: Final = "_"
MOST_SHOWN: Final = 8
"""Candidates that a doubtful cell lists."""


def draft_table(form: Form, section: Section, rows: Sequence[Row]) -> DraftTable:
    """The table with its rows in the form's order."""
    cells: dict[str, tuple[DraftCell, ...]] = {}
    for row in rows:
        made, at = draft_cells(row), 0
        for key, width in zip(row.keys, row.widths, strict=True):
            cells[key] = tuple(made[at : at + width])
            at += width
    ordered = {key: cells[key] for key in section.rows if key in cells}
    broken = {place for _, places in broken_relations(form, section, ordered) for place in places}
    good = sum(
        cell.reading is not Reading.DOUBTFUL and (key, at) not in broken
        for key, row_cells in ordered.items()
        for at, cell in enumerate(row_cells)
    )
    asked = sum(width for key, width in section.widths.items() if key in ordered or not section.rows[key][0].optional)
    return DraftTable(section.key, form.key, ordered, round(good / asked, 3) if asked else 0.0)


def draft_cells(row: Row) -> list[DraftCell]:
    """The cells of a line, one behind another; those that its readings don't agree on are left unread.

    So are those that must be blank for the others to fit: a cell may have been lost as well.
    """
    if row.plain:
        return [
            _cell(row, (word,), piece.text, Reading.PLAIN, at)
            for at, (word, piece) in enumerate(zip(row.found[0], row.pieces, strict=True))
        ]
    width = sum(row.widths)
    words = [tuple(dict.fromkeys(reading[at] for reading in row.found)) for at in range(width)]
    return [_cell(row, words[at], row.printed, Reading.SETTLED, at) for at in range(width)]


def _cell(row: Row, words: tuple[str, ...], published: str, reading: Reading, at: int) -> DraftCell:
    spot = row.pieces[at if row.plain else 0].spot
    guessed_blank = words == (BLANK,) and not row.plain
    if len(words) == 1 and words[0] != UNREAD and row.sure and not guessed_blank:
        return DraftCell(words[0], published, spot, reading, by="" if row.plain else row.by)
    candidates = tuple(word for word in words if word != UNREAD)[:MOST_SHOWN]
    return DraftCell(UNREAD, published, spot, Reading.DOUBTFUL, candidates)


def broken_relations(
    form: Form, section: Section, rows: Mapping[str, Sequence[DraftCell]]
) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """The relations between cells that were read which don't hold: the row or column, and the places of the cells."""
    words = {key: tuple(cell.word for cell in row) for key, row in rows.items()}
    for key, row in words.items():
        for each in sums_of(form, section, key):
            places = (*each.parts, each.whole)
            if all(row[at] != UNREAD for at in places) and not each.holds(row):
                yield key, [(key, at) for at in places]
    for balance in balances_of(form, section, words):
        column = {key: words[key][balance.column] for key in balance.weights}
        totals = [column[key] for key, weight in balance.weights.items() if weight < 0]
        if UNREAD in column.values() or any(number_of(word) is None for word in totals):
            continue
        if sum(weight * (number_of(column[key]) or 0) for key, weight in balance.weights.items()):
            yield "", [(key, balance.column) for key in balance.weights]
