"""A section's figures laid out as the official form prints them: heads with their spans, cells with their addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate, count
from typing import TYPE_CHECKING, ClassVar

from generator.languages import Label
from generator.pages.page import Words, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.forms.form import Block, Head, Section
    from generator.languages import Language
    from generator.models.cell import Cell


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
class Place:
    """The place of a cell in a table: its address, its heads, its number among the table's cells.

    The number is -1 where the report lacks the row.
    """

    address: str
    headers: str
    index: int
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class RowView:
    """A row: the address all its cells begin with (empty where they differ), its heads, its unit, its cells' places."""

    address: str
    heads: tuple[HeadView, ...]
    unit: Words
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    """A part of a table with column heads of its own."""

    label: HeadView | None
    head: tuple[tuple[HeadView, ...], ...]
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class TableLayout:
    """All of a table but what stands in its cells; `layout` is that of the section.

    Reports with the same rows share one, and their pages one skeleton: so it says that it is `fixed`.
    """

    fixed: ClassVar = True

    layout: str
    has_units: bool
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as the form prints it, and its cells one after another."""

    layout: TableLayout
    cells: tuple[Cell, ...]


@dataclass
class _Grid:
    """What all parts of one table share. `depth` columns of row heads, `width` columns of cells.

    It numbers the heads: short ids, since every cell names its heads. `first` is the number of each row's first cell.
    """

    section: Section
    first: Mapping[str, int]
    prefix: str
    language: Language
    depth: int = 1
    width: int = 1
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def next_id(self) -> str:
        return f"{self.prefix}h{next(self.numbers)}"

    def words(self, label: Label) -> Words:
        return words(label, self.language)


def make_layout(section: Section, widths: Mapping[str, int], number: int, language: Language) -> TableLayout:
    """The layout of the `number`th table of a report that has these rows, in this order, with so many cells."""
    firsts = accumulate(widths.values(), initial=0)
    grid = _Grid(section, dict(zip(widths, firsts, strict=False)), f"t{number}", language)
    if section.layout == "across":
        blocks = tuple(_across(grid, block) for block in section.blocks)
    else:
        grid.width = max(len(block.column_leaves) for block in section.blocks)
        grid.depth = max(_depth(block.rows) for block in section.blocks)
        blocks = tuple(_down(grid, block) for block in section.blocks)
    return TableLayout(section.layout, section.unit_label is not None, blocks)


def _depth(heads: tuple[Head, ...]) -> int:
    return 1 + max((_depth(head.heads) for head in heads if head.heads), default=0)


def _leaves(head: Head) -> int:
    return sum(1 for _ in head.leaves())


def _down(grid: _Grid, block: Block) -> BlockView:
    section = grid.section
    label = None
    if block.label:
        span = grid.depth + grid.width + (1 if section.unit_label else 0)
        label = HeadView(grid.next_id(), grid.words(block.label), "rowgroup", span, is_leaf=False)
    head, columns = _column_heads(grid, block)
    above = (label.id,) if label else ()
    rows = []
    for heads, ancestors, leaf in _row_heads(grid, block.rows):
        places = _places(grid, leaf, block, [(*above, *ancestors, *column) for column in columns])
        rows.append(RowView(f"{section.key}.{leaf.key}", heads, grid.words(Label(leaf.unit)), places))
    return BlockView(label, head, tuple(rows))


def _column_heads(grid: _Grid, block: Block) -> tuple[tuple[tuple[HeadView, ...], ...], list[tuple[str, ...]]]:
    """The rows of column heads with the stub at the top left, and for each column the ids of its heads."""
    section, height = grid.section, _depth(block.columns)
    head: list[list[HeadView]] = [[] for _ in range(height)]
    if section.stub:
        stub = grid.words(section.stub)
        head[0].append(HeadView(grid.next_id(), stub, "col", grid.depth, height, is_leaf=False, column=0))
    if section.unit_label:
        head[0].append(HeadView(grid.next_id(), grid.words(section.unit_label), "col", 1, height, is_leaf=False))
    columns: list[tuple[str, ...]] = []
    spare = grid.width - len(block.column_leaves)

    def place(column: Head, level: int, above: tuple[str, ...], *, last: bool) -> None:
        name, leaf = grid.next_id(), not column.heads
        span = _leaves(column) + (spare if last else 0)
        scope, rowspan = ("col", height - level) if leaf else ("colgroup", 1)
        head[level].append(HeadView(name, grid.words(column.label), scope, span, rowspan, is_leaf=leaf))
        if leaf:
            columns.append((*above, name))
        for inner in column.heads:
            place(inner, level + 1, (*above, name), last=last and inner is column.heads[-1])

    for column in block.columns:
        place(column, 0, (), last=column is block.columns[-1])
    return tuple(tuple(row) for row in head), columns


def _row_heads(
    grid: _Grid, rows: tuple[Head, ...], column: int = 0
) -> Iterator[tuple[tuple[HeadView, ...], tuple[str, ...], Head]]:
    """For each row of cells: the heads that begin in it, the ids of all its heads, and the row."""
    for row in rows:
        name, text = grid.next_id(), grid.words(row.label)
        if not row.heads:
            yield (HeadView(name, text, "row", grid.depth - column, 1, row.level, column=column),), (name,), row
            continue
        group = HeadView(name, text, "rowgroup", 1, _leaves(row), row.level, is_leaf=False, column=column)
        for number, (heads, above, leaf) in enumerate(_row_heads(grid, row.heads, column + 1)):
            yield ((group, *heads) if number == 0 else heads), (name, *above), leaf


def _across(grid: _Grid, block: Block) -> BlockView:
    """Section four: the form prints the rows side by side, each above its columns, and one row of cells."""
    height, width = _depth(block.rows), len(block.column_leaves)
    grid.width = width
    head: list[list[HeadView]] = [[] for _ in range(height + 1)]
    places: list[Place] = []

    def place(row: Head, level: int, above: tuple[str, ...]) -> None:
        name, text = grid.next_id(), grid.words(row.label)
        span, rowspan = width * _leaves(row), 1 if row.heads else height - level
        head[level].append(HeadView(name, text, "colgroup", span, rowspan, is_leaf=False))
        for inner in row.heads:
            place(inner, level + 1, (*above, name))
        if not row.heads:
            columns = [HeadView(grid.next_id(), grid.words(leaf.label), "col") for leaf in block.column_leaves]
            head[height].extend(columns)
            places.extend(_places(grid, row, block, [(*above, name, column.id) for column in columns]))

    for row in block.rows:
        place(row, 0, ())
    only = RowView("", (), Words("", grid.language), tuple(places))
    return BlockView(None, tuple(tuple(row) for row in head), (only,))


def _places(grid: _Grid, row: Head, block: Block, headers: list[tuple[str, ...]]) -> tuple[Place, ...]:
    columns = block.column_leaves
    first, spare = grid.first.get(row.key or "", -1), grid.width - len(columns)
    return tuple(
        Place(
            f"{grid.section.key}.{row.key}.{column.key}",
            " ".join(heads),
            first + number if first >= 0 else -1,
            1 + (spare if column is columns[-1] else 0),
        )
        for number, (column, heads) in enumerate(zip(columns, headers, strict=True))
    )
