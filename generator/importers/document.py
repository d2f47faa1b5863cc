"""The neutral document that every reader makes and that the recogniser reads: texts and tables in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.findings import Finding


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands in a published document, counted from 1; None where its format has no such thing.

    `line` is the line of a text file or of the text layer of a page; `column` the column of a table's grid, or
    the character in a line.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, one line of plain text, or a heading: `level` is 1-6 where the format declares one, else 0.

    `item` says that the format declares it an item of a list. White space is collapsed, nothing else is changed.
    """

    text: str
    spot: Spot = Spot()
    level: int = 0
    item: bool = False


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell with its place in the grid, counted from 0, and how many rows and columns it covers."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its spans resolved: each cell once, at its upper left place, in reading order.

    `turns` are the rows, from 0, with which it goes on on a next page.
    """

    cells: tuple[TableCell, ...]
    height: int
    width: int
    spot: Spot = Spot()
    turns: tuple[int, ...] = ()

    def rows(self) -> tuple[tuple[TableCell, ...], ...]:
        """The cells that begin in each row."""
        rows: list[list[TableCell]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return tuple(map(tuple, rows))

    def page_of(self, row: int) -> int | None:
        """The page that a row, from 0, stands on."""
        return None if self.spot.page is None else self.spot.page + sum(turn <= row for turn in self.turns)


Block = Text | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A published document as read: `name` is its file's name, `format` the key of its reader.

    `metadata` is what the format or the page itself declares outside its text (meta elements, a head of
    `key: value` lines), by the names used there. `findings` is what is doubtful about the file itself.
    """

    name: str
    format: str
    sha256: str
    blocks: tuple[Block, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables, in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))
