"""A section's figures laid out as the official form prints them: heads with their spans, cells with their addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from generator.pages.page import Words, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.forms.form import Block, Head, Section
    from generator.languages import Language
    from generator.models.cell import Cell
    from generator.models.report import Figures


@dataclass(frozen=True, slots=True)
class HeadView:
    """A head of a table: its words and span; `is_leaf` where cells and not heads stand behind or below it.

    `column` is the column of row heads that it begins in, from 0; -1 for a column head. `level` is its indentation.
    """

    id: str
    words: Words
    scope: str
    colspan: int = 1
    rowspan: int = 1
    level: int = 0
    is_leaf: bool = True
    column: int = -1


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell: its address, its text as published, its meaning (`absent` where the report lacks the row), its heads."""

    address: str
    text: str
    meaning: str
    headers: str
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class RowView:
    """A row: the address all its cells begin with (empty where they differ), its heads, its unit, its cells."""

    address: str
    heads: tuple[HeadView, ...]
    unit: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    """A part of a table with column heads of its own."""

    label: HeadView | None
    head: tuple[tuple[HeadView, ...], ...]
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as the form prints it; `layout` is that of the section."""

    layout: str
    has_units: bool
    blocks: tuple[BlockView, ...]


@dataclass
class _Ids:
    """Numbers the heads of one table: short ids, since every cell names its heads."""

    prefix: str
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def next(self) -> str:
        return f"{self.prefix}h{next(self.numbers)}"


def table_view(figures: Figures, number: int, language: Language) -> TableView:
    """The `number`th table of a report."""
    section = figures.section
    ids = _Ids(f"t{number}")
    if section.layout == "across":
        blocks = tuple(_across(figures, block, ids, language) for block in section.blocks)
    else:
        width = max(len(block.column_leaves) for block in section.blocks)
        depth = max(_depth(block.rows) for block in section.blocks)
        blocks = tuple(_down(figures, block, ids, language, width, depth) for block in section.blocks)
    return TableView(section.layout, section.unit_label is not None, blocks)


def _depth(heads: tuple[Head, ...]) -> int:
    return 1 + max((_depth(head.heads) for head in heads if head.heads), default=0)


def _leaves(head: Head) -> int:
    return sum(1 for _ in head.leaves())


def _down(  # noqa: PLR0913 - the layout's own measures
    figures: Figures, block: Block, ids: _Ids, language: Language, width: int, depth: int
) -> BlockView:
    section = figures.section
    units = 1 if section.unit_label else 0
    label = None
    if block.label:
        label = HeadView(ids.next(), words(block.label, language), "rowgroup", depth + units + width, is_leaf=False)
    head, columns = _column_heads(section, block, ids, language, depth, width)
    above = (label.id,) if label else ()
    rows = []
    for heads, ancestors, leaf in _row_heads(block.rows, ids, language, depth):
        cells = _cells(figures, leaf, block, [(*above, *ancestors, *column) for column in columns], width)
        rows.append(RowView(f"{section.key}.{leaf.key}", heads, leaf.unit, cells))
    return BlockView(label, head, tuple(rows))


def _column_heads(  # noqa: PLR0913 - the layout's own measures
    section: Section, block: Block, ids: _Ids, language: Language, depth: int, width: int
) -> tuple[tuple[tuple[HeadView, ...], ...], list[tuple[str, ...]]]:
    """The rows of column heads, the stub at the top left, and for each column the ids of its heads."""
    height = _depth(block.columns)
    head: list[list[HeadView]] = [[] for _ in range(height)]
    if section.stub:
        head[0].append(HeadView(ids.next(), words(section.stub, language), "col", depth, height, is_leaf=False, column=0))
    if section.unit_label:
        head[0].append(HeadView(ids.next(), words(section.unit_label, language), "col", 1, height, is_leaf=False))
    columns: list[tuple[str, ...]] = []
    spare = width - len(block.column_leaves)

    def place(column: Head, level: int, above: tuple[str, ...], *, last: bool) -> None:
        name, spread = ids.next(), spare if last else 0
        rowspan = 1 if column.heads else height - level
        scope = "colgroup" if column.heads else "col"
        span = _leaves(column) + spread
        head[level].append(HeadView(name, words(column.label, language), scope, span, rowspan, is_leaf=not column.heads))
        if not column.heads:
            columns.append((*above, name))
        for inner in column.heads:
            place(inner, level + 1, (*above, name), last=last and inner is column.heads[-1])

    for column in block.columns:
        place(column, 0, (), last=column is block.columns[-1])
    return tuple(tuple(row) for row in head), columns


def _row_heads(
    rows: tuple[Head, ...], ids: _Ids, language: Language, depth: int, column: int = 0
) -> Iterator[tuple[tuple[HeadView, ...], tuple[str, ...], Head]]:
    """For each row of cells: the heads that begin in it, the ids of all its heads, and the row."""
    for row in rows:
        name = ids.next()
        text = words(row.label, language)
        if not row.heads:
            head = HeadView(name, text, "row", depth, 1, row.level, column=column)
            yield (head,), (name,), row
            continue
        group = HeadView(name, text, "rowgroup", 1, _leaves(row), row.level, is_leaf=False, column=column)
        below = _row_heads(row.heads, ids, language, depth - 1, column + 1)
        for number, (heads, above, leaf) in enumerate(below):
            yield ((group, *heads) if number == 0 else heads), (name, *above), leaf


def _across(figures: Figures, block: Block, ids: _Ids, language: Language) -> BlockView:
    """Section four: the form prints the rows side by side, each above its columns, and one row of cells."""
    height = _depth(block.rows)
    width = len(block.column_leaves)
    head: list[list[HeadView]] = [[] for _ in range(height + 1)]
    cells: list[CellView] = []

    def place(row: Head, level: int, above: tuple[str, ...]) -> None:
        name = ids.next()
        text = words(row.label, language)
        span, rowspan = width * _leaves(row), 1 if row.heads else height - level
        head[level].append(HeadView(name, text, "colgroup", span, rowspan, is_leaf=False))
        for inner in row.heads:
            place(inner, level + 1, (*above, name))
        if not row.heads:
            columns = [ids.next() for _ in block.column_leaves]
            head[height].extend(
                HeadView(column_id, words(column.label, language), "col")
                for column_id, column in zip(columns, block.column_leaves, strict=True)
            )
            cells.extend(_cells(figures, row, block, [(*above, name, column) for column in columns], width))

    for row in block.rows:
        place(row, 0, ())
    return BlockView(None, tuple(tuple(row) for row in head), (RowView("", (), "", tuple(cells)),))


def _cells(
    figures: Figures, row: Head, block: Block, headers: list[tuple[str, ...]], width: int
) -> tuple[CellView, ...]:
    found: tuple[Cell | None, ...] = figures.rows.get(row.key or "", (None,) * len(block.column_leaves))
    spare = width - len(found)
    return tuple(
        CellView(
            f"{figures.section.key}.{row.key}.{column.key}",
            cell.text if cell else "",
            cell.meaning.value if cell else "absent",
            " ".join(heads),
            1 + (spare if column is block.column_leaves[-1] else 0),
        )
        for cell, column, heads in zip(found, block.column_leaves, headers, strict=True)
    )
