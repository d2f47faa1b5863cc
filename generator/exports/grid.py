"""A table as the form prints it, in a grid: each head and each cell with its place and its span."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.pages.tables import make_layout

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from generator.forms.form import Head, Section
    from generator.pages.tables import HeadView, RowView, TableLayout


@dataclass(frozen=True, slots=True)
class GridCell:
    """A head (`text`) or a cell (`index`, its number among the cells of the table, from 0; -1 for a head).

    Rows and columns are counted from 0. `address` is that of the cell in its form.
    """

    row: int
    column: int
    rows: int
    columns: int
    text: str = ""
    index: int = -1
    address: str = ""
    is_row_head: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole table: the cells in reading order, and its size."""

    cells: tuple[GridCell, ...]
    height: int
    width: int

    def rows(self) -> tuple[tuple[GridCell, ...], ...]:
        """The cells that begin in each row."""
        rows: list[list[GridCell]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return tuple(map(tuple, rows))


def official_grid(section: Section, keys: Collection[str]) -> Grid:
    """A table of the form with these rows, in their order; the form's other rows are left out. There must be some."""
    blocks = tuple(
        block.model_copy(update={"rows": rows}) for block in section.blocks if (rows := tuple(_kept(block.rows, keys)))
    )
    widths = {key: section.widths[key] for key in keys}
    return _arrange(make_layout(section.model_copy(update={"blocks": blocks}), widths, 1, "zh-Hans"))


def _kept(heads: tuple[Head, ...], keys: Collection[str]) -> Iterator[Head]:
    for head in heads:
        inner = tuple(_kept(head.heads, keys))
        if inner:
            yield head.model_copy(update={"heads": inner})
        elif not head.heads and head.key in keys:
            yield head


def _arrange(layout: TableLayout) -> Grid:
    """The places of what each row begins, as a browser finds them: from the left, where no span from above is."""
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    height = 0
    for height, row in enumerate(_rows(layout), 1):
        column = 0
        for cell in row:
            while (height - 1, column) in taken:
                column += 1
            cells.append(replace(cell, row=height - 1, column=column))
            taken |= {(height - 1 + y, column + x) for y in range(cell.rows) for x in range(cell.columns)}
            column += cell.columns
    return Grid(tuple(cells), height, max(column for _, column in taken) + 1)


def _rows(layout: TableLayout) -> Iterator[list[GridCell]]:
    for block in layout.blocks:
        if block.label:
            yield [_head(block.label)]
        for heads in block.head:
            yield [_head(head) for head in heads]
        for row in block.rows:
            unit = [GridCell(0, 0, 1, 1, row.unit.text)] if layout.has_units else []
            yield [*map(_head, row.heads), *unit, *_figures(row)]


def _head(head: HeadView) -> GridCell:
    return GridCell(0, 0, head.rowspan, head.colspan, head.words.text, is_row_head=head.scope == "row")


def _figures(row: RowView) -> Iterator[GridCell]:
    for place in row.places:
        yield GridCell(0, 0, 1, place.colspan, index=place.index, address=place.address)
