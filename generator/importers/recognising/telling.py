"""What is to be said about a table that was read: doubts, what settled a reading, rows that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.findings import Finding, Place
from generator.importers.draft import Reading
from generator.languages import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.forms.form import Section
    from generator.importers.draft import DraftCell, DraftTable
    from generator.importers.recognising.rows import Row

FEWEST_ROWS: Final = 4
"""Rows of a block from which on a column without a figure is told."""
MOST_SHOWN: Final = 8
"""Readings that a finding lists."""


def tell(section: Section, rows: Sequence[Row], table: DraftTable, name: str) -> Iterator[Finding]:
    """The findings about one table of the document of a name."""
    for row in rows:
        place = Place(name, row.pieces[0].spot.line or 1)
        for key in row.keys:
            yield from _about_row(section, key, table.rows[key], row, place)
    for key, (head, _) in section.rows.items():
        if key not in table.rows and not head.optional:
            yield Finding("import-row-absent", Place(name), section.name_of(head))
    yield from _lost_columns(section, table, name)


def _about_row(section: Section, key: str, cells: Sequence[DraftCell], row: Row, place: Place) -> Iterator[Finding]:
    head, block = section.rows[key]
    subject = section.name_of(head)
    doubtful = [at for at, cell in enumerate(cells) if cell.reading is Reading.DOUBTFUL]
    if doubtful:
        names = listed([block.column_leaves[at].label for at in doubtful])
        shown = list(dict.fromkeys(" ".join(reading) for reading in row.found))
        more = " …" if len(shown) > MOST_SHOWN else ""
        values: dict[str, str | Label] = {"cells": names, "candidates": " | ".join(shown[:MOST_SHOWN]) + more}
        if not row.sure:
            code = "import-row-unsure"
        elif row.found and not row.plain:
            code = "import-cells-doubtful"
        else:
            code = "import-cells-unreadable"
        yield Finding(code, place, subject, row.printed, values)
    elif by := next((cell.by for cell in cells if cell.by and cell.by != "width"), ""):
        words = " ".join(cell.word for cell in cells)
        yield Finding(f"import-settled-by-{by}", place, subject, row.printed, {"words": words})


def _lost_columns(section: Section, table: DraftTable, name: str) -> Iterator[Finding]:
    """Columns without a figure in any row, where others have them: a page that is too narrow cuts them off."""
    for block in section.blocks:
        rows = [table.rows[key] for row in block.row_leaves if (key := row.key or "") in table.rows]
        empty = [
            column.label
            for at, column in enumerate(block.column_leaves)
            if all(row[at].word == "_" or row[at].candidates == ("_",) for row in rows)
        ]
        if len(rows) >= FEWEST_ROWS and 0 < len(empty) < len(block.column_leaves):
            yield Finding("import-columns-empty", Place(name), section.label, "", {"columns": listed(empty)})


def listed(labels: Sequence[Label]) -> Label:
    """Labels one behind another."""
    return Label("、".join(each.zh_hans for each in labels), ", ".join(each.to("en") for each in labels))
