"""What a form file says: sections, tables of rows and columns, relations, and the way to the indicators.

A table's cell has the address `<section>.<row>.<column>`, for example `requests.granted.natural`. The same address
is its place in a data file, its HTML id and its column in downloads.
"""

from __future__ import annotations

import datetime as dt
from fnmatch import fnmatchcase
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from generator.datafiles.labels import Words
from generator.datafiles.schema import Schema
from generator.languages import Label

if TYPE_CHECKING:
    from collections.abc import Iterator


Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*([.-][a-z0-9]+)*$")]
Number = Literal["count", "change", "amount"]


class Head(Schema):
    """A row or column head. One with `heads` spans those; one without is a row or column of cells."""

    key: Key | None = None
    label: Words
    number: Number | None = None
    unit: str = ""
    level: int = 0
    optional: bool = False
    heads: tuple[Head, ...] = ()

    def leaves(self) -> Iterator[Head]:
        """The rows or columns of cells below this head, in the form's order."""
        if not self.heads:
            yield self
        for head in self.heads:
            yield from head.leaves()


class Block(Schema):
    """A part of a table with column heads of its own."""

    label: Words | None = None
    columns: tuple[Head, ...]
    rows: tuple[Head, ...]

    @cached_property
    def column_leaves(self) -> tuple[Head, ...]:
        """The columns of cells."""
        return tuple(leaf for head in self.columns for leaf in head.leaves())

    @cached_property
    def row_leaves(self) -> tuple[Head, ...]:
        """The rows of cells."""
        return tuple(leaf for head in self.rows for leaf in head.leaves())


class Section(Schema):
    """A section of the report: a table where it has blocks, else text.

    `layout` is how the official form prints a table: `down`, one row under another, or `across`, the rows
    side by side with their columns below them (section four of the national forms).
    """

    key: Key
    label: Words
    number: str = ""
    level: int = 0
    layout: Literal["down", "across"] = "down"
    stub: Words | None = None
    unit_label: Words | None = None
    blocks: tuple[Block, ...] = ()

    @cached_property
    def rows(self) -> dict[str, tuple[Head, Block]]:
        """Each row of cells by its key, with the block it stands in."""
        return {row.key or "": (row, block) for block in self.blocks for row in block.row_leaves}

    @cached_property
    def widths(self) -> dict[str, int]:
        """How many cells each row has, by its key."""
        return {key: len(block.column_leaves) for key, (_, block) in self.rows.items()}

    @cached_property
    def columns(self) -> dict[str, Head]:
        """Each column of cells by its key, the first of those that share one."""
        columns = [column for block in self.blocks for column in block.column_leaves]
        return {column.key or "": column for column in reversed(columns)}

    @cached_property
    def places(self) -> dict[str, tuple[str, int]]:
        """The row of each cell and its place in that row, by its address."""
        return {
            f"{self.key}.{key}.{column.key}": (key, at)
            for key, (_, block) in self.rows.items()
            for at, column in enumerate(block.column_leaves)
        }

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The address of every cell, in the form's order."""
        return tuple(
            f"{self.key}.{row.key}.{column.key}" for row, block in self.rows.values() for column in block.column_leaves
        )

    def name_of(self, row: Head, column: Head | None = None) -> Label:
        """The official name of a row or of one of its cells, with the section it stands in."""
        parts = [Label(self.number + "、" if self.number else "", ""), self.label]
        heads = [row.label] if column is None else [row.label, column.label]
        return Label(
            "".join(part.zh_hans for part in parts) + "".join(f" · {head.zh_hans}" for head in heads),
            self.label.to("en") + "".join(f" · {head.to('en')}" for head in heads),
        )


class Notice(Schema):
    """The regulation or notice that lays the form down."""

    number: str = ""
    date: dt.date | None = None
    title: str


class Relation(Schema):
    """An arithmetic relation between the cells of one table: the cells of `sum` add up to those of `equals`.

    With `each = "column"` they name rows and the relation holds in every column; with `each = "row"` the other
    way round. A name ending in `.*` stands for all rows that begin so.
    """

    code: str
    section: str
    each: Literal["row", "column"]
    sum: tuple[str, ...]
    equals: tuple[str, ...]
    severity: Literal["error", "warning", "note"]


class Chain(Schema):
    """A relation with the report of the year before: its cells of `before` and this year's of `sum` add up to `equals`.

    With `each = "column"` these name rows and it holds in every column; with `each = "row"` they name columns and it
    holds in the rows of `rows`.
    """

    code: str
    section: str
    each: Literal["row", "column"]
    rows: tuple[str, ...] = ()
    before: tuple[str, ...]
    sum: tuple[str, ...] = ()
    equals: tuple[str, ...]
    severity: Literal["error", "warning", "note"]


class Form(Schema):
    """One statutory form."""

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    name: Words
    since: int
    until: int | None = None
    provisional: bool = False
    notice: Notice
    sections: tuple[Section, ...]
    relations: tuple[Relation, ...] = ()
    chains: tuple[Chain, ...] = ()
    indicators: dict[str, tuple[str, ...]] = Field(default={})

    @cached_property
    def tables(self) -> dict[str, Section]:
        """The sections that are tables, by key."""
        return {section.key: section for section in self.sections if section.blocks}

    @cached_property
    def narrative(self) -> dict[str, Section]:
        """The sections that are text, by key."""
        return {section.key: section for section in self.sections if not section.blocks}

    @cached_property
    def first_cells(self) -> dict[tuple[str, str], str]:
        """The address of the first cell in a table that an indicator is made from, by the table and the indicator."""
        found: dict[tuple[str, str], str] = {}
        for indicator, addresses in self.terms.items():
            for address in addresses:
                found.setdefault((address.partition(".")[0], indicator), address)
        return found

    @cached_property
    def terms(self) -> dict[str, tuple[str, ...]]:
        """The addresses of the cells that add up to each indicator."""
        addresses = [address for section in self.tables.values() for address in section.addresses]
        return {
            indicator: tuple(a for a in addresses if any(fnmatchcase(a, pattern) for pattern in patterns))
            for indicator, patterns in self.indicators.items()
        }
