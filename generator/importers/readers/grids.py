"""Tables as formats declare them become the grid of a `Table`; tables that only lay out a page are taken apart."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from generator.importers.document import Block, Table, TableCell, Text
from generator.importers.readers.bounds import MOST_COLUMNS, MOST_ROWS
from generator.importers.readers.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from generator.importers.document import Spot

_LONG_ALONE: Final = 200
"""Characters from which the only text in a row is content of the page, not a cell."""
_LONG_ANYWHERE: Final = 1500
"""Characters from which a cell is content of the page, whatever stands beside it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a table before its place is known: what it holds, and the rows and columns it claims."""

    blocks: Sequence[Block]
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in its place, counted from 0."""

    blocks: Sequence[Block]
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", " ".join(filter(None, map(_text_of, self.blocks))))


def _text_of(block: Block) -> str:
    if isinstance(block, Text):
        return block.text
    return " ".join(cell.text for cell in block.cells if cell.text)


def check_bounds(rows: int, columns: int) -> None:
    """Refuse a table by its size.

    Raises:
        Unreadable: it has too many rows or columns.
    """
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise Unreadable(
            "import-table-too-large", found=f"{rows} × {columns}", rows=f"{MOST_ROWS}", columns=f"{MOST_COLUMNS}"
        )


def flow(rows: Sequence[Sequence[Box]]) -> Iterator[Placed]:
    """Cells in their places as HTML puts them: each in the next free one, clipped where it would cover another.

    Raises:
        Unreadable: the table is too large.
    """
    check_bounds(len(rows), max(map(len, rows), default=0))
    free_from: list[int] = []
    for row, boxes in enumerate(rows):
        column = 0
        for box in boxes:
            while column < len(free_from) and free_from[column] > row:
                column += 1
            check_bounds(len(rows), column + 1)
            height = min(box.rows or len(rows), len(rows) - row)
            width = min(box.columns, MOST_COLUMNS - column)
            taken = (at for at in range(column + 1, min(column + width, len(free_from))) if free_from[at] > row)
            width = next(taken, column + width) - column
            free_from.extend([0] * (column + width - len(free_from)))
            free_from[column : column + width] = [row + height] * width
            yield Placed(box.blocks, row, column, height, width)
            column += width


def arrange(cells: Iterable[Placed], spot: Spot) -> Iterator[Block]:
    """The blocks of a table: itself, or what it holds where it only lays out the page, or both by turns.

    `spot` is given to the tables among them.
    """
    kept = sorted(cells, key=lambda cell: (cell.row, cell.column))
    free = _free_rows(kept)
    if len({cell.column for cell in kept}) <= 1 or any(_is_page(cell) and cell.row not in free for cell in kept):
        for cell in kept:
            yield from cell.blocks
    else:
        yield from _split(kept, free, spot)


def _is_page(cell: Placed) -> bool:
    """Whether a cell holds a part of the page rather than one label or value."""
    tables = [block for block in cell.blocks if isinstance(block, Table)]
    return len(cell.text) > _LONG_ANYWHERE or any(table.height > 1 and table.width > 1 for table in tables)


def _is_content(row: Sequence[Placed]) -> bool:
    """Whether what stands in a row is content of the page: a part of it, or one long text or heading alone."""
    has_heading = any(isinstance(block, Text) and block.level for cell in row for block in cell.blocks)
    is_alone = len(row) == 1 and (has_heading or len(row[0].text) > _LONG_ALONE)
    return is_alone or any(map(_is_page, row))


def _free_rows(cells: Sequence[Placed]) -> AbstractSet[int]:
    """The rows that no cell of another row reaches into and whose own cells end in them."""
    rows = {cell.row for cell in cells}
    crossed: set[int] = set()
    for cell in sorted(cells, key=lambda cell: cell.rows, reverse=True):
        if cell.rows == 1 or len(crossed) >= len(rows):
            break
        crossed.update(range(cell.row, cell.row + cell.rows))
    return rows - crossed


def _split(cells: Sequence[Placed], free: AbstractSet[int], spot: Spot) -> Iterator[Block]:
    """Rows of content leave the table; what stands between them remains one."""
    run: list[Placed] = []
    for row, group in groupby(cells, key=lambda cell: cell.row):
        members = list(group)
        filled = [cell for cell in members if cell.text]
        if row in free and _is_content(filled):
            yield from make_table(run, spot)
            run = []
            for cell in filled:
                yield from cell.blocks
        else:
            run += members
    yield from make_table(run, spot)


def make_table(cells: Iterable[Placed], spot: Spot) -> Iterator[Table]:
    """The table of these cells without rows and columns in which none begins; none where no cell has a text."""
    kept = sorted(cells, key=lambda cell: (cell.row, cell.column))
    if not any(cell.text for cell in kept):
        return
    rows = {row: at for at, row in enumerate(sorted({cell.row for cell in kept}))}
    columns = {column: at for at, column in enumerate(sorted({cell.column for cell in kept}))}
    check_bounds(len(rows), len(columns))

    def covered(places: dict[int, int], first: int, count: int) -> int:
        return max(1, sum(first <= place < first + count for place in places)) if count > 1 else 1

    yield Table(
        tuple(
            TableCell(
                cell.text,
                rows[cell.row],
                columns[cell.column],
                covered(rows, cell.row, cell.rows),
                covered(columns, cell.column, cell.columns),
            )
            for cell in kept
        ),
        len(rows),
        len(columns),
        spot,
    )


def number_tables(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with their tables counted from 1."""
    number = 0
    for block in blocks:
        if isinstance(block, Table):
            number += 1
            yield replace(block, spot=replace(block.spot, table=number))
        else:
            yield block
