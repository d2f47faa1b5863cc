"""The tables of a form as they are written for made-up figures: all that is the same in each report, once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.forms import layout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.forms.form import Form, Section
    from generator.sample.requests import Rows


NARROWEST = 6
"""Characters that a cell of several columns takes at least."""


@dataclass(frozen=True, slots=True)
class RowLayout:
    """One row: its key; what stands before its cells, with the names of the columns above it where they change."""

    key: str
    before: str
    cells: str
    zeros: str


@dataclass(frozen=True, slots=True)
class TableLayout:
    """One table of a form: its rows, and by number from 0 its lines when all cells are zeros, the head the first."""

    rows: tuple[RowLayout, ...]
    zeros: tuple[str, ...]
    numbers: Mapping[str, int]

    def toml(self, rows: Rows) -> str:
        """The table as a part of a data file. A row that is not given is all zeros, one without cells is left out."""
        lines = [*self.zeros]
        for key, cells in rows.items():
            number = self.numbers[key]
            row = self.rows[number - 1]
            lines[number] = row.before + row.cells % cells if cells else ""
        return "".join(lines)


def lay_out(forms: Mapping[str, Form]) -> Mapping[tuple[str, str], TableLayout]:
    """The layout of every table, by the keys of its form and section."""
    return {(form.key, key): _table(form, section) for form in forms.values() for key, section in form.tables.items()}


def _table(form: Form, section: Section) -> TableLayout:
    rows = []
    for row in layout.lay_out(section, section.rows, {}, NARROWEST):
        cells = (" ".join(f"%{width}s" for width in row.widths) or "%s") + '"\n'
        rows.append(RowLayout(row.key, row.before, cells, f"{row.before}{cells % ((0,) * (len(row.widths) or 1))}"))
    lines = (f'\n[{section.key}]\nform = "{form.key}"\n', *(row.zeros for row in rows))
    return TableLayout(tuple(rows), lines, {row.key: number for number, row in enumerate(rows, 1)})
