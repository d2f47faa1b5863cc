"""What a file of another collection holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.importers.document import Spot
from generator.importers.draft import DraftCell, DraftTable, Reading
from generator.models.cell import read_cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.findings import Finding
    from generator.importers.draft import Draft


@dataclass(frozen=True, slots=True)
class Moving:
    """The reports of a file, and what is to be said about it."""

    drafts: tuple[Draft, ...]
    findings: tuple[Finding, ...] = ()


def moved_cell(value: str | None, spot: Spot) -> DraftCell:
    """A cell as another collection has it; None where that has none, which says nothing about the document."""
    if value is None:
        return DraftCell("?", "", spot, Reading.DOUBTFUL)
    word = value.strip() or "_"
    cell = read_cell(word)
    return DraftCell(word, value, spot) if cell else DraftCell("?", value, spot, Reading.DOUBTFUL)


def moved_table(section: str, form: str, rows: Mapping[str, tuple[DraftCell, ...]]) -> DraftTable:
    """A table of such cells."""
    cells = [cell for row in rows.values() for cell in row]
    sure = sum(cell.reading is Reading.PLAIN for cell in cells)
    return DraftTable(section, form, rows, sure / len(cells) if cells else 0.0)
